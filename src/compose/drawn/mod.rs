//! Formulas of which the page holds nothing but the drawing: what KaTeX writes with `output: 'html'`, and MathJax 3 as
//! `CHTML` without its assistive MathML. Both draw with elements that are named after what they draw, so the formula can be
//! read back from them; MathJax keeps even the letters in names of classes, so that without this there would be none.
//!
//! It gives up on what stretches, and on a drawing that does not have the expected shape: its text stays as it is. And on
//! MathJax's SVG, whose letters are outlines.

mod katex;
mod mathjax;

use super::element;
use crate::article::Piece;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};

/// Drawings nested deeper than this stay text: together with what is around them below `article::MAX_DEPTH`.
const MAX_DEPTH: usize = 14;
/// KaTeX and MathJax put up to so many elements around one that means something.
const MAX_WRAPS: usize = 60;

/// The formula that an element draws, as the children of a `math`, and whether it has a line of its own. `left` is how many
/// more nodes are looked at: drawings that cannot be read may stand in each other.
pub fn read(page: &Page, id: NodeId, left: &mut usize) -> Option<(Vec<Piece>, bool)> {
    let classes = page.attr(id, Attr::Class)?;
    let has = |name| classes.split_ascii_whitespace().any(|token| token == name);
    let (katex, mathjax) = (has("katex"), has("MathJax"));
    if katex || mathjax {
        *left = left.checked_sub((page.end(id).0 - id.0) as usize)?;
    }
    let in_drawing = |tag| page.subtree(id).any(|node| page.tag(node) == tag);
    let has_source = || page.subtree(id).any(|node| page.attr(node, Attr::DataLatex).is_some());
    let (pieces, display) = if katex && !in_drawing(Tag::Math) {
        let display = page.parent(id).is_some_and(|parent| katex::has_class(page, parent, "katex-display"));
        (katex::row(page, id, MAX_WRAPS)?, display)
    } else if mathjax && in_drawing(Tag::MjxMath) && !in_drawing(Tag::Math) && !has_source() {
        (mathjax::formula(page, id, MAX_WRAPS), page.attr(id, Attr::Display) == Some("true"))
    } else {
        return None;
    };
    (!pieces.is_empty() && depth(&pieces) <= MAX_DEPTH).then_some((pieces, display))
}

fn depth(pieces: &[Piece]) -> usize {
    let below = pieces.iter().map(|piece| match piece {
        Piece::Element { children, .. } => depth(children),
        _ => 0,
    });
    1 + below.max().unwrap_or(0)
}

fn text(text: impl Into<String>) -> Piece {
    Piece::Text { text: text.into() }
}

fn math(tag: &str, children: Vec<Piece>) -> Piece {
    element(tag, children, None)
}

/// Several pieces as the one that an argument must be.
fn one(mut pieces: Vec<Piece>) -> Piece {
    if pieces.len() == 1
        && let Some(piece) = pieces.pop()
    {
        return piece;
    }
    math("mrow", pieces)
}

/// A piece of MathML of a few words' text.
fn token(word: &str, upright: bool) -> Piece {
    let number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let tag = if word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(number) {
        "mn"
    } else if word.chars().all(char::is_alphabetic) {
        "mi"
    } else if word.contains(char::is_alphanumeric) {
        "mtext"
    } else {
        "mo"
    };
    let mut piece = math(tag, vec![text(word)]);
    // One letter alone leans by itself.
    if let Piece::Element { attrs, .. } = &mut piece
        && upright
        && tag == "mi"
        && word.chars().count() == 1
    {
        attrs.push(("mathvariant".into(), "normal".into()));
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Builder, Facts};

    /// A fraction with so many elements around its parts.
    fn fraction(wraps: usize) -> Option<(Vec<Piece>, bool)> {
        let mut page = Builder::new("");
        let mut open = |tag| page.open(tag, Facts::default(), (tag == Tag::Span).then_some((Attr::Class, "MathJax")));
        [Tag::Span, Tag::MjxMath, Tag::MjxMfrac].into_iter().for_each(&mut open);
        (0..wraps).for_each(|_| open(Tag::Other));
        for part in [Tag::MjxNum, Tag::MjxDen] {
            page.open(part, Facts::default(), None);
            page.open(Tag::MjxMn, Facts::default(), None);
            page.text("2");
            page.close();
            page.close();
        }
        read(&page.finish(), NodeId(0), &mut 1_000_000)
    }

    #[test]
    fn a_part_is_looked_for_only_so_deep() {
        assert!(format!("{:?}", fraction(3)).contains("mfrac"));
        assert!(!format!("{:?}", fraction(100_000)).contains("mfrac"), "no panic, either");
    }
}
