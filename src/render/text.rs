//! Plain text: the body alone, one block a line, in document order.
//!
//! No headline, byline or captions: those have fields of their own. Bullets and numbers of lists are not text and stay
//! out; the cells of a table row are separated by tabs.

use super::{children, is_block, math_text, tag};
use crate::article::{Article, Piece};
use crate::names::Tag;
use crate::page::push_folded;

/// The body of the article.
pub fn text(article: &Article) -> String {
    text_of(&article.body)
}

/// The text of some pieces, one block a line.
pub fn text_of(pieces: &[Piece]) -> String {
    let mut lines = Lines::default();
    lines.write(pieces, false);
    lines.finish()
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    line: String,
}

impl Lines {
    fn write(&mut self, pieces: &[Piece], preformatted: bool) {
        for piece in pieces {
            match piece {
                Piece::Text { text } if preformatted => {
                    for (at, part) in text.split('\n').enumerate() {
                        if at > 0 {
                            self.end_line();
                        }
                        self.line.extend(part.chars().filter(|&c| c != '\u{ad}' && c != '\r'));
                    }
                }
                Piece::Text { text } if text.contains('\u{ad}') => {
                    push_folded(&mut self.line, &text.replace('\u{ad}', ""));
                }
                Piece::Text { text } => push_folded(&mut self.line, text),
                Piece::Element { children, .. } => self.element(piece, children, preformatted),
                Piece::Embed { .. } | Piece::Removed { .. } => self.end_line(),
            }
        }
    }

    fn element(&mut self, piece: &Piece, inside: &[Piece], preformatted: bool) {
        match tag(piece) {
            Tag::Br => self.end_line(),
            Tag::Figcaption => {}
            Tag::Math => push_folded(&mut self.line, &math_text(piece)),
            Tag::Rt => push_folded(&mut self.line, &format!("({})", text_of(inside))),
            Tag::Rp => {}
            Tag::Tr => {
                self.end_line();
                let cells = inside.iter().filter(|cell| matches!(tag(cell), Tag::Td | Tag::Th));
                let cells: Vec<String> = cells.map(|cell| text_of(children(cell))).collect();
                // A cell of several lines is a layout, not a value.
                self.line = cells.join(if cells.iter().any(|cell| cell.contains('\n')) { "\n" } else { "\t" });
                self.end_line();
            }
            tag => {
                let block = tag == Tag::Pre || is_block(piece);
                if block {
                    self.end_line();
                }
                self.write(inside, preformatted || tag == Tag::Pre);
                if block {
                    self.end_line();
                }
            }
        }
    }

    fn end_line(&mut self) {
        let line = self.line.trim_end();
        if !line.trim().is_empty() {
            self.done.push(line.to_owned());
        }
        self.line.clear();
    }

    fn finish(mut self) -> String {
        self.end_line();
        self.done.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::text_of;

    #[test]
    fn one_block_a_line_without_captions_and_removed_pieces() {
        let body = vec![
            element("p", vec![text(" One\n  two "), element("b", vec![text("th\u{ad}ree")]), text(".")]),
            removed(),
            element("figure", vec![element("figcaption", vec![text("Caption")])]),
            element(
                "ul",
                vec![element("li", vec![p("a")]), element("li", vec![text("b"), element("br", vec![]), text("c")])],
            ),
        ];
        assert_eq!(text_of(&body), "One two three.\na\nb\nc");
    }

    #[test]
    fn keeps_the_lines_of_code_and_the_rows_of_tables() {
        let row = |cells: &[&str]| element("tr", cells.iter().map(|c| element("td", vec![text(c)])).collect());
        let body = vec![
            element("pre", vec![element("code", vec![text("if x:\n    y()\n")])]),
            element("table", vec![element("tbody", vec![row(&["a", "1"]), row(&["b", "2"])])]),
        ];
        assert_eq!(text_of(&body), "if x:\n    y()\na\t1\nb\t2");
    }
}
