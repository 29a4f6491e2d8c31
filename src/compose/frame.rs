//! The elements of the article's tree around a block: the page's own, as far as they mean something there.

use super::code::is_code_table;
use super::{Composer, MAX_BLOCK_DEPTH};
use crate::article::Piece;
use crate::names::Tag;
use crate::page::{NodeId, Page};
use crate::structure::Structure;

/// The block-level elements that mean something in an article.
fn frame_name(page: &Page, structure: &Structure, id: NodeId) -> Option<&'static str> {
    Some(match page.tag(id) {
        Tag::Ul | Tag::Menu | Tag::Dir => "ul",
        Tag::Ol => "ol",
        Tag::Li => "li",
        Tag::Dl => "dl",
        Tag::Dt => "dt",
        Tag::Dd => "dd",
        Tag::Blockquote => "blockquote",
        Tag::Details => "details",
        Tag::Summary => "summary",
        Tag::Pre => "pre",
        Tag::Table if is_code_table(page, id) => "pre",
        Tag::Table if structure.is_data_table(id) => "table",
        _ => return None,
    })
}

pub fn frames(page: &Page, structure: &Structure) -> Vec<Option<NodeId>> {
    let mut frames: Vec<Option<NodeId>> = Vec::with_capacity(page.len());
    let mut table_end = NodeId(0);
    for id in page.ids() {
        let outer = page.parent(id).and_then(|parent| frames[parent.index()]);
        // A table is written whole; inside one nothing else is a frame. What holds the article is its wrapping.
        let holds_main = page.contains(id, structure.main) && id != structure.main;
        let own = id >= table_end && !page.is_text(id) && !holds_main && frame_name(page, structure, id).is_some();
        if own && page.tag(id) == Tag::Table {
            table_end = page.end(id);
        }
        frames.push(if own { Some(id) } else { outer });
    }
    frames
}

/// An element of the tree under construction.
pub struct Open {
    pub node: NodeId,
    pub name: &'static str,
    pub attrs: Vec<(String, String)>,
    pub children: Vec<Piece>,
}

impl Composer<'_> {
    /// The frames around a node, outermost first.
    pub fn chain(&self, node: NodeId) -> Vec<NodeId> {
        let mut chain = Vec::new();
        let mut next = self.frames[node.index()];
        while let Some(frame) = next {
            chain.push(frame);
            next = self.page.parent(frame).and_then(|parent| self.frames[parent.index()]);
            if chain.len() > 4 * MAX_BLOCK_DEPTH {
                break;
            }
        }
        chain.reverse();
        chain.truncate(MAX_BLOCK_DEPTH);
        chain
    }

    /// Closes the open elements that are not around what comes next; how many stay open.
    pub fn close_others(&self, chain: &[NodeId], open: &mut Vec<Open>, body: &mut Vec<Piece>) -> usize {
        let same = open.iter().zip(chain).take_while(|(open, node)| open.node == **node).count();
        close(open, same, body);
        same
    }

    pub fn open_rest(&self, rest: &[NodeId], open: &mut Vec<Open>) {
        for &node in rest {
            let name = self.name(node);
            open.push(Open { node, name, attrs: self.attrs(node, name), children: Vec::new() });
        }
    }

    pub fn name(&self, node: NodeId) -> &'static str {
        match self.page.tag(node) {
            Tag::Menu | Tag::Dir => "ul",
            Tag::Table if is_code_table(self.page, node) => "pre",
            tag => tag.name(),
        }
    }
}

/// Closes the elements behind the first `keep`.
pub fn close(open: &mut Vec<Open>, keep: usize, body: &mut Vec<Piece>) {
    while open.len() > keep {
        let Some(done) = open.pop() else { return };
        if done.children.is_empty() {
            continue;
        }
        let target = open.last_mut().map_or(&mut *body, |last| &mut last.children);
        target.push(Piece::Element { tag: done.name.into(), attrs: done.attrs, block: None, children: done.children });
    }
}
