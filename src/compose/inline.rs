//! The inline pieces of a block: its text, and the elements in it that mean something.

use super::{Composer, MAX_INLINE_DEPTH, element, is_empty};
use crate::allow;
use crate::article::Piece;
use crate::block::{self, Block};
use crate::image;
use crate::names::Tag;
use crate::page::NodeId;

impl Composer<'_> {
    /// The inline pieces of a block.
    pub fn run(&self, block: &Block) -> Vec<Piece> {
        let mut inline = Inline::new(self);
        // Inline elements around the whole run.
        let mut around: Vec<NodeId> =
            self.page.ancestors(block.first).take_while(|&id| id > block.container).take(MAX_INLINE_DEPTH).collect();
        around.reverse();
        for id in around {
            inline.open(id);
        }
        for formula in self.beside(block, true) {
            inline.push(formula);
        }
        let mut id = block.first;
        if let Some((start, formula)) = self.formulas.around(block.first) {
            // The block begins within what was drawn of a formula; of several that do, the first is it.
            let is_first = self.blocks.partition_point(|other| other.first < start);
            if self.blocks.get(is_first).is_some_and(|other| other.first == block.first) {
                inline.push(formula.piece());
            }
            id = formula.end;
        }
        while id < block.last {
            id = inline.node(id, block.last);
        }
        for formula in self.beside(block, false) {
            inline.push(formula);
        }
        let pieces = trim(inline.finish());
        let is_line = matches!(self.page.tag(block.container), Tag::P | Tag::Div | Tag::Center);
        if is_line && self.has_formula(block) { alone_in_line(pieces) } else { pieces }
    }
}

/// The inline elements that mean something, by the name under which they are written.
pub fn inline_name(tag: Tag) -> Option<&'static str> {
    Some(match tag {
        Tag::Strike => "s",
        Tag::Tt => "code",
        Tag::A
        | Tag::Abbr
        | Tag::B
        | Tag::Bdi
        | Tag::Bdo
        | Tag::Br
        | Tag::Cite
        | Tag::Code
        | Tag::Del
        | Tag::Dfn
        | Tag::Em
        | Tag::I
        | Tag::Ins
        | Tag::Kbd
        | Tag::Mark
        | Tag::Q
        | Tag::Ruby
        | Tag::Rt
        | Tag::Rp
        | Tag::S
        | Tag::Samp
        | Tag::Small
        | Tag::Strong
        | Tag::Sub
        | Tag::Sup
        | Tag::Time
        | Tag::U
        | Tag::Var
        | Tag::Wbr => tag.name(),
        tag if allow::math(tag.name()) => tag.name(),
        _ => return None,
    })
}

/// Builds inline pieces from nodes in document order.
struct Inline<'a> {
    composer: &'a Composer<'a>,
    /// The open inline elements; the first is the root.
    open: Vec<OpenInline>,
}

/// End, name, attributes, children.
type OpenInline = (NodeId, &'static str, Vec<(String, String)>, Vec<Piece>);

impl<'a> Inline<'a> {
    fn new(composer: &'a Composer<'a>) -> Self {
        Inline { composer, open: vec![(NodeId(u32::MAX), "", Vec::new(), Vec::new())] }
    }

    fn open(&mut self, id: NodeId) {
        if self.open.len() >= MAX_INLINE_DEPTH {
            return;
        }
        let page = self.composer.page;
        if let Some(name) = inline_name(page.tag(id)) {
            self.open.push((page.end(id), name, self.composer.attrs(id, name), Vec::new()));
        }
    }

    /// Writes a node and returns the next one.
    fn node(&mut self, id: NodeId, last: NodeId) -> NodeId {
        while self.open.len() > 1 && self.open[self.open.len() - 1].0 <= id {
            self.close();
        }
        let page = self.composer.page;
        let tag = page.tag(id);
        if let Some(formula) = self.composer.formulas.at(id) {
            self.push(formula.piece());
            return formula.end.min(last);
        }
        if tag == Tag::Text {
            self.text(id);
        } else if tag == Tag::Noscript || block::skips(page, id, true) {
            let picture = block::late_picture(page, id);
            if let Some(piece) = picture.and_then(|picture| image::piece(page, picture, self.composer.resolve)) {
                self.push(piece);
            }
            return page.end(id).min(last);
        } else if block::is_media(tag) {
            if let Some(piece) = image::piece(page, id, self.composer.resolve) {
                self.push(piece);
            }
            return page.end(id).min(last);
        } else if matches!(tag, Tag::Br | Tag::Wbr) {
            self.push(element(tag.name(), Vec::new(), None));
        } else {
            self.open(id);
        }
        NodeId(id.0 + 1)
    }

    fn text(&mut self, id: NodeId) {
        let Some(pieces) = self.composer.formulas_in(id) else {
            return self.push(Piece::Text { text: fold(self.composer.page.text(id)) });
        };
        for piece in pieces {
            self.push(if let Piece::Text { text } = piece { Piece::Text { text: fold(&text) } } else { piece });
        }
    }

    fn push(&mut self, piece: Piece) {
        if let Some((.., children)) = self.open.last_mut() {
            children.push(piece);
        }
    }

    fn close(&mut self) {
        if let Some((_, name, attrs, children)) = self.open.pop()
            && !children.iter().all(is_empty)
        {
            self.push(Piece::Element { tag: name.into(), attrs, block: None, children });
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        while self.open.len() > 1 {
            self.close();
        }
        self.open.pop().map(|(.., children)| children).unwrap_or_default()
    }
}

/// White space folded, one blank kept at either end, soft hyphens gone.
fn fold(text: &str) -> String {
    let mut out = String::new();
    let mut blank = false;
    for c in text.chars().filter(|&c| c != '\u{ad}') {
        let space = c != '\u{a0}' && crate::page::is_space(c);
        if !space {
            out.push(c);
        } else if !blank {
            out.push(' ');
        }
        blank = space;
    }
    out
}

/// A picture of a formula with nothing beside it stands in a line of its own.
fn alone_in_line(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let mut solid = pieces.iter_mut().filter(|piece| !is_empty(piece));
    if let (Some(Piece::Element { tag, attrs, .. }), None) = (solid.next(), solid.next())
        && tag == "math"
        && attrs.is_empty()
    {
        attrs.push(("display".into(), "block".into()));
    }
    pieces
}

/// Takes the blanks and breaks off both ends of a run.
pub fn trim(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let blank = |piece: &Piece| match piece {
        Piece::Text { text } => text.trim().is_empty(),
        Piece::Element { tag, .. } => tag == "br" || tag == "wbr",
        _ => false,
    };
    while pieces.last().is_some_and(blank) {
        pieces.pop();
    }
    let lead = pieces.iter().take_while(|piece| blank(piece)).count();
    pieces.drain(..lead);
    if let Some(Piece::Text { text }) = pieces.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Piece::Text { text }) = pieces.last_mut() {
        *text = text.trim_end().to_owned();
    }
    pieces
}
