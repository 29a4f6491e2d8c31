//! The two places that all else is measured from: the headline, and the main element, which holds the article.

use super::{Structure, heading_level, is_prose};
use crate::block::{self, Block, BlockId};
use crate::lower::push_lower;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page, beginning};
use crate::role::Role;

/// The main element is the smallest that holds this share of the prose, in thousandths, step by step from the root.
const MAIN_MIN_SHARE: u64 = 650;
/// A sibling is an article of its own with at least this share of the prose of all, in thousandths.
const SIBLING_MIN_SHARE: u64 = 80;
/// Nodes from the start of a part of the page in which its `<article>` begins. Sections of one article, too, may each
/// begin with a heading of the headline's level; they have no such element.
const ARTICLE_WITHIN: usize = 6;

/// The agreement of a line that is most of a title.
const MOST_OF_TITLE: i32 = 5;
/// Words of a line that may be the headline because it is written large: fewer name a site or a section.
const LARGE_WORDS: std::ops::RangeInclusive<u32> = 4..=24;

impl Structure {
    pub(super) fn find_headline(&self, page: &Page, blocks: &[Block]) -> Option<BlockId> {
        let titles = titles(page);
        let mut best: Option<(i32, BlockId)> = None;
        for (number, block) in blocks.iter().enumerate() {
            if block.words == 0 || block.words > 60 {
                continue;
            }
            let level = heading_level(page, block);
            let text = letters(&block::text(page, block));
            let agrees = titles.iter().map(|title| agreement(title, &text)).max().unwrap_or(0);
            let mut score = match level {
                Some(1) => 4,
                Some(2) => 2,
                Some(_) => 1,
                None if agrees >= MOST_OF_TITLE => 0,
                None => continue,
            };
            score += agrees;
            if block.link_density() > 500 {
                score -= 3;
            }
            let named = self.evidence(block.container).filter(|evidence| !evidence.role.is_article());
            if let Some(evidence) = named {
                // `header share-header` around the page's own first heading says less than what is called a menu.
                let weak = matches!(evidence.role, Role::Related | Role::Share | Role::Other);
                score -= if weak && level == Some(1) && agrees >= MOST_OF_TITLE { 2 } else { 4 };
            }
            // Of two that say the same, the one that is seen.
            if block.hidden {
                score -= 1;
            }
            if score >= 2 && best.is_none_or(|(top, _)| score > top) {
                best = Some((score, BlockId(number as u32)));
            }
        }
        let named = best.map(|(_, block)| block);
        if named.is_some_and(|headline| heading_level(page, &blocks[headline.index()]).is_some()) {
            return named;
        }
        self.large_line(page, blocks).or(named)
    }

    /// Where no heading is the headline, and a browser told the sizes: the first sentence that is written large.
    fn large_line(&self, page: &Page, blocks: &[Block]) -> Option<BlockId> {
        let is_headline = |block: &Block| {
            page.facts(block.container).large()
                && !block.hidden
                && LARGE_WORDS.contains(&block.words)
                && block.link_density() <= 500
                && self.evidence(block.container).is_none_or(|evidence| evidence.role.is_article())
        };
        blocks.iter().position(is_headline).map(|number| BlockId(number as u32))
    }

    pub(super) fn find_main(&mut self, page: &Page, blocks: &[Block]) -> NodeId {
        let headline = self.headline.map(|id| &blocks[id.index()]);
        let mut main = page.find(Tag::Body).unwrap_or(NodeId(0));
        loop {
            let total = self.totals(page, main).clean_prose;
            let children: Vec<(NodeId, u64)> =
                page.children(main).map(|child| (child, self.totals(page, child).clean_prose)).collect();
            let Some(&(best, mass)) = children.iter().max_by_key(|&&(child, mass)| (mass, std::cmp::Reverse(child)))
            else {
                return main;
            };
            if mass == 0 {
                return main;
            }
            // Articles side by side: the one with the page's headline is the page's; the others with a headline of
            // the same level are other articles.
            if let Some(headline) = headline {
                let level = page.tag(headline.container);
                let own = children.iter().find(|&&(child, _)| page.contains(child, headline.first));
                if let Some(&(own, own_mass)) = own
                    && own_mass * 1000 >= total * SIBLING_MIN_SHARE
                    && level.heading_level().is_some()
                {
                    let others: Vec<NodeId> = children
                        .iter()
                        .filter(|&&(child, mass)| {
                            child > own
                                && page.tag(child) == page.tag(own)
                                && mass * 1000 >= total * SIBLING_MIN_SHARE
                                && self.begins_with_heading(page, blocks, child, level)
                                && (is_article(page, child) || self.repeats(page, blocks, child, headline))
                        })
                        .map(|&(child, _)| child)
                        .collect();
                    if !others.is_empty() {
                        self.next_articles.extend(others);
                        main = own;
                        continue;
                    }
                }
            }
            if mass * 1000 < total * MAIN_MIN_SHARE || !page.tag(best).is_block() && page.tag(best) != Tag::Other {
                return main;
            }
            // A single paragraph that holds everything is the article's body, not its container.
            if self.totals(page, best).blocks <= 1 {
                return main;
            }
            main = best;
        }
    }

    /// Whether a subtree has a block with the headline's text: it is the article again, for print.
    fn repeats(&self, page: &Page, blocks: &[Block], id: NodeId, headline: &Block) -> bool {
        blocks[self.blocks_in(page, id)].iter().any(|block| block.hash == headline.hash)
    }

    /// Whether a heading of this level stands before the prose of an element.
    fn begins_with_heading(&self, page: &Page, blocks: &[Block], id: NodeId, level: Tag) -> bool {
        blocks[self.blocks_in(page, id)]
            .iter()
            .take_while(|block| !is_prose(page, block))
            .any(|block| page.tag(block.container) == level)
    }
}

fn is_article(page: &Page, id: NodeId) -> bool {
    page.subtree(id).take(ARTICLE_WITHIN).any(|id| page.tag(id) == Tag::Article)
}

/// How well a line agrees with one of the document's titles: 8 when it is the title, 5 when it is most of it, 2 when it
/// is a small part, as the site's name is, 0 when it is none. Both in [`letters`].
fn agreement(title: &str, text: &str) -> i32 {
    let (title_length, length) = (title.chars().count(), text.chars().count());
    if length < 4 || title_length < 4 {
        0
    } else if title == text {
        8
    } else if title.contains(text) && length * 2 >= title_length || text.contains(title) && title_length >= 12 {
        MOST_OF_TITLE
    } else if title.contains(text) && length >= 8 {
        2
    } else {
        0
    }
}

/// Titles of a page that are read, and bytes of one: each is compared with every line, and a hostile page has no end of
/// either.
const MAX_TITLES: usize = 8;
const TITLE_BYTES: usize = 2000;

/// What the document calls itself, each once and in [`letters`]: the title element and the titles in meta elements.
pub fn titles(page: &Page) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for id in page.ids() {
        let title = match page.tag(id) {
            Tag::Title if titles.is_empty() => Some(page.text_of(id)),
            Tag::Meta => {
                let name = page.attr(id, Attr::Property).or_else(|| page.attr(id, Attr::Name)).unwrap_or("");
                let is_title = matches!(name, "og:title" | "twitter:title" | "dc.title" | "headline");
                page.attr(id, Attr::Content).filter(|_| is_title).map(str::to_owned)
            }
            Tag::Body => break,
            _ => None,
        };
        let title = title.map(|title| letters(beginning(&title, TITLE_BYTES)));
        titles.extend(title.filter(|title| titles.len() < MAX_TITLES && !titles.contains(title)));
    }
    titles
}

/// The letters and digits of a text, lower case: what two spellings of one headline share.
pub fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        push_lower(&mut out, c);
    }
    out
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;
    use crate::html;

    #[test]
    fn a_page_has_a_few_titles_each_once() {
        let named = |title: &str| format!("<meta property=og:title content='{title}'>");
        let of = |head: String| titles(&html::read(&format!("<title>The Quay</title>{head}"), ""));
        assert_eq!(of(named("The quay!") + &named("At dawn")), ["thequay", "atdawn"]);
        let many: String = (0..99).map(|number| named(&format!("{number} {}", "long ".repeat(9_000)))).collect();
        let found = of(many);
        assert!(found.len() == MAX_TITLES && found.iter().all(|title| title.len() <= TITLE_BYTES));
    }
}
