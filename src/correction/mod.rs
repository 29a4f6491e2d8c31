//! Corrections: what a person said of a piece of a site's pages, "this is article" or "this is clutter", and where it
//! holds on the site's other pages.
//!
//! A correction keeps how the piece looks ([`Look`]), never what it says. The last rule of [`crate::label`] applies
//! them, so the reader, hiding and every export follow. It gives up, and says so in the trace, on a correction that
//! would take too much of a page's text: losing an article is worse than any clutter.

mod look;
mod token;

use crate::block::Block;
use crate::hash::Set;
use crate::label::Label;
use crate::page::{NodeId, Page};
use crate::role::{Reader, Role};
use crate::structure::{Structure, is_prose};
use crate::tally::Tally;
pub use look::{Look, Shape, Step};

/// The rule of a block that a correction speaks of.
pub const SAID: &str = "you said so";
/// The rule of a block that a correction would have taken with too much else.
pub const TOO_MUCH: &str = "said too much";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    Article,
    Clutter,
}

impl Want {
    pub fn from_name(name: &str) -> Option<Want> {
        match name {
            "article" => Some(Want::Article),
            "clutter" => Some(Want::Clutter),
            _ => None,
        }
    }
    pub fn name(self) -> &'static str {
        match self {
            Want::Article => "article",
            Want::Clutter => "clutter",
        }
    }
}

/// What the person said of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub want: Want,
    /// What the piece was called before.
    pub role: Role,
    pub look: Look,
}

/// Of the words that a page would keep, all its corrections together may take this share, in thousandths.
const MAX_TAKEN: u64 = 333;
/// How alike a piece must look, of 1000: article may be found too often, clutter must not be.
const MIN_ARTICLE: u32 = 650;
const MIN_CLUTTER: u32 = 800;
/// The same where no name can tell: then path, shape and heading are all there is.
const MIN_ARTICLE_UNNAMED: u32 = 850;
/// Of a piece with a name of its own, a page may have so many times its words in other pieces of that name.
const MAX_ALIKE: u64 = 2;
/// Blocks of a piece that are asked for its role.
const MAX_ASKED: usize = 64;
/// Pieces that one removed run is described by.
const MAX_PIECES: usize = 6;

/// A page with its labels, to describe its pieces and find them again.
pub struct Pieces<'a> {
    pub page: &'a Page,
    pub blocks: &'a [Block],
    pub structure: &'a Structure,
    pub labels: &'a [Label],
}

impl Pieces<'_> {
    /// The correction that the person's word on an element makes.
    pub fn describe(&self, id: NodeId, want: Want) -> Correction {
        let look = Look::of(self.page, self.blocks, self.structure, id);
        Correction { want, role: self.role(id), look }
    }

    /// The same of a run of blocks: of the largest elements that hold nothing but blocks of the run.
    pub fn describe_blocks(&self, run: &[usize], want: Want) -> Vec<(NodeId, Correction)> {
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return Vec::new() };
        let end = self.end_of_run(first, last);
        let mut found = Vec::new();
        let mut number = first;
        while number < end && found.len() < MAX_PIECES {
            let inside = |id: NodeId| {
                let range = self.structure.blocks_in(self.page, id);
                range.start >= first && range.end <= end && !self.holds_main(id)
            };
            let container = self.blocks[number].container;
            let widest = self.page.ancestors(container).take_while(|&id| inside(id)).last().unwrap_or(container);
            found.push((widest, self.describe(widest, want)));
            number = self.structure.blocks_in(self.page, widest).end.max(number + 1);
        }
        found
    }

    /// One past the last block of the run that goes on behind `last`: not all of a long run may have been shown.
    fn end_of_run(&self, first: usize, last: usize) -> usize {
        let is_out = |label: &Label| !label.keep && label.role.reader() == Reader::Out;
        let run = self.labels.get(first..).unwrap_or_default().iter().take_while(|label| is_out(label)).count();
        (first + run).max(last + 1).min(self.blocks.len())
    }

    /// Whether a correction tells the piece from the text around it. Article may be found too often; clutter that looks
    /// like the paragraphs would take them too, on this page or on the next.
    pub fn is_clear(&self, correction: &Correction, pointed: NodeId) -> bool {
        let own = self.structure.totals(self.page, pointed).words;
        let most = if correction.look.signature.is_empty() { 0 } else { own * MAX_ALIKE };
        correction.want == Want::Article || self.spread(correction, pointed) <= most
    }

    /// Words of running text elsewhere on this page that a correction would take, which the person did not point at.
    fn spread(&self, correction: &Correction, pointed: NodeId) -> u64 {
        let names = token::names(self.page);
        let mut elements = self.find(correction, &names);
        elements.retain(|&id| !self.page.contains(id, pointed) && !self.page.contains(pointed, id));
        let mut numbers = self.blocks_of(&elements);
        numbers.retain(|&number| self.labels[number].keep && is_prose(self.page, &self.blocks[number]));
        numbers.iter().map(|&number| u64::from(self.blocks[number].words)).sum()
    }

    /// The blocks of elements, each once.
    fn blocks_of(&self, elements: &[NodeId]) -> Vec<usize> {
        let mut numbers: Vec<usize> = Vec::new();
        for &id in elements {
            // In document order, so that what is new stands behind what is there.
            let next = numbers.last().map_or(0, |last| last + 1);
            let range = self.structure.blocks_in(self.page, id);
            numbers.extend(range.start.max(next)..range.end);
        }
        numbers
    }

    /// What the corrections say of each block. Article wins over clutter; clutter that would take too much is ignored.
    pub fn said(&self, corrections: &[Correction]) -> Vec<Option<(Role, Said)>> {
        let mut said = vec![None; self.blocks.len()];
        if corrections.is_empty() {
            return said;
        }
        let names = token::names(self.page);
        let most = self.words(0..self.blocks.len()) * MAX_TAKEN / 1000;
        let mut taken = 0;
        for correction in corrections.iter().filter(|correction| correction.want == Want::Clutter) {
            let mut numbers = self.blocks_of(&self.find(correction, &names));
            numbers.retain(|&number| !matches!(said[number], Some((_, Said::Clutter))));
            let words: u64 = numbers.iter().map(|&number| self.words(number..number + 1)).sum();
            let fits = taken + words <= most;
            taken += if fits { words } else { 0 };
            let role = if correction.role.is_article() { Role::Other } else { correction.role };
            for number in numbers {
                said[number] = Some((role, if fits { Said::Clutter } else { Said::TooMuch }));
            }
        }
        for correction in corrections.iter().filter(|correction| correction.want == Want::Article) {
            for id in self.find(correction, &names) {
                for number in self.structure.blocks_in(self.page, id) {
                    said[number] = Some((correction.role, Said::Article));
                }
            }
        }
        said
    }

    /// Words of the body in a run of blocks.
    fn words(&self, range: std::ops::Range<usize>) -> u64 {
        let kept = range.filter(|&number| self.labels[number].keep);
        kept.map(|number| u64::from(self.blocks[number].words)).sum()
    }

    /// The elements of the page that a correction speaks of.
    fn find(&self, correction: &Correction, names: &Set<&str>) -> Vec<NodeId> {
        let Some(own) = correction.look.path.last() else { return Vec::new() };
        let renamed = correction.look.is_renamed(names);
        let tag = self.page.ids().filter(|&id| self.page.tag(id) == own.tag && !self.page.is_text(id));
        tag.filter(|&id| {
            !self.structure.blocks_in(self.page, id).is_empty()
                && !self.holds_main(id)
                && self.is_meant(correction, id, renamed)
        })
        .collect()
    }

    fn is_meant(&self, correction: &Correction, id: NodeId, renamed: Option<bool>) -> bool {
        let look = &correction.look;
        // The cheap half first: most elements fail it.
        let shape = Shape::of(self.page, self.blocks, self.structure, id);
        let path = look::path(self.page, id);
        if look.most_likely(&path, shape) < MIN_ARTICLE {
            return false;
        }
        let found = Look::of(self.page, self.blocks, self.structure, id);
        // Where it is not known whether the site was renamed, only article may take the chance.
        let clutter = correction.want == Want::Clutter;
        let unnamed = look.signature.is_empty() || renamed.unwrap_or(!clutter);
        match (unnamed, clutter) {
            (false, false) => look.likeness(&found) >= MIN_ARTICLE,
            (false, true) => look.likeness(&found) >= MIN_CLUTTER && look.shares_all_names(&found),
            (true, false) => look.likeness_unnamed(&found) >= MIN_ARTICLE_UNNAMED && self.role(id) == correction.role,
            (true, true) => {
                look.path == found.path
                    && look.shape == found.shape
                    && look.heading == found.heading
                    && self.role(id) == correction.role
            }
        }
    }

    fn holds_main(&self, id: NodeId) -> bool {
        self.page.contains(id, self.structure.main)
    }

    /// The role of most of an element's words.
    fn role(&self, id: NodeId) -> Role {
        let mut words = Tally::new();
        for number in self.structure.blocks_in(self.page, id).take(MAX_ASKED) {
            words.add(self.labels[number].role, self.blocks[number].words + 1);
        }
        words.most().unwrap_or(Role::Other)
    }
}

/// What was said of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Article,
    Clutter,
    /// Clutter, and too much with it.
    TooMuch,
}

#[cfg(all(test, feature = "html"))]
mod tests;
