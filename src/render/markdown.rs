//! Markdown: CommonMark with GFM tables, footnotes, and `$…$` for formulas.
//!
//! A block is a string of lines; a container prefixes or indents the lines of what it holds.

use super::escape::{fence, formula};
use super::footnotes::Footnotes;
use super::inline::{Place, escaped, inline};
use super::{attr, children, embed_title, is_block, raw_text, table, tag, tex};
use crate::article::{Article, Metadata, Piece};
use crate::names::Tag;

/// The article with its headline, a line of who, when and where, the standfirst, the lead image and the body.
pub fn markdown(article: &Article) -> String {
    let metadata = &article.metadata;
    let mut credits: Vec<String> =
        [&metadata.byline, &metadata.date].into_iter().flatten().map(|value| escaped(value)).collect();
    match (&metadata.site, &metadata.url) {
        (Some(site), Some(url)) => credits.push(format!("[{}]({})", escaped(site), super::escape::destination(url))),
        (Some(site), None) => credits.push(escaped(site)),
        (None, Some(url)) => credits.push(format!("<{}>", super::escape::destination(url))),
        (None, None) => {}
    }
    body(article, (!credits.is_empty()).then(|| credits.join(" · ")))
}

/// The same, with the metadata as YAML in front instead of a line under the headline.
pub fn markdown_with_front_matter(article: &Article) -> String {
    format!("{}\n{}", front_matter(&article.metadata), body(article, None))
}

fn front_matter(metadata: &Metadata) -> String {
    let fields = [
        ("title", &metadata.title),
        ("author", &metadata.byline),
        ("published", &metadata.date),
        ("site", &metadata.site),
        ("source", &metadata.url),
        ("language", &metadata.lang),
        ("description", &metadata.excerpt),
        ("image", &metadata.image),
    ];
    let mut out = String::from("---\n");
    for (name, value) in fields {
        if let Some(value) = value {
            out.push_str(name);
            out.push_str(": \"");
            for c in value.chars() {
                match c {
                    '"' | '\\' => out.extend(['\\', c]),
                    c if c.is_control() => out.push(' '),
                    c => out.push(c),
                }
            }
            out.push_str("\"\n");
        }
    }
    out.push_str("---\n");
    out
}

fn body(article: &Article, credits: Option<String>) -> String {
    let notes = Footnotes::find(&article.body);
    let writer = Writer { notes: &notes };
    let mut blocks: Vec<String> = Vec::new();
    if let Some(title) = &article.metadata.title {
        blocks.push(format!("# {}", escaped(title)));
    }
    blocks.extend(credits);
    for part in [&article.standfirst, &article.lead].into_iter().flatten() {
        blocks.extend(writer.blocks(std::slice::from_ref(part)));
    }
    blocks.extend(writer.blocks(&article.body));
    let mut out = blocks.join("\n\n");
    out.push('\n');
    out
}

/// Writes blocks; it knows the footnotes of the whole article.
pub struct Writer<'a> {
    pub notes: &'a Footnotes<'a>,
}

impl Writer<'_> {
    pub fn inline(&self, pieces: &[Piece], place: Place) -> String {
        inline(pieces, self.notes, place)
    }

    /// The blocks of some pieces, in order. Runs of inline pieces between them are paragraphs.
    pub fn blocks(&self, pieces: &[Piece]) -> Vec<String> {
        let mut out = Vec::new();
        let mut run = 0;
        let mut last_list = None;
        for (at, piece) in pieces.iter().enumerate() {
            if is_block(piece) {
                self.paragraph(&pieces[run..at], &mut out);
                run = at + 1;
                let before = out.len();
                let list = matches!(tag(piece), Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir);
                // Two lists in a row would be one: the second takes the other marker.
                let other = list && last_list == Some((before, false));
                self.block(piece, other, &mut out);
                if list && out.len() > before {
                    last_list = Some((out.len(), other));
                }
            }
        }
        self.paragraph(&pieces[run..], &mut out);
        out
    }

    fn paragraph(&self, pieces: &[Piece], out: &mut Vec<String>) {
        let text = self.inline(pieces, Place::Paragraph);
        if !text.is_empty() {
            out.push(text);
        }
    }

    fn block(&self, piece: &Piece, other_marker: bool, out: &mut Vec<String>) {
        let (kind, inside) = match piece {
            Piece::Embed { kind, src, title, .. } => {
                let title = escaped(embed_title(*kind, title.as_deref()));
                return out.push(format!("[{title}]({})", super::escape::destination(src)));
            }
            Piece::Removed { .. } => return,
            _ => (tag(piece), children(piece)),
        };
        if let Some(number) = self.notes.note(piece) {
            let label = format!("[^{number}]: ");
            return out.extend(prefixed(&self.blocks(inside), &label, "    ", "\n\n"));
        }
        match kind {
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                let text = self.inline(inside, Place::Heading);
                if !text.is_empty() {
                    out.push(format!("{} {text}", "#".repeat(kind.heading_level().unwrap_or(2).into())));
                }
            }
            Tag::Hr => out.push("---".to_owned()),
            Tag::Pre => out.extend(code_block(piece)),
            Tag::Blockquote => out.extend(prefixed(&self.blocks(inside), "> ", "> ", "\n\n")),
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir => self.list(piece, other_marker, out),
            Tag::Table => table::table(self, piece, out),
            Tag::Math => match tex(piece) {
                Some(source) => out.push(formula(&source, "$$")),
                None => self.paragraph(std::slice::from_ref(piece), out),
            },
            Tag::Dt | Tag::Summary => {
                let text = self.inline(inside, Place::Heading);
                if !text.is_empty() {
                    out.push(format!("**{text}**"));
                }
            }
            _ => out.extend(self.blocks(inside)),
        }
    }

    fn list(&self, list: &Piece, other_marker: bool, out: &mut Vec<String>) {
        let ordered = tag(list) == Tag::Ol;
        let items: Vec<&Piece> = children(list).iter().filter(|item| !matches!(item, Piece::Text { .. })).collect();
        let step = if attr(list, "reversed").is_some() { -1 } else { 1 };
        let first = if step < 0 { items.len() as i64 } else { 1 };
        let mut number = attr(list, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(first);
        let mut written = Vec::new();
        let mut loose = false;
        let mut notes = Vec::new();
        for item in items {
            if self.notes.note(item).is_some() {
                self.block(item, false, &mut notes);
                continue;
            }
            let is_item = tag(item) == Tag::Li;
            let mut blocks =
                if is_item { self.blocks(children(item)) } else { self.blocks(std::slice::from_ref(item)) };
            if blocks.is_empty() {
                continue;
            }
            let marker = match (ordered, other_marker) {
                // Markdown counts up from the first number alone, so a countdown carries its numbers as text.
                (true, _) if step < 0 => {
                    blocks[0] = format!("{number}\\. {}", blocks[0]);
                    "- ".to_owned()
                }
                (true, false) => format!("{}. ", number.clamp(0, 999_999_999)),
                (true, true) => format!("{}) ", number.clamp(0, 999_999_999)),
                (false, false) => "- ".to_owned(),
                (false, true) => "* ".to_owned(),
            };
            // The page says with what number it begins, and may say the largest.
            number = number.saturating_add(step);
            let nested = |block: &Piece| matches!(tag(block), Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir);
            let tight = blocks.len() == 1 || children(item).iter().filter(|child| is_block(child)).all(nested);
            loose |= !tight;
            let indent = " ".repeat(marker.len());
            written.extend(prefixed(&blocks, &marker, &indent, if tight { "\n" } else { "\n\n" }));
        }
        if !written.is_empty() {
            out.push(written.join(if loose { "\n\n" } else { "\n" }));
        }
        out.extend(notes);
    }
}

/// The blocks as one, its first line behind `first`, the other lines behind `rest`; `None` without blocks.
fn prefixed(blocks: &[String], first: &str, rest: &str, between: &str) -> Option<String> {
    if blocks.is_empty() {
        return None;
    }
    let mut out = String::new();
    for (at, line) in blocks.join(between).split('\n').enumerate() {
        let prefix = if at == 0 { first } else { rest };
        if at > 0 {
            out.push('\n');
        }
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    Some(out)
}

fn code_block(pre: &Piece) -> Option<String> {
    let mut code = String::new();
    raw_text(children(pre), &mut code);
    let code = code.trim_end().trim_start_matches(['\n', '\r']);
    if code.is_empty() {
        return None;
    }
    let fence = fence(code, 3);
    Some(format!("{fence}{}\n{code}\n{fence}", language(pre).unwrap_or_default()))
}

/// The language of a code block, as its element or the code inside names it.
fn language(pre: &Piece) -> Option<String> {
    let own = ["data-lang", "data-language"].iter().find_map(|name| attr(pre, name)).or_else(|| {
        let class = attr(pre, "class")?;
        class.split_whitespace().find_map(|c| c.strip_prefix("language-").or_else(|| c.strip_prefix("lang-")))
    });
    match own {
        Some(name) => {
            let name = name.trim();
            let plain = |c: char| c.is_ascii_alphanumeric() || "+-#._".contains(c);
            (!name.is_empty() && name.chars().all(plain)).then(|| name.to_owned())
        }
        None => children(pre).iter().filter(|child| tag(child) == Tag::Code).find_map(language),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use crate::article::EmbedKind;

    fn body_of(body: Vec<Piece>) -> String {
        markdown(&Article { body, ..Article::default() })
    }
    fn li(children: Vec<Piece>) -> Piece {
        element("li", children)
    }

    #[test]
    fn headline_credits_standfirst_and_body() {
        let article = Article {
            metadata: Metadata {
                title: Some("One: *two*".into()),
                excerpt: Some("A \"b\"\nc".into()),
                byline: Some("Jo Doe".into()),
                date: Some("2026-01-02".into()),
                site: Some("Daily".into()),
                url: Some("https://a.example/x".into()),
                ..Metadata::default()
            },
            standfirst: Some(p("In short.")),
            body: vec![p("Text."), removed(), element("h2", vec![text("Part")])],
            ..Article::default()
        };
        assert_eq!(
            markdown(&article),
            "# One: \\*two\\*\n\nJo Doe · 2026-01-02 · [Daily](https://a.example/x)\n\nIn short.\n\nText.\n\n## Part\n"
        );
        assert!(markdown_with_front_matter(&article).starts_with(
            "---\ntitle: \"One: *two*\"\nauthor: \"Jo Doe\"\npublished: \"2026-01-02\"\nsite: \"Daily\"\n"
        ));
    }

    #[test]
    fn lists_nest_and_count() {
        let inner = element("ol", vec![li(vec![text("x")]), li(vec![text("y")])]);
        let list = element("ul", vec![li(vec![text("a"), inner]), li(vec![p("b")])]);
        assert_eq!(body_of(vec![list]), "- a\n  1. x\n  2. y\n- b\n");
        let loose = with("ol", &[("start", "3")], vec![li(vec![p("a"), p("b")]), li(vec![p("c")])]);
        assert_eq!(body_of(vec![loose]), "3. a\n\n   b\n\n4. c\n");
        let countdown = with("ol", &[("reversed", "")], vec![li(vec![text("a")]), li(vec![text("b")])]);
        assert_eq!(body_of(vec![countdown]), "- 2\\. a\n- 1\\. b\n");
        let one = |name| element("ul", vec![li(vec![text(name)])]);
        assert_eq!(body_of(vec![one("a"), one("b"), one("c")]), "- a\n\n* b\n\n- c\n");
    }

    #[test]
    fn quotes_code_rules_and_embeds() {
        assert_eq!(body_of(vec![element("blockquote", vec![p("a"), p("b")])]), "> a\n>\n> b\n");
        let code = with("code", &[("class", "hljs language-rust")], vec![text("let a = \"```\";\n")]);
        assert_eq!(body_of(vec![element("pre", vec![code])]), "````rust\nlet a = \"```\";\n````\n");
        let embed = Piece::Embed {
            kind: EmbedKind::Post,
            src: "https://x.example/1".into(),
            title: Some("A [post]".into()),
            poster: None,
        };
        assert_eq!(body_of(vec![element("hr", vec![]), embed]), "---\n\n[A \\[post\\]](https://x.example/1)\n");
        let figure = element(
            "figure",
            vec![with("img", &[("src", "https://a.example/i.jpg")], vec![]), element("figcaption", vec![text("Cap")])],
        );
        assert_eq!(body_of(vec![figure]), "![](https://a.example/i.jpg)\n\nCap\n");
    }

    #[test]
    fn tables_with_spans_and_pipes() {
        let cell = |content: &str| element("td", vec![text(content)]);
        let row = |cells| element("tr", cells);
        let table = element(
            "table",
            vec![
                element(
                    "thead",
                    vec![row(vec![element("th", vec![text("A")]), with("th", &[("colspan", "2")], vec![text("B")])])],
                ),
                element(
                    "tbody",
                    vec![
                        row(vec![
                            with("td", &[("rowspan", "2")], vec![text("a|b")]),
                            cell("1"),
                            element("td", vec![p("x"), p("y")]),
                        ]),
                        row(vec![cell("2"), cell("3")]),
                    ],
                ),
            ],
        );
        assert_eq!(body_of(vec![table]), "| A | B |  |\n| --- | --- | --- |\n| a\\|b | 1 | x<br>y |\n|  | 2 | 3 |\n");
        let layout = element("table", vec![row(vec![element("td", vec![p("one"), p("two")])])]);
        assert_eq!(body_of(vec![layout]), "one\n\ntwo\n");
        // A row of so many columns would make every other as long.
        let wide = row((0..300).map(|_| cell("x")).collect());
        let long = (0..300).map(|_| row(vec![cell("a"), cell("b")]));
        let text = body_of(vec![element("table", std::iter::once(wide).chain(long).collect())]);
        assert!(!text.contains('|') && text.matches('b').count() == 300);
    }

    #[test]
    fn a_list_that_begins_with_the_largest_number() {
        let item = |word: &str| element("li", vec![text(word)]);
        let list = with("ol", &[("start", "9223372036854775807")], vec![item("a"), item("b")]);
        assert_eq!(body_of(vec![list]), "999999999. a\n999999999. b\n");
        let down = [("start", "-9223372036854775808"), ("reversed", "")];
        assert_eq!(body_of(vec![with("ol", &down, vec![item("a"), item("b")])]).lines().count(), 2);
    }

    #[test]
    fn formulas() {
        let source = with("annotation", &[("encoding", "application/x-tex")], vec![text("a_1")]);
        let math = |attrs: &[(&str, &str)]| {
            with("math", attrs, vec![element("semantics", vec![element("mi", vec![text("a")]), source.clone()])])
        };
        assert_eq!(body_of(vec![element("p", vec![text("So "), math(&[]), text(" is")])]), "So $a_1$ is\n");
        assert_eq!(body_of(vec![math(&[("display", "block")])]), "$$\na_1\n$$\n");
        assert_eq!(body_of(vec![element("math", vec![element("mi", vec![text("x")])])]), "x\n");
    }

    #[test]
    fn footnotes_need_both_ends() {
        let mark = |target: &str, label: &str| element("sup", vec![with("a", &[("href", target)], vec![text(label)])]);
        let note =
            with("li", &[("id", "fn1")], vec![text("The note. "), with("a", &[("href", "#r1")], vec![text("↩")])]);
        let body = vec![
            element("p", vec![text("Said."), mark("#fn1", "1"), text(" See"), mark("#theorem", "2")]),
            with("h3", &[("id", "theorem")], vec![text("Theorem")]),
            element("ol", vec![note]),
        ];
        assert_eq!(body_of(body), "Said.[^1] See<sup>[2](#theorem)</sup>\n\n### Theorem\n\n[^1]: The note.\n");
    }

    #[test]
    fn as_many_footnotes_as_an_article_has() {
        // Quadratic work would take minutes here.
        const MANY: usize = 30_000;
        let mark = |number: usize| {
            let link = with("a", &[("href", &format!("#fn{number}"))], vec![text(&(number % 999).to_string())]);
            element("p", vec![text("Said."), element("sup", vec![link])])
        };
        let note = |number: usize| with("li", &[("id", &format!("fn{number}"))], vec![text("The note.")]);
        let mut body: Vec<Piece> = (0..MANY).map(mark).collect();
        body.push(element("ol", (0..MANY).map(note).collect()));
        let text = body_of(body);
        assert_eq!(text.matches("Said.[^").count(), MANY);
        assert!(text.ends_with(&format!("[^{MANY}]: The note.\n")));
    }
}
