//! Labels: for each block its role, whether the reader keeps it, and why. The score proposes; the rules here, each with
//! a name that the trace records, change its mind where structure or wording says more than the score can.
//!
//! The rules run in the order of [`decide`], one subject a file; none looks at what a later one will say.

mod answers;
mod author;
mod beside;
mod crumbs;
mod data;
mod forms;
mod guards;
mod head;
mod headings;
mod lines;
mod names;
mod notes;
mod pictures;
mod places;
mod pleas;
mod repeats;
mod said;
mod seen;
#[cfg(all(test, feature = "html"))]
mod tests;
mod wholes;

use crate::block::{self, Block};
use crate::correction::{Correction, SAID};
use crate::model::{self, KINDS, ModelKind};
use crate::names::Tag;
use crate::page::{NodeId, Page};
use crate::role::{Reader, Role};
use crate::structure::{Structure, heading_level};
use crate::words;

/// What was decided of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub role: Role,
    /// Whether it is in the reader view's body.
    pub keep: bool,
    /// 0 to 1000.
    pub score: i32,
    /// The rules that had a say, in the order in which they did.
    pub reasons: Vec<&'static str>,
}

impl Label {
    /// Whether nothing but the score has spoken yet.
    fn has_opinion_of_score(&self) -> bool {
        self.reasons.iter().all(|reason| *reason == "score")
    }

    /// Whether the person took it out.
    pub fn is_unwanted(&self) -> bool {
        !self.keep && self.reasons.last() == Some(&SAID)
    }
}

/// A short line: a label, a button, a heading. In words.
const LINE_MAX_WORDS: u32 = 14;
/// A plea for a newsletter or a donation is a short paragraph. In words.
const PLEA_MAX_WORDS: u32 = 45;
/// A score from which names and wording no longer overrule it.
const SURE: i32 = 720;
/// A score from which a paragraph is the body's, whatever else it may look like: what truths leave out scores less.
const BODY_SURE: i32 = 900;
/// Likelihood of an article, in thousandths, from which the rules have the last word.
const RULES_MIN_ARTICLE: i32 = 250;
/// The same from which what a story encloses is the story's; what a list encloses need not be the list's.
const ENCLOSED_MIN_ARTICLE: i32 = 500;
/// Blocks above the headline that may belong to the article's head (a kicker, a date).
pub const HEAD_BEFORE: usize = 6;
/// Blocks below the headline that may belong to it as well: name and date stand below the buttons to share it.
const HEAD_BEHIND: usize = 10;
/// Longest summary under the headline, in words.
const STANDFIRST_MAX_WORDS: u32 = 80;
/// Words that are nothing to read, when they are all that is kept of a page that is no article.
const NOTHING_MAX_WORDS: u32 = 5;
/// Nodes of one media block that are looked at for a size.
const MAX_MEDIA_NODES: usize = 16;

/// Decides every label.
///
/// `kinds` is how likely the page is of each kind, in thousandths: the rules know articles, and what they say of other
/// pages is wrong more often than the score is. `corrections` are the person's, of this site.
pub fn decide(
    page: &Page,
    blocks: &[Block],
    structure: &Structure,
    scores: &[i32],
    kinds: [i32; KINDS],
    corrections: &[Correction],
) -> Vec<Label> {
    let article = kinds[ModelKind::Article as usize];
    let mut decision = Decision::new(page, blocks, structure, scores);
    decision.start();
    decision.names();
    decision.lines();
    decision.forms();
    if article >= RULES_MIN_ARTICLE {
        decision.walls();
    }
    decision.sections();
    decision.next_articles();
    decision.repeated_headline();
    decision.between();
    decision.wholes();
    decision.headings();
    decision.head();
    decision.data();
    decision.formulas();
    decision.notes();
    decision.media(article >= ENCLOSED_MIN_ARTICLE);
    if article >= ENCLOSED_MIN_ARTICLE {
        decision.answers();
        decision.enclosed();
        decision.beside();
    }
    if article >= RULES_MIN_ARTICLE {
        decision.siblings();
        decision.dated_links();
    }
    decision.subheadings();
    decision.strays();
    decision.regions();
    decision.site_name();
    decision.breadcrumbs();
    decision.pleas();
    if article < RULES_MIN_ARTICLE {
        decision.trust_scores();
    }
    if article < ENCLOSED_MIN_ARTICLE {
        decision.summaries_are_text();
    }
    decision.seen();
    decision.repeats(kinds);
    if article < ENCLOSED_MIN_ARTICLE {
        decision.next_to_nothing();
    }
    decision.author_boxes();
    decision.said(corrections);
    decision.labels
}

struct Decision<'a> {
    page: &'a Page,
    blocks: &'a [Block],
    structure: &'a Structure,
    /// The text of short blocks, lower case; empty for long ones.
    lines: Vec<String>,
    labels: Vec<Label>,
}

impl<'a> Decision<'a> {
    fn new(page: &'a Page, blocks: &'a [Block], structure: &'a Structure, scores: &[i32]) -> Self {
        let line = |block: &Block| {
            if block.words > PLEA_MAX_WORDS { String::new() } else { words::lower(&block::text(page, block)) }
        };
        let labels =
            scores.iter().map(|&score| Label { role: Role::Other, keep: false, score, reasons: Vec::new() }).collect();
        Decision { page, blocks, structure, lines: blocks.iter().map(line).collect(), labels }
    }

    fn drop(&mut self, number: usize, role: Role, reason: &'static str) {
        let label = &mut self.labels[number];
        label.keep = false;
        label.role = role;
        label.reasons.push(reason);
    }

    fn keep(&mut self, number: usize, reason: &'static str) {
        let role = self.body_role(number);
        let label = &mut self.labels[number];
        label.keep = true;
        label.role = role;
        label.reasons.push(reason);
    }

    /// The role of a block of the body, from its element.
    fn body_role(&self, number: usize) -> Role {
        let block = &self.blocks[number];
        if heading_level(self.page, block).is_some() {
            return Role::Subheading;
        }
        if self.is_formula(number) {
            return Role::Math;
        }
        let around = std::iter::once(block.container).chain(self.page.ancestors(block.container));
        for id in around.take(8).take_while(|&id| id == block.container || id > self.structure.main) {
            match self.page.tag(id) {
                Tag::Blockquote | Tag::Q => return Role::Quote,
                Tag::Pre => return Role::Code,
                Tag::Figcaption => return Role::Caption,
                Tag::Li | Tag::Dd | Tag::Dt => return Role::List,
                // A cell of running text is layout, not data.
                Tag::Td | Tag::Th if self.is_data_cell(id) => return Role::Table,
                _ => {}
            }
        }
        if block.bold && block.words <= LINE_MAX_WORDS && block.sentences == 0 && !self.followed_in_line(number) {
            return Role::Subheading;
        }
        if !block.has_text() { Role::Media } else { Role::Paragraph }
    }

    /// Goes back to what the score says of blocks with text.
    fn trust_scores(&mut self) {
        for number in 0..self.blocks.len() {
            let label = &self.labels[number];
            let kept = is_body_text(label);
            // In a list of offers what is called a caption leads to one.
            let caption = label.role == Role::Caption && self.blocks[number].link_density() <= 500;
            let head = caption || matches!(label.role, Role::Headline | Role::Byline | Role::Dateline);
            // Half a table is worth nothing on any page.
            let held = label.reasons.last() == Some(&"between") || kept && label.reasons.last() == Some(&"whole");
            if !self.blocks[number].has_text() || head || held || kept == (label.score >= model::KEEP) {
                continue;
            }
            if kept {
                self.drop(number, Role::Other, "no article");
            } else {
                self.keep(number, "no article");
            }
        }
    }

    /// What would be an article's summary is text as any other where there is no article: an offer's description.
    fn summaries_are_text(&mut self) {
        for number in 0..self.blocks.len() {
            if self.labels[number].role == Role::Standfirst {
                self.keep(number, "no article");
            }
        }
    }

    /// A page of which a word or two are kept, its text being still on the way, has none.
    fn next_to_nothing(&mut self) {
        let mut words = 0;
        for (block, label) in self.blocks.iter().zip(&self.labels) {
            words += if is_body_text(label) { block.words } else { 0 };
        }
        if words > NOTHING_MAX_WORDS {
            return;
        }
        for number in 0..self.blocks.len() {
            if is_body_text(&self.labels[number]) {
                self.drop(number, Role::Other, "no article");
            }
        }
    }

    fn is_data_cell(&self, cell: NodeId) -> bool {
        !self.page.contains(cell, self.structure.main) && self.structure.totals(self.page, cell).words <= 60
    }

    fn in_data_table(&self, number: usize) -> bool {
        let mut around = self.page.ancestors(self.blocks[number].container).take(5);
        around.any(|id| self.page.tag(id) == Tag::Table && self.structure.is_data_table(id))
    }

    /// Whether a bold line is the start of a longer run in the same element without a break.
    fn followed_in_line(&self, number: usize) -> bool {
        self.lines[number].ends_with([',', ';']) || self.lines[number].is_empty()
    }

    fn is_line(&self, number: usize) -> bool {
        self.blocks[number].has_text() && self.blocks[number].words <= LINE_MAX_WORDS
    }

    /// The first decision: the score alone.
    fn start(&mut self) {
        for number in 0..self.blocks.len() {
            if self.blocks[number].has_text() && self.labels[number].score >= model::KEEP {
                self.keep(number, "score");
            }
        }
    }
}

/// An opinion for the tests of the rules: so likely an article, and the rest of it no kind that they know.
#[cfg(all(test, feature = "html"))]
fn likely(article: i32) -> [i32; KINDS] {
    let mut kinds = [0; KINDS];
    (kinds[ModelKind::Article as usize], kinds[ModelKind::Other as usize]) = (article, 1000 - article);
    kinds
}

/// Whether a block is in the body's text: kept, and of a role whose text counts.
pub fn is_body_text(label: &Label) -> bool {
    label.keep && label.role.reader() == Reader::Body
}
