//! What only the place tells: dates and names far from the article, the site's name, what nothing else spoke of.

use super::names::STORY_MIN_WORDS;
use super::{BODY_SURE, Decision, HEAD_BEFORE, HEAD_BEHIND, MAX_MEDIA_NODES};
use crate::address;
use crate::block::{Block, BlockId};
use crate::names::{Attr, Tag};
use crate::page::NodeId;
use crate::role::Role;
use crate::structure::{heading_level, is_prose, letters, titles};
use crate::words;

/// Words of the longest line of links in a footer that is no story's name.
const FOOTER_MAX_WORDS: u32 = 8;

/// Words of the shortest and the longest headline of another story.
const TEASER_WORDS: std::ops::RangeInclusive<u32> = 3..=25;
/// Share of a teaser's text that leads to its story, in thousandths.
const TEASER_MIN_LINKS: u32 = 900;

/// Characters of the shortest headline of another story above the article, where scripts without spaces have topics of as
/// many words.
const TEASER_MIN_CHARS: u32 = 24;

impl Decision<'_> {
    /// A line that leads elsewhere with a date right behind it is another story's headline, and the date that story's.
    pub(super) fn dated_links(&mut self) {
        for number in 0..self.blocks.len().saturating_sub(1) {
            let (block, label, next) = (&self.blocks[number], &self.labels[number], &self.labels[number + 1]);
            if label.keep
                && label.score < BODY_SURE
                && TEASER_WORDS.contains(&block.words)
                && block.link_density() >= TEASER_MIN_LINKS
                && !next.keep
                && next.role == Role::Dateline
                && next.reasons.contains(&"date")
            {
                self.drop(number, Role::Related, "dated");
            }
        }
    }

    /// Dates, names and captions that stand with no kept block belong to what is around them: a card, a list of teasers.
    pub(super) fn strays(&mut self) {
        let kept: Vec<usize> = (0..self.labels.len()).filter(|&number| self.labels[number].keep).collect();
        let (first, last) = match (kept.first(), kept.last()) {
            (Some(&first), Some(&last)) => (first, last),
            _ => return,
        };
        let is_text = |number: &usize| !matches!(self.labels[*number].role, Role::Caption | Role::Media);
        let text = kept.iter().copied().find(is_text).unwrap_or(first);
        let headline = self.structure.headline.map_or(first, BlockId::index).min(first);
        for number in 0..self.blocks.len() {
            let label = &self.labels[number];
            if label.keep || !matches!(label.role, Role::Byline | Role::Dateline | Role::Caption) {
                continue;
            }
            // The picture above the body is kept with its caption; names and date often stand below it.
            let body = if label.role == Role::Caption { first } else { text };
            // A summary that is kept as text may stand above them.
            let below = (headline..=headline + HEAD_BEHIND).contains(&number)
                && label.role != Role::Caption
                && kept
                    .iter()
                    .filter(|&&kept| kept > headline && kept < number && self.blocks[kept].has_text())
                    .count()
                    < 2;
            if (headline.saturating_sub(HEAD_BEFORE)..=body).contains(&number) || number == last + 1 || below {
                continue;
            }
            // Who took a picture is named behind what it shows.
            let of_article = label.reasons.contains(&"head");
            if number > 0
                && !of_article
                && self.labels[number - 1].keep
                && self.labels[number - 1].role == Role::Caption
            {
                self.labels[number].role = Role::Caption;
                self.labels[number].keep = true;
                continue;
            }
            let before = number.checked_sub(1).map(|before| self.labels[before].role).filter(|role| !role.is_article());
            let role = match before {
                Some(role) if role != Role::Other => role,
                _ if number > first => Role::Related,
                _ => Role::Other,
            };
            self.drop(number, role, "stray");
        }
    }

    /// The site's name above the article: a link to where the site begins, no entry of a list, and a part of the
    /// document's title, which "Home" is not.
    pub(super) fn site_name(&mut self) {
        let start = self.structure.headline.map_or(0, BlockId::index);
        let titles = titles(self.page);
        for number in 0..start {
            let block = &self.blocks[number];
            let named = || {
                let name = letters(&self.lines[number]);
                !name.is_empty() && titles.iter().any(|title| title.contains(&name))
            };
            let unsure = matches!(self.labels[number].role, Role::Navigation | Role::Other);
            // A picture that leads home is the site's sign.
            let line = || self.is_line(number) && block.link_density() > 500 && named();
            if unsure && self.leads_home(block) && (!block.has_text() || line()) {
                self.labels[number].role = Role::Masthead;
                self.labels[number].reasons.push("leads home");
            }
        }
    }

    pub(super) fn leads_home(&self, block: &Block) -> bool {
        let listed = self.stands_in(block.first, Tag::Li) || self.stands_in(block.first, Tag::Nav);
        let mut inside = (block.first.0..block.last.0).take(MAX_MEDIA_NODES).map(NodeId);
        let link = self.around(block.first, Tag::A).or_else(|| inside.find(|&id| self.page.tag(id) == Tag::A));
        !listed && link.and_then(|id| self.page.attr(id, Attr::Href)).is_some_and(is_root)
    }

    /// What is left without a reason is named by where it stands.
    pub(super) fn regions(&mut self) {
        let kept: Vec<usize> = (0..self.labels.len()).filter(|&number| self.labels[number].keep).collect();
        let (first, last) = match (kept.first(), kept.last()) {
            (Some(&first), Some(&last)) => (first, last),
            _ => (usize::MAX, 0),
        };
        for number in 0..self.blocks.len() {
            let block = &self.blocks[number];
            let label = &self.labels[number];
            if label.keep
                || label.role != Role::Other
                || !label.reasons.is_empty() && label.reasons != ["score"] && !label.reasons.contains(&"name")
            {
                continue;
            }
            let card = self.structure.totals(self.page, self.structure.card(BlockId(number as u32)));
            let role = if number < first && block.link_density() > 500 {
                // The name of a place of the site is short; that of a story is a heading, or the one link of a line.
                let teaser = || heading_level(self.page, block).is_some() || self.is_teaser(number);
                if block.words >= STORY_MIN_WORDS && teaser() { Role::Related } else { Role::Navigation }
            } else if number > last
                && self.structure.totals_of(number..self.blocks.len()).prose == 0
                && block.link_density() > 500
                && block.words <= FOOTER_MAX_WORDS
            {
                Role::Footer
            } else if number > first && (card.link_density() > 300 || is_prose(self.page, block))
                || number > last && self.labels[number - 1].role == Role::Related
            {
                Role::Related
            } else {
                Role::Other
            };
            self.labels[number].role = role;
        }
    }

    /// Whether a line beside the article has no link but one, to another page than where a site begins.
    fn is_teaser(&self, number: usize) -> bool {
        let block = &self.blocks[number];
        let around = self.around(block.first, Tag::A);
        let inside = (block.first.0..block.last.0).map(NodeId).filter(|&id| self.page.tag(id) == Tag::A);
        let mut links = around.into_iter().chain(inside.filter(|&id| Some(id) != around));
        let leads_on = |address: &str| !address.starts_with('#') && !is_root(address);
        block.chars >= TEASER_MIN_CHARS
            && !self.page.contains(self.structure.main, block.first)
            && links.next().and_then(|id| self.page.attr(id, Attr::Href)).is_some_and(leads_on)
            && links.next().is_none()
            && !words::opens_byline(&self.lines[number])
    }
}

/// Whether an address is the beginning of a site.
fn is_root(address: &str) -> bool {
    let (host, path) = address::parts(address);
    matches!(path, "/" | "./" | "/index.html") || path.is_empty() && !host.is_empty()
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::analysis::{Options, analyse};
    use crate::label::tests::{STORY, role};
    use crate::label::{decide, likely};
    use crate::role::Role;
    use crate::structure::Structure;
    use crate::{block, html};

    #[test]
    fn a_teaser_above_the_article_is_no_place_of_the_site() {
        let above = |line: &str| role(&format!("<div><div>{line}</div></div>{STORY}"), "Breaking");
        let teaser = "Breaking <a href=/owls>Owls are counted again above the old hopper</a>";
        assert_eq!(above(teaser), Role::Related);
        assert_ne!(above("Breaking <a href=/owls>Owls</a>"), Role::Related, "a short name");
        assert_eq!(above(&teaser.replace("again", "</a><a href=/again>again")), Role::Navigation, "more than one link");
        assert_eq!(above(&teaser.replace("/owls", "#owls")), Role::Navigation, "a place of this page");
        assert_eq!(above(&teaser.replace("/owls", "https://owls.example/")), Role::Navigation, "where a site begins");
    }

    #[test]
    fn a_link_that_ends_a_page_without_an_article_is_read_to_its_end() {
        let page = html::read(
            "<title>Just a moment</title><div><p>We use cookies and other tools to make the site work for you and for \
             us.</p><button>Accept all</button></div><div><a href=/data>Read what we do with the data that we keep</a>",
            "",
        );
        let found = analyse(&page, &Options::default());
        assert_eq!(found.blocks.last().map(|block| block.last.index()), Some(page.len()));
        assert_eq!(found.labels.last().map(|label| label.role), Some(Role::Related));
    }

    #[test]
    fn a_link_with_a_date_behind_it_is_another_story_s_headline() {
        let is_kept = |row: &str, score: i32| {
            let page = html::read(&format!("{STORY}<table><tr>{row}</tr></table>"), "");
            let blocks = block::split(&page);
            let texts: Vec<String> = blocks.iter().map(|block| block::text(&page, block)).collect();
            let of = |text: &String| match text {
                text if text.starts_with("Owls") => score,
                text if text.starts_with("Boat") => 980,
                _ => 20,
            };
            let scores: Vec<i32> = texts.iter().map(of).collect();
            let labels = decide(&page, &blocks, &Structure::new(&page, &blocks), &scores, likely(450), &[]);
            let owls = texts.iter().position(|text| text.starts_with("Owls")).unwrap();
            (labels[owls].keep, labels[owls].role)
        };
        let link = "<td><a href=/owls>Owls counted again above the hopper</a></td>";
        assert_eq!(is_kept(&format!("{link}<td>6 hours ago</td>"), 640), (false, Role::Related));
        assert!(is_kept(&format!("{link}<td>6 hours ago</td>"), 950).0, "what the score is sure of");
        assert!(is_kept(&format!("{link}<td>and six more</td>"), 640).0, "without a date");
        assert!(is_kept("<td>Owls counted again above the hopper</td><td>6 hours ago</td>", 640).0, "without a link");
    }

    #[test]
    fn a_name_below_the_caption_of_the_picture_above_the_body_is_no_stray() {
        let page = html::read(
            "<title>The quay at dawn - Tarn Weekly</title><article><h1>The quay at dawn: one boat, no rope</h1>\
             <figure><img src=boat.jpg width=900 height=500><figcaption>The only boat of the morning, seen from the \
             harbour wall (Photo: Ada Moor)</figcaption></figure><div><a href=/author/runa-feld>By Runa Feld</a></div>\
             <p>One boat came in on the tide that morning, and nobody was there to take her rope or her news, which was \
             a pity, because she had plenty of both.</p><p>Two men had said that they would be there, and both of them \
             were still asleep in the same house, as the harbour master found out when he went to look for them.</p>\
             <p>The rope was taken in the end by a girl who had come to feed the gulls, and the news by nobody at all, \
             so that it went out again with the boat on the following tide.</p></article>",
            "",
        );
        let labels = analyse(&page, &Options::default()).labels;
        let roles: Vec<Role> = labels.iter().map(|label| label.role).collect();
        assert_eq!(roles[2..4], [Role::Caption, Role::Byline]);
        assert!(labels[2].keep);
    }
}
