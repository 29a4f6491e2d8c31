//! The score of a block: how likely it belongs to the article, 0 to 1000, from trained trees.
//!
//! `model/train.py` writes `weights.bin` and defines its format. Two stages: the first scores a block by its own
//! features, the second sees what the first said of its surroundings, as an expert for articles and one for all pages,
//! blended by how sure the page is an article; where that is certain, one alone is asked. All arithmetic is on integers,
//! so that the same page has the same scores natively and in wasm. Broken weights are a fault of the build: reading them
//! panics, with a test before it.

mod explain;
mod lanes;
mod trees;
mod wording;

use crate::feature::{self, Features, WORDING_BUCKETS};
use std::sync::OnceLock;
use trees::{Trees, read_cuts};
use wording::{PAGE_BUCKETS, Table};

/// The score from which the reader keeps a block.
pub const KEEP: i32 = 500;

/// A block with a first score below this has its answer: the second stage would only cost time.
const HOPELESS: i16 = 20;
/// The same from a first score on, where the page is surely an article: there the second stage agrees.
const SURE: i16 = 950;

/// The first stage's part in a score, in thousandths: two stages err less together than the second alone.
const FIRST_SHARE: i64 = 400;

/// Likelihoods of an article, in thousandths, up to which and from which one expert alone is asked. The other would hardly
/// weigh there, and three pages in four are so sure of what they are.
const SURELY_OTHER: i64 = 100;
const SURELY_ARTICLE: i64 = 900;

/// The least likelihood, in thousandths, at which a block of a most uncertain page is kept.
const LEAST_KEEP: i64 = 200;

static WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// What the model says of a page.
pub struct Scores {
    /// By block, 0 to 1000; blocks without text have 0.
    pub blocks: Vec<i32>,
    /// By [`ModelKind`], in thousandths.
    pub kinds: [i32; KINDS],
}

/// The kinds of pages that the training data knows, in the model's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelKind {
    Article,
    Forum,
    Documentation,
    Listing,
    Product,
    Other,
}

impl ModelKind {
    pub const ALL: [ModelKind; KINDS] =
        [Self::Article, Self::Forum, Self::Documentation, Self::Listing, Self::Product, Self::Other];
}
pub const KINDS: usize = 6;

/// A trained model.
pub struct Model {
    /// Values of the logistic function at 0, 1/16, … 8, in 1/65536.
    logistic: Vec<u32>,
    first: Trees,
    article: Trees,
    general: Trees,
    kind: Trees,
    wording: Table,
    page_wording: Table,
}

/// A block that the second stage is asked about.
struct Asked<'a> {
    /// The first stage's margin.
    first: i32,
    own: &'a [i16],
    around: &'a [i16],
    wording: &'a [u16],
}

pub struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let (head, rest) = self.0.split_first_chunk::<N>().expect("weights end too early");
        self.0 = rest;
        *head
    }
    fn u8(&mut self) -> usize {
        usize::from(self.bytes::<1>()[0])
    }
    fn u16(&mut self) -> usize {
        usize::from(u16::from_le_bytes(self.bytes()))
    }
}

impl Model {
    /// Reads weights; panics on broken ones.
    pub fn read(bytes: &[u8]) -> Model {
        let mut reader = Reader(bytes);
        assert!(&reader.bytes::<4>() == b"SFW3", "not a file of weights");
        let header = reader.u16();
        reader.0 = &reader.0[header..];
        let logistic = (0..129).map(|_| u32::from_le_bytes(reader.bytes())).collect();
        let cuts = read_cuts(&mut reader);
        let [first, article, general] = std::array::from_fn(|_| Trees::read(&mut reader, &cuts, 1));
        let cuts = read_cuts(&mut reader);
        let kind = Trees::read(&mut reader, &cuts, KINDS);
        let wording = Table::read(&mut reader, WORDING_BUCKETS);
        let page_wording = Table::read(&mut reader, PAGE_BUCKETS);
        assert!(reader.0.is_empty(), "weights go on behind their end");
        Model { logistic, first, article, general, kind, wording, page_wording }
    }

    /// The model that is built in.
    pub fn built_in() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model::read(WEIGHTS))
    }

    /// The logistic function of a margin, 0 to `to`; straight lines between the table's points.
    fn probability(&self, margin: i32, to: i64) -> i64 {
        let size = i64::from(margin.unsigned_abs());
        let (at, part) = ((size >> 12).min(128) as usize, size & 4095);
        let (a, b) = (i64::from(self.logistic[at]), i64::from(self.logistic[(at + 1).min(128)]));
        let value = a + (((b - a) * part) >> 12);
        let value = if margin < 0 { 65536 - value } else { value };
        (value * to + 32768) >> 16
    }

    /// The first stage's margins; 0 where there is no text.
    fn first_margins(&self, features: &Features) -> Vec<i32> {
        let texts: Vec<usize> = (0..features.len()).filter(|&block| features.has_text(block)).collect();
        let mut out = vec![0; features.len()];
        let margins = self.first.margins(texts.iter().map(|&block| [features.of(block), &[]]));
        for (block, margin) in texts.into_iter().zip(margins) {
            out[block] = margin;
        }
        out
    }

    fn first_scores(&self, features: &Features, margins: &[i32]) -> Vec<i16> {
        let score = |(block, &margin): (usize, &i32)| {
            if features.has_text(block) { self.probability(margin, 1000) as i16 } else { 0 }
        };
        margins.iter().enumerate().map(score).collect()
    }

    /// What both stages and the wording say together of each of some blocks. `sure` is how likely the page is an article,
    /// in thousandths.
    fn margins(&self, blocks: &[Asked], sure: i64) -> Vec<i32> {
        let sure = match sure {
            ..=SURELY_OTHER => 0,
            SURELY_ARTICLE.. => 1000,
            between => between,
        };
        let ask = |expert: &Trees, weight: i64| {
            if weight == 0 {
                return vec![0; blocks.len()];
            }
            expert.margins(blocks.iter().map(|asked| [asked.own, asked.around]))
        };
        let (article, general) = (ask(&self.article, sure), ask(&self.general, 1000 - sure));
        let both = article
            .into_iter()
            .zip(general)
            .map(|(article, general)| (i64::from(article) * sure + i64::from(general) * (1000 - sure)) / 1000);
        let all = blocks.iter().zip(both).map(|(asked, second)| {
            let trees = (i64::from(asked.first) * FIRST_SHARE + second * (1000 - FIRST_SHARE)) / 1000;
            (trees + self.wording.of_block(asked.wording)) as i32
        });
        all.collect()
    }

    /// Scores every block of a page and tells what kind of page it is.
    pub fn score(&self, features: &Features) -> Scores {
        let margins = self.first_margins(features);
        let first = self.first_scores(features, &margins);
        let kinds = self.kinds(features, &first);
        let second = features.second().measure(&first);
        let width = feature::SECOND_NAMES.len();
        let open = HOPELESS..if i64::from(kinds[0]) >= SURELY_ARTICLE { SURE } else { i16::MAX };
        let scored: Vec<usize> =
            (0..features.len()).filter(|&block| features.has_text(block) && open.contains(&first[block])).collect();
        let asked = scored.iter().map(|&block| Asked {
            first: margins[block],
            own: features.of(block),
            around: &second[block * width..][..width],
            wording: features.wording().of(block),
        });
        let mut blocks: Vec<Option<i32>> = vec![None; features.len()];
        let found = self.margins(&asked.collect::<Vec<Asked>>(), i64::from(kinds[0]));
        for (&block, margin) in scored.iter().zip(found) {
            blocks[block] = Some(margin);
        }
        let likely = |(block, margin): (usize, &Option<i32>)| {
            margin.map(|margin| (self.probability(margin, 1000), i64::from(features.second().words(block))))
        };
        let of = |kind: ModelKind| i64::from(kinds[kind as usize]);
        let trust = 1000 - 2 * of(ModelKind::Article) - 3 * of(ModelKind::Product) - of(ModelKind::Other);
        let lean = self.lean(blocks.iter().enumerate().filter_map(likely), trust.max(0));
        for margin in blocks.iter_mut().flatten() {
            *margin += lean;
        }
        let score = |(margin, &first): (Option<i32>, &i16)| {
            margin.map_or(i32::from(first), |margin| self.probability(margin, 1000) as i32)
        };
        Scores { blocks: blocks.into_iter().zip(&first).map(score).collect(), kinds }
    }

    /// What is added to every margin of a page, so that the blocks kept by it are those that promise the best balance
    /// of precision and recall: a block is worth keeping when its likelihood is over half of the best balance that the
    /// page allows. On an article that is half or nearly so; where much is uncertain, less. Measured, it helps most on
    /// listings and harms on articles and products, where it is left alone.
    ///
    /// `blocks` are likelihood, in thousandths, and words of each; `trust` is how far this goes, in thousandths.
    fn lean(&self, blocks: impl Iterator<Item = (i64, i64)>, trust: i64) -> i32 {
        let mut words_of = [0; 1001];
        for (likely, words) in blocks {
            words_of[likely as usize] += words;
        }
        // The balance is best where one likelihood ends and a lower one begins.
        let is_some = |(_, words): &(usize, &i64)| **words > 0;
        let sorted = || words_of.iter().enumerate().rev().filter(is_some).map(|(likely, words)| (likely as i64, words));
        let all: i64 = sorted().map(|(likely, words)| likely * words).sum();
        let (mut kept, mut right, mut best) = (0, 0, 0);
        for (likely, words) in sorted() {
            kept += words;
            right += likely * words;
            best = best.max(2 * right * 1000 / (kept * 1000 + all).max(1));
        }
        let keep = (best / 2).clamp(LEAST_KEEP, i64::from(KEEP));
        let keep = i64::from(KEEP) - (i64::from(KEEP) - keep) * trust / 1000;
        // The margin whose likelihood is what is missing to certainty, by halving.
        let (mut low, mut high) = (0, 2 << 16);
        while low < high {
            let middle = (low + high) / 2;
            if self.probability(middle, 1000) < 1000 - keep { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// How likely each kind is, in thousandths: each output's odds as a share of all. What the page's words add belongs to
    /// the odds of an article.
    fn kinds(&self, features: &Features, first: &[i16]) -> [i32; KINDS] {
        let page = features.whole().measure(first);
        let mut margins: [i32; KINDS] = self.kind.margin(&page);
        let said = self.page_wording.of_page(features.wording(), |block| i32::from(first[block]) >= KEEP);
        margins[ModelKind::Article as usize] += said as i32;
        let most = margins.iter().copied().max().unwrap_or(0);
        // e^x = p / (1 - p) for p the logistic function of x; the largest has 1.
        let odds = margins.map(|margin| {
            let p = self.probability(margin - most, 1 << 16).min((1 << 16) - 1);
            (p << 16) / ((1 << 16) - p)
        });
        let all: i64 = odds.iter().sum();
        odds.map(|one| (one * 1000 / all.max(1)) as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_its_budget() {
        Model::built_in();
        assert!(WEIGHTS.len() <= 64 << 10, "{} bytes", WEIGHTS.len());
    }

    #[test]
    fn leans_to_keeping_where_much_is_uncertain() {
        let model = Model::built_in();
        let (sure, doubtful) = ([(980, 50), (970, 80), (20, 40)], [(400, 50), (350, 80), (300, 40)]);
        let lean = |blocks: &[(i64, i64)], trust| model.lean(blocks.iter().copied(), trust);
        assert_eq!(lean(&doubtful, 0), 0);
        assert!(lean(&sure, 1000) < 1 << 13);
        let more = lean(&doubtful, 1000);
        let kept = |likely: i64| {
            let margin = (-(3 << 16)..3 << 16).find(|&margin| model.probability(margin, 1000) >= likely).unwrap();
            model.probability(margin + more, 1000) >= i64::from(KEEP)
        };
        assert!(kept(350) && !kept(150), "lean {more}");
        assert_eq!(lean(&[], 1000), lean(&[(0, 10)], 1000));
    }

    #[test]
    fn knows_the_logistic_function() {
        let model = Model::built_in();
        for (margin, value) in
            [(0, 500), (65536, 731), (-65536, 269), (65536 * 20, 1000), (-65536 * 20, 0), (1 << 15, 622)]
        {
            assert_eq!(model.probability(margin, 1000), value);
        }
    }
}
