//! The score of a block: how likely it belongs to the article, 0 to 1000, from trained trees.
//!
//! `model/train.py` writes `weights.bin` and defines its format. Two stages: the first scores a block by its own
//! features, the second sees what the first said of its surroundings, as an expert for articles and one for all pages,
//! blended by how sure the page is an article. All arithmetic is on integers, so that the same page has the same
//! scores natively and in wasm. Broken weights are a fault of the build: reading them panics, with a test before it.

mod explain;

use crate::feature::{self, Features};
use std::sync::OnceLock;

/// The score from which the reader keeps a block.
pub const KEEP: i32 = 500;

/// A block with a first score below this has its answer: the second stage would only cost time.
const HOPELESS: i16 = 8;

/// Added to the general expert's margin, in 1/65536, the more the surer it is that the page is no article: on a page that is no article so much is uncertain that a block
/// which is likelier not of the content is still worth keeping.
const LEAN: i64 = 39_322;

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
}

/// A sum of decision trees.
struct Trees {
    outputs: usize,
    /// What one step of a leaf is worth, in 1/65536.
    unit: i32,
    /// Where each tree begins in `nodes`.
    roots: Vec<u32>,
    nodes: Vec<Node>,
}

#[derive(Clone, Copy)]
struct Node {
    feature: u16,
    threshold: i16,
    /// A node's number, or a leaf's value behind [`LEAF`].
    left: i32,
    right: i32,
}

/// Children from here on are leaves: `LEAF + 128 + value`.
const LEAF: i32 = 1 << 24;

struct Reader<'a>(&'a [u8]);

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

/// The thresholds of each feature.
fn read_cuts(reader: &mut Reader) -> Vec<Vec<i16>> {
    let features = reader.u8();
    (0..features)
        .map(|_| {
            let cuts = reader.u8();
            (0..cuts).map(|_| i16::from_le_bytes(reader.bytes())).collect()
        })
        .collect()
}

impl Trees {
    fn read(reader: &mut Reader, cuts: &[Vec<i16>]) -> Trees {
        let outputs = reader.u8();
        let unit = i32::from_le_bytes(reader.bytes());
        let trees = reader.u16();
        let mut out = Trees { outputs, unit, roots: Vec::new(), nodes: Vec::new() };
        for _ in 0..trees {
            let root = out.read_node(reader, cuts);
            out.roots.push(root as u32);
        }
        out
    }

    /// Trees are at most a few dozen levels deep: they have at most 31 leaves.
    fn read_node(&mut self, reader: &mut Reader, cuts: &[Vec<i16>]) -> i32 {
        let (feature, flags) = (reader.u8(), reader.u8());
        let threshold = cuts[feature].get(flags & 63).copied().unwrap_or(i16::MAX);
        let number = self.nodes.len();
        self.nodes.push(Node { feature: feature as u16, threshold, left: 0, right: 0 });
        let mut child = |leaf: usize| match flags & leaf {
            0 => self.read_node(reader, cuts),
            _ => LEAF + 128 + i32::from(reader.bytes::<1>()[0] as i8),
        };
        let left = child(64);
        let right = child(128);
        self.nodes[number].left = left;
        self.nodes[number].right = right;
        number as i32
    }

    /// The margin of one output, in 1/65536 of a natural logit.
    fn margin(&self, output: usize, value: impl Fn(usize) -> i16) -> i32 {
        let mut sum = 0;
        for &root in self.roots.iter().skip(output).step_by(self.outputs) {
            let mut at = root as i32;
            while at < LEAF {
                let node = &self.nodes[at as usize];
                at = if value(usize::from(node.feature)) <= node.threshold { node.left } else { node.right };
            }
            sum += at - LEAF - 128;
        }
        sum * self.unit
    }
}

impl Model {
    /// Reads weights; panics on broken ones.
    pub fn read(bytes: &[u8]) -> Model {
        let mut reader = Reader(bytes);
        assert_eq!(&reader.bytes::<4>(), b"SFW1", "not a file of weights");
        let header = reader.u16();
        reader.0 = &reader.0[header..];
        let logistic = (0..129).map(|_| u32::from_le_bytes(reader.bytes())).collect();
        let cuts = read_cuts(&mut reader);
        let [first, article, general] = std::array::from_fn(|_| Trees::read(&mut reader, &cuts));
        let cuts = read_cuts(&mut reader);
        let kind = Trees::read(&mut reader, &cuts);
        assert!(reader.0.is_empty(), "weights go on behind their end");
        Model { logistic, first, article, general, kind }
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

    fn first_score(&self, own: &[i16]) -> i16 {
        self.probability(self.first.margin(0, |feature| own[feature]), 1000) as i16
    }

    fn first_scores(&self, features: &Features) -> Vec<i16> {
        let score = |block| if features.has_text(block) { self.first_score(features.of(block)) } else { 0 };
        (0..features.len()).map(score).collect()
    }

    /// `sure` is how likely the page is an article, in thousandths.
    fn second_score(&self, own: &[i16], around: &[i16], sure: i64) -> i32 {
        let value = |feature: usize| if feature < own.len() { own[feature] } else { around[feature - own.len()] };
        let article = i64::from(self.article.margin(0, value));
        let general = i64::from(self.general.margin(0, value)) + LEAN * (500 - sure).max(0) / 500;
        self.probability(((article * sure + general * (1000 - sure)) / 1000) as i32, 1000) as i32
    }

    /// Scores every block of a page and tells what kind of page it is.
    pub fn score(&self, features: &Features) -> Scores {
        let first = self.first_scores(features);
        let kinds = self.kinds(&features.whole().measure(&first));
        let second = features.second().measure(&first);
        let width = feature::SECOND_NAMES.len();
        let blocks = (0..features.len())
            .map(|block| {
                if !features.has_text(block) || first[block] < HOPELESS {
                    return i32::from(first[block]);
                }
                self.second_score(features.of(block), &second[block * width..][..width], i64::from(kinds[0]))
            })
            .collect();
        Scores { blocks, kinds }
    }

    /// How likely each kind is, in thousandths: each output's odds as a share of all.
    fn kinds(&self, page: &[i16]) -> [i32; KINDS] {
        let margins: [i32; KINDS] = std::array::from_fn(|output| self.kind.margin(output, |feature| page[feature]));
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
    fn knows_the_logistic_function() {
        let model = Model::built_in();
        for (margin, value) in
            [(0, 500), (65536, 731), (-65536, 269), (65536 * 20, 1000), (-65536 * 20, 0), (1 << 15, 622)]
        {
            assert_eq!(model.probability(margin, 1000), value);
        }
    }
}
