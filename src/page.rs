//! The page: an arena of nodes in document order, the one input of every later stage.
//!
//! Two readers build it, [`crate::capture`] from a live DOM and [`crate::html`] from HTML text, through the one
//! [`Builder`] here, so that both give an equal page for the same document. Nodes know their parent and the end of
//! their subtree; a subtree is the contiguous range `id.0..end(id).0`, so every walk is a loop over an array and
//! a page of any depth is safe.

use crate::names::{Attr, Tag};

/// A node's place in document order. Node 0 is the document element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What only a browser knows of an element, as bits; all clear when the page was read from HTML text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts(pub u16);

/// Where an element stands between the window's left and right edge, in units of its width: `left..right`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    left: u8,
    right: u8,
}

impl Column {
    /// Units of the window's width.
    pub const UNITS: usize = 15;

    /// The whole units that the element covers.
    pub fn units(&self) -> std::ops::Range<usize> {
        usize::from(self.left)..usize::from(self.right)
    }
}

impl Facts {
    /// The element is not rendered: `display: none`, `visibility: hidden`, or inside such an element.
    pub const HIDDEN: u16 = 1;
    /// `position: fixed` or `sticky`.
    pub const FIXED: u16 = 2;
    /// A line written at least half as large again as the page's text.
    pub const LARGE: u16 = 4;
    /// Where the four bits of the first whole unit of its [`Column`] begin, and the four of the one behind the last.
    const LEFT_SHIFT: u16 = 4;
    const RIGHT_SHIFT: u16 = 8;

    pub fn hidden(self) -> bool {
        self.0 & Self::HIDDEN != 0
    }
    pub fn fixed(self) -> bool {
        self.0 & Self::FIXED != 0
    }
    pub fn large(self) -> bool {
        self.0 & Self::LARGE != 0
    }
    /// Where it stands, if that was measured.
    pub fn column(self) -> Option<Column> {
        let unit = |shift: u16| (self.0 >> shift & 0xf) as u8;
        let column = Column { left: unit(Self::LEFT_SHIFT), right: unit(Self::RIGHT_SHIFT) };
        (column.left < column.right).then_some(column)
    }
}

#[derive(Clone, Debug)]
struct Node {
    parent: u32,
    end: u32,
    tag: Tag,
    facts: Facts,
    /// First attribute in `Page::attrs`; its last is where the next node's begin.
    attrs: u32,
    text: (u32, u32),
}

/// A document as the core sees it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The address the page was loaded from; empty when unknown.
    pub url: String,
    text: String,
    nodes: Vec<Node>,
    attrs: Vec<(Attr, u32, u32)>,
}

impl Page {
    /// Number of nodes, text nodes included.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (0..self.nodes.len() as u32).map(NodeId)
    }
    pub fn tag(&self, id: NodeId) -> Tag {
        self.nodes[id.index()].tag
    }
    pub fn is_text(&self, id: NodeId) -> bool {
        self.tag(id) == Tag::Text
    }
    /// Whether a browser told anything of any element.
    pub fn has_facts(&self) -> bool {
        self.nodes.iter().any(|node| node.facts != Facts::default())
    }
    pub fn facts(&self, id: NodeId) -> Facts {
        self.nodes[id.index()].facts
    }
    /// The parent; `None` for the document element.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        (id.0 > 0).then(|| NodeId(self.nodes[id.index()].parent))
    }
    /// One past the last node of the subtree.
    pub fn end(&self, id: NodeId) -> NodeId {
        NodeId(self.nodes[id.index()].end)
    }
    /// Whether `id` is `ancestor` or inside it.
    pub fn contains(&self, ancestor: NodeId, id: NodeId) -> bool {
        id >= ancestor && id < self.end(ancestor)
    }
    /// All nodes of the subtree in document order, `id` first.
    pub fn subtree(&self, id: NodeId) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (id.0..self.end(id).0).map(NodeId)
    }
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.end(id).0;
        let mut next = id.0 + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = NodeId(next);
                next = self.end(child).0;
                child
            })
        })
    }
    /// The ancestors, nearest first, without `id` itself.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |&node| self.parent(node))
    }
    /// The nearest element of a kind around a node, or the node itself, at most so many steps up.
    pub fn around(&self, id: NodeId, tag: Tag, climb: usize) -> Option<NodeId> {
        std::iter::once(id).chain(self.ancestors(id).take(climb)).find(|&around| self.tag(around) == tag)
    }
    /// The text of a text node, as it stands in the document; empty for an element.
    pub fn text(&self, id: NodeId) -> &str {
        let (start, end) = self.nodes[id.index()].text;
        &self.text[start as usize..end as usize]
    }
    /// The value of an attribute. A repeated attribute has its first value.
    pub fn attr(&self, id: NodeId, name: Attr) -> Option<&str> {
        self.attrs(id).find(|&(found, _)| found == name).map(|(_, value)| value)
    }
    pub fn attrs(&self, id: NodeId) -> impl Iterator<Item = (Attr, &str)> + '_ {
        let start = self.nodes[id.index()].attrs as usize;
        let end = self.nodes.get(id.index() + 1).map_or(self.attrs.len(), |next| next.attrs as usize);
        self.attrs[start..end].iter().map(|&(name, from, to)| (name, &self.text[from as usize..to as usize]))
    }
    /// The text of a subtree with white space folded to single blanks and the ends trimmed.
    pub fn text_of(&self, id: NodeId) -> String {
        let mut out = String::new();
        let mut blocks = Vec::new();
        for node in self.subtree(id) {
            while blocks.pop_if(|end| *end <= node).is_some() {
                push_folded(&mut out, " ");
            }
            push_folded(&mut out, self.text(node));
            if self.tag(node) == Tag::Br || self.tag(node).is_block() {
                push_folded(&mut out, " ");
                blocks.push(self.end(node));
            }
        }
        out.truncate(out.trim_end().len());
        out
    }
    /// The first element with this tag.
    pub fn find(&self, tag: Tag) -> Option<NodeId> {
        self.ids().find(|&id| self.tag(id) == tag)
    }

    /// The address that relative ones are relative to: the page's own, changed by a `<base>`. `join` resolves an
    /// address against a base.
    pub fn base(&self, join: impl Fn(&str, &str) -> Option<String>) -> String {
        let base = self.find(Tag::Base).and_then(|id| self.attr(id, Attr::Href));
        base.and_then(|href| join(&self.url, href)).unwrap_or_else(|| self.url.clone())
    }

    /// Where two pages first differ, in words for a developer; `None` when they are equal. Facts are not compared:
    /// only a browser knows them.
    pub fn difference(&self, other: &Page) -> Option<String> {
        for (a, b) in self.ids().zip(other.ids()) {
            let attrs_equal = self.attrs(a).eq(other.attrs(b));
            if self.tag(a) != other.tag(b)
                || self.parent(a) != other.parent(b)
                || self.text(a) != other.text(b)
                || !attrs_equal
            {
                return Some(format!("node {}: {} / {}", a.0, self.describe(a), other.describe(b)));
            }
        }
        (self.len() != other.len()).then(|| format!("{} nodes / {} nodes", self.len(), other.len()))
    }

    fn describe(&self, id: NodeId) -> String {
        let attrs: Vec<String> = self.attrs(id).map(|(name, value)| format!("{}={value:?}", name.name())).collect();
        let text: String = self.text(id).chars().take(60).collect();
        format!("<{} {}> {text:?} in node {:?}", self.tag(id).name(), attrs.join(" "), self.parent(id).map(|p| p.0))
    }
}

/// Appends `text` with every run of white space folded to one blank; a blank is not doubled across calls and none
/// stands first. Soft hyphens and zero-width characters other than the joiners of words are left to the caller.
pub fn push_folded(out: &mut String, text: &str) {
    let mut rest = text;
    while !rest.is_empty() {
        let word = &rest[..rest.find(is_space).unwrap_or(rest.len())];
        out.push_str(word);
        rest = &rest[word.len()..];
        if !rest.is_empty() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            rest = rest.trim_start_matches(is_space);
        }
    }
}

/// Bytes of an element's names for styles and scripts that are read where they are asked for once a node inside: no page
/// that a person reads has more to say there, and a hostile one could make each of many nodes cost as much as a page.
pub const NAMES_BYTES: usize = 1000;

/// The beginning of a text, of at most so many bytes.
pub fn beginning(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// White space as a reader sees it: HTML's own, the no-break space and the other Unicode blanks, and the byte order mark.
pub fn is_space(c: char) -> bool {
    c == ' ' || c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}'
}

/// Longest attribute value kept, in UTF-16 code units (what JavaScript's `length` counts); a longer one reads as empty.
/// It lets small inline images pass and keeps a hostile page from filling memory twice.
pub const MAX_ATTR_UNITS: usize = 65_536;

/// Builds a page node by node, in document order. Both readers use it, so the folding rules stand here once:
/// neighbouring text nodes become one, NUL becomes U+FFFD, and attributes stand in the order of [`Attr`].
#[derive(Default)]
pub struct Builder {
    page: Page,
    /// The open elements, outermost first.
    open: Vec<u32>,
}

impl Builder {
    pub fn new(url: &str) -> Self {
        Builder { page: Page { url: url.to_owned(), ..Page::default() }, open: Vec::new() }
    }

    fn push(&mut self, tag: Tag, facts: Facts, text: (u32, u32)) -> u32 {
        let id = self.page.nodes.len() as u32;
        let parent = self.open.last().copied().unwrap_or(0);
        self.page.nodes.push(Node { parent, end: id + 1, tag, facts, attrs: self.page.attrs.len() as u32, text });
        id
    }

    fn push_text(&mut self, text: &str) -> (u32, u32) {
        let start = self.page.text.len() as u32;
        if text.contains('\0') {
            self.page.text.push_str(&text.replace('\0', "\u{fffd}"));
        } else {
            self.page.text.push_str(text);
        }
        (start, self.page.text.len() as u32)
    }

    /// Opens an element; the nodes up to the matching [`Builder::close`] are its subtree.
    pub fn open<'a>(&mut self, tag: Tag, facts: Facts, attrs: impl IntoIterator<Item = (Attr, &'a str)>) {
        let id = self.push(tag, facts, (0, 0));
        let first = self.page.attrs.len();
        for (name, value) in attrs {
            if name == Attr::Other || self.page.attrs[first..].iter().any(|&(seen, ..)| seen == name) {
                continue;
            }
            let long = value.len() > MAX_ATTR_UNITS && value.encode_utf16().count() > MAX_ATTR_UNITS;
            let (from, to) = self.push_text(if long { "" } else { value });
            self.page.attrs.push((name, from, to));
        }
        self.sort_attrs(first);
        self.open.push(id);
    }

    /// An element has a few attributes, which often stand in order: each is moved to its place by hand.
    fn sort_attrs(&mut self, first: usize) {
        let attrs = &mut self.page.attrs[first..];
        for mut at in 1..attrs.len() {
            while at > 0 && attrs[at - 1].0 > attrs[at].0 {
                attrs.swap(at - 1, at);
                at -= 1;
            }
        }
    }

    pub fn close(&mut self) {
        if let Some(id) = self.open.pop() {
            self.page.nodes[id as usize].end = self.page.nodes.len() as u32;
        }
    }

    /// Number of nodes so far.
    pub fn len(&self) -> usize {
        self.page.nodes.len()
    }
    pub fn is_empty(&self) -> bool {
        self.page.nodes.is_empty()
    }

    /// Adds text. Empty text adds nothing; text right behind a text sibling is appended to it.
    pub fn text(&mut self, text: &str) {
        if text.is_empty() || self.open.is_empty() {
            return;
        }
        let last = self.page.nodes.len() - 1;
        let parent = self.open[self.open.len() - 1];
        if self.page.nodes[last].tag == Tag::Text && self.page.nodes[last].parent == parent {
            self.page.nodes[last].text.1 = self.push_text(text).1;
        } else {
            let span = self.push_text(text);
            self.push(Tag::Text, Facts::default(), span);
        }
    }

    pub fn finish(mut self) -> Page {
        while !self.open.is_empty() {
            self.close();
        }
        self.page
    }
}
