//! What the names around a block speak for. A sure score outweighs a name, any score one that says no more than that its
//! element stands aside.

use super::{BODY_SURE, Decision, STANDFIRST_MAX_WORDS, SURE};
use crate::block::Block;
use crate::model;
use crate::names::{Attr, Tag};
use crate::page::NodeId;
use crate::role::Role;
use crate::structure::{Evidence, heading_level, is_prose};

/// The same for names of consent dialogues, whose text reads like a story's.
const CONSENT_SURE: i32 = 930;
/// A score below which a name that speaks of a footnote does not make one.
const FOOTNOTE_MIN: i32 = 250;
/// Fewest words of a paragraph that a name alone does not drop.
const PROSE_DESPITE_MIN_WORDS: u32 = 25;
/// How far up an element is looked for that makes what is in it the site's frame.
const FRAME_MAX_CLIMB: usize = 8;
/// How far up a figure is looked for: players nest deep.
const FIGURE_MAX_CLIMB: usize = 12;
/// Blocks of the smallest menu.
pub(super) const MENU_MIN_BLOCKS: u32 = 4;
/// Words of the shortest name that a story has; a place of the site has one to three.
pub(super) const STORY_MIN_WORDS: u32 = 6;

impl Decision<'_> {
    /// Names around a block speak of a role.
    pub(super) fn names(&mut self) {
        for number in 0..self.blocks.len() {
            let block = &self.blocks[number];
            let Some(mut evidence) = self.named_frame(block).or_else(|| self.structure.evidence(block.container))
            else {
                continue;
            };
            if self.is_of_figure(number, evidence.role) {
                let credit = evidence.role == Role::Footer && block.has_text();
                if !credit && !self.stands_in(block.container, Tag::Figcaption) {
                    continue;
                }
                evidence.role = Role::Caption;
            }
            if self.is_around_headline(evidence.source, evidence.role) || self.is_captioned_picture(number, evidence) {
                continue;
            }
            if evidence.role == Role::Footnote {
                let likely = self.labels[number].score >= FOOTNOTE_MIN;
                if likely && block.has_text() && heading_level(self.page, block).is_none() {
                    self.keep(number, "name");
                    self.labels[number].role = Role::Footnote;
                }
            } else if evidence.role.is_article() {
                let fits = match evidence.role {
                    Role::Caption => block.words <= STANDFIRST_MAX_WORDS,
                    Role::Byline | Role::Dateline => self.is_line(number) && self.labels[number].score < BODY_SURE,
                    _ => false,
                };
                if fits && block.has_text() && heading_level(self.page, block).is_none() {
                    self.drop(number, evidence.role, "name");
                }
            } else if (self.labels[number].score < if evidence.role == Role::Other { model::KEEP } else { SURE }
                || evidence.role == Role::Consent && self.labels[number].score < CONSENT_SURE)
                && !self.is_prose_despite(number, evidence.role)
            {
                let links = || {
                    let parent = self.page.parent(block.container).unwrap_or(block.container);
                    block.link_density() > 500 && self.structure.totals(self.page, parent).blocks >= 3
                };
                let behind = self.structure.headline.is_some_and(|headline| number > headline.index());
                // The links of a site's header lead around; the rest of it is its name.
                let role = match evidence.role {
                    Role::Masthead if links() => Role::Navigation,
                    Role::Navigation if behind && self.is_list_of_stories(evidence.source) => Role::Related,
                    // A menu opens over the page.
                    Role::Overlay if !behind && self.is_menu(evidence.source) => Role::Navigation,
                    role => role,
                };
                self.drop(number, role, "name");
            }
        }
    }

    /// What a frame is called itself, in a box without a name: an advertisement's.
    fn named_frame(&self, block: &Block) -> Option<Evidence> {
        let frame = !block.has_text() && self.page.tag(block.first) == Tag::Iframe;
        self.structure.evidence(block.first).filter(|evidence| frame && evidence.role == Role::Advertisement)
    }

    /// Whether an element that is called navigation by a class alone lists stories: what it leads to has long names.
    fn is_list_of_stories(&self, source: NodeId) -> bool {
        let around = std::iter::once(source).chain(self.page.ancestors(source).take(FRAME_MAX_CLIMB));
        let is_frame =
            |id| matches!(self.page.tag(id), Tag::Nav | Tag::Header) || self.page.attr(id, Attr::Role).is_some();
        if around.into_iter().any(is_frame) {
            return false;
        }
        let totals = self.structure.totals(self.page, source);
        totals.words >= u64::from(totals.blocks) * u64::from(STORY_MIN_WORDS)
    }

    /// What the headline stands in is no clutter but the article's head, or all of the page.
    fn is_around_headline(&self, source: NodeId, role: Role) -> bool {
        let headline = self.structure.headline.map(|headline| self.blocks[headline.index()].first);
        matches!(role, Role::Tools | Role::Related | Role::Share | Role::Other)
            && headline.is_some_and(|first| self.page.contains(source, first))
    }

    fn is_menu(&self, source: NodeId) -> bool {
        let totals = self.structure.totals(self.page, source);
        totals.blocks >= MENU_MIN_BLOCKS && totals.link_density() > 500
    }

    /// Names of these roles stand on wrappers of whole stories, too: `share-wrapper`, `promo`, `modal-content`. A
    /// paragraph without links inside the article is a paragraph whatever its wrapper is called.
    fn is_prose_despite(&self, number: usize, role: Role) -> bool {
        use Role::*;
        let block = &self.blocks[number];
        matches!(role, Promo | Related | Share | Tags | Overlay | Search | Tools | Notice | Advertisement | Other)
            && self.labels[number].keep
            && block.words >= PROSE_DESPITE_MIN_WORDS
            && block.link_density() < 200
            && is_prose(self.page, block)
    }

    /// A picture with its caption is no tool and lies over nothing, whatever is on it: `hide-for-print`, `play-overlay`. What is
    /// called copyright in it is its credit.
    fn is_of_figure(&self, number: usize, role: Role) -> bool {
        matches!(role, Role::Tools | Role::Overlay | Role::Footer)
            && self.structure.headline.is_some_and(|headline| number > headline.index())
            && self.stands_in(self.blocks[number].container, Tag::Figure)
    }

    /// Whether a block is the picture in an element that stands aside by its name alone, and all of it but for a caption.
    fn is_captioned_picture(&self, number: usize, evidence: Evidence) -> bool {
        let range = self.structure.blocks_in(self.page, evidence.source);
        let is_caption = |other: usize| {
            let evidence = self.structure.evidence(self.blocks[other].container);
            evidence.is_some_and(|evidence| evidence.role == Role::Caption)
        };
        let is_alone =
            || range.len() == 1 && matches!(self.page.tag(self.blocks[number].first), Tag::Img | Tag::Picture);
        !self.blocks[number].has_text()
            && self.structure.may_frame_picture(self.page, evidence)
            && (is_alone() || (number + 1..range.end).any(is_caption))
    }

    pub(super) fn stands_in(&self, id: NodeId, tag: Tag) -> bool {
        self.around(id, tag).is_some()
    }

    pub(super) fn around(&self, id: NodeId, tag: Tag) -> Option<NodeId> {
        self.page.around(id, tag, FIGURE_MAX_CLIMB)
    }
}
