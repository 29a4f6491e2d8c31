//! The second stage's features: what the first stage said of a block's neighbours and of what it stands in.

use super::tree::Tree;
use crate::block::Block;
use crate::page::{NodeId, Page};

/// The names of the second stage's own features, in their order; they stand behind the first stage's.
pub const SECOND_NAMES: &[&str] = &[
    "first score",
    "first score, previous",
    "first score, next",
    "first score, before the previous",
    "first score, after the next",
    "first score around, by words",
    "first score farther around, by words",
    "first score of the container",
    "first score of the parent",
    "first score of the grandparent",
    "first score of the branch",
    "first score of the same path",
    "first score of the alike siblings",
    "first score of the heading above",
    "first score of the section",
    "blocks to the previous kept",
    "blocks to the next kept",
    "kept words before",
    "kept words after",
    "share of the kept words before",
    "share of the kept words in the parent",
    "share of the kept words in the branch",
    "share of the kept words of the same path",
    "highest first score between this and the previous kept heading",
    "first score of the page",
    "kept words of the page",
    "steps to the previous kept",
    "steps to the next kept",
];
const COUNT: usize = SECOND_NAMES.len();

/// Where a block's surroundings are, as ranges of blocks and numbers of groups.
pub struct Second {
    places: Vec<Place>,
    words: Vec<u32>,
    groups: usize,
    paths: usize,
}

#[derive(Clone, Copy, Default)]
struct Place {
    container: (u32, u32),
    parent: (u32, u32),
    grand: (u32, u32),
    branch: (u32, u32),
    path: u32,
    group: u32,
    heading: Option<u32>,
    /// Depths of the container and of the common ancestor with the block before.
    depth: u32,
    meet: u32,
}

/// First-stage score, of 1000, from which a block counts as kept.
const KEPT: i32 = 500;
/// Steps up that are walked to find where neighbours meet.
const STEPS: usize = 40;
const FAR_BLOCKS: usize = 200;

impl Second {
    pub(super) fn new(page: &Page, blocks: &[Block], tree: &Tree, path: &[u32], heading: &[Option<u32>]) -> Second {
        let range = |id: NodeId| {
            let (from, to) = tree.range(id, page);
            (from as u32, to as u32)
        };
        let mut places: Vec<Place> = Vec::with_capacity(blocks.len());
        for (number, block) in blocks.iter().enumerate() {
            let parent = page.parent(block.container).unwrap_or(NodeId(0));
            let grand = page.parent(parent).unwrap_or(NodeId(0));
            let branch = NodeId(tree.branch[block.container.index()]);
            let on_spine = tree.spine[block.container.index()] == block.container.0;
            let depth = tree.depth[block.container.index()];
            let meet = match number.checked_sub(1) {
                Some(before) => {
                    let before = blocks[before].container;
                    std::iter::once(block.container)
                        .chain(page.ancestors(block.container))
                        .take(STEPS)
                        .find(|&id| page.contains(id, before))
                        .map_or(depth.saturating_sub(STEPS as u32), |id| tree.depth[id.index()])
                }
                None => 0,
            };
            places.push(Place {
                container: range(block.container),
                parent: range(parent),
                grand: range(grand),
                branch: if on_spine { (number as u32, number as u32 + 1) } else { range(branch) },
                path: path[number],
                group: tree.group[block.container.index()],
                heading: heading[number],
                depth,
                meet,
            });
        }
        let words = blocks.iter().map(|block| block.words.clamp(1, 1000)).collect();
        let paths = path.iter().max().map_or(0, |&most| most as usize + 1);
        Second { words, groups: tree.groups.len(), paths, places }
    }

    /// A block's words, as much as it weighs.
    pub fn words(&self, block: usize) -> u32 {
        self.words[block]
    }

    /// Number of blocks.
    pub fn len(&self) -> usize {
        self.places.len()
    }
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The second stage's features of every block, given the first stage's scores (0 to 1000).
    pub fn measure(&self, scores: &[i16]) -> Vec<i16> {
        let n = self.places.len();
        let mut weighted = vec![(0i64, 0i64, 0i64); n + 1];
        let mut by_path = vec![(0i64, 0i64, 0i64); self.paths];
        let mut by_group = vec![(0i64, 0i64, 0i64); self.groups];
        // By heading, the blocks under it.
        let mut by_heading = vec![(0i64, 0i64, 0i64); n + 1];
        let heading_of = |place: &Place| place.heading.map_or(n, |heading| heading as usize);
        for (i, place) in self.places.iter().enumerate() {
            let words = i64::from(self.words[i]);
            let kept = if i32::from(scores[i]) >= KEPT { words } else { 0 };
            let add = |sum: &(i64, i64, i64)| (sum.0 + words * i64::from(scores[i]), sum.1 + words, sum.2 + kept);
            weighted[i + 1] = add(&weighted[i]);
            by_path[place.path as usize] = add(&by_path[place.path as usize]);
            by_group[place.group as usize] = add(&by_group[place.group as usize]);
            by_heading[heading_of(place)] = add(&by_heading[heading_of(place)]);
        }
        let mean = |(sum, words, _): (i64, i64, i64)| if words == 0 { -1 } else { (sum / words) as i16 };
        let between = |from: usize, to: usize| {
            let (a, b) = (weighted[from], weighted[to]);
            (b.0 - a.0, b.1 - a.1, b.2 - a.2)
        };
        let range = |(from, to): (u32, u32)| between(from as usize, to as usize);
        let all = weighted[n];
        let near =
            |i: usize, offset: isize| i.checked_add_signed(offset).and_then(|i| scores.get(i)).copied().unwrap_or(-1);
        let window = |i: usize, radius: usize| between(i.saturating_sub(radius), (i + radius + 1).min(n));
        let share = |part: i64| if all.2 == 0 { -1 } else { (part * 1000 / all.2) as i16 };
        let clamp = |value: i64| value.min(i64::from(i16::MAX)) as i16;

        let (previous, previous_steps) = self.nearest_kept(scores, false);
        let (next, next_steps) = self.nearest_kept(scores, true);
        let mut best_since_heading = -1;
        let mut out = Vec::with_capacity(n * COUNT);
        for (i, place) in self.places.iter().enumerate() {
            if i > 0 && place.heading != self.places[i - 1].heading {
                best_since_heading = -1;
            }
            let row: [i16; COUNT] = [
                scores[i],
                near(i, -1),
                near(i, 1),
                near(i, -2),
                near(i, 2),
                mean(window(i, 2)),
                mean(window(i, 6)),
                mean(range(place.container)),
                mean(range(place.parent)),
                mean(range(place.grand)),
                mean(range(place.branch)),
                mean(by_path[place.path as usize]),
                mean(by_group[place.group as usize]),
                place.heading.map_or(-1, |heading| scores[heading as usize]),
                mean(by_heading[heading_of(place)]),
                previous[i],
                next[i],
                clamp(weighted[i].2),
                clamp(all.2 - weighted[i + 1].2),
                share(weighted[i].2),
                share(range(place.parent).2),
                share(range(place.branch).2),
                share(by_path[place.path as usize].2),
                best_since_heading,
                mean(all),
                clamp(all.2),
                previous_steps[i],
                next_steps[i],
            ];
            out.extend_from_slice(&row);
            best_since_heading = best_since_heading.max(scores[i]);
        }
        out
    }

    /// For each block, blocks and steps up to the nearest kept one before it (or behind it).
    fn nearest_kept(&self, scores: &[i16], behind: bool) -> (Vec<i16>, Vec<i16>) {
        let n = self.places.len();
        let (mut blocks, mut steps) = (vec![FAR_BLOCKS as i16; n], vec![STEPS as i16; n]);
        let mut last: Option<usize> = None;
        // The least depth at which the blocks since the last kept one meet.
        let mut meet = u32::MAX;
        for k in 0..n {
            let i = if behind { n - 1 - k } else { k };
            let joint = if behind { self.places.get(i + 1).map_or(0, |place| place.meet) } else { self.places[i].meet };
            meet = meet.min(joint);
            if let Some(last) = last {
                blocks[i] = i.abs_diff(last).min(FAR_BLOCKS) as i16;
                steps[i] = (self.places[i].depth.saturating_sub(meet)).min(STEPS as u32) as i16;
            }
            if i32::from(scores[i]) >= KEPT {
                last = Some(i);
                meet = u32::MAX;
            }
        }
        (blocks, steps)
    }
}
