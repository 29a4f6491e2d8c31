//! Labels: for each block its role, whether the reader keeps it, and why. The score proposes; the rules here, each with
//! a name that the trace records, change its mind where structure or wording says more than the score can.

use crate::block::{self, Block, BlockId};
use crate::compose::is_data_table;
use crate::model;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};
use crate::role::{Reader, Role};
use crate::structure::{Structure, heading_level, is_prose};
use crate::words;
use std::collections::BTreeMap;

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
}

/// A short line: a label, a button, a heading. In words.
const LINE_MAX_WORDS: u32 = 14;
/// A plea for a newsletter or a donation is a short paragraph. In words.
const PLEA_MAX_WORDS: u32 = 45;
/// A score from which names and wording no longer overrule it.
const SURE: i32 = 720;
/// The same for wording, which says more than a name.
const WORDING_SURE: i32 = 890;
/// The same for names of consent dialogues, whose text reads like a story's.
const CONSENT_SURE: i32 = 930;
/// A score below which a name that speaks of a footnote does not make one.
const FOOTNOTE_MIN: i32 = 250;
/// A score below which a block between two kept ones stays out all the same.
const BETWEEN_MIN: i32 = 250;
/// Likelihood of an article, in thousandths, from which the rules have the last word.
const RULES_MIN_ARTICLE: i32 = 120;
/// Score from which a short line right above a kept paragraph of the same parent is its subheading: of a line alone, and
/// of one that looks like another such line.
const SUBHEADING_MIN: i32 = 200;
const SUBHEADING_MIN_ALIKE: i32 = 50;
/// A section of clutter holds at most this share of the page's prose, in thousandths.
const SECTION_MAX_PROSE: u64 = 250;
/// Blocks above the headline that may belong to the article's head (a kicker, a date).
const HEAD_BEFORE: usize = 6;
/// Longest summary under the headline, in words.
const STANDFIRST_MAX_WORDS: u32 = 80;

/// Decides every label.
///
/// `article` is how likely the page is an article, in thousandths: the rules know articles, and what they say of other
/// pages is wrong more often than the score is.
pub fn decide(page: &Page, blocks: &[Block], structure: &Structure, scores: &[i32], article: i32) -> Vec<Label> {
    let mut decision = Decision::new(page, blocks, structure, scores);
    decision.start();
    decision.names();
    decision.lines();
    decision.forms();
    decision.sections();
    decision.next_articles();
    decision.repeated_headline();
    decision.between();
    decision.wholes();
    decision.headings();
    decision.head();
    decision.media();
    decision.subheadings();
    decision.strays();
    decision.regions();
    if article < RULES_MIN_ARTICLE {
        decision.trust_scores();
    }
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
            if block.words > PLEA_MAX_WORDS { String::new() } else { block::text(page, block).to_lowercase() }
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
        let around = std::iter::once(block.container).chain(self.page.ancestors(block.container));
        for id in around.take(8).take_while(|&id| id == block.container || id > self.structure.main) {
            match self.page.tag(id) {
                Tag::Blockquote | Tag::Q => return Role::Quote,
                Tag::Pre => return Role::Code,
                Tag::Figcaption => return Role::Caption,
                Tag::Aside => return Role::Note,
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
            let head = matches!(label.role, Role::Headline | Role::Byline | Role::Dateline | Role::Caption);
            if !self.blocks[number].has_text() || head || kept == (label.score >= model::KEEP) {
                continue;
            }
            if kept {
                self.drop(number, Role::Other, "no article");
            } else {
                self.keep(number, "no article");
            }
        }
    }

    fn is_data_cell(&self, cell: NodeId) -> bool {
        !self.page.contains(cell, self.structure.main) && self.structure.totals(self.page, cell).words <= 60
    }

    fn in_data_table(&self, number: usize) -> bool {
        let mut around = self.page.ancestors(self.blocks[number].container).take(5);
        around.any(|id| self.page.tag(id) == Tag::Table && is_data_table(self.page, self.structure, id))
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

    /// Names around a block speak of a role.
    fn names(&mut self) {
        for number in 0..self.blocks.len() {
            let Some(evidence) = self.structure.evidence(self.blocks[number].container) else { continue };
            let block = &self.blocks[number];
            if evidence.role == Role::Footnote {
                let likely = self.labels[number].score >= FOOTNOTE_MIN;
                if likely && block.has_text() && heading_level(self.page, block).is_none() {
                    self.keep(number, "name");
                    self.labels[number].role = Role::Footnote;
                }
            } else if evidence.role.is_article() {
                let fits = match evidence.role {
                    Role::Caption => block.words <= STANDFIRST_MAX_WORDS,
                    Role::Byline | Role::Dateline => self.is_line(number),
                    _ => false,
                };
                if fits && block.has_text() && heading_level(self.page, block).is_none() {
                    self.drop(number, evidence.role, "name");
                }
            } else if (self.labels[number].score < SURE
                || evidence.role == Role::Consent && self.labels[number].score < CONSENT_SURE)
                && !self.is_prose_despite(number, evidence.role)
            {
                let links = || {
                    let parent = self.page.parent(block.container).unwrap_or(block.container);
                    block.link_density() > 500 && self.structure.totals(self.page, parent).blocks >= 3
                };
                // The links of a site's header lead around; the rest of it is its name.
                let role = if evidence.role == Role::Masthead && links() { Role::Navigation } else { evidence.role };
                self.drop(number, role, "name");
            }
        }
    }

    /// Names of these roles stand on wrappers of whole stories, too: `share-wrapper`, `promo`, `modal-content`. A
    /// paragraph without links inside the article is a paragraph whatever its wrapper is called.
    fn is_prose_despite(&self, number: usize, role: Role) -> bool {
        use Role::*;
        let block = &self.blocks[number];
        matches!(role, Promo | Share | Tags | Overlay | Search | Tools | Notice | Advertisement | Other)
            && self.labels[number].keep
            && block.words >= PROSE_DESPITE_MIN_WORDS
            && block.link_density() < 200
            && is_prose(self.page, block)
    }

    /// What a short line says of itself.
    fn lines(&mut self) {
        for number in 0..self.blocks.len() {
            let block = &self.blocks[number];
            if !block.has_text() || block.words > PLEA_MAX_WORDS {
                continue;
            }
            let line = &self.lines[number];
            let link = block.link_density() > 500;
            if self.page.tag(block.container) == Tag::Button {
                let named = self.structure.evidence(block.container).map(|evidence| evidence.role);
                let named = named.filter(|role| !role.is_article() && *role != Role::Other);
                self.drop(number, words::phrase(line).or(named).unwrap_or(Role::Tools), "button");
                continue;
            }
            if self.labels[number].score < WORDING_SURE && words::is_call(line, block.link_chars > 0) {
                self.drop(number, Role::Promo, "call");
                continue;
            }
            match words::phrase(line) {
                Some(Role::Newsletter | Role::Promo | Role::Consent | Role::Notice | Role::Footer)
                    if block.words > LINE_MAX_WORDS && self.labels[number].score >= WORDING_SURE && !link => {}
                Some(role)
                    if block.words <= LINE_MAX_WORDS
                        || !matches!(role, Role::Related | Role::Tags | Role::Comments)
                        || link =>
                {
                    self.drop(number, role, "wording");
                }
                _ if words::is_date_line(line)
                    && heading_level(self.page, block).is_none()
                    && !self.in_data_table(number) =>
                {
                    self.drop(number, Role::Dateline, "date");
                }
                _ if block.words <= LINE_MAX_WORDS && !line.chars().any(char::is_alphanumeric) => {
                    self.drop(number, Role::Other, "no words");
                }
                _ => {}
            }
        }
    }

    /// A line that heads a section of clutter takes the section with it.
    fn sections(&mut self) {
        let all = self.structure.all().prose.max(1);
        for number in 0..self.blocks.len() {
            let role = self.labels[number].role;
            let heads = self.labels[number].reasons.contains(&"wording")
                && self.is_line(number)
                && matches!(
                    role,
                    Role::Related
                        | Role::Advertisement
                        | Role::Newsletter
                        | Role::Promo
                        | Role::Comments
                        | Role::AuthorBio
                        | Role::Tags
                        | Role::Share
                );
            if !heads {
                continue;
            }
            // The section is the smallest element around the line with more in it.
            let block = &self.blocks[number];
            let section = self
                .page
                .ancestors(block.container)
                .take(3)
                .find(|&id| self.structure.totals(self.page, id).blocks > 1);
            let Some(section) = section else { continue };
            let range = self.structure.blocks_in(self.page, section);
            let totals = self.structure.totals(self.page, section);
            let whole = range.start == number
                && !self.page.contains(section, self.structure.main)
                && (totals.prose * 1000 <= all * SECTION_MAX_PROSE || totals.link_density() > 500)
                && (role != Role::Advertisement || totals.blocks <= AD_MAX_BLOCKS);
            if whole {
                for other in number + 1..range.end {
                    if self.labels[other].score < SURE || self.blocks[other].link_density() > 500 {
                        self.drop(other, role, "section");
                    }
                }
                continue;
            }
            // Or the run of links and dates that follows it.
            if role == Role::Share {
                continue;
            }
            for other in number + 1..range.end.max(number + 1) {
                let next = &self.blocks[other];
                // A line that speaks for itself, or text behind the label of an advertisement, is another matter.
                let other_matter = self.labels[other].reasons.contains(&"wording") && self.labels[other].role != role;
                if other_matter || role == Role::Advertisement && next.has_text() {
                    break;
                }
                let belongs =
                    next.link_density() > 500 || self.labels[other].role == Role::Dateline || !next.has_text();
                if !belongs
                    || heading_level(self.page, next).is_some_and(|level| level < 3) && next.link_density() < 500
                {
                    break;
                }
                self.drop(other, role, "run");
            }
        }
    }

    /// A small piece around a form asks for something: an address, a search, a comment. It is never reading matter.
    fn forms(&mut self) {
        let mut form = vec![0u32; self.page.len() + 1];
        for id in self.page.ids() {
            let asks = match self.page.tag(id) {
                Tag::Textarea => true,
                Tag::Input => !matches!(self.page.attr(id, Attr::Type), Some("hidden" | "checkbox" | "radio")),
                _ => false,
            };
            form[id.index() + 1] = form[id.index()] + u32::from(asks);
        }
        for number in 0..self.blocks.len() {
            let card = self.structure.card(BlockId(number as u32));
            let asks = form[self.page.end(card).index()] > form[card.index()];
            let open =
                matches!(self.labels[number].role, Role::Other | Role::Tools) || self.labels[number].role.is_article();
            if asks && open && self.blocks[number].has_text() {
                let inputs = self.page.subtree(card).take(MAX_FORM_NODES);
                let kind =
                    inputs.filter(|&id| self.page.tag(id) == Tag::Input).find_map(|id| self.page.attr(id, Attr::Type));
                let role = match kind {
                    Some("email") => Role::Newsletter,
                    Some("search") => Role::Search,
                    _ => Role::Promo,
                };
                self.drop(number, role, "form");
            }
        }
    }

    fn next_articles(&mut self) {
        for &article in &self.structure.next_articles {
            for number in self.structure.blocks_in(self.page, article) {
                self.drop(number, Role::NextArticle, "next article");
            }
        }
    }

    /// The headline, and its repetitions.
    fn repeated_headline(&mut self) {
        let Some(headline) = self.structure.headline else { return };
        let hash = self.blocks[headline.index()].hash;
        for number in 0..self.blocks.len() {
            if number != headline.index() && self.blocks[number].hash == hash {
                let role = if self.labels[number].role == Role::Other || self.labels[number].keep {
                    Role::Related
                } else {
                    self.labels[number].role
                };
                self.drop(number, role, "repeats headline");
            }
        }
        self.drop(headline.index(), Role::Headline, "headline");
    }

    /// Loss guard: plain text between two kept blocks of the same element is article.
    fn between(&mut self) {
        for number in 1..self.blocks.len().saturating_sub(1) {
            let block = &self.blocks[number];
            let label = &self.labels[number];
            let (before, after) = (&self.blocks[number - 1], &self.blocks[number + 1]);
            let parent = |block: &Block| self.page.parent(block.container);
            if !label.keep
                && label.reasons.is_empty()
                && block.has_text()
                && label.score >= BETWEEN_MIN
                && block.link_density() <= 500
                && self.labels[number - 1].keep
                && self.labels[number + 1].keep
                && parent(before) == parent(block)
                && parent(after) == parent(block)
            {
                self.keep(number, "between");
            }
        }
    }

    /// A table or a list is kept or dropped as one: half of it is worth nothing.
    fn wholes(&mut self) {
        let mut end = NodeId(0);
        for number in 0..self.blocks.len() {
            let block = &self.blocks[number];
            if block.first < end || !self.labels[number].has_opinion_of_score() {
                continue;
            }
            let around = self.page.ancestors(block.container).take(4);
            let whole =
                std::iter::once(block.container).chain(around).filter(|&id| id > self.structure.main).find(|&id| {
                    match self.page.tag(id) {
                        Tag::Table => is_data_table(self.page, self.structure, id),
                        Tag::Ul | Tag::Ol | Tag::Dl => true,
                        _ => false,
                    }
                });
            let Some(whole) = whole else { continue };
            end = self.page.end(whole);
            let range = self.structure.blocks_in(self.page, whole);
            let chars = |keep: bool| -> u64 {
                range
                    .clone()
                    .filter(|&other| self.labels[other].keep == keep)
                    .map(|other| u64::from(self.blocks[other].chars))
                    .sum()
            };
            let (kept, dropped) = (chars(true), chars(false));
            if kept == 0 || dropped == 0 {
                continue;
            }
            for other in range {
                if self.blocks[other].has_text()
                    && self.labels[other].has_opinion_of_score()
                    && self.labels[other].keep != (kept > dropped)
                {
                    if kept > dropped {
                        self.keep(other, "whole");
                    } else {
                        self.drop(other, Role::Other, "whole");
                    }
                }
            }
        }
    }

    /// A line between paragraphs that looks unlike them and ends without a stop is a subheading, whatever its element.
    fn subheadings(&mut self) {
        let look = |block: &Block| {
            (self.page.tag(block.container), self.page.attr(block.container, Attr::Class).unwrap_or(""))
        };
        let mut looks: Vec<((Tag, &str), u32)> = Vec::new();
        for (block, label) in self.blocks.iter().zip(&self.labels) {
            if label.keep && label.role == Role::Paragraph && is_prose(self.page, block) {
                let look = look(block);
                if let Some((_, words)) = looks.iter_mut().find(|(known, _)| *known == look) {
                    *words += block.words;
                } else if looks.len() < MAX_LOOKS {
                    looks.push((look, block.words));
                }
            }
        }
        let Some(&(usual, _)) = looks.iter().max_by_key(|(_, words)| *words) else { return };
        let mut found = Vec::new();
        for number in 1..self.blocks.len().saturating_sub(1) {
            let block = &self.blocks[number];
            let line = &self.lines[number];
            if self.labels[number].keep
                && self.labels[number].role == Role::Paragraph
                && self.is_line(number)
                && block.link_chars == 0
                && look(block) != usual
                && !line.ends_with(['.', ',', ';', ':', '。', '…'])
                && is_prose(self.page, &self.blocks[number + 1])
                && self.labels[number + 1].keep
            {
                found.push(number);
            }
        }
        for number in found {
            self.labels[number].role = Role::Subheading;
            self.labels[number].reasons.push("unlike paragraphs");
        }
    }

    /// Dates, names and captions that stand with no kept block belong to what is around them: a card, a list of teasers.
    fn strays(&mut self) {
        let kept: Vec<usize> = (0..self.labels.len()).filter(|&number| self.labels[number].keep).collect();
        let (first, last) = match (kept.first(), kept.last()) {
            (Some(&first), Some(&last)) => (first, last),
            _ => return,
        };
        let headline = self.structure.headline.map_or(first, BlockId::index).min(first);
        for number in 0..self.blocks.len() {
            let label = &self.labels[number];
            if label.keep || !matches!(label.role, Role::Byline | Role::Dateline | Role::Caption) {
                continue;
            }
            if (headline.saturating_sub(HEAD_BEFORE)..=first).contains(&number) || number == last + 1 {
                continue;
            }
            let before = number.checked_sub(1).map(|before| self.labels[before].role).filter(|role| !role.is_article());
            let role = match before {
                Some(role) if role != Role::Other => role,
                _ if number > first => Role::Related,
                _ => Role::Other,
            };
            self.drop(number, role, "stray");
        }
    }

    /// A heading stays with what it heads: kept with a kept block behind it, dropped without.
    fn headings(&mut self) {
        self.lines_over_paragraphs();
        for number in (0..self.blocks.len()).rev() {
            let block = &self.blocks[number];
            let heading = heading_level(self.page, block).is_some() || block.bold && block.words <= LINE_MAX_WORDS;
            if !heading || !block.has_text() || self.labels[number].role == Role::Headline {
                continue;
            }
            let next = (number + 1..self.blocks.len())
                .take(4)
                .find(|&next| self.labels[next].keep || heading_level(self.page, &self.blocks[next]).is_some());
            let heads_kept = next.is_some_and(|next| self.labels[next].keep);
            let line = self.is_line(number) || self.labels[number].score < SURE;
            if self.labels[number].keep && !heads_kept && line {
                self.drop(number, Role::Other, "heads nothing");
            } else if !self.labels[number].keep
                && heads_kept
                && self.labels[number].reasons.is_empty()
                && block.link_density() < 500
                && self.page.contains(self.structure.main, block.first)
                && next == Some(number + 1)
            {
                self.keep(number, "heads kept");
            }
        }
    }

    /// Lines of no heading's element and no other opinion that stand over a kept paragraph as its sibling.
    fn lines_over_paragraphs(&mut self) {
        let found: Vec<usize> = (0..self.blocks.len()).filter(|&number| self.stands_over_paragraph(number)).collect();
        let look = |number: usize| {
            let container = self.blocks[number].container;
            (self.page.tag(container), self.page.attr(container, Attr::Class))
        };
        let mut looks: BTreeMap<(Tag, Option<&str>), u32> = BTreeMap::new();
        for &number in &found {
            *looks.entry(look(number)).or_default() += 1;
        }
        let subheadings: Vec<usize> = found
            .into_iter()
            .filter(|&number| {
                let alike = looks[&look(number)] > 1;
                self.labels[number].score >= if alike { SUBHEADING_MIN_ALIKE } else { SUBHEADING_MIN }
            })
            .collect();
        for number in subheadings {
            self.keep(number, "heads kept");
            self.labels[number].role = Role::Subheading;
        }
    }

    fn stands_over_paragraph(&self, number: usize) -> bool {
        let (block, label) = (&self.blocks[number], &self.labels[number]);
        let Some(next) = self.blocks.get(number + 1) else { return false };
        self.is_line(number)
            && !label.keep
            && label.reasons.is_empty()
            && heading_level(self.page, block).is_none()
            && !block.bold
            && block.link_chars == 0
            && !self.lines[number].ends_with(['.', ',', ';', ':', '。', '…'])
            && self.labels[number + 1].keep
            && is_prose(self.page, next)
            && block.container != next.container
            && self.page.parent(block.container) == self.page.parent(next.container)
    }

    /// Headline, standfirst, byline, dateline stand around the start of the body.
    fn head(&mut self) {
        let body = |number: &usize| {
            let (block, label) = (&self.blocks[*number], &self.labels[*number]);
            let byline = block.words <= PLEA_MAX_WORDS && words::opens_byline(&self.lines[*number]);
            label.keep && label.role == Role::Paragraph && is_prose(self.page, block) && !byline
        };
        let Some(first) = (0..self.labels.len()).find(body) else { return };
        let start = match self.structure.headline {
            Some(headline) if headline.index() < first => headline.index().saturating_sub(HEAD_BEFORE),
            _ => first.saturating_sub(HEAD_BEFORE),
        };
        let headline = self.structure.headline.map_or(start, BlockId::index);
        for number in start..first {
            let block = &self.blocks[number];
            let lines = block::lines(self.page, block);
            let mixed = lines.len() > 1 && block.words <= PLEA_MAX_WORDS;
            if !self.is_line(number) && !mixed || self.labels[number].role == Role::Headline {
                continue;
            }
            let line = &self.lines[number];
            let clutter =
                self.labels[number].reasons.iter().any(|reason| matches!(*reason, "wording" | "section" | "run"));
            if clutter || self.labels[number].role == Role::Caption {
                continue;
            }
            let byline = |line: &str| words::opens_byline(&line.to_lowercase());
            if number > headline
                && (byline(line) || mixed && lines.iter().any(|line| byline(line)) || self.names_author(block))
            {
                self.drop(number, Role::Byline, "head");
            } else if words::is_date_line(line) {
                self.drop(number, Role::Dateline, "head");
            }
        }
        // A caption under the picture above the body, where nothing names it one.
        for number in headline + 1..first {
            let block = &self.blocks[number];
            let before = &self.blocks[number - 1];
            let below = before.media > 0 && !before.has_text() && self.is_large_media(before);
            let parent = self.page.parent(before.container).unwrap_or(before.container);
            let together = self.page.contains(parent, block.first)
                && self.structure.totals(self.page, parent).words <= CAPTIONED_MAX_WORDS;
            if self.labels[number].reasons.iter().all(|reason| *reason == "score")
                && (5..=STANDFIRST_MAX_WORDS).contains(&block.words)
                && heading_level(self.page, block).is_none()
                && (block.media > 0 || below && (together || words::has_credit(&self.lines[number])))
            {
                self.drop(number, Role::Caption, "below picture");
            }
        }
        // The summary: one unlinked paragraph between headline and body that names or its own element set apart.
        for number in headline + 1..=first {
            let block = &self.blocks[number];
            let named =
                self.structure.evidence(block.container).is_some_and(|evidence| evidence.role == Role::Standfirst);
            let heading = heading_level(self.page, block).is_some_and(|level| level > 1);
            let below = number == headline + 1 && block.words >= 4;
            let apart = named || heading && number < first && (block.words > 8 || below);
            if apart
                && block.words >= 4
                && block.words <= STANDFIRST_MAX_WORDS
                && block.link_density() < 300
                && (number < first || named)
            {
                let label = &self.labels[number];
                if label.keep || label.reasons.is_empty() || label.role == Role::Standfirst {
                    self.drop(number, Role::Standfirst, "head");
                    break;
                }
            }
        }
        self.summary_above_byline(headline, first);
    }

    /// A paragraph between the headline and the byline or date below it is the summary, whatever its element.
    fn summary_above_byline(&mut self, headline: usize, first: usize) {
        if self.labels.iter().any(|label| label.role == Role::Standfirst) || first <= headline {
            return;
        }
        let is_head = |number: &usize| matches!(self.labels[*number].role, Role::Byline | Role::Dateline);
        let Some(anchor) = (first + 1..(first + 4).min(self.labels.len())).find(is_head) else { return };
        let is_text = |number: &usize| self.labels[*number].keep && self.blocks[*number].has_text();
        let block = &self.blocks[first];
        if (headline + 1..anchor).filter(is_text).count() == 1
            && block.words <= STANDFIRST_MAX_WORDS
            && block.link_density() < 300
        {
            self.drop(first, Role::Standfirst, "above byline");
        }
    }

    /// Whether markup says that the block names who wrote it: `rel`, microdata, a link to a page about a person.
    fn names_author(&self, block: &Block) -> bool {
        let inside = (block.first.0..block.last.0).take(MAX_MEDIA_NODES).map(NodeId);
        let mut around = std::iter::once(block.container).chain(self.page.ancestors(block.first).take(4)).chain(inside);
        around.any(|id| {
            let is = |name, value| self.page.attr(id, name) == Some(value);
            let href = self.page.attr(id, Attr::Href).unwrap_or("");
            is(Attr::Itemprop, "author")
                || is(Attr::Rel, "author")
                || self.page.tag(id) == Tag::A && AUTHOR_PATHS.iter().any(|path| href.contains(path))
        })
    }

    /// Pictures and frames between kept blocks are the article's; captions follow them.
    fn media(&mut self) {
        let kept: Vec<usize> = (0..self.labels.len()).filter(|&number| self.labels[number].keep).collect();
        let (Some(&first), Some(&last)) = (kept.first(), kept.last()) else { return };
        let headline = self.structure.headline.map_or(first, BlockId::index).min(first);
        let mut lead = None;
        for number in headline.saturating_sub(HEAD_BEFORE)..=last {
            let block = &self.blocks[number];
            let fits = block.media > 0
                && !block.has_text()
                && self.labels[number].reasons.is_empty()
                && self.page.contains(self.structure.main, block.first) | (number < first)
                && self.structure.totals(self.page, self.structure.card(BlockId(number as u32))).link_density() < 500;
            if !fits {
                continue;
            }
            if number < first {
                if lead.is_none() && self.is_large_media(block) {
                    lead = Some(number);
                    self.drop(number, Role::LeadImage, "head");
                }
            } else {
                let label = &mut self.labels[number];
                label.keep = true;
                label.role = Role::Media;
                label.reasons.push("between");
            }
        }
        for number in headline..self.labels.len().min(last + 2) {
            if self.labels[number].role == Role::Caption {
                // A caption stays with its picture; one of a picture that went goes too.
                let shown = (number.saturating_sub(2)..number)
                    .any(|near| matches!(self.labels[near].role, Role::LeadImage | Role::Media))
                    || self.blocks[number].media > 0;
                self.labels[number].keep = shown;
            }
        }
    }

    /// Not an icon or a portrait beside a name, as far as markup tells.
    fn is_large_media(&self, block: &Block) -> bool {
        self.page
            .subtree(block.first)
            .take(MAX_MEDIA_NODES)
            .chain((block.first.0..block.last.0).take(MAX_MEDIA_NODES).map(NodeId))
            .all(|id| {
                let size = |name| self.page.attr(id, name).and_then(|value| value.parse::<u32>().ok());
                size(Attr::Width).is_none_or(|width| width >= 200)
                    && size(Attr::Height).is_none_or(|height| height >= 100)
            })
    }

    /// What is left without a reason is named by where it stands.
    fn regions(&mut self) {
        let kept: Vec<usize> = (0..self.labels.len()).filter(|&number| self.labels[number].keep).collect();
        let (first, last) = match (kept.first(), kept.last()) {
            (Some(&first), Some(&last)) => (first, last),
            _ => (usize::MAX, 0),
        };
        for number in 0..self.blocks.len() {
            let block = &self.blocks[number];
            let label = &self.labels[number];
            if label.keep
                || label.role != Role::Other
                || !label.reasons.is_empty() && label.reasons != ["score"] && !label.reasons.contains(&"name")
            {
                continue;
            }
            let card = self.structure.totals(self.page, self.structure.card(BlockId(number as u32)));
            let role = if number < first && block.link_density() > 500 {
                Role::Navigation
            } else if number > last
                && self.structure.totals_of(number..self.blocks.len()).prose == 0
                && block.link_density() > 500
            {
                Role::Footer
            } else if number > first && (card.link_density() > 300 || is_prose(self.page, block))
                || number > last && self.labels[number - 1].role == Role::Related
            {
                Role::Related
            } else {
                Role::Other
            };
            self.labels[number].role = role;
        }
    }
}

/// Words in all of the element around a picture and its caption.
const CAPTIONED_MAX_WORDS: u64 = 90;
/// Ways a page's paragraphs look that are told apart.
const MAX_LOOKS: usize = 16;
/// Blocks of the largest piece that the label of an advertisement takes with it.
const AD_MAX_BLOCKS: u32 = 4;
/// Fewest words of a paragraph that a name alone does not drop.
const PROSE_DESPITE_MIN_WORDS: u32 = 25;
/// Parts of an address that leads to a page about who wrote it.
const AUTHOR_PATHS: &[&str] = &[
    "/author/",
    "/authors/",
    "/autor/",
    "/autoren/",
    "/autores/",
    "/auteur/",
    "/autore/",
    "/by/",
    "/profile/",
    "/people/",
    "/staff/",
    "/journalist/",
];
/// Nodes of one card that are looked at for the kind of its form.
const MAX_FORM_NODES: usize = 400;
/// Nodes of one media block that are looked at for a size.
const MAX_MEDIA_NODES: usize = 16;

/// Whether a block is in the body's text: kept, and of a role whose text counts.
pub fn is_body_text(label: &Label) -> bool {
    label.keep && label.role.reader() == Reader::Body
}
