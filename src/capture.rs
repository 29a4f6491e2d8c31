//! The reader of a capture: one pass over the live DOM that JavaScript packed into a string and numbers.
//!
//! `extension/content/capture.js` writes it; this file is the format's definition.
//!
//! `strings`: every string of the capture, joined by NUL (the packer replaces a NUL inside one by U+FFFD).
//! First the names (elements and attributes, as used), then, node by node, the attribute values or the text.
//!
//! `tree`: `[FORMAT, nodes, names, ...]`, then for each node in document order
//!   * word 0: the parent's number (0 for the first node),
//!   * word 1: `name | attributes << 12 | facts << 20`; name is an index into the names, `#text` for text;
//!     the facts are the bits of [`Facts`],
//!   * one word for each attribute: the index of its name.

use crate::names::{Attr, Tag};
use crate::page::{Builder, Facts, Page};
use std::fmt;

/// Changes with every change of the format, so that an old packer never meets a new reader unnoticed.
pub const FORMAT: u32 = 1;
const NAME_BITS: u32 = 12;
const ATTR_BITS: u32 = 8;

/// Why a capture could not be read. A page can never cause one; a bug or a mixed-up build can.
#[derive(Debug, PartialEq, Eq)]
pub enum CaptureError {
    Format(u32),
    Short,
    Name(u32),
    Parent(u32),
    Text(u32),
}

impl fmt::Display for CaptureError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Format(found) => write!(f, "the capture has format {found}, this build reads {FORMAT}"),
            Self::Short => write!(f, "the capture ends too early"),
            Self::Name(node) => write!(f, "node {node} of the capture has an unknown name"),
            Self::Parent(node) => write!(f, "node {node} of the capture is not inside its parent"),
            Self::Text(node) => write!(f, "text node {node} of the capture is empty or stands behind another"),
        }
    }
}
impl std::error::Error for CaptureError {}

/// Reads a capture. `url` is the page's address.
pub fn read(strings: &str, tree: &[u32], url: &str) -> Result<Page, CaptureError> {
    let mut words = tree.iter().copied();
    let mut word = || words.next().ok_or(CaptureError::Short);
    let format = word()?;
    if format != FORMAT {
        return Err(CaptureError::Format(format));
    }
    let (nodes, name_count) = (word()?, word()?);
    let mut strings = strings.split('\0');
    let mut string = || strings.next().ok_or(CaptureError::Short);
    let mut names = Vec::new();
    for _ in 0..name_count {
        let name = string()?;
        names.push((Tag::from_name(name), Attr::from_name(name)));
    }

    let mut builder = Builder::new(url);
    let mut open: Vec<u32> = Vec::new();
    for node in 0..nodes {
        let (parent, packed) = (word()?, word()?);
        let (tag, _) = *names.get((packed & ((1 << NAME_BITS) - 1)) as usize).ok_or(CaptureError::Name(node))?;
        if node > 0 {
            while open.last().is_some_and(|&top| top != parent) {
                open.pop();
                builder.close();
            }
            if open.is_empty() {
                return Err(CaptureError::Parent(node));
            }
        }
        if tag == Tag::Text {
            builder.text(string()?);
            // The page would give it no number of its own, and every later one would name the wrong node.
            if builder.len() != node as usize + 1 {
                return Err(CaptureError::Text(node));
            }
            continue;
        }
        let mut attrs = Vec::new();
        for _ in 0..packed >> NAME_BITS & ((1 << ATTR_BITS) - 1) {
            let (_, name) = *names.get(word()? as usize).ok_or(CaptureError::Name(node))?;
            attrs.push((name, string()?));
        }
        builder.open(tag, Facts((packed >> (NAME_BITS + ATTR_BITS)) as u16), attrs);
        open.push(node);
    }
    Ok(builder.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_packer_writes() {
        let strings = "html\0body\0p\0#text\0class\0lead\0Hello\0tail";
        #[rustfmt::skip]
        let tree = [FORMAT, 5, 5, 0, 0, 0, 1, 1, 2 | 1 << 12 | 1 << 20, 4, 2, 3, 1, 3];
        let page = read(strings, &tree, "https://a.example/").unwrap();
        let p = page.find(Tag::P).unwrap();
        assert_eq!(page.attr(p, Attr::Class), Some("lead"));
        assert!(page.facts(p).hidden());
        assert_eq!(page.text_of(crate::page::NodeId(0)), "Hello tail");
        assert_eq!(page.parent(crate::page::NodeId(4)), page.parent(p));
    }

    #[test]
    fn refuses_broken_captures() {
        assert_eq!(read("", &[], "").unwrap_err(), CaptureError::Short);
        assert_eq!(read("", &[99, 0, 0], "").unwrap_err(), CaptureError::Format(99));
        assert_eq!(read("p", &[FORMAT, 1, 1, 0, 7], "").unwrap_err(), CaptureError::Name(0));
        assert_eq!(read("p\0#text\0a", &[FORMAT, 2, 2, 0, 0, 5, 1], "").unwrap_err(), CaptureError::Parent(1));
    }
}
