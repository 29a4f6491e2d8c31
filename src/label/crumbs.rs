//! The line above the headline that says where on the site the story stands: the places that lead to it, or its section.
//!
//! It gives up on places of more than a few words, and on lines that a name or their wording calls something else.

use super::{Decision, HEAD_BEFORE};
use crate::block::BlockId;
use crate::names::Tag;
use crate::page::NodeId;
use crate::role::Role;

/// Words of the longest name of a place, and of a trail of them in one line.
const PLACE_MAX_WORDS: u32 = 4;
const TRAIL_MAX_WORDS: u32 = 24;
/// As many links without a sign between them are the site's menu.
const MENU_MIN_PLACES: usize = 3;
/// How far up from the line the element is looked for that holds the headline, too.
const MAX_CLIMB: usize = 6;

impl Decision<'_> {
    pub(super) fn breadcrumbs(&mut self) {
        let Some(headline) = self.structure.headline.map(BlockId::index) else { return };
        let first = self.blocks[headline].first;
        let mut places = Vec::new();
        let mut menu = 0;
        for number in (headline.saturating_sub(HEAD_BEFORE)..headline).rev() {
            let (block, label) = (&self.blocks[number], &self.labels[number]);
            if matches!(label.role, Role::Byline | Role::Dateline | Role::Breadcrumb | Role::Tags) {
                continue;
            }
            let trail = || block.words <= TRAIL_MAX_WORDS && self.lines[number].contains(['»', '›', '>']);
            let place = block.words <= PLACE_MAX_WORDS && self.is_place(number);
            let named = label.reasons.iter().any(|reason| matches!(*reason, "name" | "wording"));
            let open = matches!(label.role, Role::Navigation | Role::Other) && !named;
            // A link alone is no subheading of what has no head yet.
            let kept = label.keep && block.link_density() > 500;
            let fits = block.has_text() && (place || trail()) && (open || kept);
            if !fits || !self.stands_over(block.container, first, headline) {
                break;
            }
            menu += usize::from(label.role == Role::Navigation);
            places.push(number);
        }
        for number in places {
            if menu < MENU_MIN_PLACES || self.labels[number].role != Role::Navigation {
                self.drop(number, Role::Breadcrumb, "head");
            }
        }
    }

    /// Whether a line is one link, or a name without a number in it.
    fn is_place(&self, number: usize) -> bool {
        let block = &self.blocks[number];
        let inside = (block.first.0..block.last.0).filter(|&id| self.page.tag(NodeId(id)) == Tag::A).count();
        inside <= 1 && (block.link_chars > 0 || !self.lines[number].contains(|c: char| c.is_ascii_digit()))
    }

    /// Whether an element close around a line holds the headline, and little before it.
    fn stands_over(&self, container: NodeId, first: NodeId, headline: usize) -> bool {
        let mut around = std::iter::once(container).chain(self.page.ancestors(container).take(MAX_CLIMB));
        let both = around.find(|&id| self.page.contains(id, first));
        both.is_some_and(|id| self.structure.blocks_in(self.page, id).start + HEAD_BEFORE >= headline)
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::label::tests::{STORY, role};
    use crate::role::Role;

    fn above(lines: &str) -> String {
        STORY.replace("<h1>", &format!("{lines}<h1>"))
    }

    #[test]
    fn the_places_above_the_headline_lead_to_it() {
        let places = above("<div><a href=/>Front</a></div><div>»</div><div><a href=/t>Tides</a></div>");
        assert_eq!((role(&places, "Front"), role(&places, "Tides")), (Role::Breadcrumb, Role::Breadcrumb));
        let section = above("<p>Harbour life</p><time>12 May 2031</time>");
        assert_eq!(role(&section, "Harbour"), Role::Breadcrumb);
        let trail = above("<p>Front › Harbours of the north › Tides and storms</p>");
        assert_eq!(role(&trail, "Front"), Role::Breadcrumb);
        let menu = above("<p><a href=/>Front</a><p><a href=/a>About</a><p><a href=/t>Tides</a>");
        assert_ne!(role(&menu, "Tides"), Role::Breadcrumb);
        assert_ne!(role(&above("<p>Edition 24</p>"), "Edition"), Role::Breadcrumb);
        // A kicker that says more than a place.
        let kicker = above("<p>A week of long nights and of longer tides</p>");
        assert_ne!(role(&kicker, "A week"), Role::Breadcrumb);
    }

    #[test]
    fn a_line_far_above_is_none() {
        let menu = format!("<div><p>Harbour life</p>{}</div>{STORY}", "<p>More of it, and more of it.</p>".repeat(6));
        assert_ne!(role(&menu, "Harbour"), Role::Breadcrumb);
        let apart = format!("<header><p>Harbour life</p><p>{}</p></header>{STORY}", "Tide. ".repeat(30));
        assert_ne!(role(&apart, "Harbour"), Role::Breadcrumb);
    }
}
