//! What the tree says about the blocks: sums over any subtree in constant time, the element that holds the article,
//! the headline, and what class names and element names speak for.
//!
//! One pass each, over nodes or blocks; every climb towards the root is bounded, so the cost is linear in the page.

mod evidence;
mod main_element;
mod tables;

use crate::block::{Block, BlockId, Starts, sums};
use crate::names::Tag;
use crate::page::{NodeId, Page};
use crate::role::Role;
pub use evidence::is_site_footer;
pub use main_element::{letters, titles};

sums! {
    /// Sums over a run of blocks.
    Totals:
    blocks: u32,
    chars: u64,
    link_chars: u64,
    words: u64,
    /// Words of prose: of blocks that read as sentences and are not mostly links, capped for each block.
    prose: u64,
    /// The same, nearly left out where names speak of clutter.
    clean_prose: u64,
}

/// What a name speaks for, and the element whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub role: Role,
    pub source: NodeId,
}

/// See the module.
pub struct Structure {
    starts: Starts,
    /// Sums over the blocks before each block; one more entry at the end.
    sums: Vec<Totals>,
    evidence: Vec<Option<Evidence>>,
    /// The element that holds the article.
    pub main: NodeId,
    /// The headline's block.
    pub headline: Option<BlockId>,
    /// Elements beside the article that are articles of their own, in document order.
    pub next_articles: Vec<NodeId>,
    /// Elements that are called an author's, in document order.
    pub authors: Vec<NodeId>,
    /// For each block, the largest small piece of the page around it, below the main element.
    cards: Vec<NodeId>,
    /// The tables of data, in the order of the page.
    data_tables: Vec<NodeId>,
}

/// A block of at most this many words counts with all of them; a longer one with these.
const PROSE_CAP_WORDS: u32 = 100;
/// Fewest words of prose, and fewest without a sentence end.
const PROSE_MIN_WORDS: u32 = 8;
const PROSE_MIN_WORDS_OPEN: u32 = 25;
/// Highest link density of prose, in thousandths.
const PROSE_MAX_LINKS: u32 = 350;
/// Words of the largest piece that still counts as one card.
const CARD_MAX_WORDS: u64 = 130;
/// Steps that any climb towards the root may take.
const MAX_CLIMB: usize = 24;

/// Whether a block reads as prose.
pub fn is_prose(page: &Page, block: &Block) -> bool {
    block.words >= PROSE_MIN_WORDS
        && block.link_density() <= PROSE_MAX_LINKS
        && (block.sentences > 0 || block.words >= PROSE_MIN_WORDS_OPEN)
        && page.tag(block.container).heading_level().is_none()
}

impl Structure {
    pub fn new(page: &Page, blocks: &[Block]) -> Self {
        let mut this = Structure {
            starts: Starts::new(page, blocks),
            sums: Vec::new(),
            evidence: Vec::new(),
            main: NodeId(0),
            headline: None,
            next_articles: Vec::new(),
            authors: Vec::new(),
            cards: Vec::new(),
            data_tables: Vec::new(),
        };
        if blocks.is_empty() {
            this.sums.push(Totals::default());
            this.evidence = vec![None; page.len()];
            return this;
        }
        this.sums = sums(page, blocks, |_| false);
        (this.evidence, this.authors) = this.read_evidence(page);
        this.sums = sums(page, blocks, |block| {
            this.evidence[block.container.index()].is_some_and(|evidence| !evidence.role.is_article())
        });
        this.headline = this.find_headline(page, blocks);
        this.main = this.find_main(page, blocks);
        this.data_tables = this.find_data_tables(page);
        this.cards = blocks.iter().map(|block| this.find_card(page, block)).collect();
        this
    }

    /// The blocks that begin inside a subtree.
    pub fn blocks_in(&self, page: &Page, id: NodeId) -> std::ops::Range<usize> {
        self.starts.within(page, id)
    }
    /// Sums over the blocks of a subtree.
    pub fn totals(&self, page: &Page, id: NodeId) -> Totals {
        self.totals_of(self.blocks_in(page, id))
    }
    /// Sums over a run of blocks.
    pub fn totals_of(&self, range: std::ops::Range<usize>) -> Totals {
        self.sums[range.end].minus(self.sums[range.start])
    }
    /// What the names around an element speak for, the nearest first.
    pub fn evidence(&self, id: NodeId) -> Option<Evidence> {
        self.evidence[id.index()]
    }
    /// The card around a block.
    pub fn card(&self, block: BlockId) -> NodeId {
        self.cards[block.index()]
    }
    pub fn all(&self) -> Totals {
        self.sums[self.sums.len() - 1]
    }

    fn find_card(&self, page: &Page, block: &Block) -> NodeId {
        let mut card = block.container;
        for parent in page.ancestors(block.container).take(MAX_CLIMB) {
            if page.contains(parent, self.main) || self.totals(page, parent).words > CARD_MAX_WORDS {
                break;
            }
            card = parent;
        }
        card
    }
}

/// The level of the heading that a block is in, itself or one or two inline-like wrappers up.
pub fn heading_level(page: &Page, block: &Block) -> Option<u8> {
    let around = std::iter::once(block.container).chain(page.ancestors(block.container).take(2));
    around.into_iter().find_map(|id| page.tag(id).heading_level())
}

/// How far up the figure of a picture is looked for, and how much of it is looked at.
const LABEL_MAX_CLIMB: usize = 12;
const LABEL_MAX_NODES: usize = 64;
/// Words of the longest label.
const LABEL_MAX_WORDS: u32 = 2;

/// Whether a block is a picture or frame, with a word for those who cannot see it at most.
pub fn is_picture(page: &Page, block: &Block) -> bool {
    block.media > 0 && (!block.has_text() || is_labelled_picture(page, block))
}

/// Whether a block is a picture with a word for those who cannot see it ("Image") in a figure whose caption follows.
pub fn is_labelled_picture(page: &Page, block: &Block) -> bool {
    let caption = |figure| {
        let mut inside = page.subtree(figure).take(LABEL_MAX_NODES);
        inside.any(|id| page.tag(id) == Tag::Figcaption && id >= block.last)
    };
    block.media > 0
        && block.has_text()
        && block.words <= LABEL_MAX_WORDS
        && page.around(block.first, Tag::Figure, LABEL_MAX_CLIMB).is_some_and(caption)
}

fn sums(page: &Page, blocks: &[Block], is_clutter: impl Fn(&Block) -> bool) -> Vec<Totals> {
    Totals::before(blocks.iter().map(|block| {
        let prose =
            if is_prose(page, block) && !block.hidden { u64::from(block.words.min(PROSE_CAP_WORDS)) } else { 0 };
        Totals {
            blocks: 1,
            chars: block.chars.into(),
            link_chars: block.link_chars.into(),
            words: block.words.into(),
            prose,
            clean_prose: if is_clutter(block) { prose / 8 } else { prose },
        }
    }))
}
