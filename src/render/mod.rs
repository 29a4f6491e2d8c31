//! The exports: an [`Article`](crate::article::Article) as Markdown, as plain text, as one HTML file.
//!
//! They exist so that what the reader shows can leave the browser in a form that other tools read. They write what the
//! article holds and nothing else: what was removed stays out, an embed becomes a link to what it would load.
//! They give up on what the form cannot say (a table inside a cell, a merged cell in Markdown) and keep the words.

mod escape;
mod footnotes;
mod html;
mod inline;
mod markdown;
mod table;
mod text;

pub use html::html;
pub use markdown::{markdown, markdown_with_front_matter};
pub use text::{text, text_of};

use crate::article::{EmbedKind, Piece};
use crate::names::Tag;

/// The tag of an element; `Tag::Other` for the rest and for unknown names.
fn tag(piece: &Piece) -> Tag {
    match piece {
        Piece::Element { tag, .. } => Tag::from_name(tag),
        _ => Tag::Other,
    }
}

fn children(piece: &Piece) -> &[Piece] {
    match piece {
        Piece::Element { children, .. } => children,
        _ => &[],
    }
}

fn attr<'a>(piece: &'a Piece, name: &str) -> Option<&'a str> {
    match piece {
        Piece::Element { attrs, .. } => attrs.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str()),
        _ => None,
    }
}

/// Whether a piece stands on lines of its own, or holds something that does.
fn is_block(piece: &Piece) -> bool {
    match piece {
        Piece::Text { .. } => false,
        Piece::Embed { .. } | Piece::Removed { .. } => true,
        Piece::Element { children, .. } => {
            let tag = tag(piece);
            tag.is_block()
                || (tag == Tag::Math && attr(piece, "display") == Some("block"))
                || (tag != Tag::Math && children.iter().any(is_block))
        }
    }
}

/// What to call an embed: its title, or what it is.
fn embed_title(kind: EmbedKind, title: Option<&str>) -> &str {
    title.map(str::trim).filter(|title| !title.is_empty()).unwrap_or(match kind {
        EmbedKind::Video => "Video",
        EmbedKind::Audio => "Audio",
        EmbedKind::Post => "Post",
        EmbedKind::Map => "Map",
        EmbedKind::Frame => "Embedded page",
    })
}

/// The text of a subtree as it stands, without what was removed. Line breaks are kept: code needs them.
fn raw_text(pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text { text } => out.push_str(text),
            Piece::Element { children, .. } if tag(piece) != Tag::Br => raw_text(children, out),
            Piece::Element { .. } => out.push('\n'),
            Piece::Embed { .. } | Piece::Removed { .. } => {}
        }
    }
}

/// Whether the first text inside is a line break.
fn text_starts_with_line_break(pieces: &[Piece]) -> bool {
    let mut text = String::new();
    raw_text(&pieces[..pieces.len().min(1)], &mut text);
    text.starts_with('\n')
}

/// The TeX source of a formula where it carries one (an annotation or `alttext`).
fn tex(math: &Piece) -> Option<String> {
    fn annotation(pieces: &[Piece]) -> Option<String> {
        pieces.iter().find_map(|piece| {
            let is_tex = attr(piece, "encoding").is_some_and(|encoding| encoding.to_ascii_lowercase().contains("tex"));
            if tag(piece) == Tag::Annotation && is_tex {
                let mut source = String::new();
                raw_text(children(piece), &mut source);
                return Some(source);
            }
            annotation(children(piece))
        })
    }
    let source = annotation(children(math)).or_else(|| attr(math, "alttext").map(str::to_owned))?;
    let source = source.trim();
    // Some converters wrap the source once more.
    let source = source.strip_prefix("{\\displaystyle").and_then(|s| s.strip_suffix('}')).unwrap_or(source).trim();
    (!source.is_empty()).then(|| source.to_owned())
}

/// A formula in one line: its TeX source, or what MathML draws, as one types it.
fn math_text(math: &Piece) -> String {
    tex(math).map(|source| source.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_else(|| {
        let mut out = String::new();
        typed(children(math), &mut out);
        out.trim().to_owned()
    })
}

/// Signs that stand high behind a letter by themselves.
const HIGH: &str = "′″‴*†°";

/// The pieces of a formula in one line: two to the tenth must not become two hundred and ten.
fn typed(pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        let parts = children(piece);
        separate(piece, out);
        let at = |index: usize| argument(&parts[index]);
        match (piece, tag(piece), parts.len()) {
            (Piece::Text { text }, ..) => crate::page::push_folded(out, text),
            (_, Tag::Annotation, _) => {}
            (_, Tag::Msup | Tag::Mover, 2) => {
                let above = at(1);
                let sign = if tag(piece) == Tag::Mover || above.chars().all(|c| HIGH.contains(c)) { "" } else { "^" };
                out.push_str(&format!("{}{sign}{above}", at(0)));
            }
            (_, Tag::Msub | Tag::Munder, 2) => out.push_str(&format!("{}_{}", at(0), at(1))),
            (_, Tag::Msubsup | Tag::Munderover, 3) => out.push_str(&format!("{}_{}^{}", at(0), at(1), at(2))),
            (_, Tag::Mfrac, 2) => out.push_str(&format!("{}/{}", at(0), at(1))),
            (_, Tag::Msqrt, _) => out.push_str(&format!("√{}", bracketed(parts))),
            (_, Tag::Mroot, 2) => out.push_str(&format!("√[{}]{}", at(1), at(0))),
            (_, Tag::Mtd, _) => {
                typed(parts, out);
                out.push(' ');
            }
            (_, Tag::Mtr, _) => {
                typed(parts, out);
                out.truncate(out.trim_end().len());
                out.push_str("; ");
            }
            (_, Tag::Mtable, _) => {
                typed(parts, out);
                out.truncate(out.trim_end_matches([';', ' ']).len());
            }
            _ => typed(parts, out),
        }
    }
}

/// Sets a blank where what was written would run into the name or the number that follows: "sin t", "x^2 y".
fn separate(piece: &Piece, out: &mut String) {
    let mut next = String::new();
    if !matches!(piece, Piece::Text { .. }) {
        raw_text(std::slice::from_ref(piece), &mut next);
    }
    let word = |text: &str| text.chars().count() > 1 && text.chars().all(char::is_alphabetic);
    let last = out.rsplit(|c: char| !c.is_alphanumeric() && c != '^' && c != '_').next().unwrap_or("");
    let runs_on = next.starts_with(char::is_alphanumeric) && out.ends_with(|c: char| c.is_alphanumeric() || c == ')');
    let script = last.contains(['^', '_']) || out.ends_with(')');
    if runs_on && (script || word(last) || tag(piece) == Tag::Mi && word(&next)) {
        out.push(' ');
    }
}

fn argument(piece: &Piece) -> String {
    let mut word = String::new();
    if matches!(tag(piece), Tag::Mi | Tag::Mn | Tag::Mo) {
        typed(children(piece), &mut word);
        return word;
    }
    bracketed(std::slice::from_ref(piece))
}

/// In brackets where it is more than one word.
fn bracketed(pieces: &[Piece]) -> String {
    let mut out = String::new();
    typed(pieces, &mut out);
    let one = out.chars().count() == 1 || out.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    if one || out.starts_with('(') && out.find(')') == Some(out.len() - 1) { out } else { format!("({out})") }
}

#[cfg(test)]
pub(crate) mod testing {
    use crate::article::Piece;

    pub fn text(text: &str) -> Piece {
        Piece::Text { text: text.to_owned() }
    }
    pub fn element(tag: &str, children: Vec<Piece>) -> Piece {
        Piece::Element { tag: tag.to_owned(), attrs: Vec::new(), block: None, children }
    }
    pub fn with(tag: &str, attrs: &[(&str, &str)], children: Vec<Piece>) -> Piece {
        let attrs = attrs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        Piece::Element { tag: tag.to_owned(), attrs, block: None, children }
    }
    pub fn p(content: &str) -> Piece {
        element("p", vec![text(content)])
    }
    pub fn removed() -> Piece {
        Piece::Removed { roles: vec!["related".to_owned()], blocks: 1, children: vec![p("DON'T MISS")] }
    }
}
