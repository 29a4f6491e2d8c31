//! The head of the article: byline, date, the caption of the picture above the body, the summary.

use super::{BODY_SURE, Decision, HEAD_BEFORE, HEAD_BEHIND, MAX_MEDIA_NODES, PLEA_MAX_WORDS, STANDFIRST_MAX_WORDS};
use crate::block::{self, Block, BlockId};
use crate::names::{Attr, Tag};
use crate::page::NodeId;
use crate::role::Role;
use crate::structure::{heading_level, is_prose};
use crate::words;

/// Words in all of the element around a picture and its caption.
const CAPTIONED_MAX_WORDS: u64 = 90;
/// Words of the longest line below the summary that is a name or a date.
const BELOW_MAX_WORDS: u32 = 12;
/// Parts of an address that leads to a page about who wrote it.
const AUTHOR_PATHS: &str = "/author/|/authors/|/autor/|/autoren/|/autores/|/auteur/|/autore/|/by/|/profile/|/people/|/staff/|\
    /journalist/";

impl Decision<'_> {
    /// Headline, standfirst, byline, dateline stand around the start of the body.
    pub(super) fn head(&mut self) {
        let body = |number: &usize| {
            let (block, label) = (&self.blocks[*number], &self.labels[*number]);
            let byline = block.words <= PLEA_MAX_WORDS && words::opens_byline(&self.lines[*number]);
            label.keep && label.role == Role::Paragraph && is_prose(self.page, block) && !byline
        };
        let Some(first) = (0..self.labels.len()).find(body) else { return };
        // A summary stands before what it sums up: the only paragraph is none.
        let alone = !(first + 1..self.labels.len()).any(|number| body(&number));
        let start = match self.structure.headline {
            Some(headline) if headline.index() < first => headline.index().saturating_sub(HEAD_BEFORE),
            _ => first.saturating_sub(HEAD_BEFORE),
        };
        let headline = self.structure.headline.map_or(start, BlockId::index);
        // Below a summary that is kept as text may stand who wrote the article, and when.
        let end = (first + 1..(headline + HEAD_BEHIND + 1).min(self.labels.len()).max(first + 1))
            .take_while(|number| !body(number))
            .last()
            .filter(|_| first > headline && !alone)
            .map_or(first, |last| last + 1);
        for number in start..end {
            let block = &self.blocks[number];
            let below = number >= first;
            if below && (self.labels[number].keep || block.words > BELOW_MAX_WORDS) {
                continue;
            }
            let lines = block::lines(self.page, block);
            let mixed = lines.len() > 1 && block.words <= PLEA_MAX_WORDS;
            if !self.is_line(number) && !mixed || self.labels[number].role == Role::Headline {
                continue;
            }
            let line = &self.lines[number];
            let clutter =
                self.labels[number].reasons.iter().any(|reason| matches!(*reason, "wording" | "section" | "run"));
            if clutter || self.labels[number].role == Role::Caption {
                continue;
            }
            let byline = |line: &str| words::opens_byline(&words::lower(line));
            let says = byline(line) || mixed && lines.iter().any(|line| byline(line));
            let is_date = words::is_date_line(line);
            let role = self.labels[number].role;
            let frame = matches!(role, Role::Navigation | Role::Masthead | Role::Footer);
            // Markup speaks for all that stands together: for the date as well, below the summary for a menu.
            let marked = if below { !is_date && !frame && self.names_author(block) } else { self.names_author(block) };
            let called = role == Role::Other && !is_date && self.is_called_byline(block);
            if number > headline && (says || marked || called) {
                self.drop(number, Role::Byline, "head");
            } else if is_date {
                self.drop(number, Role::Dateline, "head");
            }
        }
        // A caption under the picture above the body, where nothing names it one.
        for number in headline + 1..first {
            let block = &self.blocks[number];
            let before = &self.blocks[number - 1];
            let below = before.media > 0 && !before.has_text() && self.is_large_media(before);
            let parent = self.page.parent(before.container).unwrap_or(before.container);
            let together = self.page.contains(parent, block.first)
                && self.structure.totals(self.page, parent).words <= CAPTIONED_MAX_WORDS;
            if self.labels[number].reasons.iter().all(|reason| *reason == "score")
                && (5..=STANDFIRST_MAX_WORDS).contains(&block.words)
                && heading_level(self.page, block).is_none()
                && (block.media > 0 || below && (together || words::has_credit(&self.lines[number])))
            {
                self.drop(number, Role::Caption, "below picture");
            }
        }
        // The summary: one unlinked paragraph between headline and body that names or its own element set apart.
        for number in headline + 1..=first {
            let block = &self.blocks[number];
            let named =
                self.structure.evidence(block.container).is_some_and(|evidence| evidence.role == Role::Standfirst);
            let heading = heading_level(self.page, block).is_some_and(|level| level > 1);
            let below = number == headline + 1 && block.words >= 4;
            let apart = named || heading && number < first && (block.words > 8 || below);
            if apart
                && block.words >= 4
                && block.words <= STANDFIRST_MAX_WORDS
                && block.link_density() < 300
                && (number < first || named)
            {
                let label = &self.labels[number];
                // Above the author's name, the date or the picture a heading heads no part of the text.
                let head = |near: usize| {
                    matches!(self.labels[near].role, Role::Byline | Role::Dateline) || !self.blocks[near].has_text()
                };
                let over_head = || heading && below && (number + 1..first).any(head);
                if (!named || alone) && label.score >= BODY_SURE && !over_head() {
                    break;
                }
                if label.keep || label.reasons.is_empty() || label.role == Role::Standfirst {
                    self.drop(number, Role::Standfirst, "head");
                    break;
                }
            }
        }
        self.summary_above_byline(headline, first);
    }

    /// A paragraph between the headline and the byline or date below it is the summary, whatever its element.
    fn summary_above_byline(&mut self, headline: usize, first: usize) {
        if self.labels.iter().any(|label| label.role == Role::Standfirst) || first <= headline {
            return;
        }
        let is_head = |number: &usize| matches!(self.labels[*number].role, Role::Byline | Role::Dateline);
        let Some(anchor) = (first + 1..(first + 4).min(self.labels.len())).find(is_head) else { return };
        let is_text = |number: &usize| self.labels[*number].keep && self.blocks[*number].has_text();
        let block = &self.blocks[first];
        if (headline + 1..anchor).filter(is_text).count() == 1
            && block.words <= STANDFIRST_MAX_WORDS
            && block.link_density() < 300
        {
            self.drop(first, Role::Standfirst, "above byline");
        }
    }

    /// Whether an element around a block is called a byline, whatever stands around that.
    fn is_called_byline(&self, block: &Block) -> bool {
        let mut around = std::iter::once(block.container).chain(self.page.ancestors(block.container).take(3));
        let names = [Attr::Class, Attr::DataComponent];
        around.any(|id| names.iter().any(|&name| self.page.attr(id, name).is_some_and(|name| name.contains("byline"))))
    }

    /// Whether markup says that the block names who wrote it: `rel`, microdata, a link to a page about a person.
    pub(super) fn names_author(&self, block: &Block) -> bool {
        let inside = (block.first.0..block.last.0).take(MAX_MEDIA_NODES).map(NodeId);
        let mut around = std::iter::once(block.container).chain(self.page.ancestors(block.first).take(4)).chain(inside);
        around.any(|id| {
            let is = |name, value| self.page.attr(id, name) == Some(value);
            let href = self.page.attr(id, Attr::Href).unwrap_or("");
            is(Attr::Itemprop, "author")
                || is(Attr::Rel, "author")
                || self.page.tag(id) == Tag::A && words::has_any(href, AUTHOR_PATHS)
        })
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::label::{self, decide};
    use crate::role::Role;
    use crate::structure::Structure;
    use crate::{block, html};

    #[test]
    fn a_heading_between_the_headline_and_the_date_is_the_summary() {
        let role = |between: &str| {
            let long =
                "<p>Boats came in on the tide that morning, and nobody was there to take a rope or hear the news.</p>";
            let page = html::read(
                &format!(
                    "<article><h1>The quay at dawn</h1><h2>What a harbour does without its ropes</h2>{between}{long}{long}\
                     </article>"
                ),
                "",
            );
            let blocks = block::split(&page);
            let structure = Structure::new(&page, &blocks);
            let labels = decide(&page, &blocks, &structure, &vec![950; blocks.len()], label::likely(1000), &[]);
            labels[1].role
        };
        assert_eq!(role("<time>12 May 2031</time>"), Role::Standfirst);
        assert_eq!(role("<p><img src=quay.jpg width=900 height=500></p>"), Role::Standfirst);
        assert_eq!(role(""), Role::Subheading);
    }
}
