//! Sums of decision trees, as `model/train.py` packs them.
//!
//! No row walks down a path: every node is asked, and takes from those of its rows that go on above it the leaves below
//! it. What the row would have come to is the first leaf that is left (QuickScorer, Lucchese and others, SIGIR 2015). Many
//! rows do so together. That is several times the work of walking down, and done in a fraction of the time: there is no
//! branch to foretell, no load waits for another, and vectors make it a few instructions a node.

use super::Reader;
use super::lanes::{Bytes, LANES, PLANE, Sums, Values};
use std::ops::Range;

/// Leaves of the largest tree.
const MAX_LEAVES: usize = 32;
/// Values of the longest row, as a node names one by a byte.
const ROW: usize = 256;

/// A sum of decision trees.
pub struct Trees {
    /// What one step of a leaf is worth, in 1/65536.
    unit: i32,
    /// The planes of each tree.
    trees: Vec<Range<usize>>,
    planes: Vec<Plane>,
    nodes: Vec<Node>,
}

/// Eight leaves of a tree that stand side by side.
struct Plane {
    /// The nodes that may take one of them away.
    nodes: Range<usize>,
    leaves: [i8; PLANE],
}

/// What a node does to a plane: a row whose value is above the threshold loses these leaves.
#[derive(Clone, Copy)]
struct Node {
    threshold: i16,
    feature: u8,
    loses: u8,
}

/// A node as it is read, with the leaves below it.
struct Split {
    threshold: i16,
    feature: u8,
    below: Range<usize>,
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
    /// Trees of so many outputs, which take turns. Panics where the weights have another number.
    pub fn read(reader: &mut Reader, cuts: &[Vec<i16>], outputs: usize) -> Trees {
        assert!(reader.u8() == outputs, "trees of another number of outputs");
        let unit = i32::from_le_bytes(reader.bytes());
        let count = reader.u16();
        // The sums of steps have 16 bits.
        assert!(count / outputs * 128 <= i16::MAX as usize, "too many trees");
        let mut out = Trees { unit, trees: Vec::new(), planes: Vec::new(), nodes: Vec::new() };
        for _ in 0..count {
            let (mut splits, mut leaves) = (Vec::new(), Vec::new());
            read_split(reader, cuts, &mut splits, &mut leaves);
            assert!(leaves.len() <= MAX_LEAVES, "a tree is too large");
            out.push(&splits, &leaves);
        }
        out
    }

    fn push(&mut self, splits: &[Split], leaves: &[i8]) {
        let first = self.planes.len();
        for (number, part) in leaves.chunks(PLANE).enumerate() {
            let from = self.nodes.len();
            for &Split { threshold, feature, ref below } in splits {
                let bits = (1u64 << below.end) - (1 << below.start);
                let loses = (bits >> (number * PLANE)) as u8;
                if loses != 0 {
                    self.nodes.push(Node { threshold, feature, loses });
                }
            }
            let mut leaves = [0; PLANE];
            leaves[..part.len()].copy_from_slice(part);
            self.planes.push(Plane { nodes: from..self.nodes.len(), leaves });
        }
        self.trees.push(first..self.planes.len());
    }

    /// The margins of a row by itself, in 1/65536 of a natural logit, one an output.
    pub fn margin<const OUTPUTS: usize>(&self, row: &[i16]) -> [i32; OUTPUTS] {
        let mut steps = [0; OUTPUTS];
        for (number, tree) in self.trees.iter().enumerate() {
            for plane in &self.planes[tree.clone()] {
                let mut lost = 0u8;
                for node in &self.nodes[plane.nodes.clone()] {
                    // A branch would be foretold wrongly.
                    let is_above = row[usize::from(node.feature)] > node.threshold;
                    lost |= node.loses & u8::from(is_above).wrapping_neg();
                }
                if let Some(&leaf) = plane.leaves.get(lost.trailing_ones() as usize) {
                    steps[number % OUTPUTS] += i32::from(leaf);
                    break;
                }
            }
        }
        steps.map(|step| step * self.unit)
    }

    /// The same for each of many rows, where there is one output.
    pub fn margins<'a>(&self, rows: impl ExactSizeIterator<Item = [&'a [i16]; 2]>) -> Vec<i32> {
        let mut out = Vec::with_capacity(rows.len() + LANES);
        let mut together = [[0; ROW]; LANES];
        let mut values = [Values::NONE; ROW];
        let (all, mut filled) = (rows.len(), 0);
        for (number, [own, around]) in rows.enumerate() {
            let (first, second) = together[filled].split_at_mut(own.len());
            first.copy_from_slice(own);
            second[..around.len()].copy_from_slice(around);
            filled += 1;
            if filled == LANES || number + 1 == all {
                Values::of_rows(&together[..filled.next_multiple_of(8)], own.len() + around.len(), &mut values);
                out.extend(self.sums(&values).into_iter().take(filled));
                filled = 0;
            }
        }
        out
    }

    fn sums(&self, rows: &[Values; ROW]) -> [i32; LANES] {
        let mut sums = Sums::ZERO;
        for tree in &self.trees {
            let mut steps = Bytes::NONE;
            // From the last plane to the first, whose leaves come before all others.
            for plane in self.planes[tree.clone()].iter().rev() {
                let mut left = Bytes::ALL;
                for node in &self.nodes[plane.nodes.clone()] {
                    left = left.without(node.loses, rows[usize::from(node.feature)].above(node.threshold));
                }
                steps = left.first(plane.leaves, steps);
            }
            sums = sums.add(steps);
        }
        sums.each().map(|sum| i32::from(sum) * self.unit)
    }
}

/// Reads a node and all below it. Trees are at most a few dozen levels deep: they have at most 31 leaves.
fn read_split(reader: &mut Reader, cuts: &[Vec<i16>], splits: &mut Vec<Split>, leaves: &mut Vec<i8>) {
    let (feature, flags) = (reader.u8(), reader.u8());
    let threshold = cuts[feature].get(flags & 63).copied().unwrap_or(i16::MAX);
    let (number, first) = (splits.len(), leaves.len());
    splits.push(Split { threshold, feature: feature as u8, below: 0..0 });
    for leaf in [64, 128] {
        if flags & leaf == 0 {
            read_split(reader, cuts, splits, leaves);
        } else {
            leaves.push(reader.bytes::<1>()[0] as i8);
        }
        if leaf == 64 {
            splits[number].below = first..leaves.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    enum Tree {
        Leaf(i8),
        Fork { feature: u8, cut: u8, next: Box<[Tree; 2]> },
    }

    impl Tree {
        fn grow(leaves: usize, next: &mut impl FnMut(usize) -> usize) -> Tree {
            if leaves == 1 {
                return Tree::Leaf(next(256) as u8 as i8);
            }
            let below = 1 + next(leaves - 1);
            let (feature, cut) = (next(3) as u8, next(4) as u8);
            let next = Box::new([Tree::grow(below, next), Tree::grow(leaves - below, next)]);
            Tree::Fork { feature, cut, next }
        }

        fn write(&self, out: &mut Vec<u8>) {
            match self {
                Tree::Leaf(step) => out.push(*step as u8),
                Tree::Fork { feature, cut, next } => {
                    let flag = |at: usize, flag| if matches!(next[at], Tree::Leaf(_)) { flag } else { 0 };
                    out.extend([*feature, cut | flag(0, 64) | flag(1, 128)]);
                    next.iter().for_each(|tree| tree.write(out));
                }
            }
        }

        /// The leaf at the end of a row's path.
        fn walk(&self, row: &[i16], cuts: &[Vec<i16>]) -> i8 {
            match self {
                Tree::Leaf(step) => *step,
                Tree::Fork { feature, cut, next } => {
                    let feature = usize::from(*feature);
                    let above = cuts[feature].get(usize::from(*cut)).is_some_and(|&cut| row[feature] > cut);
                    next[usize::from(above)].walk(row, cuts)
                }
            }
        }
    }

    #[test]
    fn each_row_comes_to_the_leaves_that_its_paths_lead_to() {
        let mut state = 1u32;
        let mut next = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        // Two outputs in turn, trees of every size; the last feature has a node that no value is above.
        let forest: Vec<Tree> =
            (2..=MAX_LEAVES).chain([MAX_LEAVES; 11]).map(|size| Tree::grow(size, &mut next)).collect();
        let cuts = [vec![-3, 0, 40, 41], vec![i16::MIN, -1, 0, 500], vec![i16::MIN, 7, 499]];
        let mut bytes = vec![2, 7, 0, 0, 0, forest.len() as u8, 0];
        forest.iter().for_each(|tree| tree.write(&mut bytes));
        let trees = Trees::read(&mut Reader(&bytes), &cuts, 2);
        let values = [i16::MIN, i16::MIN + 1, -4, -3, -1, 0, 1, 40, 41, 42, 499, 500, 501, i16::MAX];
        let rows: Vec<[i16; 3]> = (0..1000).map(|_| [(); 3].map(|()| values[next(values.len())])).collect();
        let walk = |row: &[i16; 3], tree: &Tree| i32::from(tree.walk(row, &cuts)) * 7;
        for row in &rows {
            let margin = |output| forest.iter().skip(output).step_by(2).map(|tree| walk(row, tree)).sum::<i32>();
            assert_eq!(trees.margin(row), [margin(0), margin(1)]);
        }
        bytes[0] = 1;
        let trees = Trees::read(&mut Reader(&bytes), &cuts, 1);
        let walked: Vec<i32> = rows.iter().map(|row| forest.iter().map(|tree| walk(row, tree)).sum()).collect();
        for count in [0, 1, LANES - 1, LANES, LANES + 1, rows.len()] {
            let found = trees.margins(rows[..count].iter().map(|row| [&row[..1], &row[1..]]));
            assert_eq!(found, walked[..count], "{count} rows");
        }
    }
}
