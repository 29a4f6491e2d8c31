//! What a short line says of itself, and the section of clutter that it may head.

use super::names::MENU_MIN_BLOCKS;
use super::{Decision, LINE_MAX_WORDS, PLEA_MAX_WORDS, SURE};
use crate::names::Tag;
use crate::role::Role;
use crate::structure::{heading_level, is_site_footer};
use crate::words;
use std::ops::Range;

/// The same for wording, which says more than a name.
const WORDING_SURE: i32 = 890;
/// The same for a line without a link: a story about newsletters has headings with the word.
const LINE_SURE: i32 = 950;
/// The same for a call by a link, and for a run of links behind a line: both stand in stories, too.
const CALL_SURE: i32 = 700;
const RUN_SURE: i32 = 800;
/// A section of clutter holds at most this share of the page's prose, in thousandths.
const SECTION_MAX_PROSE: u64 = 250;
/// Words of the longest cell that speaks of nothing but its table.
const CELL_MAX_WORDS: u32 = 3;
/// Words of a menu's entry in the mean, or of one in a footer, and how far up its item is looked for.
const ENTRY_MAX_WORDS: u32 = 3;
const ENTRY_MAX_CLIMB: usize = 3;
/// How often a block is taken along by a section, in the mean: sections in sections end somewhere, but on a hostile page.
const MAX_SECTIONS: usize = 16;
/// Blocks of the largest piece that the label of an advertisement takes with it.
const AD_MAX_BLOCKS: u32 = 4;

impl Decision<'_> {
    /// What a short line says of itself.
    pub(super) fn lines(&mut self) {
        for number in 0..self.blocks.len() {
            let block = &self.blocks[number];
            if !block.has_text() || block.words > PLEA_MAX_WORDS {
                continue;
            }
            let line = &self.lines[number];
            let link = block.link_density() > 500;
            // What a menu calls newsletter or comments is the way there.
            if block.words <= LINE_MAX_WORDS && self.is_frame(number) || link && self.is_entry(number) {
                continue;
            }
            if self.page.tag(block.container) == Tag::Button {
                let named = self.structure.evidence(block.container).map(|evidence| evidence.role);
                let named = named.filter(|role| !role.is_article() && *role != Role::Other);
                let menu = self.labels[number].role == Role::Navigation;
                let named = if menu { Some(Role::Navigation) } else { named };
                // A name to press behind "By".
                let named = if self.is_lone_by(number) { Some(Role::Byline) } else { named };
                self.drop(number, words::phrase(line).or(named).unwrap_or(Role::Tools), "button");
                continue;
            }
            // What a cell says in a word is data: `X` for yes.
            if block.words <= CELL_MAX_WORDS && block.link_chars == 0 && self.in_data_table(number) {
                continue;
            }
            // An address that is written out is there to be followed.
            let sure = if words::has_address(line) { WORDING_SURE } else { CALL_SURE };
            if self.labels[number].score < sure && words::is_call(line, block.link_chars > 0) {
                self.drop(number, words::phrase(line).unwrap_or(Role::Promo), "call");
                continue;
            }
            match words::phrase(line) {
                // Who made a picture is said with the same sign as who owns a site.
                Some(Role::Footer) if self.labels[number].role == Role::Caption => {}
                Some(Role::Newsletter | Role::Promo | Role::Consent | Role::Notice | Role::Footer)
                    if block.words > LINE_MAX_WORDS && self.labels[number].score >= WORDING_SURE && !link => {}
                Some(_) if self.labels[number].score >= LINE_SURE && block.link_chars == 0 => {}
                Some(role)
                    if block.words <= LINE_MAX_WORDS
                        || !matches!(role, Role::Related | Role::Tags | Role::Comments)
                        || link =>
                {
                    self.drop(number, role, "wording");
                }
                _ if words::opens_caption(line) && heading_level(self.page, block).is_none() => {
                    self.drop(number, Role::Caption, "wording");
                }
                _ if words::is_date_line(line)
                    && (self.labels[number].score < SURE || !line.contains(char::is_alphabetic))
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

    /// Whether a byline of a single word stands before a line: "By".
    fn is_lone_by(&self, number: usize) -> bool {
        let before = number.checked_sub(1);
        before.is_some_and(|before| self.labels[before].role == Role::Byline && self.blocks[before].words == 1)
    }

    /// Whether a line is a piece of the site's frame: of a menu, or one that leads on from its footer, as to its pages
    /// elsewhere.
    fn is_frame(&self, number: usize) -> bool {
        let block = &self.blocks[number];
        let Some(evidence) = self.structure.evidence(block.container) else { return false };
        let frame = match evidence.role {
            Role::Navigation | Role::Masthead => true,
            Role::Footer => {
                block.words <= ENTRY_MAX_WORDS && block.link_density() > 500 && is_site_footer(self.page, evidence)
            }
            _ => false,
        };
        frame && matches!(self.labels[number].role, Role::Navigation | Role::Masthead | Role::Footer)
    }

    /// Whether a link is one of a list's many short ones, as in a menu; those to share the story are known by their names.
    fn is_entry(&self, number: usize) -> bool {
        let block = &self.blocks[number];
        let mut around =
            std::iter::once(block.container).chain(self.page.ancestors(block.container).take(ENTRY_MAX_CLIMB));
        let list = around.find(|&id| self.page.tag(id) == Tag::Li).and_then(|item| self.page.parent(item));
        let Some(list) = list else { return false };
        let totals = self.structure.totals(self.page, list);
        totals.blocks >= MENU_MIN_BLOCKS
            && totals.words <= u64::from(totals.blocks * ENTRY_MAX_WORDS)
            && totals.link_density() > 500
            && !matches!(words::phrase(&self.lines[number]), Some(Role::Share | Role::Search))
    }

    /// A line that heads a section of clutter takes the section with it.
    pub(super) fn sections(&mut self) {
        let all = self.structure.all().prose.max(1);
        // What the last run took: a line in it begins where that has ended, or a run of such lines would be read for each.
        let mut run: (Range<usize>, Role) = (0..0, Role::Other);
        let mut left = MAX_SECTIONS * self.blocks.len();
        for number in 0..self.blocks.len() {
            let role = self.labels[number].role;
            let heads = self.labels[number].reasons.contains(&"wording")
                && self.structure.headline.is_none_or(|headline| headline.index() != number)
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
                let rest = number + 1..range.end;
                let Some(after) = left.checked_sub(rest.len()) else { continue };
                left = after;
                for other in rest {
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
            let known = run.0.contains(&number) && run.1 == role;
            let from = if known { run.0.end } else { number + 1 };
            let mut end = from;
            for other in from..range.end {
                let next = &self.blocks[other];
                // A line that speaks for itself, or text behind the label of an advertisement, is another matter.
                let other_matter = self.labels[other].reasons.contains(&"wording") && self.labels[other].role != role;
                if other_matter || role == Role::Advertisement && next.has_text() {
                    break;
                }
                let links = next.link_density() > 500 && self.labels[other].score < RUN_SURE;
                let belongs = links || self.labels[other].role == Role::Dateline || !next.has_text();
                if !belongs
                    || heading_level(self.page, next).is_some_and(|level| level < 3) && next.link_density() < 500
                {
                    break;
                }
                self.drop(other, role, "run");
                end = other + 1;
            }
            run = (number..end, role);
        }
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::label::tests::STORY;
    use crate::label::{decide, likely};
    use crate::structure::Structure;
    use crate::{block, html};

    #[test]
    fn sections_in_sections_take_a_block_along_only_so_often() {
        let nested = "<div><p>Related</p>".repeat(100) + &"<p><a href=/o>Owls</a></p>".repeat(100);
        let page = html::read(&format!("{STORY}{nested}"), "");
        let blocks = block::split(&page);
        let scores: Vec<i32> = blocks.iter().map(|block| if block.words > 9 { 980 } else { 20 }).collect();
        let labels = decide(&page, &blocks, &Structure::new(&page, &blocks), &scores, likely(1000), &[]);
        let reasons = labels.iter().flat_map(|label| &label.reasons).filter(|reason| **reason == "section").count();
        assert!(reasons >= 199 && reasons <= super::MAX_SECTIONS * blocks.len(), "{reasons}");
        assert!(labels[labels.len() - 1].reasons.contains(&"section"));
    }
}
