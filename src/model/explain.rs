//! What weighed most in a block's score: each feature in turn is given the value that is usual on the page, and what
//! the score loses by it is its weight. It gives up on features that only matter together.

use super::{Asked, Model};
use crate::feature::{Features, NAMES, SECOND_NAMES};

/// A feature with its value on a block and what it adds to the block's score, in thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    pub name: &'static str,
    pub value: i16,
    pub weight: i32,
}

impl Model {
    /// The features of a block, those that weighed most first.
    pub fn explain(&self, features: &Features, block: usize) -> Vec<Weight> {
        let margins = self.first_margins(features);
        let first = self.first_scores(features, &margins);
        let sure = i64::from(self.kinds(features, &first)[0]);
        let second = features.second().measure(&first);
        let width = SECOND_NAMES.len();
        let own = features.of(block);
        let around = &second[block * width..(block + 1) * width];
        let words = features.wording().of(block);
        let score = |own: &[i16], around: &[i16], words: &[u16]| {
            let mut around = around.to_vec();
            let [first] = self.first.margin(own);
            around[0] = self.probability(first, 1000) as i16;
            let asked = Asked { first, own, around: &around, wording: words };
            self.probability(self.margins(&[asked], sure)[0], 1000) as i32
        };
        let full = score(own, around, words);
        let texts: Vec<usize> = (0..features.len()).filter(|&block| features.has_text(block)).collect();
        let usual = |value: &dyn Fn(usize) -> i16| {
            let mut values: Vec<i16> = texts.iter().map(|&block| value(block)).collect();
            values.sort_unstable();
            values.get(values.len() / 2).copied().unwrap_or(0)
        };
        let mut out = Vec::new();
        for (feature, name) in NAMES.iter().enumerate() {
            let mut changed = own.to_vec();
            changed[feature] = usual(&|block| features.of(block)[feature]);
            out.push(Weight { name, value: own[feature], weight: full - score(&changed, around, words) });
        }
        // The first of the second stage's features is the first score itself, which the loop above has taken apart.
        for (feature, name) in SECOND_NAMES.iter().enumerate().skip(1) {
            let mut changed = around.to_vec();
            changed[feature] = usual(&|block| second[block * width + feature]);
            out.push(Weight { name, value: around[feature], weight: full - score(own, &changed, words) });
        }
        out.push(Weight { name: "wording", value: words.len() as i16, weight: full - score(own, around, &[]) });
        out.sort_by_key(|weight| -weight.weight.abs());
        out
    }
}
