//! One HTML file: a whole document with the metadata, readable without style sheets, safe to open.
//!
//! Every name and address is checked against the allow-list once more: the file is opened outside the reader, where no
//! policy of ours holds.

use super::embed_title;
use crate::allow;
use crate::article::{Article, Metadata, Piece};

const STYLE: &str = "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.125rem/1.6 Georgia,serif;overflow-wrap:break-word}\
img{max-width:100%;height:auto}pre{overflow-x:auto}figure{margin:1.5rem 0}figcaption,header p{font-size:.875rem;opacity:.75}\
table{border-collapse:collapse}td,th{border:1px solid;padding:.25rem .5rem}blockquote{margin-left:0;padding-left:1rem;border-left:3px solid}\
@media(prefers-color-scheme:dark){body{background:#1b1b1b;color:#ddd}a{color:#8ab4f8}}";

/// The article as a document of its own.
pub fn html(article: &Article) -> String {
    let metadata = &article.metadata;
    let title = metadata.title.as_deref().unwrap_or("");
    let mut out = String::from("<!doctype html>\n<html");
    attribute(&mut out, "lang", metadata.lang.as_deref());
    attribute(&mut out, "dir", metadata.dir.as_deref());
    out.push_str(
        ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
    );
    escape(&mut out, title);
    out.push_str("</title>\n");
    let named = [("author", &metadata.byline), ("date", &metadata.date), ("description", &metadata.excerpt)];
    for (name, value) in named {
        if let Some(value) = value {
            out.push_str(&format!("<meta name=\"{name}\""));
            attribute(&mut out, "content", Some(value));
            out.push_str(">\n");
        }
    }
    if let Some(url) = metadata.url.as_deref().filter(|url| allow::link_scheme(url)) {
        out.push_str("<link rel=\"canonical\"");
        attribute(&mut out, "href", Some(url));
        out.push_str(">\n");
    }
    out.push_str(&format!("<style>{STYLE}</style>\n</head>\n<body>\n<article>\n"));
    header(&mut out, metadata, article.standfirst.as_ref());
    for piece in article.lead.iter().chain(&article.body) {
        write(&mut out, piece);
    }
    out.push_str("\n</article>\n</body>\n</html>\n");
    out
}

fn header(out: &mut String, metadata: &Metadata, standfirst: Option<&Piece>) {
    out.push_str("<header>\n");
    if let Some(title) = &metadata.title {
        out.push_str("<h1>");
        escape(out, title);
        out.push_str("</h1>\n");
    }
    if let Some(standfirst) = standfirst {
        write(out, standfirst);
        out.push('\n');
    }
    let mut credits: Vec<String> = Vec::new();
    if let Some(byline) = &metadata.byline {
        let mut part = String::from("<span>");
        escape(&mut part, byline);
        credits.push(part + "</span>");
    }
    if let Some(date) = &metadata.date {
        let mut part = String::from("<time");
        attribute(&mut part, "datetime", Some(date));
        part.push('>');
        escape(&mut part, date);
        credits.push(part + "</time>");
    }
    if let Some(name) = metadata.site.as_ref().or(metadata.url.as_ref()) {
        let mut part = String::new();
        match metadata.url.as_deref().filter(|url| allow::link_scheme(url)) {
            Some(url) => {
                part.push_str("<a");
                attribute(&mut part, "href", Some(url));
                part.push('>');
                escape(&mut part, name);
                part.push_str("</a>");
            }
            None => escape(&mut part, name),
        }
        credits.push(part);
    }
    if !credits.is_empty() {
        out.push_str(&format!("<p>{}</p>\n", credits.join(" · ")));
    }
    out.push_str("</header>\n");
}

fn write(out: &mut String, piece: &Piece) {
    match piece {
        Piece::Text { text } => escape(out, text),
        Piece::Removed { .. } => {}
        Piece::Embed { kind, src, title, .. } => {
            let title = embed_title(*kind, title.as_deref());
            out.push_str("<p>");
            if allow::embed_scheme(src) {
                out.push_str("<a");
                attribute(out, "href", Some(src));
                out.push('>');
                escape(out, title);
                out.push_str("</a>");
            } else {
                escape(out, title);
            }
            out.push_str("</p>");
        }
        Piece::Element { tag, attrs, children, .. } => {
            // An element that is not on the list leaves its content.
            let known = allow::tag(tag);
            if known {
                out.push('<');
                out.push_str(tag);
                for (name, value) in attrs {
                    if allow::keep(tag, name, value) {
                        attribute(out, name, Some(value));
                    }
                }
                out.push('>');
            }
            if allow::is_void(tag) {
                return;
            }
            // The parser drops a line break right behind `<pre>`: one more keeps the one that is there.
            if tag == "pre" && super::text_starts_with_line_break(children) {
                out.push('\n');
            }
            for child in children {
                write(out, child);
            }
            if known {
                out.push_str("</");
                out.push_str(tag);
                out.push('>');
            }
        }
    }
}

fn attribute(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(out, value);
        out.push('"');
    }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Control characters have no place in HTML.
            c if c.is_control() && !matches!(c, '\n' | '\t' | '\r') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use crate::article::EmbedKind;

    fn written(piece: &Piece) -> String {
        let mut out = String::new();
        write(&mut out, piece);
        out
    }

    #[test]
    fn escapes_text_and_attributes() {
        let link = with("a", &[("href", "https://a.example/?a=1&b=\"2\"")], vec![text("<b> & \"q\"")]);
        assert_eq!(
            written(&link),
            "<a href=\"https://a.example/?a=1&amp;b=&quot;2&quot;\">&lt;b&gt; &amp; &quot;q&quot;</a>"
        );
    }

    #[test]
    fn leaves_out_what_is_not_on_the_list() {
        assert_eq!(written(&element("script", vec![text("1 < 2")])), "1 &lt; 2");
        for url in
            ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "//a.example", "x"]
        {
            assert_eq!(
                written(&with("a", &[("href", url), ("onclick", "x"), ("style", "x")], vec![])),
                "<a></a>",
                "{url}"
            );
        }
        assert_eq!(written(&with("img", &[("src", "javascript:x"), ("onerror", "x")], vec![])), "<img>");
        assert_eq!(
            written(&with("img", &[("src", "data:image/png;base64,AA")], vec![])),
            "<img src=\"data:image/png;base64,AA\">"
        );
        assert_eq!(written(&removed()), "");
    }

    #[test]
    fn a_document_with_metadata_and_an_embed_as_a_link() {
        let article = Article {
            metadata: Metadata {
                title: Some("A <title>".into()),
                byline: Some("Jo Doe".into()),
                date: Some("2026-01-02".into()),
                url: Some("javascript:x".into()),
                lang: Some("he".into()),
                dir: Some("rtl".into()),
                ..Metadata::default()
            },
            body: vec![
                p("Body"),
                Piece::Embed { kind: EmbedKind::Video, src: "https://v.example/1".into(), title: None, poster: None },
                element("pre", vec![text("\nx")]),
            ],
            ..Article::default()
        };
        let html = html(&article);
        assert!(html.starts_with("<!doctype html>\n<html lang=\"he\" dir=\"rtl\">\n"), "{html}");
        assert!(html.contains("<title>A &lt;title&gt;</title>") && html.contains("<h1>A &lt;title&gt;</h1>"));
        assert!(
            html.contains("<span>Jo Doe</span> · <time datetime=\"2026-01-02\">2026-01-02</time> · javascript:x</p>")
        );
        assert!(html.contains("<p>Body</p><p><a href=\"https://v.example/1\">Video</a></p><pre>\n\nx</pre>"));
        assert!(!html.contains("canonical"));
    }
}
