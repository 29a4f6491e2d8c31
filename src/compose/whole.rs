//! What is written as it stands in the page, tables and preformatted text, and the attributes that may leave the page.

use super::inline::inline_name;
use super::{Composer, element};
use crate::allow;
use crate::article::Piece;
use crate::block;
use crate::image;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};

impl Composer<'_> {
    /// The children of an element, written as they stand: for tables and preformatted text.
    pub fn inside(&self, root: NodeId, depth: usize) -> Option<Piece> {
        let mut pieces = Vec::new();
        for child in self.page.children(root) {
            self.whole(child, depth, &mut pieces);
        }
        (!pieces.is_empty()).then(|| element("", pieces, None))
    }

    fn whole(&self, id: NodeId, depth: usize, out: &mut Vec<Piece>) {
        if self.page.is_text(id) {
            out.push(Piece::Text { text: self.page.text(id).to_owned() });
            return;
        }
        if block::skips(self.page, id, false) {
            return;
        }
        let tag = self.page.tag(id);
        if block::is_media(tag) {
            out.extend(image::piece(self.page, id, self.resolve));
            return;
        }
        let mut children = Vec::new();
        if depth > 0 {
            for child in self.page.children(id) {
                self.whole(child, depth - 1, &mut children);
            }
        } else {
            children.push(Piece::Text { text: self.page.text_of(id) });
        }
        let name = inline_name(tag).or(match tag {
            Tag::Caption
            | Tag::Colgroup
            | Tag::Col
            | Tag::Thead
            | Tag::Tbody
            | Tag::Tfoot
            | Tag::Tr
            | Tag::Td
            | Tag::Th
            | Tag::P
            | Tag::Ul
            | Tag::Ol
            | Tag::Li => Some(tag.name()),
            _ => None,
        });
        match name {
            Some(name) => {
                out.push(Piece::Element { tag: name.into(), attrs: self.attrs(id, name), block: None, children })
            }
            None => {
                if tag.is_block() && !out.is_empty() {
                    out.push(Piece::Text { text: "\n".into() });
                }
                out.extend(children);
            }
        }
    }

    /// The attributes of an element that may leave the page, addresses made absolute.
    pub fn attrs(&self, id: NodeId, name: &str) -> Vec<(String, String)> {
        let mut attrs = Vec::new();
        for (attr, value) in self.page.attrs(id) {
            let mut value = value.to_owned();
            if matches!(attr, Attr::Href | Attr::Src) {
                if value.starts_with('#') {
                    // A link within the article stays one.
                } else if let Some(url) = (self.resolve)(&value) {
                    value = url;
                } else {
                    continue;
                }
            }
            if allow::keep(name, attr.name(), &value) {
                attrs.push((attr.name().to_owned(), value));
            }
        }
        if matches!(name, "pre" | "code")
            && let Some(lang) = code_language(self.page, id)
            && allow::keep(name, "data-lang", &lang)
        {
            attrs.push(("data-lang".into(), lang));
        }
        attrs
    }
}

/// The language of a piece of code, from the classes that highlighters use.
fn code_language(page: &Page, id: NodeId) -> Option<String> {
    let named = [Attr::DataLang, Attr::DataLanguage].into_iter().find_map(|name| page.attr(id, name));
    let class = page.attr(id, Attr::Class).unwrap_or("");
    let classed = class.split_ascii_whitespace().find_map(|token| {
        token
            .strip_prefix("language-")
            .or_else(|| token.strip_prefix("lang-"))
            .or_else(|| token.strip_prefix("highlight-source-"))
    });
    named.or(classed).map(str::to_ascii_lowercase)
}
