//! Formulas that stand in the page as TeX and not as MathML: the scripts of MathJax 2 with what was drawn from them, the
//! source that MathJax 4 leaves on its drawing, pictures of formulas described by their source, and what stands between
//! the signs `\(…\)`, `\[…\]` and `$$…$$` because the script that would set it has not come.
//!
//! Each becomes a `math` that holds its source as text and as an annotation: every export can read it, and the reader
//! sets it (`extension/reader/typeset.js`). What KaTeX and MathJax 3 draw without a source is read back from the drawing
//! (`drawn`).

use super::frame::Open;
use super::{Composer, drawn, element};
use crate::article::Piece;
use crate::block::Block;
use crate::names::{Attr, Tag};
use crate::page::{NAMES_BYTES, NodeId, Page, beginning, is_space};
use std::collections::BTreeMap;

/// How far up the block that a formula stands in is looked for, and the drawing around its source.
const MAX_CLIMB: usize = 12;
const MAX_DRAWING_CLIMB: usize = 3;
/// A source without a sign of TeX is one only where others have them, and when it is this short, in characters.
const MAX_PLAIN: usize = 12;
/// Bytes between two signs from which on what they hold is not this short, even in a script of many bytes a character.
const MAX_PLAIN_BYTES: usize = 100;
/// How often a node is looked at for the drawings that it stands in, in the mean: they are not nested, but on a hostile
/// page.
const MAX_LOOKS: usize = 16;

/// A formula: the nodes from the one it is found by up to `end` are its own.
pub struct Formula {
    pub end: NodeId,
    display: bool,
    written: Written,
}

/// How a page has a formula.
enum Written {
    Tex(String),
    /// As a drawing, read back: the children of a `math`.
    Drawn(Vec<Piece>),
}

impl Formula {
    pub fn piece(&self) -> Piece {
        self.with_display(self.display)
    }

    fn with_display(&self, display: bool) -> Piece {
        match &self.written {
            Written::Tex(source) => piece(source, display),
            Written::Drawn(pieces) => math(pieces.clone(), display),
        }
    }
}

/// The formulas of a page, by their first nodes.
#[derive(Default)]
pub struct Formulas {
    found: BTreeMap<NodeId, Formula>,
    /// Whether signs of TeX in the text are one.
    in_text: bool,
}

impl Formulas {
    pub fn find(page: &Page) -> Formulas {
        let mut formulas = Formulas::default();
        let mut drawing: Option<Drawing> = None;
        let mut behind = NodeId(0);
        let mut left = MAX_LOOKS * page.len();
        for id in page.ids().filter(|&id| !page.is_text(id)) {
            let tag = page.tag(id);
            let inside = drawing.as_ref().is_some_and(|drawing| id < drawing.end);
            if let Some(drawing) = drawing.as_mut().filter(|_| inside) {
                drawing.is_math |= tag == Tag::Math;
            } else if is_drawing(page, id) {
                let before = drawing.take().filter(|drawing| drawing.touches(page, id));
                let (start, is_math) = before.map_or((id, false), |before| (before.start, before.is_math));
                drawing = Some(Drawing { start, end: page.end(id), is_math });
            }
            if tag == Tag::Script {
                let Some(display) = is_source(page, id) else { continue };
                let own = drawing.take().filter(|drawing| drawing.touches(page, id));
                if !own.as_ref().is_some_and(|drawing| drawing.is_math) {
                    let start = own.map_or(id, |drawing| drawing.start);
                    formulas.add(start, page.end(id), &without_cdata(&page.text_of(id)), display);
                }
            } else if let Some(tex) = page.attr(id, Attr::DataLatex).filter(|_| id >= behind && tag != Tag::Math) {
                let root = page.ancestors(id).take(MAX_DRAWING_CLIMB).find(|&around| is_drawing(page, around));
                let root = root.unwrap_or(id);
                behind = page.end(root);
                if page.subtree(root).all(|node| page.tag(node) != Tag::Math) {
                    let display = page.attr(root, Attr::Display).is_some_and(|value| matches!(value, "true" | "block"));
                    formulas.add(root, behind, tex, display);
                }
            } else if tag == Tag::Img
                && let Some(tex) = picture_source(page, id)
            {
                formulas.add(id, page.end(id), tex, false);
            } else if id >= behind
                && let Some((pieces, display)) = drawn::read(page, id, &mut left)
            {
                behind = page.end(id);
                formulas.found.insert(id, Formula { end: behind, display, written: Written::Drawn(pieces) });
            }
        }
        formulas.in_text = page.ids().any(|id| split(page.text(id), false).is_some() && !is_in_code(page, id));
        formulas
    }

    fn add(&mut self, start: NodeId, end: NodeId, tex: &str, display: bool) {
        let tex = tex.trim();
        if !tex.is_empty() {
            self.found.insert(start, Formula { end, display, written: Written::Tex(tex.to_owned()) });
        }
    }

    /// The formula that begins with this node.
    pub fn at(&self, id: NodeId) -> Option<&Formula> {
        self.found.get(&id)
    }

    /// The formula that a node stands in, and where it begins.
    pub fn around(&self, id: NodeId) -> Option<(NodeId, &Formula)> {
        self.found.range(..=id).next_back().map(|(&start, formula)| (start, formula)).filter(|(_, f)| id < f.end)
    }

    /// The formulas that begin between two nodes.
    pub fn between(&self, from: NodeId, to: NodeId) -> impl Iterator<Item = (NodeId, &Formula)> {
        // Turned round, a range would be a panic.
        self.found.range(from..to.max(from)).map(|(&start, formula)| (start, formula))
    }
}

impl Composer<'_> {
    /// The text of a node as pieces, with the formulas that stand in it between signs; `None` without one.
    pub fn formulas_in(&self, text: NodeId) -> Option<Vec<Piece>> {
        if !self.formulas.in_text {
            return None;
        }
        split(self.page.text(text), true).filter(|_| !is_in_code(self.page, text))
    }

    /// Whether a block is what was drawn of a formula.
    pub fn is_drawn(&self, block: &Block) -> bool {
        self.formulas.around(block.first).is_some_and(|(_, formula)| formula.end >= block.last)
    }

    /// Whether a block without text holds formulas; then it is no figure.
    pub fn has_formula(&self, block: &Block) -> bool {
        self.formulas.between(block.first, block.last).next().is_some()
    }

    /// The formulas that are no part of a block, because a script has no text, but stand in its line: before or behind it.
    pub fn beside(&self, block: &Block, before: bool) -> Vec<Piece> {
        if self.formulas.found.is_empty() {
            return Vec::new();
        }
        let number = self.blocks.partition_point(|other| other.first < block.first);
        let gap = self.gap(if before { number } else { number + 1 });
        let pieces = gap.filter(|&(start, _)| self.in_line_with(start, number, before));
        pieces.map(|(_, formula)| formula.piece()).collect()
    }

    /// The formulas between a block and the one before it, or behind the last.
    fn gap(&self, number: usize) -> impl Iterator<Item = (NodeId, &Formula)> {
        let from = number.checked_sub(1).map_or(NodeId(0), |before| self.blocks[before].last);
        let to = self.blocks.get(number).map_or(NodeId(self.page.len() as u32), |block| block.first);
        // What reaches into the block that follows is written with it.
        self.formulas.between(from, to).filter(move |(_, formula)| formula.end <= to)
    }

    /// Whether a formula in the gap before or behind a block belongs to its line; a block before it has the first say.
    fn in_line_with(&self, formula: NodeId, number: usize, before: bool) -> bool {
        let shares =
            |number: usize| self.blocks.get(number).is_some_and(|block| self.shares_line(formula, block.container));
        shares(number) && !(before && number > 0 && shares(number - 1))
    }

    /// Whether a formula stands in this element with nothing of a line of its own between.
    fn shares_line(&self, formula: NodeId, container: NodeId) -> bool {
        let around = self.page.ancestors(formula).take(MAX_CLIMB);
        let mut up = around.skip_while(|&id| id != container && !self.page.tag(id).is_block());
        up.next() == Some(container)
    }

    /// Writes the formulas that stand in lines of their own before a block.
    pub fn alone(&self, number: usize, open: &mut Vec<Open>, body: &mut Vec<Piece>) {
        if self.formulas.found.is_empty() {
            return;
        }
        for (start, formula) in self.gap(number) {
            let shared =
                |number: usize| self.blocks.get(number).is_some_and(|block| self.shares_line(start, block.container));
            let chain = self.chain(start);
            let is_whole = |&node: &NodeId| matches!(self.name(node), "table" | "pre");
            let foreign = !self.page.contains(self.main, start);
            if foreign || shared(number) || number > 0 && shared(number - 1) || chain.iter().any(is_whole) {
                continue;
            }
            let same = self.close_others(&chain, open, body);
            self.open_rest(&chain[same..], open);
            let target = open.last_mut().map_or(&mut *body, |last| &mut last.children);
            target.push(element("p", vec![formula.with_display(true)], None));
        }
    }
}

/// What was drawn from a source that stands behind it.
struct Drawing {
    start: NodeId,
    end: NodeId,
    /// It holds MathML, which says all.
    is_math: bool,
}

impl Drawing {
    /// Whether there is nothing but white space between the drawing and the element.
    fn touches(&self, page: &Page, id: NodeId) -> bool {
        page.parent(self.start) == page.parent(id)
            && (self.end == id || self.end.0 + 1 == id.0 && page.text(self.end).chars().all(is_space))
    }
}

/// What MathJax draws, by the names that its style sheets use.
fn is_drawing(page: &Page, id: NodeId) -> bool {
    let class = page.attr(id, Attr::Class).unwrap_or("");
    let mut tokens = beginning(class, NAMES_BYTES).split_ascii_whitespace();
    tokens.any(|token| token.starts_with("MathJax") || token == "MJXc-display")
}

/// Whether a script holds the source of a formula, and if so whether it has a line of its own.
fn is_source(page: &Page, script: NodeId) -> Option<bool> {
    let kind = page.attr(script, Attr::Type)?.to_ascii_lowercase();
    kind.starts_with("math/tex").then(|| kind.contains("display"))
}

/// Generators of pages hide the source from parsers of XML: `% <![CDATA[ … %]]>`.
fn without_cdata(source: &str) -> String {
    let source = source.trim().trim_start_matches('%').trim_start();
    let inside = source.strip_prefix("<![CDATA[").unwrap_or(source).trim_end();
    let inside = inside.strip_suffix("]]>").map_or(inside, |inside| inside.trim_end().trim_end_matches('%'));
    inside.trim().to_owned()
}

/// The source that describes a picture of a formula.
fn picture_source(page: &Page, img: NodeId) -> Option<&str> {
    let class = page.attr(img, Attr::Class).unwrap_or("");
    let says = |token: &str| token.contains("latex") || token == "tex";
    let classed = class.split_ascii_whitespace().any(|token| says(&token.to_ascii_lowercase()));
    if !classed && !page.attr(img, Attr::Src)?.contains("latex.php?") {
        return None;
    }
    let alt = page.attr(img, Attr::Alt)?.trim();
    let bare = |around: &str, end: &str| Some(alt.strip_prefix(around)?.strip_suffix(end)?.trim());
    let source = bare("$$", "$$").or_else(|| bare("$", "$")).or_else(|| bare("\\(", "\\)"));
    let source = source.or_else(|| bare("\\[", "\\]")).unwrap_or(alt);
    (is_tex(source) || is_plain(source)).then_some(source)
}

/// Whether signs of TeX in this text are something else: code, or what a formula holds.
fn is_in_code(page: &Page, text: NodeId) -> bool {
    page.ancestors(text).take(MAX_CLIMB).any(|around| {
        matches!(page.tag(around), Tag::Code | Tag::Pre | Tag::Kbd | Tag::Samp | Tag::Tt | Tag::Script | Tag::Math)
    })
}

/// Whether a source has a sign that nothing but TeX has.
fn is_tex(source: &str) -> bool {
    sign_of_tex(source).is_some()
}

/// Where a text has one: a command, a subscript, a superscript.
fn sign_of_tex(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_command = |at: usize| bytes[at] == b'\\' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    (0..bytes.len()).find(|&at| matches!(bytes[at], b'^' | b'_') || is_command(at))
}

/// Whether it may be a formula where others are: a letter, a number, a short equation.
fn is_plain(source: &str) -> bool {
    let source = source.trim();
    let words = |c: char| c.is_alphabetic();
    !source.is_empty() && source.chars().count() <= MAX_PLAIN && !source.split(|c| !words(c)).any(|run| run.len() > 2)
}

const SIGNS: [(&str, &str, bool); 3] = [("\\(", "\\)", false), ("\\[", "\\]", true), ("$$", "$$", true)];

/// Where something next begins in a text; never, where it is not found.
const NEVER: usize = usize::MAX;

/// Text as pieces, where a formula stands in it between signs; `plain` admits those without a sign of TeX, too.
///
/// Each thing that is looked for is remembered until it is passed, so that signs which open nothing cost no more than a
/// look each.
fn split(text: &str, plain: bool) -> Option<Vec<Piece>> {
    let next = |from: usize, sign: &str| text[from..].find(sign).map_or(NEVER, |at| from + at);
    let mut pieces = Vec::new();
    let (mut written, mut from) = (0, 0);
    let mut opens = SIGNS.map(|(open, ..)| next(0, open));
    let (mut closes, mut tex) = ([0; SIGNS.len()], 0);
    loop {
        for (at, (open, ..)) in opens.iter_mut().zip(SIGNS).filter(|(at, _)| **at < from) {
            *at = next(from, open);
        }
        let Some((sign, &at)) = opens.iter().enumerate().min_by_key(|(_, at)| **at).filter(|(_, at)| **at != NEVER)
        else {
            break;
        };
        let (open, close, display) = SIGNS[sign];
        let begin = at + open.len();
        if closes[sign] < begin {
            closes[sign] = next(begin, close);
        }
        let end = closes[sign];
        from = begin;
        if end == NEVER {
            continue;
        }
        if tex < begin {
            tex = sign_of_tex(&text[begin..]).map_or(NEVER, |at| begin + at);
        }
        // Prices are written with two dollars, too; a backslash before a bracket is TeX or a lesson about brackets.
        let is_plain = || plain && open != "$$" && end - begin <= MAX_PLAIN_BYTES && is_plain(&text[begin..end]);
        if !(tex < end || is_plain()) {
            continue;
        }
        if at > written {
            pieces.push(Piece::Text { text: text[written..at].to_owned() });
        }
        pieces.push(piece(text[begin..end].trim(), display));
        written = end + close.len();
        from = written;
    }
    if pieces.is_empty() {
        return None;
    }
    if written < text.len() {
        pieces.push(Piece::Text { text: text[written..].to_owned() });
    }
    Some(pieces)
}

/// A formula that holds its source alone.
pub fn piece(tex: &str, display: bool) -> Piece {
    let source = || vec![Piece::Text { text: tex.to_owned() }];
    let annotation = Piece::Element {
        tag: "annotation".into(),
        attrs: vec![("encoding".into(), "application/x-tex".into())],
        block: None,
        children: source(),
    };
    let semantics = element("semantics", vec![element("mtext", source(), None), annotation], None);
    math(vec![semantics], display)
}

fn math(children: Vec<Piece>, display: bool) -> Piece {
    let attrs = if display { vec![("display".into(), "block".into())] } else { Vec::new() };
    Piece::Element { tag: "math".into(), attrs, block: None, children }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_open_nothing_hide_none_that_do() {
        let found = |text: &str| split(text, false).map(|pieces| pieces.len());
        assert_eq!(found("\\( $$ 5 and \\[ x^2 \\] then"), Some(3));
        assert_eq!(found("\\( a \\( b \\)"), None);
        assert_eq!(found("\\(a_1\\)\\(a_2\\)"), Some(2));
        // Quadratic work would take minutes here, whether nothing closes or what closes them all holds no TeX.
        let many = "\\( a $$ ".repeat(500_000);
        assert_eq!(found(&many), None);
        assert_eq!(found(&format!("{many} \\) \\( x^2 \\) so")), Some(3));
    }
}
