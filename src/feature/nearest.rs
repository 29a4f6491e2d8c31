//! How far above each node the nearest element of each of some kinds stands.
//!
//! Few elements are of any kind, so a node shares what is known with its parent, as depths instead of distances.

/// Farthest distance that is told apart.
pub const FAR: u8 = 30;
/// The depth of what is not there: every node is far from it.
const NOWHERE: i32 = -(FAR as i32);

pub struct Nearest<const KINDS: usize> {
    /// By node, its place in `depths`.
    place: Vec<u32>,
    depths: Vec<[i32; KINDS]>,
}

impl<const KINDS: usize> Nearest<KINDS> {
    pub fn new(nodes: usize) -> Self {
        Nearest { place: vec![0; nodes], depths: vec![[NOWHERE; KINDS]] }
    }

    /// Enters a node, after its parent; `kinds` is the set, by bits, of what it is itself.
    pub fn enter(&mut self, node: usize, parent: usize, depth: u32, kinds: u32) {
        self.place[node] = self.place[parent];
        if kinds == 0 {
            return;
        }
        let mut own = self.depths[self.place[parent] as usize];
        for (kind, nearest) in own.iter_mut().enumerate() {
            if kinds >> kind & 1 == 1 {
                *nearest = depth as i32;
            }
        }
        self.place[node] = self.depths.len() as u32;
        self.depths.push(own);
    }

    /// The distances from a node, the node itself at 0.
    pub fn all(&self, node: usize, depth: u32) -> [u8; KINDS] {
        self.depths[self.place[node] as usize].map(|nearest| distance(nearest, depth))
    }

    pub fn of(&self, kind: usize, node: usize, depth: u32) -> u8 {
        distance(self.depths[self.place[node] as usize][kind], depth)
    }
}

fn distance(nearest: i32, depth: u32) -> u8 {
    (depth as i32 - nearest).min(i32::from(FAR)) as u8
}
