//! Clutter: the smallest set of elements to hide in place, none of which holds a block that stays.
//!
//! Each block has a verdict of its own (`verdict.rs`); the elements are found from the root down, so that a section goes
//! as one, with its heading, its pictures and what in it was in doubt, and leaves no hole. Nothing is hidden on a page
//! without an article, and a run of text that stands bare in the element that holds the article cannot be.
//!
//! Clutter, where it is measured (`model/eval.py`, `tests/roles/score.py`), is what an editor would leave out of the
//! page but for the site's frame: its navigation and masthead stay, because a person moves about with them.

#[cfg(all(test, feature = "html"))]
mod tests;
mod verdict;

use crate::block::Block;
use crate::kind::Kind;
use crate::label::Label;
use crate::page::{NodeId, Page};
use crate::role::{Choices, Role};
use crate::structure::Structure;
use crate::tally::Tally;
use std::ops::Range;
use verdict::Verdict;

/// An element to hide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clutter {
    /// Its node.
    pub node: u32,
    /// The role of most of its words.
    pub role: Role,
    pub blocks: u32,
    pub words: u32,
    /// The rule or evidence that spoke for it most often.
    pub reason: &'static str,
}

/// What hiding in place does with a page.
#[derive(Clone, Debug)]
pub struct Hiding {
    /// The elements, in document order; none is inside another.
    pub elements: Vec<Clutter>,
    /// For each block, whether one of them holds it.
    pub blocks: Vec<bool>,
}

impl Hiding {
    /// Nothing is hidden.
    pub fn none(blocks: usize) -> Self {
        Hiding { elements: Vec::new(), blocks: vec![false; blocks] }
    }
}

/// Finds the elements to hide: from the root down, the first ones that hold no block that stays, at least one that
/// goes, and no more words that merely follow, or are in doubt, than go.
pub fn find(
    page: &Page,
    blocks: &[Block],
    labels: &[Label],
    structure: &Structure,
    kind: Kind,
    hide: &Choices,
) -> Hiding {
    let verdicts = verdict::decide(page, blocks, labels, structure, kind, hide);
    // Sums over the blocks, so that any subtree is asked in constant time.
    let mut sums = vec![Sums::default()];
    for (block, verdict) in blocks.iter().zip(&verdicts) {
        let mut sum = sums[sums.len() - 1];
        match verdict {
            Verdict::Go => sum = Sums { go: sum.go + 1, go_words: sum.go_words + block.words, ..sum },
            Verdict::Follow => sum.follow_words += block.words,
            Verdict::Doubt => sum.doubt_words += block.words,
            Verdict::Stay => sum.stay += 1,
        }
        sums.push(sum);
    }
    let mut hiding = Hiding::none(blocks.len());
    let mut id = NodeId(0);
    while id.index() < page.len() {
        if page.is_text(id) || page.contains(id, structure.main) {
            id.0 += 1;
            continue;
        }
        let range = structure.blocks_in(page, id);
        let (before, behind) = (sums[range.start], sums[range.end]);
        let go_words = behind.go_words - before.go_words;
        let goes = behind.stay == before.stay
            && behind.go > before.go
            && behind.follow_words - before.follow_words <= go_words
            && behind.doubt_words - before.doubt_words <= go_words
            && holds_whole(page, blocks, &range, id);
        if goes {
            hiding.elements.push(summary(&blocks[range.clone()], &labels[range.clone()], id));
            hiding.blocks[range].fill(true);
            id = page.end(id);
        } else if range.is_empty() && is_empty_slot(page, structure, id, hide) {
            hiding.elements.push(Clutter {
                node: id.0,
                role: Role::Advertisement,
                blocks: 0,
                words: 0,
                reason: "name",
            });
            id = page.end(id);
        } else {
            id.0 += 1;
        }
    }
    hiding
}

/// Over the blocks before one.
#[derive(Clone, Copy, Default)]
struct Sums {
    go: u32,
    go_words: u32,
    follow_words: u32,
    doubt_words: u32,
    stay: u32,
}

/// Whether an element holds its blocks whole: a link at the start of a sentence holds but its beginning.
fn holds_whole(page: &Page, blocks: &[Block], range: &Range<usize>, id: NodeId) -> bool {
    page.tag(id).is_block() || range.end > range.start && blocks[range.end - 1].last <= page.end(id)
}

/// A place that is reserved for an advertisement and holds no text.
fn is_empty_slot(page: &Page, structure: &Structure, id: NodeId, hide: &Choices) -> bool {
    structure.evidence(id).is_some_and(|evidence| evidence.role == Role::Advertisement && evidence.source == id)
        && page.tag(id).is_block()
        && hide.of(Role::Advertisement).unwrap_or(true)
}

fn summary(blocks: &[Block], labels: &[Label], id: NodeId) -> Clutter {
    let mut words = Tally::new();
    let mut reasons = Tally::new();
    for (block, label) in blocks.iter().zip(labels) {
        words.add(label.role, block.words + 1);
        if let Some(&reason) = label.reasons.last() {
            reasons.add(reason, 1);
        }
    }
    let role = words.most().unwrap_or(Role::Other);
    let reason = reasons.most().unwrap_or("score");
    Clutter {
        node: id.0,
        role,
        blocks: blocks.iter().filter(|block| block.has_text()).count() as u32,
        words: blocks.iter().map(|block| block.words).sum(),
        reason,
    }
}
