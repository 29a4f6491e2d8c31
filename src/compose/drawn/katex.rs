//! A formula as KaTeX draws it. Its classes say what an element is; what stands above something else is written from the
//! lowest to the highest.

use super::{math, one, text, token};
use crate::article::Piece;
use crate::names::Attr;
use crate::page::{NAMES_BYTES, NodeId, Page, beginning};

/// Newer versions set their name before some of the classes.
pub fn has_class(page: &Page, id: NodeId, name: &str) -> bool {
    let classes = page.attr(id, Attr::Class).unwrap_or("");
    beginning(classes, NAMES_BYTES)
        .split_ascii_whitespace()
        .any(|token| token == name || token.strip_prefix("katex-") == Some(name))
}

/// What takes room and says nothing.
const ROOM: [&str; 9] =
    ["strut", "pstrut", "mspace", "nulldelimiter", "vlist-s", "frac-line", "hide-tail", "arraycolsep", "rule"];

/// The pieces of what stands in an element, one behind the other.
pub fn row(page: &Page, id: NodeId, wraps: usize) -> Option<Vec<Piece>> {
    let wraps = wraps.checked_sub(1)?;
    let mut pieces: Vec<Piece> = Vec::new();
    for child in page.children(id) {
        if page.is_text(child) {
            let words = page.text(child).replace('\u{200b}', "");
            if has_class(page, id, "text") || within_text(page, id) {
                pieces.push(math("mtext", vec![text(words.replace(' ', "\u{a0}"))]));
            } else if !words.trim().is_empty() {
                let upright = ["mord", "text", "mathrm"].iter().any(|name| has_class(page, id, name));
                pieces.push(token(words.trim(), upright && !has_class(page, id, "mathnormal")));
            }
            continue;
        }
        let is = |name: &str| has_class(page, child, name);
        if ROOM.iter().any(|name| is(name)) {
            continue;
        }
        if is("msupsub") {
            let parts = stacked(page, child, wraps)?;
            let base = pieces.pop().unwrap_or_else(|| math("mrow", Vec::new()));
            let low = page.children(child).any(|list| has_class(page, list, "vlist-t2"));
            pieces.push(match <[Stacked; 2]>::try_from(parts) {
                Ok([sub, sup]) => math("msubsup", vec![base, sub.piece, sup.piece]),
                Err(parts) => {
                    let [part] = <[Stacked; 1]>::try_from(parts).ok()?;
                    math(if low { "msub" } else { "msup" }, vec![base, part.piece])
                }
            });
        } else if is("mfrac") {
            let line = page.subtree(child).any(|node| has_class(page, node, "frac-line"));
            let [below, above] = <[Stacked; 2]>::try_from(stacked(page, child, wraps)?).ok()?;
            let mut piece = math("mfrac", vec![above.piece, below.piece]);
            if let Piece::Element { attrs, .. } = &mut piece
                && !line
            {
                attrs.push(("linethickness".into(), "0".into()));
            }
            pieces.push(piece);
        } else if is("sqrt") {
            let [body] = <[Stacked; 1]>::try_from(stacked(page, child, wraps)?).ok()?;
            let root = page.children(child).find(|&node| has_class(page, node, "root"));
            pieces.push(match root {
                None => math("msqrt", vec![body.piece]),
                Some(root) => {
                    let [root] = <[Stacked; 1]>::try_from(stacked(page, root, wraps)?).ok()?;
                    math("mroot", vec![body.piece, root.piece])
                }
            });
        } else if is("op-limits") {
            let parts = stacked(page, child, wraps)?;
            let base = parts.iter().position(|part| !part.small)?;
            let mut parts = parts.into_iter().map(|part| part.piece);
            pieces.push(match (base, parts.next()?, parts.next(), parts.next(), parts.next()) {
                (0, base, None, ..) => base,
                (0, base, Some(over), None, _) => math("mover", vec![base, over]),
                (1, under, Some(base), None, _) => math("munder", vec![base, under]),
                (1, under, Some(base), Some(over), None) => math("munderover", vec![base, under, over]),
                _ => return None,
            });
        } else if is("accent") {
            let [base, accent] = <[Stacked; 2]>::try_from(stacked(page, child, wraps)?).ok()?;
            pieces.push(math("mover", vec![base.piece, accent.piece]));
        } else if is("mtable") {
            pieces.push(table(page, child, wraps)?);
        } else if is("vlist-t") {
            // Lines above and below, arrows, braces: nothing says which.
            return None;
        } else {
            let inside = row(page, child, wraps)?;
            let group = is("mord") || is("minner") || is("mop");
            if group && inside.len() > 1 { pieces.push(one(inside)) } else { pieces.extend(inside) }
        }
    }
    Some(with_whole_numbers(pieces))
}

/// KaTeX draws every digit by itself, and the last one with what stands small behind the number.
fn with_whole_numbers(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut whole: Vec<Piece> = Vec::new();
    for mut piece in pieces {
        if let Some(digits) = number(&mut piece)
            && let Some(Piece::Element { tag, children, .. }) = whole.last_mut()
            && tag == "mn"
            && let [Piece::Text { text: before }] = children.as_mut_slice()
        {
            digits.insert_str(0, before);
            whole.pop();
        }
        whole.push(piece);
    }
    whole
}

/// The digits that a piece begins with.
fn number(piece: &mut Piece) -> Option<&mut String> {
    let Piece::Element { tag, children, .. } = piece else { return None };
    match (tag.as_str(), children.first_mut()?) {
        ("mn", Piece::Text { text }) => Some(text),
        ("msup" | "msub" | "msubsup", base) => number(base),
        _ => None,
    }
}

fn within_text(page: &Page, id: NodeId) -> bool {
    page.parent(id).is_some_and(|parent| has_class(page, parent, "text"))
}

/// What KaTeX stacks: a piece each, from the lowest to the highest.
struct Stacked {
    piece: Piece,
    /// Written smaller than what it belongs to.
    small: bool,
}

/// The pieces of the one stack in an element.
fn stacked(page: &Page, id: NodeId, wraps: usize) -> Option<Vec<Stacked>> {
    let wraps = wraps.checked_sub(1)?;
    let stack = page.children(id).find(|&child| has_class(page, child, "vlist-t"))?;
    let list = page.children(stack).next().and_then(|row| page.children(row).next())?;
    let mut parts = Vec::new();
    for part in page.children(list) {
        let inside = row(page, part, wraps)?;
        if !inside.is_empty() {
            let small = page.children(part).any(|child| has_class(page, child, "sizing"));
            parts.push(Stacked { piece: one(inside), small });
        }
    }
    Some(parts)
}

/// A table, which KaTeX writes column by column.
fn table(page: &Page, id: NodeId, wraps: usize) -> Option<Piece> {
    let columns = page.children(id).filter(|&child| !has_class(page, child, "arraycolsep"));
    let columns: Vec<Vec<Stacked>> = columns.map(|column| stacked(page, column, wraps)).collect::<Option<_>>()?;
    let height = columns.first()?.len();
    if columns.iter().any(|column| column.len() != height) {
        // An empty cell, or a line between columns.
        return None;
    }
    let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
    let mut rows = Vec::new();
    for _ in 0..height {
        let cells = columns.iter_mut().filter_map(Iterator::next).map(|cell| math("mtd", vec![cell.piece]));
        rows.push(math("mtr", cells.collect()));
    }
    Some(math("mtable", rows))
}
