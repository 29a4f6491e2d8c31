//! The ids of the page that links within the article lead to: those of headings, notes and what else is referred to. They
//! stand on elements that are not written themselves as often as on those that are.

use super::Composer;
use super::inline::inline_name;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};
use crate::structure::heading_level;
use std::collections::BTreeSet;

/// How far up an element that begins with a block is looked for.
const MAX_CLIMB: usize = 4;
/// Nodes before and in a block that are looked at for an anchor.
const MAX_NODES: usize = 16;

/// What the links within the page lead to.
pub fn targets(page: &Page) -> BTreeSet<&str> {
    let links = page.ids().filter(|&id| page.tag(id) == Tag::A);
    links.filter_map(|id| page.attr(id, Attr::Href)?.strip_prefix('#')).collect()
}

impl Composer<'_> {
    /// The id under which a block is found: one that is referred to, else a heading's own.
    pub fn anchor(&self, number: usize) -> Option<&str> {
        let block = &self.blocks[number];
        let begins_here = |&id: &NodeId| self.behind_previous(number) <= id && self.frames[id.index()] != Some(id);
        let around = std::iter::once(block.container)
            .chain(self.page.ancestors(block.container).take(MAX_CLIMB))
            .take_while(begins_here);
        let before = (block.container.0 + 1..block.first.0).rev().take(MAX_NODES).map(NodeId);
        let inside = (block.first.0..block.last.0).take(MAX_NODES).map(NodeId);
        // What is written itself is so with its own id.
        let other = before.chain(inside.filter(|&id| inline_name(self.page.tag(id)).is_none()));
        let name = |id: NodeId| self.page.attr(id, Attr::Id).or_else(|| self.page.attr(id, Attr::Name));
        let ids: Vec<&str> = around.chain(other).filter_map(name).filter(|id| !id.is_empty()).collect();
        let heading = heading_level(self.page, block).is_some();
        ids.iter().find(|id| self.targets.contains(**id)).or(ids.first().filter(|_| heading)).copied()
    }

    /// The first node behind the block before this one.
    fn behind_previous(&self, number: usize) -> NodeId {
        number.checked_sub(1).map_or(NodeId(0), |before| self.blocks[before].last)
    }
}
