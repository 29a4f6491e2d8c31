//! Footnotes: a short mark that links to a note in the same article, and the note it links to.
//!
//! Both ends must be found, so a cross-reference to a heading or an equation stays a link.

use super::{attr, children, raw_text, tag};
use crate::article::Piece;
use crate::hash::Map;
use crate::names::Tag;

/// The notes that are referred to, numbered in the order of their first mark.
#[derive(Default)]
pub struct Footnotes<'a> {
    notes: Map<&'a str, usize>,
}

/// Longest text of a mark, in characters: `[12]`, `†`, `iv`.
const MARK_CHARS: usize = 5;

impl<'a> Footnotes<'a> {
    pub fn find(pieces: &'a [Piece]) -> Self {
        let mut ids = Vec::new();
        let mut marks = Vec::new();
        collect(pieces, false, &mut ids, &mut marks);
        ids.sort_unstable();
        let mut found = Footnotes::default();
        for mark in marks {
            if ids.binary_search(&mark).is_ok() {
                let next = found.notes.len() + 1;
                found.notes.entry(mark).or_insert(next);
            }
        }
        found
    }

    /// The number of the note that a link is a mark of.
    pub fn mark(&self, link: &Piece) -> Option<usize> {
        let target = attr(link, "href")?.strip_prefix('#')?;
        if is_mark_text(link) { self.number(target) } else { None }
    }

    /// The number of the note that an element is, or that a first element inside it is the anchor of.
    pub fn note(&self, piece: &Piece) -> Option<usize> {
        if self.notes.is_empty() || !is_note(piece) {
            return None;
        }
        self.number(attr(piece, "id")?)
    }

    /// Whether a link leads from a note back to its mark.
    pub fn is_back(&self, link: &Piece) -> bool {
        if self.notes.is_empty() || !attr(link, "href").is_some_and(|href| href.starts_with('#')) {
            return false;
        }
        let mut text = String::new();
        raw_text(children(link), &mut text);
        let mut chars = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{fe0e}' && *c != '\u{fe0f}');
        text.chars().count() <= MARK_CHARS && chars.all(|c| matches!(c, '↩' | '↵' | '^' | '↑' | '⬆' | '⤴' | '⏎'))
    }

    fn number(&self, id: &str) -> Option<usize> {
        self.notes.get(id).copied()
    }
}

fn is_note(piece: &Piece) -> bool {
    matches!(tag(piece), Tag::Li | Tag::P | Tag::Div | Tag::Aside | Tag::Dd)
}

fn is_mark_text(link: &Piece) -> bool {
    let mut text = String::new();
    raw_text(children(link), &mut text);
    let text = text.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    let length = text.chars().count();
    (1..=MARK_CHARS).contains(&length)
        && (text.chars().all(|c| c.is_ascii_digit())
            || length <= 2 && text.chars().all(|c| "*†‡§¶abcdefghi".contains(c)))
}

fn collect<'a>(pieces: &'a [Piece], raised: bool, ids: &mut Vec<&'a str>, marks: &mut Vec<&'a str>) {
    for piece in pieces {
        if is_note(piece) {
            ids.extend(attr(piece, "id"));
        }
        let raised = raised || tag(piece) == Tag::Sup;
        if tag(piece) == Tag::A
            && is_mark_text(piece)
            && let Some(target) = attr(piece, "href").and_then(|href| href.strip_prefix('#'))
        {
            let lower = target.to_ascii_lowercase();
            // A raised number is a mark; a plain one only when its target says that it is a note.
            if raised
                || children(piece).iter().any(|child| tag(child) == Tag::Sup)
                || ["fn", "ftn", "note", "cite", "ref"].iter().any(|word| lower.contains(word))
            {
                marks.push(target);
            }
        }
        collect(children(piece), raised, ids, marks);
    }
}
