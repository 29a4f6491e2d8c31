//! What kept text leans on, whatever it looks like by itself: the notes that its marks lead to, and formulas on lines of
//! their own. A note reads like a reference list or a teaser, and a formula like nothing at all.
//!
//! It gives up on marks that nothing tells from a link with a number: neither raised nor leading to what is called a note.

use super::{Decision, is_body_text};
use crate::block;
use crate::hash::Map;
use crate::names::{Attr, Tag};
use crate::page::NodeId;
use crate::role::Role;
use crate::structure::heading_level;
use crate::words;

/// Longest text of a mark, in characters: `[12]`, `†`, `iv`.
const MARK_CHARS: usize = 5;
/// Nodes inside a link that are looked at for its text.
const MAX_MARK_NODES: usize = 12;
/// How far up from the first text of a run the elements are looked for that it begins in.
const RUN_CLIMB: usize = 24;
/// How far up a raised element is looked for around a mark.
const MARK_CLIMB: usize = 3;
/// What is called a note, in an address within the page.
const NOTE_WORDS: &str = "fn|ftn|note|cite";
/// Blocks and words of the longest note; what is longer is a section.
const NOTE_MAX_BLOCKS: usize = 6;
const NOTE_MAX_WORDS: u64 = 400;
/// How far up the element of a note is looked for around an anchor.
const NOTE_CLIMB: usize = 3;
/// A formula may have a number or a stop beside it, of so many characters.
const BESIDE_FORMULA_CHARS: usize = 8;

impl<'a> Decision<'a> {
    /// Notes that kept text refers to are kept, and the notes that those refer to.
    pub(super) fn notes(&mut self) {
        let mut next = 0;
        let mut marks: Vec<(usize, &str)> = Vec::new();
        for number in 0..self.blocks.len() {
            if self.labels[number].keep {
                self.add_marks(number, &mut marks);
            }
        }
        if marks.is_empty() {
            return;
        }
        // The first element of a name is the one that a link leads to.
        let mut anchors: Map<&str, u32> = Map::default();
        for id in self.page.ids().rev() {
            if let Some(name) = self.page.attr(id, Attr::Id).or_else(|| self.page.attr(id, Attr::Name)) {
                anchors.insert(name, id.0);
            }
        }
        while let Some(&(mark, target)) = marks.get(next) {
            next += 1;
            let Some(&anchor) = anchors.get(target) else { continue };
            let Some(note) = self.note(mark, NodeId(anchor)) else { continue };
            for number in self.structure.blocks_in(self.page, note) {
                if !self.labels[number].keep && self.blocks[number].has_text() {
                    self.keep(number, "noted");
                    self.labels[number].role = Role::Footnote;
                    self.add_marks(number, &mut marks);
                }
            }
        }
    }

    /// Adds the marks in a block, with the ids that they lead to.
    fn add_marks(&self, number: usize, marks: &mut Vec<(usize, &'a str)>) {
        let block = &self.blocks[number];
        if block.link_chars == 0 {
            return;
        }
        // A run begins with its first text, inside the link. What the block before has been read for is not read again.
        let before = number.checked_sub(1).map_or(NodeId(0), |before| self.blocks[before].last);
        let around = self.page.ancestors(block.first).take(RUN_CLIMB);
        let first = around.take_while(|&id| id > block.container && id >= before).last().unwrap_or(block.first);
        for id in (first.0..block.last.0).map(NodeId) {
            if self.page.tag(id) == Tag::A
                && let Some(target) = self.page.attr(id, Attr::Href).and_then(|href| href.strip_prefix('#'))
                && self.is_mark(id, target)
            {
                marks.push((number, target));
            }
        }
    }

    /// Whether a link is a footnote's mark: short, and raised or by its target's name.
    fn is_mark(&self, link: NodeId, target: &str) -> bool {
        let inside = || self.page.subtree(link).take(MAX_MARK_NODES);
        let length: usize = inside().map(|id| self.page.text(id).trim().chars().count()).sum();
        let raised = |id| self.page.tag(id) == Tag::Sup;
        let starts = |with: char| inside().any(|id| self.page.text(id).trim_start().starts_with(with));
        (1..=MARK_CHARS).contains(&length)
            && (words::has_any(target, NOTE_WORDS)
                || starts('[')
                || inside().any(raised)
                || self.page.ancestors(link).take(MARK_CLIMB).any(raised))
    }

    /// The element of the note that an anchor is or stands in: behind its mark, and small.
    fn note(&self, mark: usize, anchor: NodeId) -> Option<NodeId> {
        use Tag::{Aside, Dd, Div, Li, P, Td, Tr};
        let mut around = std::iter::once(anchor).chain(self.page.ancestors(anchor).take(NOTE_CLIMB));
        let note = around.find(|&id| matches!(self.page.tag(id), Li | P | Dd | Div | Aside | Td | Tr))?;
        let blocks = self.structure.blocks_in(self.page, note);
        let small = blocks.len() <= NOTE_MAX_BLOCKS && self.structure.totals(self.page, note).words <= NOTE_MAX_WORDS;
        let heads = || blocks.clone().any(|number| heading_level(self.page, &self.blocks[number]).is_some());
        let comment = || self.structure.evidence(note).is_some_and(|evidence| evidence.role == Role::Comments);
        (small && blocks.start > mark && !heads() && !comment()).then_some(note)
    }

    /// A formula on a line of its own, with kept text before and behind it.
    pub(super) fn formulas(&mut self) {
        for number in 1..self.blocks.len().saturating_sub(1) {
            let stands_between = |labels: &[super::Label]| {
                is_body_text(&labels[number - 1]) && labels[number + 1..].iter().take(2).any(is_body_text)
            };
            if !self.labels[number].keep && stands_between(&self.labels) && self.is_formula(number) {
                self.keep(number, "between");
            }
        }
    }

    /// Whether a block is a formula and no more.
    pub(super) fn is_formula(&self, number: usize) -> bool {
        let block = &self.blocks[number];
        let mut formula = 0;
        let mut beside = 0;
        // A run begins with its first text, inside the formula.
        let around = self.page.ancestors(block.first).take(RUN_CLIMB).take_while(|&id| id > block.container);
        let mut end =
            around.filter(|&id| self.page.tag(id) == Tag::Math).map(|id| self.page.end(id)).max().unwrap_or_default();
        for id in block::runs(self.page, block) {
            if self.page.tag(id) == Tag::Math {
                end = self.page.end(id);
            }
            let chars = self.page.text(id).trim().chars().count();
            if id < end {
                formula += chars;
            } else {
                beside += chars;
            }
        }
        formula > 0 && beside <= BESIDE_FORMULA_CHARS
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::structure::Structure;
    use crate::{block, html, label};

    #[test]
    fn a_number_in_brackets_that_leads_down_the_page_is_a_mark() {
        let kept = |mark: &str| {
            let long = "A long paragraph of the story, with a comma, that nobody would take for anything else at all";
            let page = html::read(
                &format!("<main><p>{long} <a href=#r7>{mark}</a>.</p><ol><li id=r7>Feld, R. Tides.</li></ol></main>"),
                "",
            );
            let blocks = block::split(&page);
            let structure = Structure::new(&page, &blocks);
            label::decide(&page, &blocks, &structure, &[990, 200], label::likely(900), &[])[1].keep
        };
        assert!(kept("[7]"));
        assert!(!kept("7"));
    }
}
