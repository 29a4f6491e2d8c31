//! What the names around a block, and a form inside its card, speak for. A sure score outweighs a name, any score one that
//! says no more than that its element stands aside.

use super::{BODY_SURE, Decision, STANDFIRST_MAX_WORDS, SURE};
use crate::block::BlockId;
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
const MENU_MIN_BLOCKS: u32 = 4;
/// How far up from a line its field is looked for.
const FORM_MAX_CLIMB: usize = 24;
/// Blocks of the largest piece around a field that the field speaks for: a column has many, and a form is one of them.
const FORM_MAX_BLOCKS: u32 = 24;
/// Words of the shortest name that a story has; a place of the site has one to three.
pub(super) const STORY_MIN_WORDS: u32 = 6;
/// Nodes of one card that are looked at for the kind of its form.
const MAX_FORM_NODES: usize = 400;

impl Decision<'_> {
    /// Names around a block speak of a role.
    pub(super) fn names(&mut self) {
        for number in 0..self.blocks.len() {
            let Some(mut evidence) = self.structure.evidence(self.blocks[number].container) else { continue };
            let block = &self.blocks[number];
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
        let around = std::iter::once(id).chain(self.page.ancestors(id).take(FIGURE_MAX_CLIMB));
        around.into_iter().any(|id| self.page.tag(id) == tag)
    }

    /// A small piece around a form asks for something: an address, a search, a comment. It is never reading matter.
    pub(super) fn forms(&mut self) {
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
            let around = std::iter::once(self.blocks[number].container)
                .chain(self.page.ancestors(self.blocks[number].container));
            let holds = |id: NodeId| form[self.page.end(id).index()] > form[id.index()];
            let nearest = around.take(FORM_MAX_CLIMB).take_while(|&id| id >= card).find(|&id| holds(id));
            let asks = nearest.is_some_and(|id| self.structure.totals(self.page, id).blocks <= FORM_MAX_BLOCKS);
            let open =
                matches!(self.labels[number].role, Role::Other | Role::Tools) || self.labels[number].role.is_article();
            let open = open && !self.stands_in(self.blocks[number].container, Tag::Figure);
            if asks && open && self.blocks[number].has_text() && self.labels[number].score < SURE {
                let inputs = self.page.subtree(card).take(MAX_FORM_NODES);
                let kind =
                    inputs.filter(|&id| self.page.tag(id) == Tag::Input).find_map(|id| self.page.attr(id, Attr::Type));
                let writes = self.page.subtree(card).take(MAX_FORM_NODES).any(|id| self.page.tag(id) == Tag::Textarea);
                let before = self.structure.headline.is_some_and(|headline| number < headline.index());
                let line = self.is_line(number);
                let role = match kind {
                    _ if writes => Role::Comments,
                    Some("email") => Role::Newsletter,
                    Some("search") if line => Role::Search,
                    // A field above the headline asks what to look for.
                    _ if before && line => Role::Search,
                    _ => Role::Promo,
                };
                self.drop(number, role, "form");
            }
        }
    }
}
