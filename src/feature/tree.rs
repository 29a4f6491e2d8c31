//! What the page's tree tells of a place in it: sums over subtrees, evidence above, the spine, repeated siblings.
//!
//! Everything here is an array over nodes filled by one pass down or up, or a prefix sum over blocks, so that the cost
//! is linear however deep or wide the page is.

use super::inside::{INSIDE, Inside, inside_of, inside_of_role};
use super::lexicon::{AGAINST, ALWAYS, Evidence, KINDS, Lexicon};
use super::nearest::{FAR, Nearest};
use super::sums::Sums;
use crate::block::{Block, Starts};
use crate::hash::{Numbers, pair};
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};

/// Siblings that look alike: one parent, one signature.
#[derive(Clone, Copy, Debug, Default)]
pub struct Group {
    pub count: u32,
    pub words: u64,
    pub squares: u64,
    pub link_chars: u64,
    pub chars: u64,
}

pub struct Tree {
    starts: Starts,
    /// The sums over the blocks before each.
    before: Vec<Sums>,
    pub depth: Vec<u32>,
    /// The nearest evidence of each kind above.
    near: Nearest<KINDS>,
    /// Distance to the nearest evidence against, off the spine.
    pub against: Vec<u8>,
    /// Elements with evidence against from the spine to the node.
    pub against_count: Vec<u8>,
    /// Hash of tag and class without digits.
    pub signature: Vec<u64>,
    /// The link around a node; 0 for none.
    pub link: Vec<u32>,
    /// The nearest ancestor (or self) on the spine: the path from the root to the smallest element that holds half of
    /// the page's prose.
    pub spine: Vec<u32>,
    /// The child of the spine above a node; itself when on the spine.
    pub branch: Vec<u32>,
    /// The deepest node of the spine.
    pub half: NodeId,
    /// The same for the container that scores highest as a parent of paragraphs.
    pub top: NodeId,
    pub top_path: Vec<u32>,
    /// The parent-of-paragraphs score.
    pub candidate: Vec<u32>,
    /// By node, its group of alike siblings.
    pub group: Vec<u32>,
    pub groups: Vec<Group>,
    /// The nearest ancestor (or self) with a tag of some kinds, see [`Inside`].
    inside: Nearest<INSIDE>,
    /// Number, from 1, of the outermost `<article>` around a node, 0 outside.
    pub article: Vec<u16>,
    pub articles: u16,
}

/// Share of the page's prose, in tenths, from which on a container's class no longer speaks against what is in it.
const EXEMPT_TENTHS: u64 = 3;

impl Tree {
    pub fn new(page: &Page, blocks: &[Block]) -> Tree {
        let mut tree = Tree::sums(page, blocks);
        tree.walk_down(page);
        tree.find_spine(page);
        tree.find_evidence(page);
        tree.find_candidates(page, blocks);
        tree.find_groups(page);
        tree
    }

    fn sums(page: &Page, blocks: &[Block]) -> Tree {
        let nodes = page.len();
        Tree {
            starts: Starts::new(page, blocks),
            before: Sums::over(page, blocks),
            depth: vec![0; nodes],
            near: Nearest::new(nodes),
            against: vec![FAR; nodes],
            against_count: vec![0; nodes],
            signature: vec![0; nodes],
            link: vec![0; nodes],
            spine: vec![0; nodes],
            branch: vec![0; nodes],
            half: NodeId(0),
            top: NodeId(0),
            top_path: vec![0; nodes],
            candidate: vec![0; nodes],
            group: vec![0; nodes],
            groups: vec![Group::default()],
            inside: Nearest::new(nodes),
            article: vec![0; nodes],
            articles: 0,
        }
    }

    /// The blocks that begin inside a node, as a range.
    pub fn range(&self, id: NodeId, page: &Page) -> (usize, usize) {
        let range = self.starts.within(page, id);
        (range.start, range.end)
    }
    pub fn between(&self, from: usize, to: usize) -> Sums {
        Sums::between(&self.before, from, to)
    }
    pub fn inside_sums(&self, id: NodeId, page: &Page) -> Sums {
        let (from, to) = self.range(id, page);
        self.between(from, to)
    }
    pub fn all(&self) -> Sums {
        self.before[self.before.len() - 1]
    }
    /// The page's prose words; all its words where it has hardly any prose.
    fn mass(&self, sums: Sums) -> u64 {
        u64::from(if self.all().prose >= 3 { sums.prose_words } else { sums.words })
    }

    fn walk_down(&mut self, page: &Page) {
        for id in page.ids() {
            let i = id.index();
            let tag = page.tag(id);
            if let Some(parent) = page.parent(id) {
                let p = parent.index();
                self.depth[i] = self.depth[p] + 1;
                self.link[i] = self.link[p];
                self.article[i] = self.article[p];
            }
            let parent = page.parent(id).map_or(0, NodeId::index);
            if tag == Tag::Text {
                self.inside.enter(i, parent, self.depth[i], 0);
                continue;
            }
            if tag == Tag::A {
                self.link[i] = id.0;
            }
            let role = page.attr(id, Attr::Role).and_then(inside_of_role);
            let kinds = [inside_of(tag), role].into_iter().flatten().fold(0, |set, kind| set | 1 << kind as u32);
            self.inside.enter(i, parent, self.depth[i], kinds);
            if kinds >> Inside::Article as u32 & 1 == 1 && self.article[i] == 0 {
                self.articles = self.articles.saturating_add(1);
                self.article[i] = self.articles;
            }
            self.signature[i] = signature(tag, page.attr(id, Attr::Class).unwrap_or(""));
        }
    }

    fn find_spine(&mut self, page: &Page) {
        let total = self.mass(self.all());
        for id in page.ids() {
            let i = id.index();
            let Some(parent) = page.parent(id) else { continue };
            let p = parent.index();
            if self.spine[p] == parent.0
                && !page.is_text(id)
                && self.mass(self.inside_sums(id, page)) * 2 > total
                && self.half == parent
            {
                self.half = id;
                self.spine[i] = id.0;
                self.branch[i] = id.0;
            } else {
                self.spine[i] = self.spine[p];
                self.branch[i] = if self.spine[p] == parent.0 { id.0 } else { self.branch[p] };
            }
        }
    }

    fn find_evidence<'a>(&mut self, page: &'a Page) {
        let mut lexicon = Lexicon::<'a>::new();
        let total = self.mass(self.all());
        for id in page.ids() {
            let i = id.index();
            if let Some(parent) = page.parent(id) {
                let p = parent.index();
                self.against[i] = (self.against[p] + 1).min(FAR);
                self.against_count[i] = self.against_count[p];
            }
            let mut found = 0;
            if !matches!(page.tag(id), Tag::Text | Tag::Html | Tag::Body) {
                found = lexicon.of(page, id);
                if page.attr(id, Attr::Hidden).is_some() || page.attr(id, Attr::AriaHidden) == Some("true") {
                    found |= 1 << Evidence::Hidden as u32;
                }
            }
            if found != 0 && total > 0 && self.mass(self.inside_sums(id, page)) * 10 >= total * EXEMPT_TENTHS {
                found &= !AGAINST | ALWAYS;
            }
            self.near.enter(i, page.parent(id).map_or(0, NodeId::index), self.depth[i], found);
            if found & AGAINST != 0 {
                self.against[i] = 0;
                self.against_count[i] = self.against_count[i].saturating_add(1);
            }
        }
    }

    /// The classic measure: paragraphs give points to their parent and half of them to their grandparent.
    fn find_candidates(&mut self, page: &Page, blocks: &[Block]) {
        for block in blocks.iter().filter(|block| block.chars >= 25 && block.words >= 5) {
            let points = 10 + 10 * block.commas.min(10) + (block.chars / 10).min(30);
            let parent = page.parent(block.container).unwrap_or(NodeId(0));
            let grand = page.parent(parent).unwrap_or(NodeId(0));
            self.candidate[parent.index()] += points;
            self.candidate[grand.index()] += points / 2;
        }
        let mut best = 0;
        for id in page.ids() {
            if self.candidate[id.index()] > 0 {
                let density = self.inside_sums(id, page).link_density();
                let score = (u64::from(self.candidate[id.index()]) * u64::from(1000 - density.min(1000)) / 1000) as u32;
                self.candidate[id.index()] = score;
                if score > best {
                    best = score;
                    self.top = id;
                }
            }
        }
        for id in page.ids() {
            let above = page.parent(id).map_or(0, |parent| self.top_path[parent.index()]);
            self.top_path[id.index()] = if page.contains(id, self.top) { id.0 } else { above };
        }
    }

    fn find_groups(&mut self, page: &Page) {
        let mut known = Numbers::default();
        for id in page.ids() {
            if page.is_text(id) {
                continue;
            }
            let (from, to) = self.range(id, page);
            if from == to {
                continue;
            }
            let parent = page.parent(id).map_or(u32::MAX, |parent| parent.0);
            // Group 0 is that of nodes without blocks.
            let number = known.meet(pair(parent.into(), self.signature[id.index()])) + 1;
            if number == self.groups.len() {
                self.groups.push(Group::default());
            }
            self.group[id.index()] = number as u32;
            let sums = self.between(from, to);
            let group = &mut self.groups[number];
            group.count += 1;
            group.words += u64::from(sums.words);
            group.squares = group.squares.saturating_add(u64::from(sums.words) * u64::from(sums.words));
            group.chars += u64::from(sums.chars);
            group.link_chars += u64::from(sums.link_chars);
        }
    }

    /// Distances to the nearest evidence of each kind above, the node itself at 0.
    pub fn near(&self, id: NodeId) -> [u8; KINDS] {
        self.near.all(id.index(), self.depth[id.index()])
    }
    /// The same for each kind of [`Inside`].
    pub fn inside(&self, id: NodeId) -> [u8; INSIDE] {
        self.inside.all(id.index(), self.depth[id.index()])
    }
    pub fn is_near(&self, id: NodeId, kind: Evidence) -> bool {
        self.near.of(kind as usize, id.index(), self.depth[id.index()]) < FAR
    }
    pub fn is_inside(&self, id: NodeId, kind: Inside) -> bool {
        self.inside.of(kind as usize, id.index(), self.depth[id.index()]) < FAR
    }
    /// Steps up to the heading element around a node.
    pub fn to_heading(&self, id: NodeId) -> u8 {
        self.inside.of(Inside::Heading as usize, id.index(), self.depth[id.index()])
    }

    /// Steps up from a node to its common ancestor with `other`, at most `FAR`.
    pub fn steps_up(&self, page: &Page, from: NodeId, other: NodeId) -> u8 {
        let mut node = from;
        for steps in 0..FAR {
            if page.contains(node, other) {
                return steps;
            }
            let Some(parent) = page.parent(node) else { return steps };
            node = parent;
        }
        FAR
    }
}

/// A hash of an element's tag and class; digits do not count, so that numbered items are alike.
fn signature(tag: Tag, class: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ u64::from(tag as u8);
    for byte in class.bytes().take(200).filter(|byte| !byte.is_ascii_digit()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash.wrapping_mul(0x0000_0100_0000_01b3)
}
