//! What a block owes to the blocks that it stands among: another article, the same text again, a list or table that is one piece.

use super::Decision;
use crate::block::{self, Block};
use crate::names::Tag;
use crate::page::NodeId;
use crate::role::Role;
use crate::structure::is_data_table;
use crate::words;

/// A score below which a block between two kept ones stays out all the same.
const BETWEEN_MIN: i32 = 250;
/// The same for a block that has kept ones only farther away on both sides, and the links that it may have, in thousandths.
const WITHIN_MIN: i32 = 300;
const WITHIN_MAX_LINKS: u32 = 300;
/// Its words: short lines within a story are often those of a box.
const WITHIN_MIN_WORDS: u32 = 12;

impl Decision<'_> {
    pub(super) fn next_articles(&mut self) {
        for &article in &self.structure.next_articles {
            for number in self.structure.blocks_in(self.page, article) {
                self.drop(number, Role::NextArticle, "next article");
            }
        }
    }

    /// The headline, and its repetitions.
    pub(super) fn repeated_headline(&mut self) {
        let Some(headline) = self.structure.headline else { return };
        let hash = self.blocks[headline.index()].hash;
        for number in 0..self.blocks.len() {
            if number != headline.index() && self.blocks[number].hash == hash {
                let role = if self.labels[number].role == Role::Other || self.labels[number].keep {
                    Role::Related
                } else {
                    self.labels[number].role
                };
                self.drop(number, role, "repeats headline");
            }
        }
        self.drop(headline.index(), Role::Headline, "headline");
    }

    /// Loss guard: plain text between two kept blocks of the same element is article.
    pub(super) fn between(&mut self) {
        for number in 1..self.blocks.len().saturating_sub(1) {
            let block = &self.blocks[number];
            let label = &self.labels[number];
            let (before, after) = (&self.blocks[number - 1], &self.blocks[number + 1]);
            let parent = |block: &Block| self.page.parent(block.container);
            if !label.keep
                && label.reasons.is_empty()
                && block.has_text()
                && label.score >= BETWEEN_MIN
                && block.link_density() <= 500
                && self.labels[number - 1].keep
                && self.labels[number + 1].keep
                && parent(before) == parent(block)
                && parent(after) == parent(block)
            {
                self.keep(number, "between");
            }
        }
        self.within();
    }

    /// The same for what stands in the article's element between its first and its last kept block, in runs: answers to
    /// questions, cards of a list, which the model has seen in other pages' columns, too.
    fn within(&mut self) {
        let is_kept = |number: &usize| self.labels[*number].keep && self.blocks[*number].has_text();
        let (Some(first), Some(last)) =
            ((0..self.labels.len()).find(is_kept), (0..self.labels.len()).rev().find(is_kept))
        else {
            return;
        };
        for number in first + 1..last {
            let (block, label) = (&self.blocks[number], &self.labels[number]);
            if !label.keep
                && label.reasons.is_empty()
                && block.has_text()
                && label.score >= WITHIN_MIN
                && block.words >= WITHIN_MIN_WORDS
                && block.link_density() < WITHIN_MAX_LINKS
                && !words::speaks_of_consent(&block::text(self.page, block))
                && self.page.contains(self.structure.main, block.first)
            {
                self.keep(number, "between");
            }
        }
    }

    /// A table or a list is kept or dropped as one: half of it is worth nothing.
    pub(super) fn wholes(&mut self) {
        let mut end = NodeId(0);
        for number in 0..self.blocks.len() {
            let block = &self.blocks[number];
            if block.first < end || !self.labels[number].has_opinion_of_score() {
                continue;
            }
            let around = self.page.ancestors(block.container).take(4);
            let whole =
                std::iter::once(block.container).chain(around).filter(|&id| id > self.structure.main).find(|&id| {
                    match self.page.tag(id) {
                        Tag::Table => is_data_table(self.page, self.structure, id),
                        Tag::Ul | Tag::Ol | Tag::Dl => true,
                        _ => false,
                    }
                });
            let Some(whole) = whole else { continue };
            end = self.page.end(whole);
            let range = self.structure.blocks_in(self.page, whole);
            let chars = |keep: bool| -> u64 {
                range
                    .clone()
                    .filter(|&other| self.labels[other].keep == keep)
                    .map(|other| u64::from(self.blocks[other].chars))
                    .sum()
            };
            let (kept, dropped) = (chars(true), chars(false));
            if kept == 0 || dropped == 0 {
                continue;
            }
            for other in range {
                if self.blocks[other].has_text()
                    && self.labels[other].has_opinion_of_score()
                    && self.labels[other].keep != (kept > dropped)
                {
                    if kept > dropped {
                        self.keep(other, "whole");
                    } else {
                        self.drop(other, Role::Other, "whole");
                    }
                }
            }
        }
    }
}
