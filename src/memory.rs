//! What earlier visits taught of a site: text that stood on several of its pages is furniture, and speaks for clutter.
//!
//! A text is known by its mark alone, a hash under the site's own secret key, so that what is remembered says nothing of
//! what was read. The evidence is weak, as the same words also stand under every instalment of a series: it never moves
//! text that the model is sure of, nor lines too short to tell texts apart, nor more than a little of an article. The
//! same article under two addresses would otherwise unmake itself.

use crate::block::Block;
use crate::correction::SAID;
use crate::label::Label;
use crate::role::{Reader, Role};
use siphasher::sip::SipHasher24;
use std::hash::Hasher;

/// Bits of a mark: what a JavaScript number holds. Among ten thousand texts two share a mark once in a hundred million.
const MARK_BITS: u32 = 52;

/// Shorter text stands on many pages by chance: names, "Share", "Photo".
const MIN_WORDS: u32 = 4;

/// A block of the article with this score (0 to 1000) or more stays: losing a paragraph is far worse than keeping clutter.
const MAX_SCORE: i32 = 600;

/// The same for hiding in place, where nothing tells the person that something is missing.
const MAX_SCORE_IN_PLACE: i32 = 300;

/// How much of the article's words may be furniture, in thousandths. With more, these are pages of one article.
const MAX_SHARE: u32 = 100;

/// The reason that a label gets.
const REASON: &str = "furniture";

/// What is known of the page's site.
#[derive(Clone, Debug)]
pub struct Memory {
    key: [u8; 16],
    furniture: Vec<u64>,
}

impl Memory {
    /// `key`: the site's secret; `furniture`: the marks of text that stood on several pages, in ascending order, as
    /// sorting here would cost every page more code than all else of this file.
    pub fn new(key: [u8; 16], furniture: Vec<u64>) -> Memory {
        Memory { key, furniture }
    }

    /// How a block is remembered; `None` where that would never be of use.
    pub fn mark(&self, block: &Block, label: &Label) -> Option<u64> {
        (block.words >= MIN_WORDS && label.score < MAX_SCORE && may_be_furniture(label.role)).then(|| {
            let mut hasher = SipHasher24::new_with_key(&self.key);
            hasher.write_u64(block.hash);
            hasher.finish() >> (u64::BITS - MARK_BITS)
        })
    }

    /// The labels with this evidence weighed in.
    pub fn weigh(&self, blocks: &[Block], mut labels: Vec<Label>) -> Vec<Label> {
        let known: Vec<usize> = (0..blocks.len())
            .filter(|&at| {
                self.mark(&blocks[at], &labels[at]).is_some_and(|mark| self.furniture.binary_search(&mark).is_ok())
            })
            .collect();
        let kept = |at: &usize| labels[*at].keep;
        let words = |numbers: &mut dyn Iterator<Item = usize>| numbers.map(|at| blocks[at].words).sum::<u32>();
        let lost = words(&mut known.iter().copied().filter(kept));
        let all = words(&mut (0..blocks.len()).filter(kept));
        if lost * 1000 > all * MAX_SHARE {
            return labels;
        }
        for at in known {
            let label = &mut labels[at];
            // The person has the last word.
            if label.reasons.contains(&SAID) {
                continue;
            }
            // What a block is was known better before, unless it was taken for text or for nothing.
            if label.keep || label.role == Role::Other {
                label.role = Role::Notice;
            }
            label.keep = false;
            label.reasons.push(REASON);
        }
        labels
    }
}

/// Whether a label says that its block is furniture which may be hidden in place, however the model has scored it.
pub fn is_furniture_in_place(label: &Label) -> bool {
    label.reasons.contains(&REASON) && label.score < MAX_SCORE_IN_PLACE
}

/// The head of an article and what belongs to a picture stay: a byline stands on every page of its author.
fn may_be_furniture(role: Role) -> bool {
    matches!(role.reader(), Reader::Body | Reader::Out)
}
