//! Blocks: runs of inline content that a person sees as one unit, in document order.
//!
//! A block ends where a block-level element begins or ends, at `<br><br>`, at `<hr>`, and at an inline element that
//! itself holds block-level ones. Cells and list items are blocks of their own. What is no reading matter (scripts,
//! form fields, text for screen readers alone inside a paragraph) is in no block.

use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page, is_space};

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
        tag => !tag.is_block() && tag != Tag::Text && is_for_screen_readers(page, id),
    }
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

fn is_for_screen_readers(page: &Page, id: NodeId) -> bool {
    page.attr(id, Attr::Class)
        .is_some_and(|class| class.split_ascii_whitespace().any(|token| SCREEN_READER_CLASSES.contains(&token)))
}

/// What stands in a run as a picture or a frame.
pub fn is_media(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Img | Tag::AmpImg | Tag::Video | Tag::Audio | Tag::Iframe | Tag::Embed | Tag::Object | Tag::Picture
    )
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

/// Counts over the folded text, in one pass.
struct Measure {
    chars: u32,
    words: u32,
    /// Characters of scripts without spaces between words.
    dense: u32,
    sentences: u32,
    commas: u32,
    hash: u64,
    in_word: bool,
    /// The letters of the word before a possible sentence end.
    word_letters: u32,
}

impl Default for Measure {
    fn default() -> Self {
        Measure {
            chars: 0,
            words: 0,
            dense: 0,
            sentences: 0,
            commas: 0,
            hash: FNV_OFFSET,
            in_word: false,
            word_letters: 0,
        }
    }
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

impl Measure {
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            if is_space(c) {
                self.in_word = false;
                continue;
            }
            if c == '\u{ad}' {
                continue;
            }
            self.chars += 1;
            self.hash = (self.hash ^ u64::from(u32::from(lower(c)))).wrapping_mul(FNV_PRIME);
            match c {
                '.' | '!' | '?' | '…' | '؟' | '।' if self.word_letters >= 2 => self.sentences += 1,
                '。' | '！' | '？' => self.sentences += 1,
                ',' | '،' | '、' | '，' | ';' | '；' => self.commas += 1,
                _ => {}
            }
            if is_dense(c) {
                self.dense += 1;
                self.in_word = false;
            } else if c.is_alphanumeric() {
                if !self.in_word {
                    self.words += 1;
                    self.word_letters = 0;
                }
                self.in_word = true;
                self.word_letters += 1;
            } else if c != '\'' && c != '’' && c != '-' {
                self.in_word = false;
                self.word_letters = 0;
            }
        }
    }
}

fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

/// Scripts written without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. Korean has spaces.
pub fn is_dense(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff
        | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// The text of a block: white space folded, soft hyphens gone, a line break as a blank.
pub fn text(page: &Page, block: &Block) -> String {
    let mut out = String::new();
    for id in runs(page, block) {
        match page.tag(id) {
            Tag::Text => {
                let text = page.text(id);
                if text.contains('\u{ad}') {
                    crate::page::push_folded(&mut out, &text.replace('\u{ad}', ""));
                } else {
                    crate::page::push_folded(&mut out, text);
                }
            }
            Tag::Br => crate::page::push_folded(&mut out, " "),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The lines of a block: its text, cut at every line break.
pub fn lines(page: &Page, block: &Block) -> Vec<String> {
    let mut lines = vec![String::new()];
    for id in runs(page, block) {
        if page.tag(id) == Tag::Br {
            lines.push(String::new());
        } else if let Some(line) = lines.last_mut() {
            crate::page::push_folded(line, page.text(id));
        }
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines.retain(|line| !line.is_empty());
    lines
}

/// The nodes of a block, less what is no reading matter.
pub fn runs<'a>(page: &'a Page, block: &Block) -> impl Iterator<Item = NodeId> + 'a {
    let (mut id, last) = (block.first, block.last);
    std::iter::from_fn(move || {
        while id < last {
            let node = id;
            // The run of a `<noscript>` never leaves it, so that inside one the rule for noscript does not matter.
            let skip = skips(page, node, true) && !page.is_text(node);
            id = if skip || is_media(page.tag(node)) { page.end(node) } else { NodeId(node.0 + 1) };
            if page.tag(node) == Tag::Noscript {
                id = page.end(node);
                continue;
            }
            if !skip {
                return Some(node);
            }
        }
        None
    })
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
}
