//! Sums of decision trees: the one part of the model that costs time.
//!
//! What a tree asks next depends on what it was just told, so a processor that walks down one tree alone mostly waits.
//! Here several rows walk down the same tree side by side.

use super::Reader;

/// Inner nodes of the largest tree: training makes trees of at most 31 leaves.
const MAX_NODES: usize = 32;
/// Rows that are scored side by side.
const LANES: usize = 4;
/// Values of the longest row, as a node names one by a byte.
const ROW: usize = 256;

/// A sum of decision trees.
pub struct Trees {
    outputs: usize,
    /// What one step of a leaf is worth, in 1/65536.
    unit: i32,
    trees: Vec<Tree>,
    /// The inner nodes of all trees, and [`MAX_NODES`] behind them, so that every tree can be seen as an array.
    nodes: Vec<Node>,
    leaves: Vec<i8>,
}

/// Where a tree's first node and leaf are.
#[derive(Clone, Copy)]
struct Tree {
    nodes: usize,
    leaves: usize,
}

/// An inner node in one word, as one load is quicker than four: from its lowest bits on the threshold (16), the feature
/// (8), and where to go up to the threshold and above it (8 each): a node of the tree, or a leaf behind [`MAX_NODES`].
#[derive(Clone, Copy, Default)]
struct Node(u64);

impl Node {
    fn new(threshold: i16, feature: u8, next: [u8; 2]) -> Node {
        let [below, above] = next.map(u64::from);
        Node(u64::from(threshold as u16) | u64::from(feature) << 16 | below << 24 | above << 32)
    }
    fn next(self, row: &[i16; ROW]) -> u8 {
        let above = row[usize::from((self.0 >> 16) as u8)] > self.0 as i16;
        (self.0 >> (24 + 8 * u64::from(above))) as u8
    }
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
        let mut out = Trees { outputs, unit, trees: Vec::new(), nodes: Vec::new(), leaves: Vec::new() };
        for _ in 0..count {
            let tree = Tree { nodes: out.nodes.len(), leaves: out.leaves.len() };
            out.read_node(reader, cuts, tree);
            assert!(out.nodes.len() - tree.nodes <= MAX_NODES, "a tree is too large");
            out.trees.push(tree);
        }
        out.nodes.resize(out.nodes.len() + MAX_NODES, Node::default());
        out
    }

    /// Trees are at most a few dozen levels deep: they have at most 31 leaves.
    fn read_node(&mut self, reader: &mut Reader, cuts: &[Vec<i16>], tree: Tree) -> u8 {
        let (feature, flags) = (reader.u8(), reader.u8());
        let threshold = cuts[feature].get(flags & 63).copied().unwrap_or(i16::MAX);
        let number = self.nodes.len();
        self.nodes.push(Node::default());
        let next = [64, 128].map(|leaf| {
            if flags & leaf == 0 {
                self.read_node(reader, cuts, tree)
            } else {
                self.leaves.push(reader.bytes::<1>()[0] as i8);
                (MAX_NODES + self.leaves.len() - 1 - tree.leaves) as u8
            }
        });
        self.nodes[number] = Node::new(threshold, feature as u8, next);
        (number - tree.nodes) as u8
    }

    /// The margin of one output for each row, in 1/65536 of a natural logit.
    pub fn margins<'a>(&self, output: usize, rows: impl ExactSizeIterator<Item = [&'a [i16]; 2]>) -> Vec<i32> {
        let mut out = Vec::with_capacity(rows.len() + LANES);
        let mut lanes = [[0; ROW]; LANES];
        let mut filled = 0;
        for [own, around] in rows {
            lanes[filled][..own.len()].copy_from_slice(own);
            lanes[filled][own.len()..][..around.len()].copy_from_slice(around);
            filled += 1;
            if filled == LANES {
                out.extend(self.sums(output, &lanes));
                filled = 0;
            }
        }
        if filled > 0 {
            out.extend(self.sums(output, &lanes).into_iter().take(filled));
        }
        out
    }

    fn sums(&self, output: usize, lanes: &[[i16; ROW]; LANES]) -> [i32; LANES] {
        let mut sums = [0; LANES];
        for tree in self.trees.iter().skip(output).step_by(self.outputs) {
            let Some(nodes) = self.nodes[tree.nodes..].first_chunk::<MAX_NODES>() else { continue };
            let leaves = &self.leaves[tree.leaves..];
            let [mut a, mut b, mut c, mut d] = [0; LANES];
            while ((a & b & c & d) as usize) < MAX_NODES {
                a = step(nodes, &lanes[0], a);
                b = step(nodes, &lanes[1], b);
                c = step(nodes, &lanes[2], c);
                d = step(nodes, &lanes[3], d);
            }
            for (sum, at) in sums.iter_mut().zip([a, b, c, d]) {
                *sum += i32::from(leaves[usize::from(at) - MAX_NODES]);
            }
        }
        sums.map(|sum| sum * self.unit)
    }
}

/// One step down; a leaf stays where it is.
#[inline(always)]
fn step(nodes: &[Node; MAX_NODES], row: &[i16; ROW], at: u8) -> u8 {
    let next = nodes[usize::from(at) % MAX_NODES].next(row);
    if usize::from(at) < MAX_NODES { next } else { at }
}
