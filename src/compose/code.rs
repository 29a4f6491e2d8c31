//! Code: its lines, whatever a highlighter has put around them, and its language. Some write a table with the numbers of
//! the lines beside them, some a number before each line, some a line break element where code has a line's end.

use super::{Composer, MAX_BLOCK_DEPTH, element};
use crate::allow;
use crate::article::Piece;
use crate::names::{Attr, Tag};
use crate::page::{NAMES_BYTES, NodeId, Page, beginning};

/// How far up the language of a piece of code is looked for.
const LANGUAGE_CLIMB: usize = 3;
/// Nodes of one table that are looked at for lines of code.
const MAX_TABLE_NODES: usize = 50_000;
/// What the names of elements around code hold.
const CODE_WORDS: [&str; 5] = ["code", "highlight", "hljs", "blob", "rouge"];
/// What the names of a line's number hold.
const NUMBER_WORDS: [&str; 4] = ["lineno", "line-number", "linenumber", "ln-n"];

/// Whether a table holds nothing but code, with the numbers of its lines.
pub fn is_code_table(page: &Page, table: NodeId) -> bool {
    named(page, table, &CODE_WORDS) && lines(page, table).is_some_and(|lines| !lines.is_empty())
        || page.parent(table).is_some_and(|parent| named(page, parent, &CODE_WORDS)) && lines(page, table).is_some()
}

/// The cells of a table's code, where every row is a number, or many, and code.
fn lines(page: &Page, table: NodeId) -> Option<Vec<NodeId>> {
    let mut lines = Vec::new();
    for row in page.subtree(table).take(MAX_TABLE_NODES) {
        match page.tag(row) {
            Tag::Th | Tag::Caption => return None,
            Tag::Tr => {
                let mut cells = page.children(row).filter(|&cell| page.tag(cell) == Tag::Td);
                let (Some(number), Some(line), None) = (cells.next(), cells.next(), cells.next()) else { return None };
                if !is_number(page, number) {
                    return None;
                }
                lines.push(line);
            }
            _ => {}
        }
    }
    Some(lines)
}

/// Whether an element has no text but numbers.
fn is_number(page: &Page, id: NodeId) -> bool {
    let digit = |c: char| c.is_ascii_digit() || c.is_whitespace();
    page.subtree(id).all(|node| page.text(node).chars().all(digit))
}

/// Whether this is the number that stands before a line of code.
pub fn is_line_number(page: &Page, id: NodeId) -> bool {
    named(page, id, &NUMBER_WORDS) && is_number(page, id)
}

fn named(page: &Page, id: NodeId, words: &[&str]) -> bool {
    page.attr(id, Attr::Class).is_some_and(|class| {
        let class = beginning(class, NAMES_BYTES).to_ascii_lowercase();
        words.iter().any(|word| class.contains(word))
    })
}

/// The language of a piece of code, from the names that highlighters give to it or to what is around it.
pub fn language(page: &Page, id: NodeId) -> Option<String> {
    let around = page.ancestors(id).take(LANGUAGE_CLIMB);
    std::iter::once(id)
        .chain(around)
        .find_map(|id| own_language(page, id))
        .filter(|lang| allow::keep("pre", "data-lang", lang))
}

pub fn own_language(page: &Page, id: NodeId) -> Option<String> {
    let named = [Attr::DataLang, Attr::DataLanguage].into_iter().find_map(|name| page.attr(id, name));
    let class = beginning(page.attr(id, Attr::Class).unwrap_or(""), NAMES_BYTES);
    let tokens = || class.split_ascii_whitespace();
    let classed = tokens().find_map(|token| {
        ["language-", "lang-", "highlight-source-", "highlight-text-"]
            .iter()
            .find_map(|prefix| token.strip_prefix(prefix))
    });
    // "highlight rust", "sourceCode python": the one other word.
    let beside = || {
        let mut others = tokens().filter(|token| !matches!(*token, "highlight" | "sourceCode" | "codehilite"));
        let (first, more) = (others.next(), others.next());
        first
            .filter(|first| more.is_none() && tokens().count() == 2 && first.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    named.or(classed).or_else(beside).map(str::to_ascii_lowercase)
}

impl Composer<'_> {
    /// The content of a piece of code.
    pub fn code(&self, node: NodeId) -> Option<Piece> {
        let table = self.page.subtree(node).find(|&id| self.page.tag(id) == Tag::Table);
        let Some(lines) = table.and_then(|table| lines(self.page, table)) else {
            let Piece::Element { children, .. } = self.inside(node, MAX_BLOCK_DEPTH)? else { return None };
            return Some(element("", broken(children), None));
        };
        let mut pieces = Vec::new();
        for line in lines {
            if !pieces.is_empty() {
                pieces.push(Piece::Text { text: "\n".into() });
            }
            if let Some(Piece::Element { children, .. }) = self.inside(line, MAX_BLOCK_DEPTH) {
                pieces.extend(broken(children));
            }
        }
        let is_code = |piece: &Piece| matches!(piece, Piece::Element { tag, .. } if tag == "code");
        let pieces = if pieces.iter().any(is_code) { pieces } else { vec![element("code", pieces, None)] };
        Some(element("", pieces, None))
    }
}

/// With a line's end where a line break stood: who copies code copies text.
fn broken(pieces: Vec<Piece>) -> Vec<Piece> {
    let line = |piece| match piece {
        Piece::Element { tag, .. } if tag == "br" => Piece::Text { text: "\n".into() },
        Piece::Element { tag, attrs, block, children } => {
            Piece::Element { tag, attrs, block, children: broken(children) }
        }
        piece => piece,
    };
    pieces.into_iter().map(line).collect()
}
