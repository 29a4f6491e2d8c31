//! The inline content of one Markdown block: collected as events, then written with what stands on both sides known.
//!
//! Markdown's emphasis depends on the neighbouring characters, so white space is moved out of the marks first, and where
//! the asterisks would still be read as text, the HTML element stands instead.

use super::escape::{code_span, destination, escape, formula};
use super::footnotes::Footnotes;
use super::{attr, children, embed_title, math_text, raw_text, tag, tex};
use crate::article::Piece;
use crate::names::Tag;
use crate::page::is_space;

#[derive(Clone, Debug, PartialEq)]
enum Mark {
    Em,
    Strong,
    Strike,
    /// An element that Markdown has no sign for.
    Html(&'static str),
    /// A link, by what stands behind its text.
    Link(String),
}

#[derive(Debug)]
enum Event {
    Text(String),
    /// Already Markdown, not to be broken or escaped.
    Raw(String),
    Open(Mark),
    Close(Mark),
    Break,
}

/// Where the content stands decides how a line break is written.
#[derive(Clone, Copy, PartialEq)]
pub enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// Writes inline pieces as Markdown, without a line break at either end.
pub fn inline(pieces: &[Piece], notes: &Footnotes, place: Place) -> String {
    let mut run = Run::new(notes);
    run.collect(pieces);
    run.write(place)
}

struct Run<'a> {
    notes: &'a Footnotes<'a>,
    events: Vec<Event>,
    /// Marks opened before any text: they wait for it, so that empty ones vanish and blanks move in front of them.
    pending: Vec<Mark>,
    open: Vec<Mark>,
    space: bool,
}

impl<'a> Run<'a> {
    fn new(notes: &'a Footnotes<'a>) -> Self {
        Run { notes, events: Vec::new(), pending: Vec::new(), open: Vec::new(), space: false }
    }

    fn collect(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text { text } => self.text(text),
                Piece::Embed { kind, src, title, .. } => {
                    self.raw(format!("[{}]({})", escaped(embed_title(*kind, title.as_deref())), destination(src)));
                }
                Piece::Removed { .. } => {}
                Piece::Element { children, .. } => self.element(piece, children),
            }
        }
    }

    fn element(&mut self, piece: &Piece, inside: &[Piece]) {
        let mark = match tag(piece) {
            Tag::Br => return self.line_break(),
            Tag::Img => return self.raw(image(piece)),
            Tag::Code | Tag::Tt | Tag::Samp => {
                let mut code = String::new();
                raw_text(inside, &mut code);
                return self.raw(code_span(&code));
            }
            Tag::Math => {
                let text = math_text(piece);
                return if tex(piece).is_some() { self.raw(formula(&text, "$")) } else { self.text(&text) };
            }
            Tag::A => {
                if let Some(number) = self.notes.mark(piece) {
                    return self.raw(format!("[^{number}]"));
                }
                if self.notes.is_back(piece) {
                    return;
                }
                match attr(piece, "href").filter(|href| !href.trim().is_empty()) {
                    Some(href) => {
                        let title = attr(piece, "title").map(quoted).unwrap_or_default();
                        Some(Mark::Link(format!("]({}{title})", destination(href))))
                    }
                    None => None,
                }
            }
            Tag::B | Tag::Strong => Some(Mark::Strong),
            Tag::Em | Tag::I | Tag::Cite | Tag::Dfn | Tag::Var => Some(Mark::Em),
            Tag::S | Tag::Strike | Tag::Del => Some(Mark::Strike),
            Tag::Sup if self.holds_a_mark(inside) => None,
            Tag::Sup => Some(Mark::Html("sup")),
            Tag::Sub => Some(Mark::Html("sub")),
            Tag::Kbd => Some(Mark::Html("kbd")),
            Tag::Mark => Some(Mark::Html("mark")),
            Tag::Q => {
                self.text("“");
                self.collect(inside);
                return self.text("”");
            }
            Tag::Rt => {
                self.text("(");
                self.collect(inside);
                return self.text(")");
            }
            Tag::Rp => return,
            _ => None,
        };
        match mark.filter(|mark| !self.open.contains(mark)) {
            Some(mark) => {
                self.open.push(mark.clone());
                self.pending.push(mark.clone());
                self.collect(inside);
                self.close(mark);
                self.open.pop();
            }
            None => self.collect(inside),
        }
    }

    /// Whether the element is only the raised place of a footnote mark.
    fn holds_a_mark(&self, inside: &[Piece]) -> bool {
        inside.iter().any(|piece| self.notes.mark(piece).is_some() || self.holds_a_mark(children(piece)))
    }

    fn text(&mut self, text: &str) {
        for c in text.chars().filter(|&c| c != '\u{ad}') {
            if is_space(c) {
                self.space = true;
                continue;
            }
            self.visible();
            match self.events.last_mut() {
                Some(Event::Text(last)) => last.push(c),
                _ => self.events.push(Event::Text(c.into())),
            }
        }
    }

    fn raw(&mut self, markdown: String) {
        if !markdown.is_empty() {
            self.visible();
            self.events.push(Event::Raw(markdown));
        }
    }

    /// Writes the blank and the marks that waited for the next visible thing.
    fn visible(&mut self) {
        if std::mem::take(&mut self.space) && !matches!(self.events.last(), None | Some(Event::Break)) {
            match self.events.last_mut() {
                Some(Event::Text(last)) => last.push(' '),
                _ => self.events.push(Event::Text(" ".into())),
            }
        }
        for mark in self.pending.drain(..) {
            // Two neighbours of one kind are one: "**a****b**" would be read as text.
            let joins = !matches!(mark, Mark::Link(_))
                && matches!(self.events.last(), Some(Event::Close(last)) if *last == mark);
            if joins {
                self.events.pop();
            } else {
                self.events.push(Event::Open(mark));
            }
        }
    }

    fn close(&mut self, mark: Mark) {
        if self.pending.pop().is_some() {
            return;
        }
        if matches!(self.events.last(), Some(Event::Break)) {
            self.events.pop();
            self.events.push(Event::Close(mark));
            self.events.push(Event::Break);
        } else {
            self.events.push(Event::Close(mark));
        }
    }

    fn line_break(&mut self) {
        self.space = false;
        if !matches!(self.events.last(), None | Some(Event::Break)) {
            self.events.push(Event::Break);
        }
    }

    fn write(mut self, place: Place) -> String {
        while matches!(self.events.last(), Some(Event::Break)) {
            self.events.pop();
        }
        let signs = self.signs();
        let mut out = String::new();
        for (at, event) in self.events.iter().enumerate() {
            match event {
                Event::Text(text) => escape(&mut out, text, self.before(at), self.after(at)),
                Event::Raw(markdown) => out.push_str(markdown),
                Event::Open(_) | Event::Close(_) => out.push_str(&signs[at]),
                Event::Break => out.push_str(match place {
                    Place::Paragraph => "  \n",
                    Place::Heading => " ",
                    Place::Cell => "<br>",
                }),
            }
        }
        out
    }

    /// What to write for every opening and closing event.
    fn signs(&self) -> Vec<String> {
        let mut signs = vec![String::new(); self.events.len()];
        let mut open = Vec::new();
        for (at, event) in self.events.iter().enumerate() {
            match event {
                Event::Open(_) => open.push(at),
                Event::Close(mark) => {
                    let Some(start) = open.pop() else { continue };
                    let (left, right) = match mark {
                        Mark::Link(target) => ("[".to_owned(), target.clone()),
                        Mark::Html(tag) => (format!("<{tag}>"), format!("</{tag}>")),
                        Mark::Em => self.delimit(start, at, "*", "em"),
                        Mark::Strong => self.delimit(start, at, "**", "strong"),
                        Mark::Strike => self.delimit(start, at, "~~", "del"),
                    };
                    signs[start] = left;
                    signs[at] = right;
                }
                _ => {}
            }
        }
        signs
    }

    /// The delimiters of an emphasis from event `start` to `end`, or its HTML tags where delimiters would not be read.
    fn delimit(&self, start: usize, end: usize, sign: &str, tag: &str) -> (String, String) {
        let punctuation = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let opens = !(punctuation(self.after(start)) && word(self.before(start)));
        let closes = !(punctuation(self.before(end)) && word(self.after(end)));
        // A delimiter right behind another's end would join its run.
        let joins = start > 0 && matches!(self.events[start - 1], Event::Close(Mark::Em | Mark::Strong | Mark::Strike));
        if opens && closes && !joins {
            (sign.to_owned(), sign.to_owned())
        } else {
            (format!("<{tag}>"), format!("</{tag}>"))
        }
    }

    /// The character that stands before an event, looking through emphasis; `None` at the start of a line.
    fn before(&self, at: usize) -> Option<char> {
        self.events[..at].iter().rev().find_map(|event| self.edge(event, true)).flatten()
    }
    fn after(&self, at: usize) -> Option<char> {
        self.events[at + 1..].iter().find_map(|event| self.edge(event, false)).flatten()
    }
    fn edge(&self, event: &Event, last: bool) -> Option<Option<char>> {
        match event {
            Event::Text(text) if last => Some(text.chars().next_back()),
            Event::Text(text) => Some(text.chars().next()),
            Event::Raw(markdown) if last => Some(markdown.chars().next_back()),
            Event::Raw(markdown) => Some(markdown.chars().next()),
            Event::Break => Some(None),
            Event::Open(Mark::Link(_)) => Some(Some('[')),
            Event::Close(Mark::Link(_)) => Some(Some(')')),
            Event::Open(Mark::Html(_)) | Event::Close(Mark::Html(_)) => Some(Some('<')),
            Event::Open(_) | Event::Close(_) => None,
        }
    }
}

fn image(img: &Piece) -> String {
    let Some(src) = attr(img, "src").filter(|src| !src.trim().is_empty()) else { return String::new() };
    let title = attr(img, "title").map(quoted).unwrap_or_default();
    format!("![{}]({}{title})", escaped(attr(img, "alt").unwrap_or("")), destination(src))
}

/// Text that is not content (an alternative text, the title of an embed), on one line.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, &text.split_whitespace().collect::<Vec<_>>().join(" "), Some(' '), Some(' '));
    out
}

/// The title of a link or image, with the blank before it; nothing when there is none.
fn quoted(title: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() { title } else { format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"")) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn line(pieces: &[Piece]) -> String {
        inline(pieces, &Footnotes::default(), Place::Paragraph)
    }
    fn b(content: &str) -> Piece {
        element("b", vec![text(content)])
    }
    fn i(content: &str) -> Piece {
        element("i", vec![text(content)])
    }

    #[test]
    fn moves_blanks_out_of_the_marks() {
        assert_eq!(line(&[text("a"), b(" b "), text("c "), i(" "), i("d")]), "a **b** c *d*");
    }

    #[test]
    fn neighbouring_marks_stay_readable() {
        assert_eq!(line(&[b("a"), b("b")]), "**ab**");
        assert_eq!(line(&[b("a"), i("b")]), "**a**<em>b</em>");
        assert_eq!(line(&[element("b", vec![i("a")])]), "***a***");
        assert_eq!(line(&[element("b", vec![b("a")])]), "**a**");
        assert_eq!(line(&[text("a"), b("“b”"), text("c")]), "a<strong>“b”</strong>c");
        assert_eq!(line(&[text("a "), b("“b”"), text(".")]), "a **“b”**.");
    }

    #[test]
    fn links_images_code_and_breaks() {
        let link = with("a", &[("href", "https://a.example/x_(y)"), ("title", "T \"q\"")], vec![i("go")]);
        assert_eq!(line(&[text("Wow!"), link]), "Wow\\![*go*](https://a.example/x_%28y%29 \"T \\\"q\\\"\")");
        let img = with("img", &[("src", "https://a.example/i.png"), ("alt", "A [b]\nc")], vec![]);
        assert_eq!(line(&[img]), r"![A \[b\] c](https://a.example/i.png)");
        assert_eq!(line(&[element("code", vec![text("a`b*")])]), "``a`b*``");
        let br = || element("br", vec![]);
        assert_eq!(line(&[br(), element("b", vec![text("a"), br()]), text("- b"), br()]), "**a**  \n\\- b");
        assert_eq!(line(&[with("a", &[("href", "https://a.example/")], vec![])]), "");
    }

    #[test]
    fn elements_without_a_sign_stay_html() {
        assert_eq!(line(&[text("H"), element("sub", vec![text("2")]), text("O")]), "H<sub>2</sub>O");
        let ruby = element("ruby", vec![text("漢"), element("rp", vec![text("(")]), element("rt", vec![text("kan")])]);
        assert_eq!(line(&[ruby]), "漢(kan)");
    }
}
