//! What each block alone allows: to go, to follow what is around it, or to stay.
//!
//! A score says how much a block reads like the article; how low it must be depends on where the block stands and on
//! what else speaks for clutter. Between the article's paragraphs a low score alone hides nothing long, because what
//! the model missed there is the article; beside it, under a name or a heading of a section of clutter, a score in the
//! middle is one more teaser. Losing a paragraph is far worse than keeping clutter, so each limit is where unseen pages
//! began to lose paragraphs, or would have, had each of theirs scored two fifths less (`./build.sh eval` prints the curve).

use crate::block::{Block, BlockId};
use crate::correction::TOO_MUCH;
use crate::kind::Kind;
use crate::label::{HEAD_BEFORE, Label};
use crate::memory;
use crate::names::Tag;
use crate::page::{NodeId, Page};
use crate::role::{Choices, InPlace, Role};
use crate::structure::{self, Structure};

/// What hiding in place may do with a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is hidden, if there is an element that can be.
    Go,
    /// It is hidden with the element around it, when more of that goes by itself.
    Follow,
    /// Too much like the article to go by itself; hidden with an element that is clutter for the most part.
    Doubt,
    /// No element that holds it is hidden.
    Stay,
}

/// Where a block stands.
#[derive(Clone, Copy)]
enum Place {
    /// Between the headline and the last kept block.
    Within,
    /// Behind the last kept block, in the element that holds the article.
    Tail,
    /// Outside that element.
    Beside,
}

/// What speaks for clutter besides the score.
#[derive(Clone, Copy)]
enum Evidence {
    /// What it says, or the line that heads its section.
    Told,
    /// A name around it.
    Named,
    None,
}

/// The scores (0 to 1000) that a block must stay under, by what speaks against it: told, named, nothing.
type Limits = [i32; 3];

/// Text of this many words and more may be a paragraph; a shorter line is a smaller loss.
const LONG_WORDS: u32 = 12;
/// Text of which more than this share is links is less likely one, in thousandths.
const LINKS: u32 = 500;
/// Any score.
const ANY: i32 = 1001;

const TEXT_WITHIN: Limits = [200, 50, 100];
const TEXT_TAIL: Limits = [400, 150, 75];
const TEXT_BESIDE: Limits = [300, 100, 50];
const LINKS_WITHIN: Limits = [50, 30, 50];
const LINKS_TAIL: Limits = [200, 150, 30];
const LINKS_BESIDE: Limits = [ANY, ANY, 300];
const SHORT_WITHIN: Limits = [200, 200, 75];
const SHORT_TAIL: Limits = [400, 400, 50];
const SHORT_BESIDE: Limits = [ANY, ANY, 150];
/// From this score on a block stays, whatever is around it.
const DOUBT_MAX: i32 = 500;
/// Any text must stay under this where its own words and a name or a form around it say the same.
const AGREED_MAX: i32 = 400;
/// How far up a quotation is looked for.
const QUOTE_MAX_CLIMB: usize = 3;
/// On a page that is no article the names say less: what is called comments in a forum is the forum.
const NO_ARTICLE_MAX: i32 = 30;

impl Place {
    fn limits(self, block: &Block) -> Limits {
        match (self, block.words < LONG_WORDS, block.link_density() > LINKS) {
            (Place::Within, true, _) => SHORT_WITHIN,
            (Place::Tail, true, _) => SHORT_TAIL,
            (Place::Beside, true, _) => SHORT_BESIDE,
            (Place::Within, false, true) => LINKS_WITHIN,
            (Place::Tail, false, true) => LINKS_TAIL,
            (Place::Beside, false, true) => LINKS_BESIDE,
            (Place::Within, false, false) => TEXT_WITHIN,
            (Place::Tail, false, false) => TEXT_TAIL,
            (Place::Beside, false, false) => TEXT_BESIDE,
        }
    }
}

/// The blocks that the places are measured from.
struct Article<'a> {
    page: &'a Page,
    main: NodeId,
    /// The headline or the first kept block.
    start: usize,
    first: usize,
    last: usize,
}

impl Article<'_> {
    fn place(&self, number: usize, block: &Block) -> Place {
        let inside = self.page.contains(self.main, block.first);
        if (self.start..=self.first).contains(&number) || inside && number <= self.last {
            Place::Within
        } else if inside {
            Place::Tail
        } else {
            Place::Beside
        }
    }
}

/// The score from which on a name around a block no longer makes it go, where a low one was never a story's.
fn sure_name(role: Role, place: Place) -> i32 {
    match role {
        Role::Comments | Role::Overlay => DOUBT_MAX,
        Role::AuthorBio if !matches!(place, Place::Within) => 400,
        Role::Consent | Role::Sponsored => 300,
        _ => 0,
    }
}

fn evidence(label: &Label) -> Evidence {
    if label.role == Role::Other {
        return Evidence::None;
    }
    let told = |reason: &str| !matches!(reason, "score" | "name" | "whole" | "heads nothing" | TOO_MUCH);
    if label.reasons.iter().any(|reason| told(reason)) {
        Evidence::Told
    } else if label.reasons.contains(&"name") {
        Evidence::Named
    } else {
        Evidence::None
    }
}

/// The verdict on every block. `hide` overrides the policy, role by role.
pub fn decide(
    page: &Page,
    blocks: &[Block],
    labels: &[Label],
    structure: &Structure,
    kind: Kind,
    hide: &Choices,
) -> Vec<Verdict> {
    let kept = |label: &Label| label.keep;
    let (Some(first), Some(last)) = (labels.iter().position(kept), labels.iter().rposition(kept)) else {
        return vec![Verdict::Stay; blocks.len()];
    };
    let start = structure.headline.map_or(first, BlockId::index).min(first);
    let article = Article { page, main: structure.main, start, first, last };
    let mut kept_before = vec![0u32];
    for label in labels {
        kept_before.push(kept_before[kept_before.len() - 1] + u32::from(label.keep));
    }
    // What nothing speaks of goes by itself beside the article; the lines around the headline may be its head's.
    let goes_alone = |number: usize, place: Place| {
        matches!(place, Place::Beside) && (number > first || number + HEAD_BEFORE < start)
    };
    let is_article = matches!(kind, Kind::Article | Kind::LiveBlog);
    let verdict = |number: usize| {
        let (block, label) = (&blocks[number], &labels[number]);
        // What the person said goes first.
        if label.is_unwanted() {
            return Verdict::Go;
        }
        let policy = match hide.of(label.role) {
            Some(true) => InPlace::Hide,
            Some(false) => InPlace::Stay,
            None => label.role.in_place(),
        };
        if label.keep || label.role.in_place() == InPlace::Never {
            return Verdict::Stay;
        }
        let place = article.place(number, block);
        // An embedded post goes with its signature or not at all.
        if matches!((place, evidence(label)), (Place::Within, Evidence::None)) && is_quoted(page, block) {
            return Verdict::Stay;
        }
        let behind = matches!(place, Place::Beside) && number > last;
        if policy != InPlace::Hide {
            // The site's own frame stays. Behind the article its pieces are part of a column or a footer.
            let frame = matches!(label.role, Role::Navigation | Role::Masthead | Role::Search);
            return if frame && behind { Verdict::Follow } else { Verdict::Stay };
        }
        if !block.has_text() {
            // A picture that nothing speaks of never goes alone, and never stops a hide.
            return if label.role == Role::Other { Verdict::Follow } else { Verdict::Go };
        }
        let evidence = evidence(label);
        let limits = place.limits(block);
        let mut most = limits[evidence as usize];
        let named = structure.evidence(block.container);
        let holds_kept = |named: &structure::Evidence| {
            let range = structure.blocks_in(page, named.source);
            kept_before[range.end] > kept_before[range.start]
        };
        match evidence {
            // The name of what holds a part of the article says nothing against the rest of it.
            Evidence::Named if named.as_ref().is_some_and(holds_kept) => {
                most = most.min(limits[Evidence::None as usize]);
            }
            Evidence::Named => most = most.max(sure_name(label.role, place)),
            Evidence::Told if says_as_much(label, named.as_ref()) && !named.as_ref().is_some_and(holds_kept) => {
                most = most.max(AGREED_MAX);
            }
            _ => {}
        }
        if !is_article && block.words >= LONG_WORDS {
            most = most.min(NO_ARTICLE_MAX);
        }
        if label.score >= most && !memory::is_furniture_in_place(label) {
            let doubt = is_article && !matches!(place, Place::Within) && label.score < DOUBT_MAX;
            if doubt { Verdict::Doubt } else { Verdict::Stay }
        } else if label.role == Role::Other && !goes_alone(number, place) {
            Verdict::Follow
        } else {
            Verdict::Go
        }
    };
    (0..blocks.len()).map(verdict).collect()
}

/// Whether a block's own words say what the name around it says, or stand in a form.
fn says_as_much(label: &Label, named: Option<&structure::Evidence>) -> bool {
    let says = |reason| label.reasons.contains(&reason);
    says("wording") && (says("form") || says("name") && named.is_some_and(|named| named.role == label.role))
}

fn is_quoted(page: &Page, block: &Block) -> bool {
    let mut around = std::iter::once(block.container).chain(page.ancestors(block.container).take(QUOTE_MAX_CLIMB));
    around.any(|id| page.tag(id) == Tag::Blockquote)
}
