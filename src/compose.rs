//! Builds the article's tree: the kept blocks, in document order, inside the few elements that carry meaning (lists,
//! quotes, tables, headings), and nothing else of the page's wrapping.
//!
//! Only what `allow` lets through is built. Depth is bounded by [`MAX_DEPTH`], so the tree is safe to recurse into;
//! what lies deeper keeps its text and loses its elements.

use crate::allow;
use crate::article::{Article, Metadata, Piece};
use crate::block::{self, Block};
use crate::image;
use crate::label::Label;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};
use crate::role::{Reader, Role};
use crate::structure::{Structure, heading_level};

/// Turns an address of the page into an absolute one; `None` when it is none.
pub type Resolve<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Nesting of block elements, and of inline elements inside; together with the roots below `article::MAX_DEPTH`.
const MAX_BLOCK_DEPTH: usize = 20;
const MAX_INLINE_DEPTH: usize = 20;
/// Clutter between kept blocks that one chip holds at most, in blocks: a chip is a reminder, not a second page.
const CHIP_MAX_BLOCKS: usize = 40;

/// Composes the article of a page.
pub fn compose(
    page: &Page,
    blocks: &[Block],
    labels: &[Label],
    structure: &Structure,
    metadata: Metadata,
    resolve: &Resolve,
) -> Article {
    let composer = Composer { page, blocks, labels, resolve, frames: frames(page, structure) };
    let mut article = Article { metadata, ..Article::default() };
    article.standfirst = composer.first(Role::Standfirst).map(|number| composer.paragraph("p", number));
    article.lead = composer.lead().and_then(|number| composer.figure(number));
    article.body = composer.body();
    article
}

struct Composer<'a> {
    page: &'a Page,
    blocks: &'a [Block],
    labels: &'a [Label],
    resolve: &'a Resolve<'a>,
    /// For each node, the nearest element around it (or itself) that stands in the article's tree.
    frames: Vec<Option<NodeId>>,
}

/// The block-level elements that mean something in an article.
fn frame_name(page: &Page, structure: &Structure, id: NodeId) -> Option<&'static str> {
    Some(match page.tag(id) {
        Tag::Ul | Tag::Menu | Tag::Dir => "ul",
        Tag::Ol => "ol",
        Tag::Li => "li",
        Tag::Dl => "dl",
        Tag::Dt => "dt",
        Tag::Dd => "dd",
        Tag::Blockquote => "blockquote",
        Tag::Details => "details",
        Tag::Summary => "summary",
        Tag::Pre => "pre",
        Tag::Table if is_data_table(page, structure, id) => "table",
        _ => return None,
    })
}

/// A table of data, as opposed to a page laid out with one: it does not hold the article, it has at least two rows and
/// two columns, no table inside, and its cells are short.
pub fn is_data_table(page: &Page, structure: &Structure, id: NodeId) -> bool {
    const CELL_MAX_WORDS: u64 = 60;
    if page.contains(id, structure.main) && id != structure.main || page.attr(id, Attr::Role) == Some("presentation") {
        return false;
    }
    let (mut rows, mut cells, mut nested, mut headers) = (0u64, 0u64, false, false);
    for node in page.subtree(id).skip(1) {
        match page.tag(node) {
            Tag::Tr => rows += 1,
            Tag::Td => cells += 1,
            Tag::Th => {
                cells += 1;
                headers = true;
            }
            Tag::Caption => headers = true,
            Tag::Table => nested = true,
            _ => {}
        }
    }
    let words = structure.totals(page, id).words;
    !nested && cells > 0 && (headers || rows >= 2 && cells >= rows * 2) && words <= cells * CELL_MAX_WORDS
}

fn frames(page: &Page, structure: &Structure) -> Vec<Option<NodeId>> {
    let mut frames: Vec<Option<NodeId>> = Vec::with_capacity(page.len());
    let mut table_end = NodeId(0);
    for id in page.ids() {
        let outer = page.parent(id).and_then(|parent| frames[parent.index()]);
        // A table is written whole; inside one nothing else is a frame. What holds the article is its wrapping.
        let holds_main = page.contains(id, structure.main) && id != structure.main;
        let own = id >= table_end && !page.is_text(id) && !holds_main && frame_name(page, structure, id).is_some();
        if own && page.tag(id) == Tag::Table {
            table_end = page.end(id);
        }
        frames.push(if own { Some(id) } else { outer });
    }
    frames
}

/// An element of the tree under construction.
struct Open {
    node: NodeId,
    name: &'static str,
    children: Vec<Piece>,
}

impl Composer<'_> {
    fn first(&self, role: Role) -> Option<usize> {
        self.labels.iter().position(|label| label.role == role)
    }

    /// The lead picture: a block of its own, or in one block with its caption above the body.
    fn lead(&self) -> Option<usize> {
        let captioned = || {
            let first = self.labels.iter().position(|label| label.keep && label.role.reader() == Reader::Body)?;
            (0..first).find(|&number| self.labels[number].role == Role::Caption && self.blocks[number].media > 0)
        };
        self.first(Role::LeadImage).or_else(captioned)
    }

    fn body(&self) -> Vec<Piece> {
        let mut body: Vec<Piece> = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        let mut removed: Vec<usize> = Vec::new();
        let mut begun = false;
        let mut number = 0;
        while number < self.blocks.len() {
            let label = &self.labels[number];
            // The captions above the body went into the lead figure.
            let lead_caption = !begun && label.role == Role::Caption;
            if !label.keep || label.role.reader() == Reader::Head || lead_caption {
                if begun
                    && label.role.reader() == Reader::Out
                    && self.blocks[number].has_text()
                    && !self.blocks[number].hidden
                {
                    removed.push(number);
                }
                number += 1;
                continue;
            }
            let chain = self.chain(self.blocks[number].first);
            let same = open.iter().zip(&chain).take_while(|(open, node)| open.node == **node).count();
            close(&mut open, same, &mut body);
            if open.is_empty() {
                self.chip(&mut removed, &mut body);
            }
            begun = true;
            for &node in &chain[same..] {
                let name = self.name(node);
                open.push(Open { node, name, children: Vec::new() });
            }
            let before = number;
            let piece = self.block(&mut number, open.last());
            if let Some(piece) = piece {
                let target = open.last_mut().map_or(&mut body, |last| &mut last.children);
                push_joined(target, piece);
            }
            debug_assert!(number > before);
        }
        close(&mut open, 0, &mut body);
        body
    }

    /// The frames around a node, outermost first.
    fn chain(&self, node: NodeId) -> Vec<NodeId> {
        let mut chain = Vec::new();
        let mut next = self.frames[node.index()];
        while let Some(frame) = next {
            chain.push(frame);
            next = self.page.parent(frame).and_then(|parent| self.frames[parent.index()]);
            if chain.len() > 4 * MAX_BLOCK_DEPTH {
                break;
            }
        }
        chain.reverse();
        chain.truncate(MAX_BLOCK_DEPTH);
        chain
    }

    fn name(&self, node: NodeId) -> &'static str {
        match self.page.tag(node) {
            Tag::Menu | Tag::Dir => "ul",
            tag => tag.name(),
        }
    }

    /// The piece of the block at `number`, which moves behind what was written.
    fn block(&self, number: &mut usize, frame: Option<&Open>) -> Option<Piece> {
        let here = *number;
        *number += 1;
        let block = &self.blocks[here];
        if let Some(frame) = frame
            && frame.name == "table"
        {
            // Written whole, with its empty cells; its other blocks are part of it.
            *number = self.behind(here, self.page.end(frame.node));
            return self.inside(frame.node, MAX_BLOCK_DEPTH);
        }
        if let Some(frame) = frame
            && frame.name == "pre"
        {
            *number = self.behind(here, self.page.end(frame.node));
            return self.inside(frame.node, MAX_BLOCK_DEPTH);
        }
        match self.labels[here].role {
            Role::Media if !block.has_text() => {
                let figure = self.figure(here);
                // The captions went into the figure.
                while *number < self.blocks.len()
                    && self.labels[*number].role == Role::Caption
                    && self.labels[*number].keep
                {
                    *number += 1;
                }
                figure
            }
            Role::Caption => Some(self.paragraph("p", here)),
            _ => {
                let heading = heading_level(self.page, block);
                let name = match (heading, frame.map(|frame| frame.name)) {
                    (_, Some("summary" | "dt")) => "",
                    (Some(level), _) => HEADINGS[usize::from(level.clamp(2, 6)) - 2],
                    (None, _) if self.labels[here].role == Role::Subheading => "h3",
                    // A list item of one run needs no paragraph.
                    (None, Some("li" | "dd")) if frame.is_some_and(|frame| frame.children.is_empty()) => "",
                    _ => "p",
                };
                if name.is_empty() {
                    let mut pieces = self.run(block);
                    match pieces.len() {
                        0 => None,
                        1 => pieces.pop(),
                        _ => Some(element("", pieces, Some(here))),
                    }
                } else {
                    let mut run = self.run(block);
                    if name.starts_with('h') {
                        unwrap_bold(&mut run);
                    }
                    Some(element(name, run, Some(here))).filter(|piece| !is_empty(piece))
                }
            }
        }
    }

    /// The number of the first block that begins at or behind `end`.
    fn behind(&self, from: usize, end: NodeId) -> usize {
        from + 1 + self.blocks[from + 1..].iter().take_while(|block| block.first < end).count()
    }

    fn paragraph(&self, name: &str, number: usize) -> Piece {
        element(name, self.run(&self.blocks[number]), Some(number))
    }

    /// A picture or frame with the captions behind it.
    fn figure(&self, number: usize) -> Option<Piece> {
        let (mut children, own): (Vec<Piece>, Vec<Piece>) =
            self.run(&self.blocks[number]).into_iter().partition(holds_media);
        if children.is_empty() {
            return None;
        }
        let mut captions = trim(own);
        for next in (number + 1..self.blocks.len()).take_while(|&next| self.labels[next].role == Role::Caption).take(3)
        {
            if !captions.is_empty() {
                captions.push(Piece::Text { text: " ".into() });
            }
            captions.extend(self.run(&self.blocks[next]));
        }
        if !captions.is_empty() {
            children.push(element("figcaption", captions, None));
        }
        Some(element("figure", children, Some(number)))
    }

    /// What was taken out since the last kept block.
    fn chip(&self, removed: &mut Vec<usize>, body: &mut Vec<Piece>) {
        if removed.is_empty() {
            return;
        }
        let mut roles: Vec<String> = Vec::new();
        for &number in removed.iter() {
            let role = self.labels[number].role.name();
            if !roles.iter().any(|known| known == role) {
                roles.push(role.to_owned());
            }
        }
        let children: Vec<Piece> =
            removed.iter().take(CHIP_MAX_BLOCKS).map(|&number| self.paragraph("p", number)).collect();
        body.push(Piece::Removed { roles, blocks: removed.len() as u32, children });
        removed.clear();
    }

    /// The inline pieces of a block.
    fn run(&self, block: &Block) -> Vec<Piece> {
        let mut inline = Inline::new(self);
        // Inline elements around the whole run.
        let mut around: Vec<NodeId> =
            self.page.ancestors(block.first).take_while(|&id| id > block.container).take(MAX_INLINE_DEPTH).collect();
        around.reverse();
        for id in around {
            inline.open(id);
        }
        let mut id = block.first;
        while id < block.last {
            id = inline.node(id, block.last);
        }
        trim(inline.finish())
    }

    /// The children of an element, written as they stand: for tables and preformatted text.
    fn inside(&self, root: NodeId, depth: usize) -> Option<Piece> {
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
    fn attrs(&self, id: NodeId, name: &str) -> Vec<(String, String)> {
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

const HEADINGS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];

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

/// Closes the elements behind the first `keep`.
fn close(open: &mut Vec<Open>, keep: usize, body: &mut Vec<Piece>) {
    while open.len() > keep {
        let Some(done) = open.pop() else { return };
        if done.children.is_empty() {
            continue;
        }
        let target = open.last_mut().map_or(&mut *body, |last| &mut last.children);
        target.push(element(done.name, done.children, None));
    }
}

/// Appends a piece; one without a name gives its children.
fn push_joined(target: &mut Vec<Piece>, piece: Piece) {
    match piece {
        Piece::Element { tag, children, .. } if tag.is_empty() => target.extend(children),
        piece => target.push(piece),
    }
}

fn element(tag: &str, children: Vec<Piece>, block: Option<usize>) -> Piece {
    Piece::Element { tag: tag.into(), attrs: Vec::new(), block: block.map(|number| number as u32), children }
}

fn is_empty(piece: &Piece) -> bool {
    match piece {
        Piece::Text { text } => text.trim().is_empty(),
        Piece::Element { tag, children, .. } => !allow::is_void(tag) && children.iter().all(is_empty),
        Piece::Embed { .. } => false,
        Piece::Removed { .. } => false,
    }
}

/// A heading is bold by itself: takes off what makes all of it so.
fn unwrap_bold(run: &mut Vec<Piece>) {
    while let [Piece::Element { tag, children, .. }] = run.as_mut_slice()
        && matches!(tag.as_str(), "b" | "strong")
    {
        *run = std::mem::take(children);
    }
}

fn holds_media(piece: &Piece) -> bool {
    match piece {
        Piece::Text { .. } | Piece::Removed { .. } => false,
        Piece::Embed { .. } => true,
        Piece::Element { tag, children, .. } => tag == "img" || children.iter().any(holds_media),
    }
}

/// The inline elements that mean something, by the name under which they are written.
fn inline_name(tag: Tag) -> Option<&'static str> {
    Some(match tag {
        Tag::Strike => "s",
        Tag::Tt => "code",
        Tag::A
        | Tag::Abbr
        | Tag::B
        | Tag::Bdi
        | Tag::Bdo
        | Tag::Br
        | Tag::Cite
        | Tag::Code
        | Tag::Del
        | Tag::Dfn
        | Tag::Em
        | Tag::I
        | Tag::Ins
        | Tag::Kbd
        | Tag::Mark
        | Tag::Q
        | Tag::Ruby
        | Tag::Rt
        | Tag::Rp
        | Tag::S
        | Tag::Samp
        | Tag::Small
        | Tag::Strong
        | Tag::Sub
        | Tag::Sup
        | Tag::Time
        | Tag::U
        | Tag::Var
        | Tag::Wbr => tag.name(),
        tag if allow::math(tag.name()) => tag.name(),
        _ => return None,
    })
}

/// Builds inline pieces from nodes in document order.
struct Inline<'a> {
    composer: &'a Composer<'a>,
    /// The open inline elements; the first is the root.
    open: Vec<OpenInline>,
}

/// End, name, attributes, children.
type OpenInline = (NodeId, &'static str, Vec<(String, String)>, Vec<Piece>);

impl<'a> Inline<'a> {
    fn new(composer: &'a Composer<'a>) -> Self {
        Inline { composer, open: vec![(NodeId(u32::MAX), "", Vec::new(), Vec::new())] }
    }

    fn open(&mut self, id: NodeId) {
        if self.open.len() >= MAX_INLINE_DEPTH {
            return;
        }
        let page = self.composer.page;
        if let Some(name) = inline_name(page.tag(id)) {
            self.open.push((page.end(id), name, self.composer.attrs(id, name), Vec::new()));
        }
    }

    /// Writes a node and returns the next one.
    fn node(&mut self, id: NodeId, last: NodeId) -> NodeId {
        while self.open.len() > 1 && self.open[self.open.len() - 1].0 <= id {
            self.close();
        }
        let page = self.composer.page;
        let tag = page.tag(id);
        if tag == Tag::Text {
            self.push(Piece::Text { text: fold(page.text(id)) });
        } else if block::is_media(tag) {
            if let Some(piece) = image::piece(page, id, self.composer.resolve) {
                self.push(piece);
            }
            return page.end(id).min(last);
        } else if tag == Tag::Noscript || block::skips(page, id, true) {
            return page.end(id).min(last);
        } else if matches!(tag, Tag::Br | Tag::Wbr) {
            self.push(element(tag.name(), Vec::new(), None));
        } else {
            self.open(id);
        }
        NodeId(id.0 + 1)
    }

    fn push(&mut self, piece: Piece) {
        if let Some((.., children)) = self.open.last_mut() {
            children.push(piece);
        }
    }

    fn close(&mut self) {
        if let Some((_, name, attrs, children)) = self.open.pop()
            && !children.iter().all(is_empty)
        {
            self.push(Piece::Element { tag: name.into(), attrs, block: None, children });
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        while self.open.len() > 1 {
            self.close();
        }
        self.open.pop().map(|(.., children)| children).unwrap_or_default()
    }
}

/// White space folded, one blank kept at either end, soft hyphens gone.
fn fold(text: &str) -> String {
    let mut out = String::new();
    let mut blank = false;
    for c in text.chars().filter(|&c| c != '\u{ad}') {
        let space = c != '\u{a0}' && crate::page::is_space(c);
        if !space {
            out.push(c);
        } else if !blank {
            out.push(' ');
        }
        blank = space;
    }
    out
}

/// Takes the blanks and breaks off both ends of a run.
fn trim(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let blank = |piece: &Piece| match piece {
        Piece::Text { text } => text.trim().is_empty(),
        Piece::Element { tag, .. } => tag == "br" || tag == "wbr",
        _ => false,
    };
    while pieces.last().is_some_and(blank) {
        pieces.pop();
    }
    let lead = pieces.iter().take_while(|piece| blank(piece)).count();
    pieces.drain(..lead);
    if let Some(Piece::Text { text }) = pieces.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Piece::Text { text }) = pieces.last_mut() {
        *text = text.trim_end().to_owned();
    }
    pieces
}
