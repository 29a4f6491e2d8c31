//! The pages of `tests/pages/xss` through the core: nothing in the article that the reader is given, nor in what is
//! exported, could run or lead to a script. The lists here are written out a second time on purpose: a hole in the
//! core's allow-list must not be a hole in its test. It gives up on what only a browser decides; the browser tests
//! open the same pages and look at the nodes that were built.

use scraper::Html;
use standfirst::analysis::{self, Options};
use standfirst::article::{Article, Piece};
use standfirst::{html, reading, render};
use std::path::{Path, PathBuf};

/// Elements that an article never has.
const NEVER: &[&str] = &[
    "script",
    "style",
    "iframe",
    "frame",
    "object",
    "embed",
    "applet",
    "form",
    "input",
    "button",
    "select",
    "textarea",
    "link",
    "meta",
    "base",
    "template",
    "svg",
    "marquee",
    "dialog",
    "video",
    "audio",
    "source",
    "track",
    "noscript",
    "annotation-xml",
    "maction",
    "mglyph",
    "image",
    "xmp",
    "plaintext",
    "slot",
];
/// Attributes whose value is an address, wherever they stand.
const ADDRESSES: &[&str] = &[
    "href",
    "src",
    "cite",
    "poster",
    "action",
    "formaction",
    "data",
    "background",
    "ping",
    "xlink:href",
    "longdesc",
    "srcdoc",
    "manifest",
    "profile",
    "usemap",
    "lowsrc",
    "dynsrc",
    "archive",
    "code",
    "codebase",
];
/// Attributes that an article never has.
const NEVER_ATTRS: &[&str] =
    &["style", "srcdoc", "formaction", "action", "ping", "background", "usemap", "is", "name", "slot", "class"];

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/xss");
    let entries = std::fs::read_dir(folder).expect("the pages").map(|entry| entry.expect("an entry").path());
    let mut pages: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "html")).collect();
    pages.sort();
    assert!(pages.len() >= 8, "pages are missing");
    pages
}

fn read(path: &Path, url: &str) -> Option<Article> {
    let text = std::fs::read_to_string(path).expect("a readable page");
    let page = html::read(&text, url);
    let analysis = analysis::analyse(&page, &Options::default());
    reading::read(&page, &analysis, &html::resolver(&page)).article
}

/// As a browser reads a scheme: controls and spaces at the beginning and line breaks anywhere do not count.
fn is_harmless(address: &str, image: bool) -> bool {
    let plain: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let plain = plain.to_ascii_lowercase();
    let web = ["http://", "https://", "mailto:", "tel:", "#"].iter().any(|start| plain.starts_with(start));
    web || (image && plain.starts_with("data:image/"))
}

fn check_attr(tag: &str, name: &str, value: &str, wrong: &mut Vec<String>) {
    let image = tag == "img";
    let bad = name.starts_with("on")
        || (NEVER_ATTRS.contains(&name) && !(name == "class" && value.starts_with("language-")))
        || (ADDRESSES.contains(&name) && !is_harmless(value, image))
        || (name == "srcset" && value.to_ascii_lowercase().contains("script:"));
    if bad {
        wrong.push(format!("<{tag} {name}={value:?}>"));
    }
}

fn check_pieces(pieces: &[Piece], wrong: &mut Vec<String>) {
    for piece in pieces {
        match piece {
            Piece::Text { .. } => {}
            Piece::Element { tag, attrs, children, .. } => {
                if NEVER.contains(&tag.as_str()) {
                    wrong.push(format!("<{tag}>"));
                }
                attrs.iter().for_each(|(name, value)| check_attr(tag, name, value, wrong));
                check_pieces(children, wrong);
            }
            Piece::Embed { src, poster, .. } => {
                for address in std::iter::once(src).chain(poster) {
                    if !is_harmless(address, false) {
                        wrong.push(format!("embed of {address:?}"));
                    }
                }
            }
            Piece::Removed { children, .. } => check_pieces(children, wrong),
        }
    }
}

fn check_article(article: &Article, wrong: &mut Vec<String>) {
    check_pieces(&article.body, wrong);
    article.lead.iter().chain(&article.standfirst).for_each(|piece| check_pieces(std::slice::from_ref(piece), wrong));
    for (address, image) in [(&article.metadata.url, false), (&article.metadata.image, true)] {
        if address.as_deref().is_some_and(|address| !is_harmless(address, image)) {
            wrong.push(format!("metadata {address:?}"));
        }
    }
}

/// The exported file, parsed as a browser would: only its own head may have what an article may not.
fn check_html(article: &Article, wrong: &mut Vec<String>) {
    for node in Html::parse_document(&render::html(article)).tree.nodes() {
        let Some(element) = node.value().as_element() else { continue };
        if node.ancestors().any(|above| above.value().as_element().is_some_and(|above| above.name() == "head")) {
            if element.name() == "script" || element.name() == "base" {
                wrong.push(format!("<{}> in the exported head", element.name()));
            }
            continue;
        }
        if NEVER.contains(&element.name()) {
            wrong.push(format!("exported <{}>", element.name()));
        }
        for (name, value) in element.attrs() {
            // The export has classes of its own; the page's are not in the article, as `check_pieces` saw.
            if name != "class" {
                check_attr(element.name(), name, value, wrong);
            }
        }
    }
}

/// No link of the Markdown leads to a script, and no angle bracket outside code could begin an element.
fn check_markdown(article: &Article, wrong: &mut Vec<String>) {
    let mut fenced = false;
    for line in render::markdown(article).lines() {
        fenced ^= line.trim_start_matches(['>', ' ']).starts_with("```");
        if fenced {
            continue;
        }
        for (at, _) in line.match_indices("](") {
            let address = line[at + 2..].trim_start_matches('<');
            if !line[..at].ends_with('\\') && !is_harmless(address, line[..at].contains("![")) {
                wrong.push(format!("Markdown link to {:?}", address.chars().take(60).collect::<String>()));
            }
        }
        let outside_code = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
        for (at, _) in outside_code.match_indices('<') {
            let begins = outside_code[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
            let autolink = is_harmless(&outside_code[at + 1..], false);
            // The target of a link, or its title: no element begins there.
            let before = &outside_code[..at];
            let in_target = before.rfind("](").is_some_and(|open| !before[open..].contains(')'));
            if begins && !autolink && !in_target && !before.ends_with('\\') {
                wrong.push(format!("Markdown element {:?}", outside_code[at..].chars().take(40).collect::<String>()));
            }
        }
    }
}

#[test]
fn no_vector_reaches_the_article_or_an_export() {
    let mut report = String::new();
    for path in pages() {
        for url in ["", "https://unsafe.example/2025/03/14/report.html"] {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Some(article) = read(&path, url) else {
                report.push_str(&format!("{name}: no article, so nothing was tested\n"));
                continue;
            };
            assert!(article.body.len() > 5, "{name}: the article is nearly empty");
            let mut wrong = Vec::new();
            check_article(&article, &mut wrong);
            check_html(&article, &mut wrong);
            check_markdown(&article, &mut wrong);
            wrong.iter().for_each(|what| report.push_str(&format!("{name} ({url}): {what}\n")));
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
