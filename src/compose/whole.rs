//! What is written as it stands in the page, tables and preformatted text, and the attributes that may leave the page.

use super::inline::inline_name;
use super::{Composer, code, element};
use crate::allow;
use crate::article::Piece;
use crate::block;
use crate::image;
use crate::names::{Attr, Tag};
use crate::page::NodeId;

impl Composer<'_> {
    /// The children of an element, written as they stand: for tables and preformatted text.
    pub fn inside(&self, root: NodeId, depth: usize) -> Option<Piece> {
        let mut pieces = Vec::new();
        self.children(root, depth, &mut pieces);
        (!pieces.is_empty()).then(|| element("", pieces, None))
    }

    fn children(&self, id: NodeId, depth: usize, out: &mut Vec<Piece>) {
        let mut behind = NodeId(0);
        for child in self.page.children(id) {
            if let Some(formula) = self.formulas.at(child) {
                out.push(formula.piece());
                behind = formula.end;
            } else if child >= behind {
                self.whole(child, depth, out);
            }
        }
    }

    fn whole(&self, id: NodeId, depth: usize, out: &mut Vec<Piece>) {
        if self.page.is_text(id) {
            match self.formulas_in(id) {
                Some(pieces) => out.extend(pieces),
                None => out.push(Piece::Text { text: self.page.text(id).to_owned() }),
            }
            return;
        }
        if block::skips(self.page, id, false) || code::is_line_number(self.page, id) {
            return;
        }
        let tag = self.page.tag(id);
        if block::is_media(tag) {
            out.extend(image::piece(self.page, id, self.resolve));
            return;
        }
        let mut children = Vec::new();
        if depth > 0 {
            self.children(id, depth - 1, &mut children);
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
            // Old pages name what their links lead to.
            let written = if attr == Attr::Name && name == "a" { "id" } else { attr.name() };
            if allow::keep(name, written, &value) && attrs.iter().all(|(known, _)| known != written) {
                attrs.push((written.to_owned(), value));
            }
        }
        let lang = match name {
            "pre" => code::language(self.page, id),
            "code" => code::own_language(self.page, id).filter(|lang| allow::keep(name, "data-lang", lang)),
            _ => None,
        };
        attrs.extend(lang.map(|lang| ("data-lang".into(), lang)));
        attrs
    }
}
