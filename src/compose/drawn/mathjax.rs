//! A formula as MathJax 3 draws it as `CHTML`: elements named after those of MathML, a few around their parts, and the
//! letters in names of classes.

use super::{math, one, text};
use crate::article::Piece;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};

/// The formula in an element; its letters in a line where its shape is not known.
pub fn formula(page: &Page, id: NodeId, wraps: usize) -> Vec<Piece> {
    inside(page, id, wraps).unwrap_or_else(|| match letters(page, id) {
        letters if letters.is_empty() => Vec::new(),
        letters => vec![math("mtext", vec![text(letters)])],
    })
}

fn inside(page: &Page, id: NodeId, wraps: usize) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    for child in page.children(id) {
        write(page, child, wraps.checked_sub(1)?, &mut pieces)?;
    }
    Some(pieces)
}

/// Appends what a node draws; nothing where it is not known what.
fn write(page: &Page, id: NodeId, wraps: usize, out: &mut Vec<Piece>) -> Option<()> {
    let letter = |tag| math(tag, vec![text(letters(page, id))]);
    let part = |tag| inside(page, find(page, id, tag, wraps)?, wraps).map(one);
    let tag = page.tag(id);
    let piece = match tag {
        Tag::MjxMi => letter("mi"),
        Tag::MjxMn => letter("mn"),
        Tag::MjxMo => letter("mo"),
        Tag::MjxMtext => letter("mtext"),
        Tag::MjxMfrac => math("mfrac", vec![part(Tag::MjxNum)?, part(Tag::MjxDen)?]),
        Tag::MjxMsqrt => math("msqrt", vec![part(Tag::MjxBox)?]),
        Tag::MjxMroot => math("mroot", vec![part(Tag::MjxBox)?, part(Tag::MjxRoot)?]),
        Tag::MjxMsub | Tag::MjxMsup | Tag::MjxMsubsup => scripts(page, id, wraps)?,
        Tag::MjxMunder | Tag::MjxMover | Tag::MjxMunderover => {
            // In a line of text the limits of a sum stand behind it.
            if page.children(id).any(|child| page.tag(child) == Tag::MjxScript) {
                scripts(page, id, wraps)?
            } else {
                match tag {
                    Tag::MjxMunder => math("munder", vec![part(Tag::MjxBase)?, part(Tag::MjxUnder)?]),
                    Tag::MjxMover => math("mover", vec![part(Tag::MjxBase)?, part(Tag::MjxOver)?]),
                    _ => math("munderover", vec![part(Tag::MjxBase)?, part(Tag::MjxUnder)?, part(Tag::MjxOver)?]),
                }
            }
        }
        Tag::MjxMtable => math("mtable", inside(page, id, wraps)?),
        Tag::MjxMtr => math("mtr", inside(page, id, wraps)?),
        Tag::MjxMtd => math("mtd", inside(page, id, wraps)?),
        // Line ends between the elements of a page that was saved.
        Tag::Text => return Some(()),
        _ => {
            out.extend(inside(page, id, wraps)?);
            return Some(());
        }
    };
    // What binds a function to its argument is not seen.
    let is_seen = |c: char| !('\u{2061}'..='\u{2064}').contains(&c);
    if !matches!(&piece, Piece::Element { children, .. }
        if matches!(children.as_slice(), [Piece::Text { text }] if !text.contains(is_seen)))
    {
        out.push(piece);
    }
    Some(())
}

/// A base with what stands small behind it; of two, the higher is written first.
fn scripts(page: &Page, id: NodeId, wraps: usize) -> Option<Piece> {
    let mut base = Vec::new();
    let mut parts = Vec::new();
    for child in page.children(id) {
        if page.tag(child) != Tag::MjxScript {
            write(page, child, wraps, &mut base)?;
            continue;
        }
        for script in page.children(child) {
            let mut part = Vec::new();
            write(page, script, wraps.checked_sub(1)?, &mut part)?;
            if !part.is_empty() {
                parts.push(one(part));
            }
        }
    }
    let base = one(base);
    let mut parts = parts.into_iter();
    let (first, second, more) = (parts.next()?, parts.next(), parts.next());
    Some(match (page.tag(id), second, more) {
        (Tag::MjxMsub | Tag::MjxMunder, None, None) => math("msub", vec![base, first]),
        (Tag::MjxMsup | Tag::MjxMover, None, None) => math("msup", vec![base, first]),
        (Tag::MjxMsubsup | Tag::MjxMunderover, Some(sub), None) => math("msubsup", vec![base, sub, first]),
        _ => return None,
    })
}

/// The part of an element with this tag, through what only holds parts together.
fn find(page: &Page, id: NodeId, tag: Tag, wraps: usize) -> Option<NodeId> {
    let wraps = wraps.checked_sub(1)?;
    page.children(id).find_map(|child| match page.tag(child) {
        found if found == tag => Some(child),
        Tag::Other | Tag::MjxBox | Tag::MjxMunder => find(page, child, tag, wraps),
        _ => None,
    })
}

/// The letters that the classes inside name.
fn letters(page: &Page, id: NodeId) -> String {
    let mut letters = String::new();
    let mut behind = id;
    for node in page.subtree(id).filter(|&node| !page.is_text(node)) {
        let class = page.attr(node, Attr::Class).unwrap_or("");
        let code = class.split_ascii_whitespace().find_map(|token| {
            let code = token.strip_prefix("mjx-c").filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()))?;
            char::from_u32(u32::from_str_radix(code, 16).ok()?)
        });
        if let Some(letter) = code.filter(|_| node >= behind) {
            // What stretches names its sign once for all of its parts; the line above something is one.
            let stretched = page.children(node).next().is_some();
            letters.push(if stretched && letter == '\u{2013}' { '\u{af}' } else { plain(letter) });
            behind = page.end(node);
        }
    }
    if letters.is_empty() { page.text_of(id) } else { letters }
}

/// The letter that MathML writes for one that leans: `mi` leans by itself.
fn plain(letter: char) -> char {
    let code = u32::from(letter);
    let plain = match code {
        0x1d434..=0x1d44d => code - 0x1d434 + u32::from('A'),
        0x1d44e..=0x1d467 => code - 0x1d44e + u32::from('a'),
        0x210e => u32::from('h'),
        0x1d6e2..=0x1d6fa => code - 0x1d6e2 + 0x391,
        0x1d6fc..=0x1d714 => code - 0x1d6fc + 0x3b1,
        0x1d715 => 0x2202,
        0x1d716 => 0x3f5,
        0x1d717 => 0x3d1,
        0x1d719 => 0x3d5,
        _ => code,
    };
    char::from_u32(plain).unwrap_or(letter)
}
