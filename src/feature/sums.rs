//! Sums over a run of blocks, and which blocks of it are prose.

use crate::block::{Block, sums};
use crate::page::Page;

/// Fewest words and highest link density (thousandths) of a block that counts as prose.
const PROSE_WORDS: u32 = 12;
const PROSE_LINKS: u32 = 400;

/// A block that reads as a paragraph.
pub fn is_prose(block: &Block) -> bool {
    block.words >= PROSE_WORDS && block.link_density() < PROSE_LINKS && (block.sentences > 0 || block.words >= 30)
}

sums! {
    /// Sums over a range of blocks.
    Sums:
    blocks: u32,
    words: u32,
    chars: u32,
    link_chars: u32,
    prose: u32,
    prose_words: u32,
    headings: u32,
    media: u32,
}

impl Sums {
    /// Of one block; whether it is a heading does not count.
    pub fn of(block: &Block) -> Sums {
        let prose = is_prose(block);
        Sums {
            blocks: 1,
            words: block.words,
            chars: block.chars,
            link_chars: block.link_chars,
            prose: u32::from(prose),
            prose_words: if prose { block.words } else { 0 },
            headings: 0,
            media: block.media,
        }
    }

    /// Adds a block; whether it is a heading does not count.
    pub fn add(&mut self, block: &Block) {
        *self = self.plus(Sums::of(block));
    }

    /// The sums over the blocks before each, and over all of them.
    pub fn over(page: &Page, blocks: &[Block]) -> Vec<Sums> {
        Sums::before(blocks.iter().map(|block| {
            let heading = page.tag(block.container).heading_level().is_some();
            Sums { headings: u32::from(heading), ..Sums::of(block) }
        }))
    }

    /// The sums over a run, from those before its end and before its start.
    pub fn between(before: &[Sums], from: usize, to: usize) -> Sums {
        before[to].minus(before[from])
    }
}
