//! What only a browser knows: that a block is not shown, floats over the page, or stands beside the article's column.
//! It may take away what the score kept, never what the score is sure of inside the article, and says nothing of a page
//! that was read from HTML text.

use super::{BODY_SURE, Decision};
use crate::page::{Column, NodeId};
use crate::role::Role;

/// What a browser told of a block.
#[derive(Clone, Copy, Default)]
struct Sight {
    /// The outermost element around it that stays in place when the page scrolls.
    float: Option<NodeId>,
    /// Where the nearest element around it that has a measured box stands.
    column: Option<Column>,
}

/// A block stands beside the article when no part of its width holds more than one in so many of the words kept.
const BESIDE_SHARE: u64 = 4;

impl Decision<'_> {
    pub(super) fn seen(&mut self) {
        if !self.page.has_facts() {
            return;
        }
        let sights = self.sights();
        let kept = |number: &usize| self.labels[*number].keep;
        let words_of = |number: usize| u64::from(self.blocks[number].words);
        let (mut words, mut shown) = (0, 0);
        let mut held = [0u64; Column::UNITS];
        for number in (0..self.blocks.len()).filter(kept) {
            words += words_of(number);
            if !self.blocks[number].hidden {
                shown += words_of(number);
            }
            for unit in sights[number].column.iter().flat_map(Column::units) {
                held[unit] += words_of(number);
            }
        }
        // An article that is not shown yet, as behind a curtain, tells nothing of what is shown.
        if shown * 2 <= words {
            return;
        }
        for (number, sight) in sights.into_iter().enumerate() {
            if !self.labels[number].keep {
                continue;
            }
            let block = &self.blocks[number];
            let inside = self.page.contains(self.structure.main, block.first);
            let doubtful = self.labels[number].score < BODY_SURE;
            let body = matches!(self.labels[number].role, Role::Paragraph | Role::List | Role::Quote | Role::Note);
            let beside = |column: Column| column.units().all(|unit| held[unit] * BESIDE_SHARE < words);
            let floats = |float: NodeId| !self.page.contains(float, self.structure.main);
            if block.hidden && !inside {
                self.drop(number, Role::Other, "unseen");
            } else if sight.float.is_some_and(floats) && (!inside || doubtful && body) {
                self.drop(number, Role::Overlay, "floats");
            } else if sight.column.is_some_and(beside) && doubtful && body {
                self.drop(number, Role::Other, "beside");
            }
        }
    }

    /// One pass over the nodes.
    fn sights(&self) -> Vec<Sight> {
        let mut sights = vec![Sight::default(); self.blocks.len()];
        let mut columns: Vec<(NodeId, Column)> = Vec::new();
        let mut float: Option<NodeId> = None;
        let mut number = 0;
        for id in self.page.ids() {
            while columns.last().is_some_and(|&(box_, _)| self.page.end(box_) <= id) {
                columns.pop();
            }
            if float.is_some_and(|float| self.page.end(float) <= id) {
                float = None;
            }
            let facts = self.page.facts(id);
            columns.extend(facts.column().map(|column| (id, column)));
            if facts.fixed() && float.is_none() {
                float = Some(id);
            }
            while self.blocks.get(number).is_some_and(|block| block.first == id) {
                sights[number] = Sight { float, column: columns.last().map(|&(_, column)| column) };
                number += 1;
            }
        }
        sights
    }
}
