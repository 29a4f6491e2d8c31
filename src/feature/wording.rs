//! The words of each block, as numbers of buckets: what the model's table of wording is read with.
//!
//! A sign-up box, a licence, a note on the author stand where paragraphs stand and look like them; what they say gives
//! them away, in any language of the training pages. A bucket holds many words, and no word can be read back from it.

use super::text::Text;

/// Buckets of words, as a power of two: more tell more words apart and make the weights larger.
pub const WORDING_BITS: u32 = 11;
pub const WORDING_BUCKETS: usize = 1 << WORDING_BITS;

/// The distinct buckets of each block's words.
pub struct Wording {
    buckets: Vec<u16>,
    ends: Vec<u32>,
}

impl Wording {
    pub(super) fn new(texts: &[Text]) -> Wording {
        let mut out = Wording { buckets: Vec::new(), ends: Vec::with_capacity(texts.len()) };
        // The block in which a bucket was last seen.
        let mut seen = vec![usize::MAX; WORDING_BUCKETS];
        for (number, text) in texts.iter().enumerate() {
            for &bucket in &text.buckets {
                if std::mem::replace(&mut seen[usize::from(bucket)], number) != number {
                    out.buckets.push(bucket);
                }
            }
            out.ends.push(out.buckets.len() as u32);
        }
        out
    }

    #[cfg(test)]
    pub fn of_blocks(blocks: &[&[u16]]) -> Wording {
        let text = |buckets: &&[u16]| Text { buckets: buckets.to_vec(), ..Text::default() };
        Wording::new(&blocks.iter().map(text).collect::<Vec<Text>>())
    }
    /// Number of blocks.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    pub fn of(&self, block: usize) -> &[u16] {
        let start = block.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.buckets[start as usize..self.ends[block] as usize]
    }
}

/// The bucket of a word, from its hash.
pub(super) fn bucket(hash: u64) -> u16 {
    let folded = (hash >> 32) as u32 ^ hash as u32;
    (folded.wrapping_mul(0x9e37_79b1) >> (32 - WORDING_BITS)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_a_bucket_once_a_block() {
        let wording = Wording::of_blocks(&[&[3, 5, 3], &[], &[5]]);
        assert_eq!([wording.of(0), wording.of(1), wording.of(2)], [&[3, 5][..], &[], &[5]]);
    }
}
