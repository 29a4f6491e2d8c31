//! Who wrote the article, told behind it: a box that is called an author's, with a name, a picture and a life.
//!
//! It only calls by their name what the others have left out, and gives up on a box with no more than a name beside another
//! story, and on what no name says to be an author's.

use super::names::STORY_MIN_WORDS;
use super::{Decision, is_body_text};
use crate::page::NodeId;
use crate::role::Role;

/// Blocks and words of the largest box about an author, and words from which it says more than a name.
const BOX_MAX_BLOCKS: usize = 16;
const BOX_MAX_WORDS: u64 = 160;
const BOX_MIN_WORDS: u64 = 10;
/// How far up from a box the rest of a card is looked for, and the blocks of the largest card.
const CARD_MAX_CLIMB: usize = 3;
const CARD_MAX_BLOCKS: u32 = 12;

impl Decision<'_> {
    /// Boxes that are called an author's and stand behind the beginning of the text.
    pub(super) fn author_boxes(&mut self) {
        // A summary that is kept as text may stand above the byline.
        let Some(first) = (0..self.labels.len()).filter(|&number| is_body_text(&self.labels[number])).nth(1) else {
            return;
        };
        let page = self.page;
        let mut end = 0;
        for &id in &self.structure.authors {
            let range = self.structure.blocks_in(page, id);
            if range.start < end || range.start <= first || range.is_empty() || range.len() > BOX_MAX_BLOCKS {
                continue;
            }
            let totals = self.structure.totals(page, id);
            let fits = |number: usize| self.may_be_author_s(number) && !self.is_story_link(number);
            let other = self.structure.evidence(id).is_some_and(|evidence| {
                use Role::*;
                matches!(evidence.role, Related | Comments | NextArticle | Sponsored | Navigation | Masthead | Overlay)
            });
            let says = totals.words >= BOX_MIN_WORDS || range.len() > 1 && !self.is_in_story_card(id);
            if other || !says || totals.words > BOX_MAX_WORDS || !range.clone().all(fits) {
                continue;
            }
            end = range.end;
            for number in range {
                self.drop(number, Role::AuthorBio, "name");
            }
        }
    }

    /// Whether a block is out, and no piece of the article's head.
    fn may_be_author_s(&self, number: usize) -> bool {
        let label = &self.labels[number];
        let head = label.reasons.iter().any(|reason| matches!(*reason, "head" | "headline" | "data" | "above byline"));
        !(label.keep || head && label.role.is_article())
    }

    /// Whether a block is a link with a name as long as a story's.
    fn is_story_link(&self, number: usize) -> bool {
        self.blocks[number].words >= STORY_MIN_WORDS && self.blocks[number].link_density() > 500
    }

    /// Whether what stands closely around an element leads to a story.
    fn is_in_story_card(&self, id: NodeId) -> bool {
        let around = self.page.ancestors(id).take(CARD_MAX_CLIMB);
        let card = around.take_while(|&id| self.structure.totals(self.page, id).blocks <= CARD_MAX_BLOCKS).last();
        card.is_some_and(|card| self.structure.blocks_in(self.page, card).any(|number| self.is_story_link(number)))
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::label::{self, Label, decide};
    use crate::role::Role;
    use crate::structure::Structure;
    use crate::{block, html};

    /// The labels of what begins so, on a story's page with this behind its text.
    fn labels(behind: &str, begins: &str) -> Vec<Label> {
        let long =
            "<p>Boats came in on the tide that morning, and nobody was there to take a rope or to hear the news.</p>";
        let page = html::read(
            &format!(
                "<meta name=author content='Runa Feld'><article><h1>The quay at dawn</h1><div class=author>\
                 <a rel=author>By Runa Feld</a></div>{long}{long}{long}{behind}</article>"
            ),
            "",
        );
        let blocks = block::split(&page);
        let structure = Structure::new(&page, &blocks);
        let texts: Vec<String> = blocks.iter().map(|block| block::text(&page, block)).collect();
        let scores: Vec<i32> = texts.iter().map(|text| if text.starts_with("Boat") { 980 } else { 20 }).collect();
        let labels = decide(&page, &blocks, &structure, &scores, label::likely(1000), &[]);
        assert!(texts.iter().zip(&labels).all(|(text, label)| label.keep == text.starts_with("Boat")));
        assert_eq!(labels[1].role, Role::Byline);
        let found = texts.iter().zip(labels).filter(|(text, _)| text.starts_with(begins));
        found.map(|(_, label)| label).collect()
    }

    fn is_author(behind: &str, begins: &str) -> bool {
        let labels = labels(behind, begins);
        assert!(!labels.is_empty(), "{begins}");
        labels.iter().all(|label| label.role == Role::AuthorBio)
    }

    #[test]
    fn a_box_that_is_called_an_author_s_is_about_one() {
        let card = |name: &str, more: &str| {
            format!(
                "<div><div><img src=feld.jpg width=90 height=90></div><section class='{name}'>\
                 <h4>Ada Moor</h4><p>She walks the harbour wall every day, and has told its stories since the flood.</p>\
                 {more}</section></div>"
            )
        };
        assert!(is_author(&card("post-author", ""), "Ada Moor"));
        assert!(is_author(&card("post-author", ""), "She walks"));
        assert!(!is_author(&card("post-text", ""), "Ada Moor"));
        let story = "<p><a href=/gulls>Gulls take the market, and nobody minds</a></p>";
        assert!(!is_author(&card("post-author", story), "Ada Moor"));
        assert!(!is_author(&format!("<div class=comments>{}</div>", card("author", "")), "She walks"));
        // A name alone stands on another story's card.
        let short = "<div class=author><p>Ada</p><p>Moor</p></div>";
        assert!(is_author(&format!("<section>{short}</section>"), "Moor"));
        assert!(!is_author(&format!("<section>{story}{short}</section>"), "Moor"));
    }
}
