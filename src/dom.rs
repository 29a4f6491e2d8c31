//! The writer of the reader's nodes: pieces of an article become a `DocumentFragment`, node by node.
//!
//! The only place where content of a page turns into DOM. It never parses markup and it asks the allow-list again,
//! because an article may have crossed process borders on its way here. It writes what the article says and no words
//! of its own: embeds and removed pieces become marked, empty-handed elements that the reader's JavaScript labels in the
//! person's language (`extension/reader/pieces.js`).
//!
//!     block        data-block="3"                      on the element that is exactly that block
//!     Embed        <div data-embed="video" data-src data-title data-poster>
//!     Removed      <details data-removed="related share" data-blocks="4"> the pieces </details>
//!
//! It gives up on pieces nested deeper than `MAX_DEPTH`: of those only the text is written.

use crate::allow::{self, ID_PREFIX};
use crate::article::{EmbedKind, MAX_DEPTH, Piece};
use wasm_bindgen::JsValue;
use web_sys::{Document, DocumentFragment, Element, Node};

const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

type Written<T = ()> = Result<T, JsValue>;

/// Builds the nodes of `pieces`, for `document` to adopt.
pub fn write(document: &Document, pieces: &[Piece]) -> Written<DocumentFragment> {
    let fragment = document.create_document_fragment();
    let place = Place { document, parent: &fragment, tag: "", math: false, link: false, depth: 0 };
    place.pieces(pieces)?;
    Ok(fragment)
}

/// Where the next node goes.
struct Place<'a> {
    document: &'a Document,
    parent: &'a Node,
    /// The parent's name, empty for the fragment.
    tag: &'a str,
    /// Inside `<math>`, where elements belong to another namespace.
    math: bool,
    /// Inside a link: nested links close each other when parsed, and confuse assistive tools when built.
    link: bool,
    depth: usize,
}

impl Place<'_> {
    fn pieces(&self, pieces: &[Piece]) -> Written {
        pieces.iter().try_for_each(|piece| self.piece(piece))
    }

    fn piece(&self, piece: &Piece) -> Written {
        match piece {
            Piece::Text { text } => self.append(&self.document.create_text_node(text)),
            Piece::Element { children, .. } if self.depth >= MAX_DEPTH => self.text_of(children),
            Piece::Element { tag, attrs, block, children } => self.element(tag, attrs, *block, children),
            Piece::Embed { kind, src, title, poster } => self.embed(*kind, src, title.as_deref(), poster.as_deref()),
            Piece::Removed { roles, blocks, children } => self.removed(roles, *blocks, children),
        }
    }

    fn element(&self, tag: &str, attrs: &[(String, String)], block: Option<u32>, children: &[Piece]) -> Written {
        if allow::silent(tag) {
            return Ok(());
        }
        let math = allow::math(tag);
        // MathML only works inside `<math>`, and what is neither has no meaning: its content stands in its place.
        let stray = math && !self.math && tag != "math";
        if !allow::tag(tag) || stray || tag == "a" && self.link {
            return self.pieces(children);
        }
        let element = if math {
            self.document.create_element_ns(Some(MATHML), tag)?
        } else {
            self.document.create_element(tag)?
        };
        if tag == "img" {
            // Before the address: an image begins to load when it gets one.
            element.set_attribute("loading", "lazy")?;
            element.set_attribute("decoding", "async")?;
            element.set_attribute("referrerpolicy", "no-referrer")?;
            element.set_attribute("alt", "")?;
        }
        for (name, value) in attrs.iter().filter(|(name, value)| allow::keep(tag, name, value)) {
            set(&element, tag, name, value)?;
        }
        if let Some(block) = block {
            element.set_attribute("data-block", &block.to_string())?;
        }
        if tag == "a" && element.get_attribute("href").is_some_and(|href| !href.starts_with('#')) {
            // A plain click takes the tab there, as it would in the page; else it would load inside the frame.
            element.set_attribute("target", "_top")?;
            element.set_attribute("rel", "noopener noreferrer")?;
        }
        if !allow::is_void(tag) {
            self.inside(&element, tag, math).pieces(children)?;
        }
        self.append(&element)
    }

    fn embed(&self, kind: EmbedKind, src: &str, title: Option<&str>, poster: Option<&str>) -> Written {
        if !allow::embed_scheme(src) || self.math {
            return Ok(());
        }
        let element = self.document.create_element("div")?;
        let kind = match kind {
            EmbedKind::Video => "video",
            EmbedKind::Audio => "audio",
            EmbedKind::Post => "post",
            EmbedKind::Map => "map",
            EmbedKind::Frame => "frame",
        };
        element.set_attribute("data-embed", kind)?;
        element.set_attribute("data-src", src)?;
        if let Some(title) = title {
            element.set_attribute("data-title", title)?;
        }
        if let Some(poster) = poster.filter(|poster| allow::image_scheme(poster)) {
            element.set_attribute("data-poster", poster)?;
        }
        self.append(&element)
    }

    fn removed(&self, roles: &[String], blocks: u32, children: &[Piece]) -> Written {
        // A chip is an element of its own; within a table's or a formula's structure there is no place for one.
        let wrapper = match self.tag {
            "ul" | "ol" => Some("li"),
            "dl" => Some("dd"),
            "table" | "colgroup" | "thead" | "tbody" | "tfoot" | "tr" | "ruby" => return Ok(()),
            _ if self.math => return Ok(()),
            _ => None,
        };
        let chip = self.document.create_element("details")?;
        chip.set_attribute("data-removed", &roles.join(" "))?;
        chip.set_attribute("data-blocks", &blocks.to_string())?;
        self.inside(&chip, "details", false).pieces(children)?;
        let Some(wrapper) = wrapper else { return self.append(&chip) };
        let wrapper = self.document.create_element(wrapper)?;
        wrapper.set_attribute("data-holds", "removed")?;
        wrapper.append_child(&chip)?;
        self.append(&wrapper)
    }

    fn text_of(&self, pieces: &[Piece]) -> Written {
        let mut rest: Vec<&Piece> = pieces.iter().rev().collect();
        while let Some(piece) = rest.pop() {
            match piece {
                Piece::Text { text } => self.append(&self.document.create_text_node(text))?,
                Piece::Element { children, .. } => rest.extend(children.iter().rev()),
                Piece::Embed { .. } | Piece::Removed { .. } => {}
            }
        }
        Ok(())
    }

    fn inside<'b>(&'b self, parent: &'b Element, tag: &'b str, math: bool) -> Place<'b> {
        Place { document: self.document, parent, tag, math, link: self.link || tag == "a", depth: self.depth + 1 }
    }

    fn append(&self, node: &Node) -> Written {
        self.parent.append_child(node).map(drop)
    }
}

fn set(element: &Element, tag: &str, name: &str, value: &str) -> Written {
    match (name, value.strip_prefix('#')) {
        ("id", _) => element.set_attribute("id", &format!("{ID_PREFIX}{value}")),
        ("href", Some(target)) => element.set_attribute("href", &format!("#{ID_PREFIX}{target}")),
        ("headers", _) => {
            let ids: Vec<_> = value.split_ascii_whitespace().map(|id| format!("{ID_PREFIX}{id}")).collect();
            element.set_attribute("headers", &ids.join(" "))
        }
        // Whether an old `<table>` page is wide or a picture is large is the reader's style sheet's to say.
        ("width" | "height", _) if tag == "img" && value.parse::<u16>().is_err() => Ok(()),
        _ => element.set_attribute(name, value),
    }
}
