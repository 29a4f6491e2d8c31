//! How a piece of a page looks: where it stands, what its names are, how its section is headed, how it is built. Enough
//! to find it again on another page of the site; nothing of its text.

use super::token;
use crate::block::{self, Block};
use crate::hash::Set;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};
use crate::role::Role;
use crate::structure::{Structure, heading_level};
use crate::words;

/// Steps of a path, the element's own included: enough to tell an aside in the text from one beside it.
pub const MAX_STEPS: usize = 9;
/// Ancestors whose names are kept, how many of each, and how many in all.
const MAX_AROUND_CLIMB: usize = 8;
const MAX_AROUND_EACH: usize = 2;
const MAX_AROUND: usize = 6;
/// A line that heads a section, in words.
const HEADING_MAX_WORDS: u32 = 14;
/// Blocks of a piece that are asked for pictures.
const MAX_ASKED: usize = 16;

/// What the path, the names, the shape and the heading count for, of 1000.
const PATH: u32 = 350;
const NAMES: u32 = 400;
const SHAPE: u32 = 150;
const HEADING: u32 = 100;

/// Roles of elements that tell where in a page a piece stands.
const LANDMARKS: &[&str] = &[
    "article",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "feed",
    "form",
    "main",
    "navigation",
    "note",
    "region",
    "search",
];

/// One element of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub tag: Tag,
    /// Its landmark role, where it has one.
    landmark: Option<u8>,
}

impl Step {
    fn of(page: &Page, id: NodeId) -> Step {
        let role = page.attr(id, Attr::Role);
        let landmark = role.and_then(|role| LANDMARKS.iter().position(|known| *known == role));
        Step { tag: page.tag(id), landmark: landmark.map(|at| at as u8) }
    }

    /// `aside`, `div[main]`; an unknown element is `*`.
    fn parse(text: &str) -> Step {
        let (tag, role) = text.trim_end_matches(']').split_once('[').unwrap_or((text, ""));
        let landmark = LANDMARKS.iter().position(|known| *known == role);
        Step { tag: Tag::from_name(tag), landmark: landmark.map(|at| at as u8) }
    }

    fn write(self, out: &mut String) {
        let name = self.tag.name();
        out.push_str(if name.is_empty() { "*" } else { name });
        if let Some(landmark) = self.landmark {
            out.push('[');
            out.push_str(LANDMARKS[landmark as usize]);
            out.push(']');
        }
    }
}

/// How a piece is built, in classes: numbers differ from page to page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Share of links: none or few, some, most.
    links: u8,
    /// Words: a line, a short paragraph, a long one, a section.
    words: u8,
    /// Blocks: one, a few, many.
    blocks: u8,
    media: bool,
    bold: bool,
    /// Among its siblings: first, between, last.
    place: u8,
}

impl Shape {
    pub fn of(page: &Page, blocks: &[Block], structure: &Structure, id: NodeId) -> Shape {
        let totals = structure.totals(page, id);
        let inside = || blocks[structure.blocks_in(page, id)].iter().take(MAX_ASKED);
        let class = |value: u64, limits: &[u64]| limits.iter().filter(|&&limit| value > limit).count() as u8;
        let is_last = page.parent(id).is_none_or(|parent| page.end(parent) == page.end(id));
        let is_first =
            page.parent(id).is_none_or(|parent| page.children(parent).find(|&child| !page.is_text(child)) == Some(id));
        Shape {
            links: class(totals.link_density().into(), &[100, 500]),
            words: class(totals.words, &[14, 45, 200]),
            blocks: class(totals.blocks.into(), &[1, 4]),
            media: inside().any(|block| block.media > 0),
            bold: inside().next().is_some_and(|block| block.bold),
            place: if is_first {
                0
            } else if is_last {
                2
            } else {
                1
            },
        }
    }

    /// 0 to 1000. The place counts only where shapes must be equal.
    fn likeness(self, other: Shape) -> u32 {
        let far = |a: u8, b: u8| u32::from(a.abs_diff(b));
        let differs = |a: bool, b: bool| u32::from(a != b);
        let distance = far(self.links, other.links) * 350
            + (far(self.words, other.words) + far(self.blocks, other.blocks)) * 200
            + (differs(self.media, other.media) + differs(self.bold, other.bold)) * 150;
        1000u32.saturating_sub(distance)
    }

    /// `l2w1b1m0s0p1`: each class behind its letter.
    pub fn text(self) -> String {
        let classes = [
            ('l', self.links),
            ('w', self.words),
            ('b', self.blocks),
            ('m', self.media.into()),
            ('s', self.bold.into()),
            ('p', self.place),
        ];
        classes.into_iter().flat_map(|(letter, class)| [letter, char::from(b'0' + class)]).collect()
    }

    fn parse(text: &str) -> Shape {
        let class = |letter: char| {
            let behind = text.split_once(letter).map_or("", |(_, rest)| rest);
            behind.bytes().next().filter(u8::is_ascii_digit).map_or(0, |digit| digit - b'0')
        };
        Shape {
            links: class('l'),
            words: class('w'),
            blocks: class('b'),
            media: class('m') > 0,
            bold: class('s') > 0,
            place: class('p'),
        }
    }
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The element and those around it, outermost first.
    pub path: Vec<Step>,
    /// Its stable names.
    pub signature: Vec<String>,
    /// Stable class names around it. When a page has none of them, the site was renamed.
    pub around: Vec<String>,
    /// What the line over it or at its top speaks for.
    pub heading: Option<Role>,
    pub shape: Shape,
}

impl Look {
    pub fn of(page: &Page, blocks: &[Block], structure: &Structure, id: NodeId) -> Look {
        let outside = page.ancestors(id).take(MAX_AROUND_CLIMB);
        let around = outside.flat_map(|id| token::classes(page, id).into_iter().take(MAX_AROUND_EACH));
        Look {
            path: path(page, id),
            signature: token::signature(page, id),
            around: around.take(MAX_AROUND).collect(),
            heading: heading(page, blocks, structure, id),
            shape: Shape::of(page, blocks, structure, id),
        }
    }

    /// From what was stored. Parts that cannot be read are as if they were not.
    pub fn parse(path: &str, signature: Vec<String>, around: Vec<String>, heading: Option<Role>, shape: &str) -> Look {
        let path = path.split('>').filter(|step| !step.is_empty()).map(Step::parse).collect();
        Look { path, signature, around, heading, shape: Shape::parse(shape) }
    }

    /// The path as [`Look::parse`] reads it.
    pub fn path_text(&self) -> String {
        let mut out = String::new();
        for (number, step) in self.path.iter().enumerate() {
            if number > 0 {
                out.push('>');
            }
            step.write(&mut out);
        }
        out
    }

    /// Whether the page has other class names than the one this was seen on; `None` when that cannot be told.
    pub fn is_renamed(&self, names: &Set<&str>) -> Option<bool> {
        let known = self.around.iter().filter(|name| names.contains(token::class_name(name))).count();
        (!self.around.is_empty()).then_some(known * 2 < self.around.len())
    }

    /// 0 to 1000, with what costs more to know taken for granted.
    pub fn most_likely(&self, path: &[Step], shape: Shape) -> u32 {
        (path_likeness(&self.path, path) * PATH + self.shape.likeness(shape) * SHAPE) / 1000 + NAMES + HEADING
    }

    /// 0 to 1000.
    pub fn likeness(&self, other: &Look) -> u32 {
        let names = self.shared_names(other) as u32 * NAMES / self.signature.len().max(1) as u32;
        self.without_names(other) + names
    }

    /// 0 to 1000, names left out.
    pub fn likeness_unnamed(&self, other: &Look) -> u32 {
        self.without_names(other) * 1000 / (PATH + SHAPE + HEADING)
    }

    fn without_names(&self, other: &Look) -> u32 {
        let alike = path_likeness(&self.path, &other.path) * PATH + self.shape.likeness(other.shape) * SHAPE;
        alike / 1000 + if self.heading == other.heading { HEADING } else { 0 }
    }

    fn shared_names(&self, other: &Look) -> usize {
        self.signature.iter().filter(|name| other.signature.contains(name)).count()
    }

    pub fn shares_all_names(&self, other: &Look) -> bool {
        self.shared_names(other) == self.signature.len()
    }
}

/// The element and those around it up to the body, outermost first.
pub fn path(page: &Page, id: NodeId) -> Vec<Step> {
    let around = page.ancestors(id).take_while(|&id| !matches!(page.tag(id), Tag::Body | Tag::Html));
    let mut steps: Vec<Step> = std::iter::once(id).chain(around).take(MAX_STEPS).map(|id| Step::of(page, id)).collect();
    steps.reverse();
    steps
}

/// 0 to 1000: the share of steps that both have in the same order. A wrapper more or less costs little.
fn path_likeness(a: &[Step], b: &[Step]) -> u32 {
    let mut row = [0u32; MAX_STEPS + 1];
    for one in a.iter().take(MAX_STEPS) {
        let mut corner = 0;
        for (at, other) in b.iter().take(MAX_STEPS).enumerate() {
            let above = row[at + 1];
            row[at + 1] = if one == other { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    let all = (a.len().min(MAX_STEPS) + b.len().min(MAX_STEPS)).max(1) as u32;
    row[b.len().min(MAX_STEPS)] * 2000 / all
}

/// What the first line of a piece, or the heading right before it, speaks for.
fn heading(page: &Page, blocks: &[Block], structure: &Structure, id: NodeId) -> Option<Role> {
    let range = structure.blocks_in(page, id);
    let role = |block: &Block| {
        let line = block.has_text() && block.words <= HEADING_MAX_WORDS;
        line.then(|| words::phrase(&words::lower(&block::text(page, block)))).flatten()
    };
    let parent = page.parent(id)?;
    let before = || blocks.get(range.start.checked_sub(1)?).filter(|block| page.contains(parent, block.first));
    let over = || before().filter(|block| heading_level(page, block).is_some());
    blocks.get(range.start).and_then(role).or_else(|| over().and_then(role))
}
