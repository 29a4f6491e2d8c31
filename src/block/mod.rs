//! Blocks: runs of inline content that a person sees as one unit, in document order.
//!
//! A block ends where a block-level element begins or ends, at `<br><br>`, at `<hr>`, and at an inline element that
//! itself holds block-level ones. Cells and list items are blocks of their own. What is no reading matter (scripts,
//! form fields, text for screen readers alone inside a paragraph) is in no block.

mod measure;
mod text;
mod within;

use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page, is_space};
use measure::Measure;

pub use measure::is_dense;
pub use text::{lines, runs, text};
pub use within::Starts;
pub(crate) use within::sums;

/// A block's number, its place in document order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

impl BlockId {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A run of inline content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The nearest block-level element around the run.
    pub container: NodeId,
    /// The run: the nodes `first..last`, less what [`skips`] leaves out.
    pub first: NodeId,
    pub last: NodeId,
    /// Characters that are not white space.
    pub chars: u32,
    /// Those of them inside a link.
    pub link_chars: u32,
    /// Words; two characters of a script without spaces count as one word.
    pub words: u32,
    /// Sentence ends: a full stop or its like behind a word. Two or more make prose.
    pub sentences: u32,
    /// Commas and their like.
    pub commas: u32,
    /// Images, videos, frames.
    pub media: u32,
    /// Whether the whole run stands in bold or strong.
    pub bold: bool,
    /// Whether a browser does not render it. Never set for a page read from HTML text.
    pub hidden: bool,
    /// FNV-1a of the folded lower-case text: equal text, equal hash.
    pub hash: u64,
}

impl Block {
    pub fn has_text(&self) -> bool {
        self.chars > 0
    }
    /// Share of the characters inside links, in thousandths.
    pub fn link_density(&self) -> u32 {
        if self.chars == 0 { 0 } else { (u64::from(self.link_chars) * 1000 / u64::from(self.chars)) as u32 }
    }
}

/// Words the whole page must stay under for `<noscript>` to be read, and the factor by which it must add to them:
/// some forums keep their posts there, other pages repeat a picture or a notice.
const NOSCRIPT_MAX_WORDS: u32 = 400;
const NOSCRIPT_FACTOR: u32 = 3;

/// Splits a page into its blocks.
pub fn split(page: &Page) -> Vec<Block> {
    let blocks = split_with(page, false);
    let words = |blocks: &[Block]| blocks.iter().map(|block| block.words).sum::<u32>();
    let without = words(&blocks);
    if without < NOSCRIPT_MAX_WORDS && page.ids().any(|id| page.tag(id) == Tag::Noscript) {
        let more = split_with(page, true);
        if words(&more) > without.saturating_mul(NOSCRIPT_FACTOR) {
            return more;
        }
    }
    blocks
}

/// Whether a subtree holds no reading matter. `noscript` tells whether the content of `<noscript>` counts.
pub fn skips(page: &Page, id: NodeId, noscript: bool) -> bool {
    match page.tag(id) {
        Tag::Head
        | Tag::Script
        | Tag::Style
        | Tag::Template
        | Tag::Svg
        | Tag::Select
        | Tag::Textarea
        | Tag::Input
        | Tag::Canvas
        | Tag::Link
        | Tag::Meta
        | Tag::Rp
        | Tag::Title
        | Tag::Annotation => true,
        Tag::Noscript => !noscript,
        tag if tag.is_block() || tag == Tag::Text => false,
        _ => has_class(page, id, SCREEN_READER_CLASSES) || has_class(page, id, EDIT_CLASSES) || is_drawing(page, id),
    }
}

/// How many siblings, and nodes of one, are looked at for the formula that a drawing stands beside.
const MAX_FORMULA_SIBLINGS: usize = 4;
const MAX_FORMULA_NODES: usize = 8;

/// Whether this draws, for the eye, a formula that stands beside it as MathML: what KaTeX and MathJax write, and the
/// picture that an encyclopedia adds. Read twice, it would be nonsense.
fn is_drawing(page: &Page, id: NodeId) -> bool {
    let is_formula =
        |node: NodeId| page.subtree(node).take(MAX_FORMULA_NODES).any(|inner| page.tag(inner) == Tag::Math);
    page.attr(id, Attr::AriaHidden) == Some("true")
        && page.parent(id).is_some_and(|parent| {
            page.children(parent).take(MAX_FORMULA_SIBLINGS).any(|sibling| sibling != id && is_formula(sibling))
        })
}

/// Class names that style sheets of many frameworks give to text which only a screen reader speaks.
const SCREEN_READER_CLASSES: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screenreader-only",
    "u-visually-hidden",
    "screen-reader-only",
    "a11y-hidden",
    "hidden-visually",
    "assistive-text",
    "offscreen",
    "is-visually-hidden",
];

/// The same of links in a heading to change its section, which MediaWiki writes.
const EDIT_CLASSES: &[&str] = &["mw-editsection"];

fn has_class(page: &Page, id: NodeId, classes: &[&str]) -> bool {
    page.attr(id, Attr::Class).is_some_and(|class| class.split_ascii_whitespace().any(|token| classes.contains(&token)))
}

/// What stands in a run as a picture or a frame.
pub fn is_media(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Img | Tag::AmpImg | Tag::Video | Tag::Audio | Tag::Iframe | Tag::Embed | Tag::Object | Tag::Picture
    )
}

/// How far up the figure of a `<noscript>` is looked for, and how many nodes of either are looked at.
const LATE_MAX_CLIMB: usize = 5;
const LATE_MAX_NODES: usize = 48;

/// The picture in a `<noscript>` that is all of its figure's: until it scrolls into view the page shows none.
pub fn late_picture(page: &Page, id: NodeId) -> Option<NodeId> {
    if page.tag(id) != Tag::Noscript {
        return None;
    }
    let figure = page.around(id, Tag::Figure, LATE_MAX_CLIMB)?;
    let inside = || page.subtree(id).take(LATE_MAX_NODES);
    let is_media = |node: NodeId| is_media(page.tag(node));
    let picture = inside().find(|&node| is_media(node))?;
    let alone = page.subtree(figure).take(LATE_MAX_NODES).all(|node| page.contains(id, node) || !is_media(node));
    (alone && inside().all(|node| page.text(node).chars().all(is_space))).then_some(picture)
}

fn split_with(page: &Page, noscript: bool) -> Vec<Block> {
    let holds_block = holds_block(page, noscript);
    let breaks = |id: NodeId| page.tag(id).is_block() || holds_block[id.index()];
    let mut blocks = Vec::new();
    let mut run = Run::default();
    // The open block-level elements, the open links, the open bold elements: (element, end).
    let mut containers: Vec<(NodeId, NodeId)> = Vec::new();
    let mut link_end = NodeId(0);
    let mut bold_end = NodeId(0);
    let mut last_br = None;
    let mut id = NodeId(0);
    while id.index() < page.len() {
        while containers.last().is_some_and(|&(_, end)| end <= id) {
            run.flush(page, &containers, &mut blocks);
            containers.pop();
        }
        if !noscript && late_picture(page, id).is_some() {
            run.add_media(id, page.end(id));
            last_br = None;
            id = page.end(id);
            continue;
        }
        if skips(page, id, noscript) {
            id = page.end(id);
            continue;
        }
        let tag = page.tag(id);
        if breaks(id) {
            run.flush(page, &containers, &mut blocks);
            last_br = None;
            containers.push((id, page.end(id)));
        }
        match tag {
            Tag::Text => {
                let text = page.text(id);
                if !text.chars().all(is_space) {
                    last_br = None;
                }
                run.add_text(id, text, id < link_end, id < bold_end);
            }
            Tag::Br if last_br.is_some() => {
                run.flush(page, &containers, &mut blocks);
                last_br = None;
            }
            Tag::Br => {
                run.add_break();
                last_br = Some(id);
            }
            Tag::A => link_end = link_end.max(page.end(id)),
            Tag::B | Tag::Strong => bold_end = bold_end.max(page.end(id)),
            tag if is_media(tag) => {
                run.add_media(id, page.end(id));
                last_br = None;
                // What is inside stands in for it where it cannot be shown; a picture's image is counted once.
                id = page.end(id);
                continue;
            }
            _ => {}
        }
        id.0 += 1;
    }
    run.flush(page, &containers, &mut blocks);
    blocks
}

/// For each node, whether it is an inline element with a block-level one inside.
fn holds_block(page: &Page, noscript: bool) -> Vec<bool> {
    let mut holds = vec![false; page.len()];
    for id in page.ids().rev() {
        if (page.tag(id).is_block() || holds[id.index()])
            && (noscript || page.tag(id) != Tag::Noscript)
            && let Some(parent) = page.parent(id)
        {
            holds[parent.index()] = true;
        }
    }
    for id in page.ids() {
        // In a paragraph of a link around boxes the link is the wrapper; a picture never is.
        if is_media(page.tag(id)) {
            holds[id.index()] = false;
        }
    }
    holds
}

/// The run that is being read.
#[derive(Default)]
struct Run {
    first: Option<NodeId>,
    last: NodeId,
    text: Measure,
    link_chars: u32,
    bold_chars: u32,
    media: u32,
}

impl Run {
    fn add_text(&mut self, id: NodeId, text: &str, in_link: bool, in_bold: bool) {
        let before = self.text.chars;
        self.text.add(text);
        let added = self.text.chars - before;
        if added == 0 {
            return;
        }
        if in_link {
            self.link_chars += added;
        }
        if in_bold {
            self.bold_chars += added;
        }
        self.cover(id, NodeId(id.0 + 1));
    }

    fn add_break(&mut self) {
        self.text.add(" ");
    }

    fn add_media(&mut self, id: NodeId, end: NodeId) {
        self.media += 1;
        self.cover(id, end);
    }

    fn cover(&mut self, id: NodeId, end: NodeId) {
        self.first.get_or_insert(id);
        self.last = end;
    }

    fn flush(&mut self, page: &Page, containers: &[(NodeId, NodeId)], blocks: &mut Vec<Block>) {
        let run = std::mem::take(self);
        let (Some(first), Some(&(container, _))) = (run.first, containers.last()) else { return };
        let chars = run.text.chars;
        blocks.push(Block {
            container,
            first,
            last: run.last,
            chars,
            link_chars: run.link_chars,
            words: run.text.words + run.text.dense.div_ceil(2),
            sentences: run.text.sentences,
            commas: run.text.commas,
            media: run.media,
            bold: chars > 0 && run.bold_chars == chars,
            hidden: page.facts(container).hidden(),
            hash: run.text.hash,
        });
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        let page = crate::html::read(html, "");
        split(&page).iter().map(|block| if block.has_text() { text(&page, block) } else { "[media]".into() }).collect()
    }

    #[test]
    fn ends_blocks_where_a_person_sees_a_break() {
        assert_eq!(
            texts("<div>One <b>two</b><p>three</p>four<br>five<br><br>six<hr>seven</div>"),
            ["One two", "three", "four five", "six", "seven"]
        );
        assert_eq!(texts("<a href=x><div>a</div><span>b</span></a>c"), ["a", "b", "c"]);
        assert_eq!(texts("<ul><li>a<li>b<ul><li>c</ul></ul><table><tr><td>d<td>e</table>"), ["a", "b", "c", "d", "e"]);
    }

    #[test]
    fn leaves_out_what_is_no_reading_matter() {
        assert_eq!(texts("<p>a<span class='x sr-only'>hidden</span> b<select><option>c</select>"), ["a b"]);
        assert_eq!(texts("<p>one two <noscript><p>long text</p></noscript>b"), ["one two b"]);
        assert_eq!(
            texts("<body><noscript><p>one two three four five</p></noscript><p>a"),
            ["one two three four five", "a"]
        );
    }

    #[test]
    fn reads_a_formula_once() {
        assert_eq!(
            texts("<p>a <span><span><math><mi>m</mi></math></span><span aria-hidden=true><b>m</b></span></span> b"),
            ["a m b"]
        );
        assert_eq!(texts("<p>a <i aria-hidden=true>icon</i> n"), ["a icon n"]);
    }

    #[test]
    fn measures() {
        let page = crate::html::read(
            "<p>One two, <a>three</a>. Four five six!</p><p><img src=a></p><p>東京は晴れです。</p>",
            "",
        );
        let blocks = split(&page);
        assert_eq!((blocks[0].words, blocks[0].sentences, blocks[0].commas), (6, 2, 1));
        assert_eq!(blocks[0].link_density(), 5 * 1000 / 25);
        assert_eq!((blocks[1].chars, blocks[1].media), (0, 1));
        assert_eq!((blocks[2].words, blocks[2].sentences), (4, 1));
    }

    #[test]
    fn a_figure_whose_only_picture_waits_in_a_noscript_has_it() {
        let media =
            |html: &str| split(&crate::html::read(html, "")).iter().map(|block| block.media).collect::<Vec<_>>();
        let late = "<noscript><img src=quay.jpg></noscript>";
        assert_eq!(media(&format!("<figure><div>{late}</div><figcaption>The quay</figcaption></figure>")), [1, 0]);
        assert_eq!(media(&format!("<figure><img src=a.gif>{late}<figcaption>The quay</figcaption></figure>")), [1, 0]);
        assert_eq!(media(&format!("<div>{late}</div><p>The quay</p>")), [0]);
        assert_eq!(media("<figure><noscript>The quay<img src=a.jpg></noscript></figure><p>The quay</p>"), [0]);
    }

    #[test]
    fn a_heading_s_link_to_change_its_section_is_no_word_of_it() {
        assert_eq!(texts("<h2>History<span class=mw-editsection>[<a href=/edit>edit</a>]</span></h2>"), ["History"]);
    }
}
