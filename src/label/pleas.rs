//! What a box outside the article asks for, where its names do not tell: its links lead to where one subscribes, gives, or
//! gets the site's app. And a box for a newsletter is one, whatever its buttons say.

use super::Decision;
use crate::address;
use crate::block::BlockId;
use crate::names::{Attr, Tag};
use crate::page::NodeId;
use crate::role::Role;
use crate::words;

/// Blocks of the largest box.
const BOX_MAX_BLOCKS: u32 = 12;
/// Parts of an address that a plea leads to.
const PLEAS: &str = "/donat|/subscri|/suscri|/spende|/abo/|/abos|//abo.|/membership|//join.|apps.apple.com|\
    play.google.com|app.link|patreon.com|ko-fi.com";

impl Decision<'_> {
    pub(super) fn pleas(&mut self) {
        let Some(first) = self.labels.iter().position(super::is_body_text) else { return };
        for number in first + 1..self.blocks.len() {
            let label = &self.labels[number];
            if label.keep {
                continue;
            }
            let named = self.structure.evidence(self.blocks[number].container).map(|evidence| evidence.role);
            if named == Some(Role::Newsletter) && matches!(label.role, Role::Promo | Role::Share | Role::Tools) {
                self.labels[number].role = Role::Newsletter;
            } else if matches!(label.role, Role::Other | Role::Related)
                && label.reasons.iter().all(|reason| matches!(*reason, "score" | "name"))
                && self.pleads(self.structure.card(BlockId(number as u32)))
            {
                self.labels[number].role = Role::Promo;
            }
        }
    }

    /// Whether at least half of a small box's links are a plea's.
    fn pleads(&self, card: NodeId) -> bool {
        if self.structure.totals(self.page, card).blocks > BOX_MAX_BLOCKS {
            return false;
        }
        let (mut links, mut pleas) = (0, 0);
        for id in (card.0..self.page.end(card).0).map(NodeId).filter(|&id| self.page.tag(id) == Tag::A) {
            if let Some(href) = self.page.attr(id, Attr::Href) {
                links += 1;
                let (host, path) = address::parts(href);
                pleas += u32::from(words::has_any(&format!("//{host}{path}"), PLEAS));
            }
        }
        pleas > 0 && pleas * 2 >= links
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::label::tests::{STORY, role};
    use crate::role::Role;

    #[test]
    fn a_box_is_for_what_its_links_lead_to() {
        let around = |links: &str| format!("{STORY}<div><p>The harbour has few friends in winter</p>{links}</div>");
        let give = "<p><a href=/donate?from=story>Be one</a></p>";
        assert_eq!(role(&around(give), "The harbour"), Role::Promo);
        let more = "<p><a href=/a>The rope</a><p><a href=/b>The quay</a><p><a href=/c>The dog</a>";
        assert_ne!(role(&around(more), "The harbour"), Role::Promo);
        assert_ne!(role(&around(&format!("{give}{more}")), "The harbour"), Role::Promo);
        // What an address says to another is not where it leads.
        assert_ne!(role(&around("<p><a href=/send?page=/donate>Tell</a></p>"), "The harbour"), Role::Promo);
    }

    #[test]
    fn a_box_for_a_newsletter_is_one_whatever_its_buttons_say() {
        let page = |name: &str| format!("{STORY}<div class={name}><p>Tides</p><button>Subscribe now</button></div>");
        assert_eq!(role(&page("newsletter-box"), "Subscribe now"), Role::Newsletter);
        assert_eq!(role(&page("plain-box"), "Subscribe now"), Role::Promo);
    }
}
