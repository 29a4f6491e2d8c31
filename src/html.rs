//! The reader of HTML text: the second way to a [`Page`], for the native tool, the tests and the lab.
//!
//! html5ever parses as a browser with scripting does, so the page equals the capture of the same document before any
//! script has run. It gives up on what only a browser knows: style sheets, scripts, shadow roots attached by script.

use crate::names::{Attr, Tag};
use crate::page::{Builder, Facts, Page};
use scraper::Html;
use scraper::node::{Element, Node};
use std::borrow::Cow;

type NodeRef<'a> = ego_tree_ref::NodeRef<'a>;
mod ego_tree_ref {
    /// scraper gives its tree's node type no name of its own.
    pub type NodeRef<'a> = <scraper::ElementRef<'a> as std::ops::Deref>::Target;
}

/// Reads a document. `url` is the address it came from, or empty.
pub fn read(html: &str, url: &str) -> Page {
    let document = Html::parse_document(&shallow(html));
    let mut builder = Builder::new(url);
    walk(*document.root_element(), &mut builder, true);
    builder.finish()
}

/// Makes addresses absolute as a browser does: against the page's address and its `<base>`. Without an address of its
/// own a page has only the absolute ones.
pub fn resolver(page: &Page) -> impl Fn(&str) -> Option<String> + use<> {
    let join = |base: &str, address: &str| match url::Url::parse(base) {
        Ok(base) => base.join(address).ok().map(String::from),
        Err(_) => url::Url::parse(address).ok().map(String::from),
    };
    let base = page.base(join);
    move |address| join(&base, address)
}

/// Deepest nesting that the parser is given. Its time grows with the square of the depth; browsers flatten a page
/// beyond 512 levels, so no page that a person reads comes near this.
const MAX_DEPTH: usize = 4_096;

/// The text without the start tags that would nest deeper than [`MAX_DEPTH`], and without their end tags. The count
/// takes no notice of end tags that may be left out: it only errs on pages that nest thousands deep.
fn shallow(html: &str) -> Cow<'_, str> {
    if deepest(html.as_bytes()) <= MAX_DEPTH {
        return Cow::Borrowed(html);
    }
    let bytes = html.as_bytes();
    let mut out = String::with_capacity(html.len());
    let (mut depth, mut left_out, mut copied) = (0usize, 0usize, 0);
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let tag = &bytes[start + 1..];
        let end = html[start..].find('>').map_or(html.len(), |length| start + length + 1);
        at = start + 1;
        if tag.first().is_some_and(u8::is_ascii_alphabetic) && !is_void(tag) {
            depth += 1;
            if depth > MAX_DEPTH {
                left_out += 1;
                out.push_str(&html[copied..start]);
                (copied, at) = (end, end);
            }
        } else if tag.first() == Some(&b'/') {
            depth = depth.saturating_sub(1);
            if left_out > 0 {
                left_out -= 1;
                out.push_str(&html[copied..start]);
                (copied, at) = (end, end);
            }
        }
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// The deepest nesting, by the same count.
fn deepest(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for (at, _) in bytes.iter().enumerate().filter(|&(_, &byte)| byte == b'<') {
        let tag = &bytes[at + 1..];
        match tag.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(byte) if byte.is_ascii_alphabetic() && !is_void(tag) => depth += 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Elements without an end tag, and those whose end tag is mostly left out.
fn is_void(tag: &[u8]) -> bool {
    const NAMES: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "td", "tr", "th", "dt", "dd", "option",
    ];
    let length = tag.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    NAMES.iter().any(|name| tag[..length].eq_ignore_ascii_case(name.as_bytes()))
}

/// What becomes of an element. `extension/content/taken.js` holds the same table.
#[derive(PartialEq)]
enum Take {
    /// Neither it nor anything inside.
    Nothing,
    /// The element, as a place in the page, without what is inside.
    Alone,
    Whole,
    /// Its text is markup that stands in for what scripts would make.
    Noscript,
    /// A declarative shadow root: its content stands in its place.
    Content,
}

fn take(element: &Element) -> Take {
    match element.name() {
        "style" => Take::Nothing,
        "template" if element.attr("shadowrootmode") == Some("open") => Take::Content,
        "template" => Take::Nothing,
        "script" => {
            let kind = element.attr("type").unwrap_or("").to_ascii_lowercase();
            if kind.contains("ld+json") || kind.starts_with("math/") { Take::Whole } else { Take::Nothing }
        }
        "svg" | "iframe" | "select" | "textarea" | "canvas" => Take::Alone,
        "noscript" => Take::Noscript,
        _ => Take::Whole,
    }
}

/// Walks without recursion: a page may be a hundred thousand elements deep.
fn walk(root: NodeRef, builder: &mut Builder, with_root: bool) {
    let mut next = if with_root { Some(root) } else { root.first_child() };
    while let Some(node) = next {
        let mut inside = None;
        match node.value() {
            Node::Text(text) => builder.text(text),
            Node::Element(element) => match take(element) {
                Take::Nothing => {}
                Take::Content => inside = node.first_child(),
                kind => {
                    open(element, builder);
                    match kind {
                        Take::Whole => inside = node.first_child(),
                        Take::Noscript => read_noscript(node, builder),
                        _ => {}
                    }
                    if inside.is_none() {
                        builder.close();
                    }
                }
            },
            _ => {}
        }
        next = inside.or_else(|| leave(node, root, builder));
    }
}

/// The node behind `node`, closing the elements that end there.
fn leave<'a>(node: NodeRef<'a>, root: NodeRef<'a>, builder: &mut Builder) -> Option<NodeRef<'a>> {
    let mut node = node;
    loop {
        if node.id() == root.id() {
            return None;
        }
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent()?;
        if node.id() == root.id() {
            // The caller opened the root, or it is not part of the page; `finish` closes what is still open.
            return None;
        }
        if node.value().as_element().is_some_and(|element| take(element) != Take::Content) {
            builder.close();
        }
    }
}

fn open(element: &Element, builder: &mut Builder) {
    let attrs = element.attrs().map(|(name, value)| (Attr::from_name(name), value));
    builder.open(Tag::from_name(element.name()), Facts::default(), attrs);
}

/// With scripting the parser leaves the content of `<noscript>` as text; lazy images and some forums keep their
/// content there, so it is parsed as a document of its own, whose body's children become the element's.
fn read_noscript(noscript: NodeRef, builder: &mut Builder) {
    let text: String = noscript.children().filter_map(|child| child.value().as_text().map(|text| &**text)).collect();
    if !text.contains('<') {
        return builder.text(&text);
    }
    let inner = Html::parse_document(&text);
    let body =
        inner.root_element().children().find(|child| child.value().as_element().is_some_and(|e| e.name() == "body"));
    if let Some(body) = body {
        walk(body, builder, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::NodeId;

    fn outline(page: &Page) -> String {
        page.ids()
            .map(|id| {
                let depth = page.ancestors(id).count();
                let text = if page.is_text(id) { format!(" {:?}", page.text(id)) } else { String::new() };
                format!("{}{}{text}", "-".repeat(depth), page.tag(id).name())
            })
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn reads_elements_text_and_attributes() {
        let page = read(
            "<!doctype html><body><p class=a id=b onclick=x>One<!-- c --> two<b>!</b></p>tail",
            "https://a.example/",
        );
        assert_eq!(
            outline(&page),
            "html\n-head\n-body\n--p\n---#text \"One two\"\n---b\n----#text \"!\"\n--#text \"tail\""
        );
        let p = page.find(Tag::P).unwrap();
        assert_eq!(page.attrs(p).collect::<Vec<_>>(), [(Attr::Class, "a"), (Attr::Id, "b")]);
        assert_eq!(page.text_of(p), "One two!");
    }

    #[test]
    fn leaves_out_scripts_and_reads_noscript() {
        let page = read(
            "<body>a<script>x</script>b<script type='application/ld+json'>{}</script><noscript><img src=i.png></noscript><svg><p>no</p></svg>",
            "",
        );
        let body = page.find(Tag::Body).unwrap();
        let children: Vec<_> = page.children(body).map(|id| page.tag(id).name()).collect();
        assert_eq!(children[..3], ["#text", "script", "noscript"]);
        assert_eq!(page.text(page.children(body).next().unwrap()), "ab");
        let img = page.find(Tag::Img).unwrap();
        assert_eq!(page.tag(page.parent(img).unwrap()), Tag::Noscript);
    }

    #[test]
    fn survives_deep_nesting() {
        // Beyond the limit elements lose their nesting, never their text.
        let page = read(&("<div>".repeat(100_000) + "deep" + &"</div>".repeat(100_000) + "<p>behind"), "");
        assert_eq!(page.text_of(NodeId(0)), "deep behind");
        assert!(page.len() < 5_000);
        let page = read(&("<div>".repeat(3_000) + "deep"), "");
        assert_eq!(page.len(), 3_004);
        assert_eq!(page.text_of(NodeId(0)), "deep");
    }
}
