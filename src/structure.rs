//! What the tree says about the blocks: sums over any subtree in constant time, the element that holds the article,
//! the headline, and what class names and element names speak for.
//!
//! One pass each, over nodes or blocks; every climb towards the root is bounded, so the cost is linear in the page.

use crate::block::{self, Block, BlockId};
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};
use crate::role::Role;
use crate::words;

/// Sums over a run of blocks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    pub blocks: u32,
    pub chars: u64,
    pub link_chars: u64,
    pub words: u64,
    /// Words of prose: of blocks that read as sentences and are not mostly links, capped for each block.
    pub prose: u64,
    /// The same, nearly left out where names speak of clutter.
    pub clean_prose: u64,
}

impl Totals {
    /// Share of the characters inside links, in thousandths.
    pub fn link_density(&self) -> u32 {
        (self.link_chars * 1000).checked_div(self.chars).unwrap_or(0) as u32
    }
    fn plus(self, other: Totals) -> Totals {
        Totals {
            blocks: self.blocks + other.blocks,
            chars: self.chars + other.chars,
            link_chars: self.link_chars + other.link_chars,
            words: self.words + other.words,
            prose: self.prose + other.prose,
            clean_prose: self.clean_prose + other.clean_prose,
        }
    }
    fn minus(self, other: Totals) -> Totals {
        Totals {
            blocks: self.blocks - other.blocks,
            chars: self.chars - other.chars,
            link_chars: self.link_chars - other.link_chars,
            words: self.words - other.words,
            prose: self.prose - other.prose,
            clean_prose: self.clean_prose - other.clean_prose,
        }
    }
}

/// What a name speaks for, and the element whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub role: Role,
    pub source: NodeId,
}

/// See the module.
pub struct Structure {
    /// For each node, the number of blocks that begin before it; one more entry at the end.
    first_block: Vec<u32>,
    /// Sums over the blocks before each block; one more entry at the end.
    sums: Vec<Totals>,
    evidence: Vec<Option<Evidence>>,
    /// The element that holds the article.
    pub main: NodeId,
    /// The headline's block.
    pub headline: Option<BlockId>,
    /// Elements beside the article that are articles of their own, in document order.
    pub next_articles: Vec<NodeId>,
    /// For each block, the largest small piece of the page around it, below the main element.
    cards: Vec<NodeId>,
}

/// A block of at most this many words counts with all of them; a longer one with these.
const PROSE_CAP_WORDS: u32 = 100;
/// Fewest words of prose, and fewest without a sentence end.
const PROSE_MIN_WORDS: u32 = 8;
const PROSE_MIN_WORDS_OPEN: u32 = 25;
/// Highest link density of prose, in thousandths.
const PROSE_MAX_LINKS: u32 = 350;
/// A name speaks for no role when its element holds more than this share of the page's prose, in thousandths:
/// whoever wraps the whole story in `share-wrapper` does not mean it.
const EVIDENCE_MAX_PROSE: u64 = 300;
/// A name that speaks for a piece of the article (a byline, a caption) holds at most this many words.
const HINT_MAX_WORDS: u64 = 120;
/// Link density from which an `<aside>` is no note, in thousandths.
const ASIDE_MAX_LINKS: u32 = 150;
/// How far up and down a `<header>` is looked at for what makes it the article's own.
const HEADER_MAX_CLIMB: usize = 6;
const HEADER_MAX_NODES: usize = 300;
/// The main element is the smallest that holds this share of the prose, in thousandths, step by step from the root.
const MAIN_MIN_SHARE: u64 = 650;
/// A sibling is an article of its own with at least this share of the prose of all, in thousandths.
const SIBLING_MIN_SHARE: u64 = 80;
/// Words of the largest piece that still counts as one card.
const CARD_MAX_WORDS: u64 = 130;
/// Steps that any climb towards the root may take.
const MAX_CLIMB: usize = 24;

/// Whether a block reads as prose.
pub fn is_prose(page: &Page, block: &Block) -> bool {
    block.words >= PROSE_MIN_WORDS
        && block.link_density() <= PROSE_MAX_LINKS
        && (block.sentences > 0 || block.words >= PROSE_MIN_WORDS_OPEN)
        && page.tag(block.container).heading_level().is_none()
}

impl Structure {
    pub fn new(page: &Page, blocks: &[Block]) -> Self {
        let mut this = Structure {
            first_block: first_block(page, blocks),
            sums: Vec::new(),
            evidence: Vec::new(),
            main: NodeId(0),
            headline: None,
            next_articles: Vec::new(),
            cards: Vec::new(),
        };
        if blocks.is_empty() {
            this.sums.push(Totals::default());
            this.evidence = vec![None; page.len()];
            return this;
        }
        this.sums = sums(page, blocks, |_| false);
        this.evidence = this.read_evidence(page);
        this.sums = sums(page, blocks, |block| {
            this.evidence[block.container.index()].is_some_and(|evidence| !evidence.role.is_article())
        });
        this.headline = this.find_headline(page, blocks);
        this.main = this.find_main(page, blocks);
        this.cards = blocks.iter().map(|block| this.find_card(page, block)).collect();
        this
    }

    /// The blocks that begin inside a subtree.
    pub fn blocks_in(&self, page: &Page, id: NodeId) -> std::ops::Range<usize> {
        self.first_block[id.index()] as usize..self.first_block[page.end(id).index()] as usize
    }
    /// Sums over the blocks of a subtree.
    pub fn totals(&self, page: &Page, id: NodeId) -> Totals {
        self.totals_of(self.blocks_in(page, id))
    }
    /// Sums over a run of blocks.
    pub fn totals_of(&self, range: std::ops::Range<usize>) -> Totals {
        self.sums[range.end].minus(self.sums[range.start])
    }
    /// What the names around an element speak for, the nearest first.
    pub fn evidence(&self, id: NodeId) -> Option<Evidence> {
        self.evidence[id.index()]
    }
    /// The card around a block.
    pub fn card(&self, block: BlockId) -> NodeId {
        self.cards[block.index()]
    }
    pub fn all(&self) -> Totals {
        self.sums[self.sums.len() - 1]
    }

    fn read_evidence(&self, page: &Page) -> Vec<Option<Evidence>> {
        let all = self.all().prose.max(1);
        let mut evidence: Vec<Option<Evidence>> = Vec::with_capacity(page.len());
        for id in page.ids() {
            let inherited = page.parent(id).and_then(|parent| evidence[parent.index()]);
            let own = if page.is_text(id) { None } else { own_evidence(page, id) };
            let own = own.filter(|role| {
                let totals = self.totals(page, id);
                if *role == Role::Footnote {
                    true
                } else if role.is_article() {
                    totals.words <= HINT_MAX_WORDS
                } else if page.tag(id) == Tag::Aside && *role == Role::Other {
                    // A pull quote or a note beside the text has sentences and no links; a sidebar has links.
                    totals.link_density() > ASIDE_MAX_LINKS || totals.prose == 0
                } else {
                    totals.prose * 1000 <= all * EVIDENCE_MAX_PROSE
                }
            });
            // A piece of an article inside clutter is clutter: the byline of a related story.
            let own = own.filter(|role| !role.is_article() || inherited.is_none_or(|outer| outer.role.is_article()));
            evidence.push(own.map(|role| Evidence { role, source: id }).or(inherited));
        }
        evidence
    }

    fn find_headline(&self, page: &Page, blocks: &[Block]) -> Option<BlockId> {
        let titles: Vec<String> = titles(page).iter().map(|title| letters(title)).collect();
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
                None if agrees >= 5 => 0,
                None => continue,
            };
            score += agrees;
            if block.link_density() > 500 {
                score -= 3;
            }
            if self.evidence(block.container).is_some_and(|evidence| !evidence.role.is_article()) {
                score -= 4;
            }
            if score >= 2 && best.is_none_or(|(top, _)| score > top) {
                best = Some((score, BlockId(number as u32)));
            }
        }
        best.map(|(_, block)| block)
    }

    fn find_main(&mut self, page: &Page, blocks: &[Block]) -> NodeId {
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

    fn find_card(&self, page: &Page, block: &Block) -> NodeId {
        let mut card = block.container;
        for parent in page.ancestors(block.container).take(MAX_CLIMB) {
            if page.contains(parent, self.main) || self.totals(page, parent).words > CARD_MAX_WORDS {
                break;
            }
            card = parent;
        }
        card
    }
}

/// Nodes from the start of a part of the page in which its `<article>` begins. Sections of one article, too, may each
/// begin with a heading of the headline's level; they have no such element.
const ARTICLE_WITHIN: usize = 6;

fn is_article(page: &Page, id: NodeId) -> bool {
    page.subtree(id).take(ARTICLE_WITHIN).any(|id| page.tag(id) == Tag::Article)
}

/// The level of the heading that a block is in, itself or one or two inline-like wrappers up.
pub fn heading_level(page: &Page, block: &Block) -> Option<u8> {
    let around = std::iter::once(block.container).chain(page.ancestors(block.container).take(2));
    around.into_iter().find_map(|id| page.tag(id).heading_level())
}

fn first_block(page: &Page, blocks: &[Block]) -> Vec<u32> {
    let mut out = Vec::with_capacity(page.len() + 1);
    let mut next = 0;
    for node in 0..=page.len() as u32 {
        while blocks.get(next).is_some_and(|block| block.first.0 < node) {
            next += 1;
        }
        out.push(next as u32);
    }
    out
}

fn sums(page: &Page, blocks: &[Block], is_clutter: impl Fn(&Block) -> bool) -> Vec<Totals> {
    let mut sum = Totals::default();
    let mut sums = vec![sum];
    for block in blocks {
        let prose =
            if is_prose(page, block) && !block.hidden { u64::from(block.words.min(PROSE_CAP_WORDS)) } else { 0 };
        sum = sum.plus(Totals {
            blocks: 1,
            chars: block.chars.into(),
            link_chars: block.link_chars.into(),
            words: block.words.into(),
            prose,
            clean_prose: if is_clutter(block) { prose / 8 } else { prose },
        });
        sums.push(sum);
    }
    sums
}

/// What an element's own name, role and classes speak for.
fn own_evidence(page: &Page, id: NodeId) -> Option<Role> {
    let by_tag = match page.tag(id) {
        Tag::Nav => Some(Role::Navigation),
        Tag::Footer => Some(Role::Footer),
        Tag::Aside => Some(Role::Other),
        Tag::Dialog => Some(Role::Overlay),
        Tag::Figcaption => Some(Role::Caption),
        Tag::Search => Some(Role::Search),
        Tag::Time => Some(Role::Dateline),
        Tag::Header if !is_article_header(page, id) => Some(Role::Masthead),
        _ => None,
    };
    let by_role = page.attr(id, Attr::Role).and_then(|role| match role {
        "navigation" | "menu" | "menubar" => Some(Role::Navigation),
        "contentinfo" => Some(Role::Footer),
        "complementary" => Some(Role::Other),
        "dialog" | "alertdialog" => Some(Role::Overlay),
        "search" => Some(Role::Search),
        "banner" => Some(Role::Masthead),
        "doc-endnotes" | "doc-footnote" => Some(Role::Footnote),
        _ => None,
    });
    let mut by_class: Option<Role> = None;
    for name in
        [Attr::Class, Attr::Id, Attr::DataTestid, Attr::DataComponent, Attr::Itemprop, Attr::Rel, Attr::AriaLabel]
    {
        let Some(value) = page.attr(id, name) else { continue };
        words::split_words(value, |word| {
            if let Some(role) = words::class_word(word)
                && by_class.is_none_or(|known| rank(role) > rank(known))
            {
                by_class = Some(role);
            }
        });
    }
    // The particular outweighs the general: `<aside class="newsletter">`, `<footer class="comments">`.
    match (by_class, by_role.or(by_tag)) {
        (Some(class), Some(tag)) => Some(if rank(class) >= rank(tag) { class } else { tag }),
        (class, tag) => class.or(tag),
    }
}

/// Whether a `<header>` is the head of an article rather than of the site.
fn is_article_header(page: &Page, id: NodeId) -> bool {
    let inside = |id| matches!(page.tag(id), Tag::Article | Tag::Main | Tag::Section);
    page.ancestors(id).take(HEADER_MAX_CLIMB).any(inside)
        || page.subtree(id).take(HEADER_MAX_NODES).any(|node| page.tag(node) == Tag::H1)
}

/// How particular a role is among several that one element's names speak for.
fn rank(role: Role) -> u8 {
    match role {
        Role::Other => 0,
        _ if role.is_article() => 1,
        Role::Footer | Role::Navigation | Role::Masthead => 2,
        _ => 3,
    }
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
        5
    } else if title.contains(text) && length >= 8 {
        2
    } else {
        0
    }
}

/// What the document calls itself: the title element and the titles in meta elements.
pub fn titles(page: &Page) -> Vec<String> {
    let mut titles = Vec::new();
    for id in page.ids() {
        match page.tag(id) {
            Tag::Title if titles.is_empty() => titles.push(page.text_of(id)),
            Tag::Meta => {
                let name = page.attr(id, Attr::Property).or_else(|| page.attr(id, Attr::Name)).unwrap_or("");
                if matches!(name, "og:title" | "twitter:title" | "dc.title" | "headline")
                    && let Some(content) = page.attr(id, Attr::Content)
                {
                    titles.push(content.to_owned());
                }
            }
            Tag::Body => break,
            _ => {}
        }
    }
    titles
}

/// The letters and digits of a text, lower case: what two spellings of one headline share.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
