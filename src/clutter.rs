//! Clutter: the smallest set of elements to hide in place, none of which holds a block that stays.

use crate::block::Block;
use crate::label::Label;
use crate::memory;
use crate::page::{NodeId, Page};
use crate::role::{InPlace, Role};
use crate::structure::Structure;
use std::collections::BTreeMap;

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

/// A block with this score (0 to 1000) or more is never hidden in place, whatever its role: losing a paragraph is far
/// worse than keeping clutter. Text of [`LONG_WORDS`] may be a paragraph; a shorter line is a smaller loss, and text
/// that is mostly links less likely one. Measured on unseen articles, these hide under 0.1% of the paragraphs.
const MAX_SCORE: i32 = 30;
const MAX_SCORE_LINKS: i32 = 50;
const MAX_SCORE_SHORT: i32 = 300;
const MAX_SCORE_SHORT_LINKS: i32 = 500;
const LONG_WORDS: u32 = 12;

/// Whether a score is low enough for a block to be hidden.
fn is_safe(block: &Block, score: i32) -> bool {
    let most = match (block.words < LONG_WORDS, block.link_density() > 500) {
        (true, true) => MAX_SCORE_SHORT_LINKS,
        (true, false) => MAX_SCORE_SHORT,
        (false, true) => MAX_SCORE_LINKS,
        (false, false) => MAX_SCORE,
    };
    !block.has_text() || score < most
}

/// Whether a block may be hidden in place. `hide` overrides the policy, role by role; what the person said goes first.
pub fn hides(block: &Block, label: &Label, hide: &BTreeMap<Role, bool>) -> bool {
    if label.is_unwanted() {
        return true;
    }
    let by_policy = label.role.in_place() == InPlace::Hide;
    !label.keep
        && label.role.in_place() != InPlace::Never
        && *hide.get(&label.role).unwrap_or(&by_policy)
        && (is_safe(block, label.score) || memory::is_furniture_in_place(label))
}

/// Finds the elements to hide.
pub fn find(
    page: &Page,
    blocks: &[Block],
    labels: &[Label],
    structure: &Structure,
    hide: &BTreeMap<Role, bool>,
) -> Vec<Clutter> {
    // Sums over the blocks, so that any subtree is asked in constant time.
    let mut hidden = vec![0u32];
    let mut plain = vec![0u32];
    for (block, label) in blocks.iter().zip(labels) {
        let hides = hides(block, label, hide);
        hidden.push(hidden[hidden.len() - 1] + u32::from(hides));
        // A picture that nothing speaks of goes with what is around it; it never goes alone, and never stops a hide.
        let neutral = !hides && !block.has_text() && label.role == Role::Other && !label.keep;
        plain.push(plain[plain.len() - 1] + u32::from(!hides && !neutral));
    }
    let mut clutter = Vec::new();
    let mut id = NodeId(0);
    while id.index() < page.len() {
        if page.is_text(id) || page.contains(id, structure.main) {
            id.0 += 1;
            continue;
        }
        let range = structure.blocks_in(page, id);
        let hide_count = hidden[range.end] - hidden[range.start];
        let stay_count = plain[range.end] - plain[range.start];
        if hide_count > 0 && stay_count == 0 && page.tag(id).is_block() {
            clutter.push(summary(&blocks[range.clone()], &labels[range], id));
            id = page.end(id);
        } else if range.is_empty() && is_empty_slot(page, structure, id, hide) {
            clutter.push(Clutter { node: id.0, role: Role::Advertisement, blocks: 0, words: 0, reason: "name" });
            id = page.end(id);
        } else {
            id.0 += 1;
        }
    }
    clutter
}

/// A place that is reserved for an advertisement and holds no text.
fn is_empty_slot(page: &Page, structure: &Structure, id: NodeId, hide: &BTreeMap<Role, bool>) -> bool {
    structure.evidence(id).is_some_and(|evidence| evidence.role == Role::Advertisement && evidence.source == id)
        && page.tag(id).is_block()
        && *hide.get(&Role::Advertisement).unwrap_or(&true)
}

fn summary(blocks: &[Block], labels: &[Label], id: NodeId) -> Clutter {
    let mut words: BTreeMap<Role, u32> = BTreeMap::new();
    let mut reasons: BTreeMap<&'static str, u32> = BTreeMap::new();
    for (block, label) in blocks.iter().zip(labels) {
        *words.entry(label.role).or_default() += block.words + 1;
        if let Some(reason) = label.reasons.last() {
            *reasons.entry(reason).or_default() += 1;
        }
    }
    let role = words.iter().max_by_key(|&(_, count)| count).map_or(Role::Other, |(&role, _)| role);
    let reason = reasons.iter().max_by_key(|&(_, count)| count).map_or("score", |(&reason, _)| reason);
    Clutter {
        node: id.0,
        role,
        blocks: blocks.iter().filter(|block| block.has_text()).count() as u32,
        words: blocks.iter().map(|block| block.words).sum(),
        reason,
    }
}
