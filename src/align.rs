//! Labels for training: which blocks of a page make up a text that a person says is its article.
//!
//! The page's words and the truth's words are aligned in order: first runs of four words (longest common subsequence),
//! then single words between them. A block belongs to the article when most of its words are matched. It gives up,
//! and says so with `None`, where a block is matched in part, where it repeats what was matched elsewhere, and in
//! short blocks that match only here and there.

use crate::block::{self, Block, is_dense};
use crate::page::Page;
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What became of one block.
#[derive(Clone, Debug, Default)]
pub struct Label {
    /// The block's words, as the alignment counts them.
    pub words: u32,
    /// Those of them that stand in the truth, in order.
    pub matched: u32,
    /// Whether the block belongs to the article; `None` when it cannot be told.
    pub main: Option<bool>,
    /// Place of its first matched word in the truth.
    pub at: Option<u32>,
}

/// Words in a run.
const RUN: usize = 4;
/// Up to this many words a block must match as one piece.
const SHORT: usize = 3;
/// Matched share (percent) from which a block is of the article, and up to which it is not; between, nobody knows.
const MOST: u32 = 85;
const LITTLE: u32 = 15;
/// A block out of order is of the article with this many words and this share (percent) of its runs in the truth.
const MOVED_WORDS: usize = 8;
const MOVED_SHARE: usize = 70;

/// Labels every block; also the truth's words and how many of them were found.
pub fn align(page: &Page, blocks: &[Block], truth: &str) -> (Vec<Label>, u32, u32) {
    let truth = words(truth);
    let texts: Vec<Vec<u64>> = blocks.iter().map(|block| words(&block::text(page, block))).collect();
    let all: Vec<u64> = texts.iter().flatten().copied().collect();
    let mut found: Vec<Option<u32>> = vec![None; all.len()];
    let (page_runs, truth_runs) = (runs(&all), runs(&truth));
    for (i, j) in common(&page_runs, &truth_runs) {
        for k in 0..RUN {
            found[i + k] = Some((j + k) as u32);
        }
    }
    fill_gaps(&all, &truth, &mut found);

    let truth_set: HashSet<u64> = truth_runs.iter().copied().collect();
    let mut covered = vec![false; truth.len()];
    for place in found.iter().flatten() {
        covered[*place as usize] = true;
    }
    let mut truth_at: HashMap<u64, u32> = HashMap::new();
    for (j, &run) in truth_runs.iter().enumerate() {
        truth_at.entry(run).or_insert(j as u32);
    }
    let mut labels = Vec::with_capacity(blocks.len());
    let mut start = 0;
    for text in &texts {
        let here = &found[start..start + text.len()];
        start += text.len();
        let matched = here.iter().flatten().count() as u32;
        let mut label =
            Label { words: text.len() as u32, matched, main: None, at: here.iter().flatten().next().copied() };
        if text.is_empty() {
            labels.push(label);
            continue;
        }
        let percent = matched * 100 / label.words;
        if text.len() <= SHORT {
            let whole = here.iter().all(Option::is_some)
                && here.windows(2).all(|pair| pair[1].zip(pair[0]).is_some_and(|(b, a)| b == a + 1));
            label.main = Some(whole);
            if !whole {
                label.matched = 0;
            }
        } else if percent >= MOST {
            label.main = Some(true);
        } else {
            let own = runs(text);
            let known: Vec<u64> = own.iter().copied().filter(|run| truth_set.contains(run)).collect();
            if text.len() >= MOVED_WORDS && known.len() * 100 >= own.len() * MOVED_SHARE {
                // Out of order when the truth's words are still free, a repetition when they are not.
                let places: Vec<u32> = known.iter().map(|run| truth_at[run]).collect();
                let free = places.iter().filter(|&&place| !covered[place as usize]).count();
                if free * 2 > places.len() {
                    label.main = Some(true);
                    label.matched = label.words;
                    label.at = places.first().copied();
                    for place in places {
                        for k in 0..RUN {
                            covered[place as usize + k] = true;
                        }
                    }
                }
            } else if percent <= LITTLE {
                label.main = Some(false);
            }
        }
        labels.push(label);
    }
    let covered = covered.iter().filter(|&&covered| covered).count() as u32;
    (labels, truth.len() as u32, covered)
}

/// Single words between the matched runs.
fn fill_gaps(all: &[u64], truth: &[u64], found: &mut [Option<u32>]) {
    let mut anchors: Vec<(usize, usize)> =
        found.iter().enumerate().filter_map(|(i, place)| place.map(|place| (i, place as usize))).collect();
    anchors.push((all.len(), truth.len()));
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in anchors {
        if next_i > i && next_j > j {
            for (a, b) in common(&all[i..next_i], &truth[j..next_j]) {
                found[i + a] = Some((j + b) as u32);
            }
        }
        (i, j) = (next_i + 1, (next_j + 1).max(j));
    }
}

/// Hashes of a text's words, lower case, without accents; a character of a dense script is a word.
fn words(text: &str) -> Vec<u64> {
    let mut out = Vec::new();
    let mut current: Option<u64> = None;
    for c in text.nfkd().filter(|&c| !is_combining_mark(c) && c != '\u{ad}') {
        for c in c.to_lowercase() {
            let hash = current.unwrap_or(0xcbf2_9ce4_8422_2325);
            let next = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3);
            if is_dense(c) {
                out.extend(current.take());
                out.push(u64::from(u32::from(c)));
            } else if c.is_alphanumeric() || c == '_' {
                current = Some(next);
            } else {
                out.extend(current.take());
            }
        }
    }
    out.extend(current);
    out
}

fn runs(words: &[u64]) -> Vec<u64> {
    words
        .windows(RUN)
        .map(|run| {
            run.iter().fold(0u64, |hash, word| (hash.rotate_left(17) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        })
        .collect()
}

/// A longest common subsequence as pairs of places, the earliest places of `a` among the equal ones.
///
/// Bit-parallel: one row of bits for each item of `a` that occurs in `b` at all.
fn common(a: &[u64], b: &[u64]) -> Vec<(usize, usize)> {
    let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
    for (j, &item) in b.iter().enumerate() {
        places.entry(item).or_default().push(j as u32);
    }
    let rows: Vec<usize> = (0..a.len()).filter(|&i| places.contains_key(&a[i])).collect();
    let width = b.len().div_ceil(64);
    let mut bits = vec![u64::MAX; (rows.len() + 1) * width];
    let mut mask = vec![0u64; width];
    for (row, &i) in rows.iter().enumerate() {
        for &j in &places[&a[i]] {
            mask[j as usize / 64] |= 1 << (j % 64);
        }
        let mut carry = false;
        for w in 0..width {
            let v = bits[row * width + w];
            let (sum, over) = v.overflowing_add(v & mask[w]);
            let (sum, over_carry) = sum.overflowing_add(u64::from(carry));
            carry = over || over_carry;
            bits[(row + 1) * width + w] = sum | (v & !mask[w]);
        }
        for &j in &places[&a[i]] {
            mask[j as usize / 64] = 0;
        }
    }
    let grows = |row: usize, j: usize| bits[row * width + j / 64] >> (j % 64) & 1 == 0;
    let (mut row, mut j) = (rows.len(), b.len());
    let mut out = Vec::new();
    while row > 0 && j > 0 {
        if !grows(row, j - 1) {
            j -= 1;
        } else if grows(row - 1, j - 1) {
            row -= 1;
        } else {
            row -= 1;
            j -= 1;
            out.push((rows[row], j));
        }
    }
    out.reverse();
    out
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;

    #[test]
    fn finds_a_longest_common_subsequence() {
        assert_eq!(common(&[1, 2, 3, 4], &[2, 4, 3]).len(), 2);
        assert_eq!(common(&[1, 2, 1, 2], &[1, 2]), [(0, 0), (1, 1)]);
        let long: Vec<u64> = (0..200).collect();
        assert_eq!(common(&long, &long).len(), 200);
    }

    #[test]
    fn labels_blocks() {
        let page = crate::html::read(
            "<nav>Home News Sport</nav><h1>A title of the page</h1><p>One two three four five six seven.</p><h2>Sub head</h2>\
             <p>Eight nine ten eleven twelve.</p><p>Not any of it at all here.</p>",
            "",
        );
        let blocks = block::split(&page);
        let (labels, words, covered) =
            align(&page, &blocks, "One two three four five six seven.\n\nSub head\n\nEight nine ten eleven twelve.");
        let main: Vec<_> = labels.iter().map(|label| label.main).collect();
        assert_eq!(main, [Some(false), Some(false), Some(true), Some(true), Some(true), Some(false)]);
        assert_eq!((words, covered), (14, 14));
    }
}
