//! Evidence: what the names of elements speak for. A name only ever adds a reason, and none at all when its element holds
//! too much of the page.

use super::{Evidence, Structure};
use crate::hash::Map;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};
use crate::role::Role;
use crate::words;

/// A name speaks for no role when its element holds more than this share of the page's prose, in thousandths:
/// whoever wraps the whole story in `share-wrapper` does not mean it.
const EVIDENCE_MAX_PROSE: u64 = 300;
/// The same for consent: beside a short story its dialogue is most of the page.
const CONSENT_MAX_PROSE: u64 = 600;
/// Blocks of the largest tool or notice that is links: whole columns and menus are called `hide-for-print`, too.
const TOOL_MAX_BLOCKS: u32 = 12;
/// A name that speaks for a piece of the article (a byline, a caption) holds at most this many words.
const HINT_MAX_WORDS: u64 = 120;
/// Blocks of the largest picture with what is written to it.
const FRAME_MAX_BLOCKS: u32 = 4;
/// Link density from which an `<aside>` is no note, in thousandths.
const ASIDE_MAX_LINKS: u32 = 150;
/// How far up and down a `<header>` is looked at for what makes it the article's own.
const HEADER_MAX_CLIMB: usize = 6;
const HEADER_MAX_NODES: usize = 300;

impl Structure {
    /// What the names around each element speak for; and the elements that are called an author's, whatever else.
    pub(super) fn read_evidence(&self, page: &Page) -> (Vec<Option<Evidence>>, Vec<NodeId>) {
        let mut authors = Vec::new();
        let all = self.all().prose.max(1);
        let mut evidence: Vec<Option<Evidence>> = Vec::with_capacity(page.len());
        let mut names = Map::default();
        for id in page.ids() {
            let inherited = page.parent(id).and_then(|parent| evidence[parent.index()]);
            let (own, author) = if page.is_text(id) { (None, false) } else { own_evidence(page, id, &mut names) };
            if author {
                authors.push(id);
            }
            let own = own.filter(|role| {
                let totals = self.totals(page, id);
                if *role == Role::Footnote {
                    true
                } else if matches!(role, Role::Tools | Role::Notice) {
                    (totals.blocks <= TOOL_MAX_BLOCKS || totals.link_density() <= 500)
                        && totals.prose * 1000 <= all * EVIDENCE_MAX_PROSE
                } else if *role == Role::Consent && is_consent_dialogue(page, id) {
                    totals.prose * 1000 <= all * CONSENT_MAX_PROSE
                } else if role.is_article() {
                    totals.words <= HINT_MAX_WORDS
                } else if page.tag(id) == Tag::Aside && *role == Role::Other {
                    // A pull quote or a note beside the text has sentences and no links; a sidebar has links.
                    totals.link_density() > ASIDE_MAX_LINKS || totals.prose == 0
                } else {
                    totals.prose * 1000 <= all * EVIDENCE_MAX_PROSE
                }
            });
            // A piece of an article inside clutter is clutter: the byline of a related story.
            let own = own.filter(|role| {
                !role.is_article()
                    || inherited.is_none_or(|outer| {
                        outer.role.is_article() || *role == Role::Caption && self.may_frame_picture(page, outer)
                    })
            });
            // What says no more than that its element stands aside says nothing against what is said around it.
            let own = own.filter(|role| {
                *role != Role::Other
                    || inherited.is_none_or(|outer| outer.role == Role::Other || outer.role.is_article())
            });
            // The links of a footer, the pages of the comments: not the site's own frame. Where the site is followed stands
            // in its footer.
            // A menu or a footer may hold a way to subscribe: one entry of it, and no box of its own.
            let takes_button = |outer: Evidence| is_frame(outer.role) || outer.role == Role::Footer;
            let own = own.filter(|role| {
                !matches!(role, Role::Newsletter | Role::Promo)
                    || self.totals(page, id).blocks > 1
                    || !inherited.is_some_and(takes_button)
            });
            let own = own.filter(|role| !is_frame(*role) || inherited.is_none_or(|outer| !takes_frame(outer.role)));
            let own =
                own.filter(|role| *role != Role::Share || inherited.is_none_or(|outer| !is_site_footer(page, outer)));
            evidence.push(own.map(|role| Evidence { role, source: id }).or(inherited));
        }
        (evidence, authors)
    }
}

impl Structure {
    /// Whether a name that says no more than that its element stands aside, `widget`, is on a picture with its caption.
    pub fn may_frame_picture(&self, page: &Page, evidence: Evidence) -> bool {
        let totals = self.totals(page, evidence.source);
        evidence.role == Role::Other && totals.blocks <= FRAME_MAX_BLOCKS && totals.words <= HINT_MAX_WORDS
    }
}

/// What an element's own name, role and classes speak for, and whether a word of them names an author. `names` holds what
/// each value of an attribute was found to say.
fn own_evidence<'a>(
    page: &'a Page,
    id: NodeId,
    names: &mut Map<&'a str, (Option<Role>, bool)>,
) -> (Option<Role>, bool) {
    let by_tag = match page.tag(id) {
        Tag::Nav => Some(Role::Navigation),
        Tag::Footer => Some(Role::Footer),
        Tag::Aside => Some(Role::Other),
        Tag::Dialog => Some(Role::Overlay),
        Tag::Figcaption => Some(Role::Caption),
        Tag::Search => Some(Role::Search),
        Tag::Time => Some(Role::Dateline),
        Tag::Header if !is_article_header(page, id) => Some(Role::Masthead),
        _ => None,
    };
    let by_role = page.attr(id, Attr::Role).and_then(|role| match role {
        "navigation" | "menu" | "menubar" => Some(Role::Navigation),
        "contentinfo" => Some(Role::Footer),
        "complementary" => Some(Role::Other),
        "dialog" | "alertdialog" => Some(Role::Overlay),
        "search" => Some(Role::Search),
        "banner" => Some(Role::Masthead),
        "doc-endnotes" | "doc-footnote" => Some(Role::Footnote),
        _ => None,
    });
    let mut by_class: Option<Role> = None;
    let mut is_author = false;
    for name in
        [Attr::Class, Attr::Id, Attr::DataTestid, Attr::DataComponent, Attr::Itemprop, Attr::Rel, Attr::AriaLabel]
    {
        // A heading's id is made of its words: a story may have one about sharing.
        if name == Attr::Id && page.tag(id).heading_level().is_some() {
            continue;
        }
        // The marks of a question's answers are called "suggested", too.
        let Some(value) = page.attr(id, name).filter(|value| name != Attr::Itemprop || !value.contains("Answer"))
        else {
            continue;
        };
        let said = *names.entry(value).or_insert_with(|| {
            let mut said = (None, false);
            words::split_words(value, |word| {
                let role = words::class_word(word);
                said = (more_particular(said.0, role), said.1 || matches!(role, Some(Role::Byline | Role::AuthorBio)));
            });
            said
        });
        by_class = more_particular(by_class, said.0);
        is_author |= said.1;
    }
    // A figure may say that it can be shared; no piece for sharing is a figure.
    let by_class = by_class.filter(|role| *role != Role::Share || page.tag(id) != Tag::Figure);
    // The particular outweighs the general: `<aside class="newsletter">`, `<footer class="comments">`.
    let role = match (by_class, by_role.or(by_tag)) {
        (Some(class), Some(tag)) => Some(if rank(class) >= rank(tag) { class } else { tag }),
        (class, tag) => class.or(tag),
    };
    (role, is_author)
}

/// Whether a footer is the last thing on the page; an article's own has comments and more articles behind it.
pub fn is_site_footer(page: &Page, evidence: Evidence) -> bool {
    evidence.role == Role::Footer && u64::from(page.end(evidence.source).0) * 10 >= page.len() as u64 * 9
}

/// Whether an element says of itself what else `cmp` and `privacy` may mean.
fn is_consent_dialogue(page: &Page, id: NodeId) -> bool {
    page.attr(id, Attr::Id).is_some_and(|name| name.contains("consent"))
}

/// Whether a `<header>` is the head of an article rather than of the site.
fn is_article_header(page: &Page, id: NodeId) -> bool {
    let inside = |id| matches!(page.tag(id), Tag::Article | Tag::Main | Tag::Section);
    page.ancestors(id).take(HEADER_MAX_CLIMB).any(inside)
        || page.subtree(id).take(HEADER_MAX_NODES).any(|node| page.tag(node) == Tag::H1)
}

/// Whether a role is a piece of the site's frame, as a footer or a list of other stories may have one, too.
fn is_frame(role: Role) -> bool {
    matches!(role, Role::Navigation | Role::Masthead)
}

/// Whether a piece of frame in an element of this role belongs to the element.
fn takes_frame(role: Role) -> bool {
    matches!(
        role,
        Role::Footer
            | Role::Related
            | Role::Comments
            | Role::AuthorBio
            | Role::Tags
            | Role::NextArticle
            | Role::Sponsored
    )
}

/// The first unless the second is more particular.
fn more_particular(first: Option<Role>, second: Option<Role>) -> Option<Role> {
    if second.map(rank) > first.map(rank) { second } else { first }
}

/// How particular a role is among several that one element's names speak for.
fn rank(role: Role) -> u8 {
    match role {
        Role::Other => 0,
        _ if role.is_article() => 1,
        Role::Footer | Role::Navigation | Role::Masthead => 2,
        _ => 3,
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;
    use crate::{block, html};

    #[test]
    fn the_answer_to_a_question_is_no_suggestion() {
        let role = |mark: &str| {
            let story = "<p>The men were asleep, and the rope was taken by whoever was up first.</p>".repeat(9);
            let page = html::read(&format!("<main>{story}<div {mark}><p>Only the dog.</p></div></main>"), "");
            let blocks = block::split(&page);
            let structure = Structure::new(&page, &blocks);
            structure.evidence(blocks[9].container).map(|evidence| evidence.role)
        };
        assert_eq!(role("itemprop='suggestedAnswer acceptedAnswer'"), None);
        assert_eq!(role("class=suggested"), Some(Role::Related));
    }
}
