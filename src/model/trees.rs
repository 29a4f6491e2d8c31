//! Sums of decision trees, as `model/train.py` packs them.
//!
//! Sixteen rows go through a tree together: every node is asked of all of them, and a mask says which of them came to
//! it. That is several times the work of walking down one path, and done in a fraction of the time: there is no branch
//! to foretell, no load waits for another, and vectors make it a few instructions a node.

use super::Reader;
use super::lanes::{LANES, Mask, Sums, Values};
use std::ops::Range;

/// Inner nodes of the largest tree: training makes trees of at most 31 leaves.
const MAX_NODES: usize = 32;
/// Values of the longest row, as a node names one by a byte.
const ROW: usize = 256;

/// A sum of decision trees.
pub struct Trees {
    outputs: usize,
    /// What one step of a leaf is worth, in 1/65536.
    unit: i32,
    trees: Vec<Tree>,
    /// The inner nodes of all trees, each before those below it.
    nodes: Vec<Node>,
    leaves: Vec<i8>,
}

/// Where a tree's nodes and leaves are.
struct Tree {
    nodes: Range<usize>,
    leaves: Range<usize>,
}

#[derive(Clone, Copy, Default)]
struct Node {
    threshold: i16,
    feature: u8,
    /// Where to go up to the threshold and above it: a node of the tree, or a leaf behind [`MAX_NODES`].
    next: [u8; 2],
}

/// The thresholds of each feature.
pub fn read_cuts(reader: &mut Reader) -> Vec<Vec<i16>> {
    let features = reader.u8();
    (0..features)
        .map(|_| {
            let cuts = reader.u8();
            (0..cuts).map(|_| i16::from_le_bytes(reader.bytes())).collect()
        })
        .collect()
}

impl Trees {
    pub fn read(reader: &mut Reader, cuts: &[Vec<i16>]) -> Trees {
        let outputs = reader.u8();
        let unit = i32::from_le_bytes(reader.bytes());
        let count = reader.u16();
        // The sums of steps have 16 bits.
        assert!(count / outputs.max(1) * 128 <= i16::MAX as usize, "too many trees");
        let mut out = Trees { outputs, unit, trees: Vec::new(), nodes: Vec::new(), leaves: Vec::new() };
        for _ in 0..count {
            let (nodes, leaves) = (out.nodes.len(), out.leaves.len());
            out.read_node(reader, cuts, nodes, leaves);
            assert!(out.nodes.len() - nodes <= MAX_NODES, "a tree is too large");
            out.trees.push(Tree { nodes: nodes..out.nodes.len(), leaves: leaves..out.leaves.len() });
        }
        out
    }

    /// Reads a node of the tree that begins at `nodes` and `leaves`. Trees are at most a few dozen levels deep: they have
    /// at most 31 leaves.
    fn read_node(&mut self, reader: &mut Reader, cuts: &[Vec<i16>], nodes: usize, leaves: usize) -> u8 {
        let (feature, flags) = (reader.u8(), reader.u8());
        let threshold = cuts[feature].get(flags & 63).copied().unwrap_or(i16::MAX);
        let number = self.nodes.len();
        self.nodes.push(Node::default());
        let next = [64, 128].map(|leaf| {
            if flags & leaf == 0 {
                self.read_node(reader, cuts, nodes, leaves)
            } else {
                self.leaves.push(reader.bytes::<1>()[0] as i8);
                (MAX_NODES + self.leaves.len() - 1 - leaves) as u8
            }
        });
        self.nodes[number] = Node { threshold, feature: feature as u8, next };
        (number - nodes) as u8
    }

    /// The margin of one output for a row by itself, in 1/65536 of a natural logit: it walks down each tree.
    pub fn margin(&self, output: usize, row: &[i16]) -> i32 {
        let steps = self.trees.iter().skip(output).step_by(self.outputs).map(|tree| {
            let (nodes, mut at) = (&self.nodes[tree.nodes.clone()], 0);
            while at < MAX_NODES {
                let above = row[usize::from(nodes[at].feature)] > nodes[at].threshold;
                at = usize::from(nodes[at].next[usize::from(above)]);
            }
            i32::from(self.leaves[tree.leaves.start + at - MAX_NODES])
        });
        steps.sum::<i32>() * self.unit
    }

    /// The same for each of many rows.
    pub fn margins<'a>(&self, output: usize, rows: impl ExactSizeIterator<Item = [&'a [i16]; 2]>) -> Vec<i32> {
        let mut out = Vec::with_capacity(rows.len() + LANES);
        let mut values = [[0; LANES]; ROW];
        let mut together = [Values::from([0; LANES]); ROW];
        let (all, mut filled) = (rows.len(), 0);
        for (number, [own, around]) in rows.enumerate() {
            for (feature, &value) in values.iter_mut().zip(own.iter().chain(around)) {
                feature[filled] = value;
            }
            filled += 1;
            if filled == LANES || number + 1 == all {
                for (to, from) in together.iter_mut().zip(&values[..own.len() + around.len()]) {
                    *to = Values::from(*from);
                }
                out.extend(self.sums(output, &together).into_iter().take(filled));
                filled = 0;
            }
        }
        out
    }

    fn sums(&self, output: usize, rows: &[Values; ROW]) -> [i32; LANES] {
        let mut sums = Sums::ZERO;
        // The rows that came to each node, and behind them to each leaf.
        let mut came = [Mask::NONE; 2 * MAX_NODES];
        came[0] = Mask::ALL;
        for tree in self.trees.iter().skip(output).step_by(self.outputs) {
            for (at, node) in self.nodes[tree.nodes.clone()].iter().enumerate() {
                let [below, above] = came[at % MAX_NODES].split(rows[usize::from(node.feature)], node.threshold);
                came[usize::from(node.next[0]) % (2 * MAX_NODES)] = below;
                came[usize::from(node.next[1]) % (2 * MAX_NODES)] = above;
            }
            let leaves = came[MAX_NODES..].iter().zip(&self.leaves[tree.leaves.clone()]);
            sums = sums.add(leaves.fold(Mask::NONE, |steps, (mask, &leaf)| mask.give(leaf, steps)));
        }
        sums.each().map(|sum| i32::from(sum) * self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_together_have_what_each_has_alone() {
        // Two outputs in turn; the first tree has three leaves, the others two.
        let tree = |feature, cut: u8, leaves: [i8; 2]| vec![feature, cut | 192, leaves[0] as u8, leaves[1] as u8];
        let trees = [
            [vec![1, 64, 100u8], tree(0, 1, [-127, 9])].concat(),
            tree(2, 0, [3, -4]),
            tree(2, 1, [-20, 127]),
            tree(0, 0, [5, 60]),
        ];
        let bytes = [vec![2, 7, 0, 0, 0, 4, 0], trees.concat()].concat();
        let cuts = [vec![-3, 40], vec![0], vec![i16::MIN, 500]];
        let trees = Trees::read(&mut Reader(&bytes), &cuts);
        let values = [i16::MIN, -4, -3, 0, 1, 40, 41, 500, 501, i16::MAX];
        let value = |number: usize| values[number % values.len()];
        let rows: Vec<[i16; 3]> = (0..1000).map(|n| [value(n), value(n / 10), value(n / 100)]).collect();
        for output in [0, 1] {
            for count in [0, 1, LANES - 1, LANES, LANES + 1, rows.len()] {
                let found = trees.margins(output, rows[..count].iter().map(|row| [&row[..1], &row[1..]]));
                let alone: Vec<i32> = rows[..count].iter().map(|row| trees.margin(output, row)).collect();
                assert_eq!(found, alone, "{count} rows");
            }
        }
        assert_eq!(trees.margin(0, &[40, 1, 500]), (-127 - 20) * 7);
        assert_eq!(trees.margin(0, &[41, 0, 0]), (100 - 20) * 7);
    }
}
