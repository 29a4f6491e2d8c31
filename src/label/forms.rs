//! What a form asks for: what is written around its fields is never reading matter, and the fields say which clutter it is.
//!
//! It gives up on what stands in a large piece around a field without a form, and on lines that have told what they are.

use super::{BODY_SURE, Decision, SURE};
use crate::block::BlockId;
use crate::names::{Attr, Tag};
use crate::page::NodeId;
use crate::role::Role;
use crate::words;

/// How far up from a line its field is looked for.
const FORM_MAX_CLIMB: usize = 24;
/// Blocks of the largest piece around a field that the field speaks for: a column has many, and a form is one of them.
const FORM_MAX_BLOCKS: u32 = 24;

/// Blocks of the largest box that asks to sign in, and the least lines in it that say what for.
const WALL_MAX_BLOCKS: usize = 48;
const WALL_MIN_LINES: usize = 2;

/// The largest share of the page's prose that such a box holds, in thousandths.
const WALL_MAX_PROSE: u64 = 300;

/// The fields before a node.
#[derive(Clone, Copy, Default)]
struct Fields {
    all: u32,
    emails: u32,
    searches: u32,
    /// Of more than one line.
    long: u32,
}

impl Fields {
    fn minus(self, other: Fields) -> Fields {
        Fields {
            all: self.all - other.all,
            emails: self.emails - other.emails,
            searches: self.searches - other.searches,
            long: self.long - other.long,
        }
    }
}

impl Decision<'_> {
    /// A small piece around a form asks for something: an address, a search, a comment. It is never reading matter.
    pub(super) fn forms(&mut self) {
        let mut fields = vec![Fields::default()];
        for id in self.page.ids() {
            let mut sum = fields[id.index()];
            match (self.page.tag(id), self.page.attr(id, Attr::Type)) {
                (Tag::Textarea, _) => sum = Fields { all: sum.all + 1, long: sum.long + 1, ..sum },
                (Tag::Input, Some("hidden" | "checkbox" | "radio")) => {}
                (Tag::Input, kind) => {
                    sum.all += 1;
                    sum.emails += u32::from(kind == Some("email"));
                    sum.searches += u32::from(kind == Some("search"));
                }
                _ => {}
            }
            fields.push(sum);
        }
        let within = |id: NodeId| fields[self.page.end(id).index()].minus(fields[id.index()]);
        let mut found = Vec::new();
        for number in 0..self.blocks.len() {
            let (block, label) = (&self.blocks[number], &self.labels[number]);
            if !block.has_text() || label.score >= SURE || self.stands_in(block.container, Tag::Figure) {
                continue;
            }
            let card = self.structure.card(BlockId(number as u32));
            let around = || {
                let around = std::iter::once(block.container).chain(self.page.ancestors(block.container));
                around.take(FORM_MAX_CLIMB).take_while(|&id| id >= card)
            };
            let Some(nearest) = around().find(|&id| within(id).all > 0) else { continue };
            if self.structure.totals(self.page, nearest).blocks > FORM_MAX_BLOCKS {
                continue;
            }
            let form = around().find(|&id| self.page.tag(id) == Tag::Form);
            let asked = within(form.unwrap_or(nearest));
            let writes = asked.long > 0 || form.is_none() && asked.emails == 0 && within(card).long > 0;
            let before = self.structure.headline.is_some_and(|headline| number < headline.index());
            let line = self.is_line(number);
            let role = if writes {
                Role::Comments
            } else if asked.emails > 0 {
                Role::Newsletter
            } else if line && (asked.searches > 0 || before) {
                // A field above the headline asks what to look for.
                Role::Search
            } else {
                Role::Promo
            };
            let open = match label.role {
                Role::Other | Role::Tools => true,
                // In the form itself "Email" is no way to share, and what it says of privacy is its own.
                Role::Share | Role::Promo | Role::Consent => form.is_some() && role == Role::Newsletter,
                other => other.is_article(),
            };
            // What is beside a field and leads elsewhere is another matter.
            if open && (form.is_some() || block.link_density() <= 500) {
                found.push((number, role));
            }
        }
        for (number, role) in found {
            self.drop(number, role, "form");
        }
    }

    /// What asks to sign in before one reads on, and lists what one gets for it, as far around its field for an address as
    /// nothing is surely the story's.
    pub(super) fn walls(&mut self) {
        let mut next = NodeId(0);
        for id in self.page.ids() {
            let asks = || matches!(self.page.attr(id, Attr::Type), Some("email" | "password"));
            if id < next || self.page.tag(id) != Tag::Input || !asks() {
                continue;
            }
            let around = std::iter::once(id).chain(self.page.ancestors(id)).take(FORM_MAX_CLIMB);
            let wall = around.take_while(|&id| self.may_be_wall(id)).last().unwrap_or(id);
            next = self.page.end(wall);
            let within = self.structure.blocks_in(self.page, wall);
            let says = |number: &usize| words::asks_to_sign_in(&self.lines[*number]);
            if within.clone().filter(says).count() >= WALL_MIN_LINES {
                for number in within {
                    let label = &self.labels[number];
                    if label.keep || label.role == Role::Other {
                        self.drop(number, Role::Promo, "wall");
                    }
                }
            }
        }
    }

    fn may_be_wall(&self, id: NodeId) -> bool {
        let within = self.structure.blocks_in(self.page, id);
        within.len() <= WALL_MAX_BLOCKS
            && self.structure.totals_of(within.clone()).prose * 1000 <= self.structure.all().prose * WALL_MAX_PROSE
            && self.structure.headline.is_none_or(|headline| !within.contains(&headline.index()))
            && self.labels[within].iter().all(|label| label.score < BODY_SURE)
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::FORM_MAX_BLOCKS;
    use crate::label::tests::{STORY, role};
    use crate::role::Role;

    /// A form behind the story, with this in it and a line before.
    fn behind(fields: &str) -> String {
        format!("{STORY}<div><form><div><p>All the tides of the week</p></div>{fields}</form></div>")
    }

    #[test]
    fn what_a_form_asks_for_tells_what_it_is() {
        assert_eq!(role(&behind("<input type=email>"), "All the"), Role::Newsletter);
        assert_eq!(role(&behind("<input name=who><textarea></textarea>"), "All the"), Role::Comments);
        assert_eq!(role(&behind("<input type=search>"), "All the"), Role::Search);
        assert_eq!(role(&behind("<input>"), "All the"), Role::Promo);
        assert_eq!(role(&behind("<input type=hidden>"), "All the"), Role::Other);
    }

    #[test]
    fn another_form_says_nothing() {
        let both = behind("<input type=email>").replace("<form>", "<form><input type=search></form><form>");
        assert_eq!(role(&both, "All the"), Role::Newsletter);
    }

    #[test]
    fn in_a_form_for_an_address_an_email_is_no_way_to_share() {
        let label = |fields: &str| behind(&format!("<label><a href=#e>Email</a></label>{fields}"));
        assert_eq!(role(&label("<input type=email>"), "Email"), Role::Newsletter);
        assert_eq!(role(&label("<input type=hidden>"), "Email"), Role::Share);
    }

    #[test]
    fn what_asks_to_sign_in_within_a_story_goes_with_what_it_promises() {
        let around = |asks: &str| {
            // More than a form's own box.
            let gifts = "<li>A gift of many.".repeat(FORM_MAX_BLOCKS as usize);
            let wall = format!(
                "<div><div><div>{asks}</div><ul><li>The tides of all harbours, every morning.{gifts}</ul></div>\
                 <form><input type=email></form></div>"
            );
            STORY.replacen("</p>", &format!("</p>{wall}"), 1)
        };
        let wall = around("Sign in to unlock more stories<p>Create an account, it is free.</p>");
        assert_eq!(role(&wall, "The tides"), Role::Promo);
        assert_ne!(role(&around("What the summer brings"), "The tides"), Role::Promo, "nothing is locked");
        assert_ne!(role(&wall.replace("email", "text"), "The tides"), Role::Promo, "nobody is to sign in");
    }

    #[test]
    fn a_field_in_a_form_around_the_page_locks_no_story() {
        let asks = "<p>Sign in to unlock more</p><p>Create an account, it is free.</p><input type=email>";
        for page in [format!("<form>{STORY}{asks}</form>"), format!("<form>{asks}{}</form>", STORY.replace("h1", "h3"))]
        {
            assert_eq!(role(&page, "Boats came"), Role::Paragraph);
            assert_eq!(role(&page, "Boatmen"), Role::Paragraph);
        }
    }

    #[test]
    fn what_leads_elsewhere_beside_a_field_is_another_matter() {
        let page =
            format!("{STORY}<div><p>Tell me more</p><input><p><a href=/w>The weather of all the islands</a></p></div>");
        assert_eq!(role(&page, "Tell"), Role::Promo);
        assert_ne!(role(&page, "The weather"), Role::Promo);
    }
}
