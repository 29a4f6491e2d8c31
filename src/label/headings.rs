//! Headings and the lines that are headings in all but their element.

use super::{Decision, LINE_MAX_WORDS};
use crate::block::Block;
use crate::hash::Map;
use crate::names::{Attr, Tag};
use crate::role::Role;
use crate::structure::{heading_level, is_prose};

/// Score from which a short line right above a kept paragraph of the same parent is its subheading: of a line alone, and
/// of one that looks like another such line.
const SUBHEADING_MIN: i32 = 200;
const SUBHEADING_MIN_ALIKE: i32 = 50;
/// Most words of a question over its answer.
pub(super) const QUESTION_MAX_WORDS: u32 = 25;
/// A score from which a heading that stands over nothing kept stays all the same: over a list of links, or a table.
const HEADING_SURE: i32 = 600;
/// Ways a page's paragraphs look that are told apart.
const MAX_LOOKS: usize = 16;

impl Decision<'_> {
    /// A line between paragraphs that looks unlike them and ends without a stop is a subheading, whatever its element.
    pub(super) fn subheadings(&mut self) {
        let look = |block: &Block| {
            (self.page.tag(block.container), self.page.attr(block.container, Attr::Class).unwrap_or(""))
        };
        let mut looks: Vec<((Tag, &str), u32)> = Vec::new();
        for (block, label) in self.blocks.iter().zip(&self.labels) {
            if label.keep && label.role == Role::Paragraph && is_prose(self.page, block) {
                let look = look(block);
                if let Some((_, words)) = looks.iter_mut().find(|(known, _)| *known == look) {
                    *words += block.words;
                } else if looks.len() < MAX_LOOKS {
                    looks.push((look, block.words));
                }
            }
        }
        let Some(&(usual, _)) = looks.iter().max_by_key(|(_, words)| *words) else { return };
        let mut found = Vec::new();
        for number in 1..self.blocks.len().saturating_sub(1) {
            let block = &self.blocks[number];
            let line = &self.lines[number];
            if self.labels[number].keep
                && self.labels[number].role == Role::Paragraph
                && self.is_line(number)
                && block.link_chars == 0
                && look(block) != usual
                && !line.ends_with(['.', ',', ';', ':', '。', '…'])
                && is_prose(self.page, &self.blocks[number + 1])
                && self.labels[number + 1].keep
            {
                found.push(number);
            }
        }
        for number in found {
            self.labels[number].role = Role::Subheading;
            self.labels[number].reasons.push("unlike paragraphs");
        }
    }

    /// A heading stays with what it heads: kept with a kept block behind it, dropped without.
    pub(super) fn headings(&mut self) {
        self.lines_over_paragraphs();
        for number in (0..self.blocks.len()).rev() {
            let block = &self.blocks[number];
            let bold = || block.bold && block.words <= LINE_MAX_WORDS && !self.in_data_table(number);
            let heading = heading_level(self.page, block).is_some() || bold();
            if !heading || !block.has_text() || self.labels[number].role == Role::Headline {
                continue;
            }
            let next = (number + 1..self.blocks.len())
                .take(4)
                .find(|&next| self.labels[next].keep || heading_level(self.page, &self.blocks[next]).is_some());
            let heads_kept = next.is_some_and(|next| self.labels[next].keep);
            let says = self.lines[number].is_empty() || self.lines[number].contains(char::is_alphabetic);
            let sure = self.labels[number].score >= HEADING_SURE && says;
            if self.labels[number].keep && !heads_kept && !sure {
                self.drop(number, Role::Other, "heads nothing");
            } else if !self.labels[number].keep
                && heads_kept
                && self.labels[number].reasons.is_empty()
                && block.link_density() < 500
                && self.page.contains(self.structure.main, block.first)
                && next == Some(number + 1)
            {
                self.keep(number, "heads kept");
            }
        }
    }

    /// Lines of no heading's element and no other opinion that stand over a kept paragraph as its sibling.
    fn lines_over_paragraphs(&mut self) {
        let found: Vec<usize> = (0..self.blocks.len()).filter(|&number| self.stands_over_paragraph(number)).collect();
        let look = |number: usize| {
            let container = self.blocks[number].container;
            (self.page.tag(container), self.page.attr(container, Attr::Class))
        };
        let mut looks: Map<(Tag, Option<&str>), u32> = Map::default();
        for &number in &found {
            *looks.entry(look(number)).or_default() += 1;
        }
        let subheadings: Vec<usize> = found
            .into_iter()
            .filter(|&number| {
                let alike = looks[&look(number)] > 1;
                self.labels[number].score >= if alike { SUBHEADING_MIN_ALIKE } else { SUBHEADING_MIN }
            })
            .collect();
        let questions = (0..self.blocks.len()).filter(|&number| self.asks_what_follows(number));
        let questions: Vec<usize> = questions.filter(|number| subheadings.binary_search(number).is_err()).collect();
        for number in subheadings.into_iter().chain(questions) {
            self.keep(number, "heads kept");
            self.labels[number].role = Role::Subheading;
        }
    }

    /// Whether a block is a question that the kept paragraph behind it answers, wherever either stands.
    fn asks_what_follows(&self, number: usize) -> bool {
        let (block, label) = (&self.blocks[number], &self.labels[number]);
        let Some(next) = self.blocks.get(number + 1) else { return false };
        !label.keep
            && label.reasons.is_empty()
            && block.words <= QUESTION_MAX_WORDS
            && block.link_density() < 500
            && self.lines[number].ends_with(['?', '？', '؟'])
            && self.labels[number + 1].keep
            && is_prose(self.page, next)
            && self.page.contains(self.structure.main, block.first)
    }

    fn stands_over_paragraph(&self, number: usize) -> bool {
        let (block, label) = (&self.blocks[number], &self.labels[number]);
        let Some(next) = self.blocks.get(number + 1) else { return false };
        self.is_line(number)
            && !label.keep
            && label.reasons.is_empty()
            && heading_level(self.page, block).is_none()
            && !block.bold
            && block.link_chars == 0
            && !self.lines[number].ends_with(['.', ',', ';', ':', '。', '…'])
            && self.labels[number + 1].keep
            && is_prose(self.page, next)
            && block.container != next.container
            && self.page.parent(block.container) == self.page.parent(next.container)
    }
}
