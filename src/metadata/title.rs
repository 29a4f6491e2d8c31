//! The headline: the heading that the page's other names for itself agree with.
//!
//! The heading is what a person reads, so it wins over the title for search engines; those tell which heading it is.
//! It gives up where a page has no heading that is anything like its names, and takes the best of these.

use super::Hints;
use super::day::{Day, Order};
use super::sources::{Sources, is_called, is_line};
use super::text::{fold, likeness, squash, words};
use crate::names::{Attr, Tag};
use crate::page::{NodeId, beginning};

/// Longest headline, in characters: a longer heading holds more than the headline.
const MAX_CHARS: usize = 300;
/// Bytes of a title that are read, and how often a part of it is taken for the publication: a hostile title has no end of
/// either.
const MAX_BYTES: usize = 2000;
const MAX_PARTS: usize = 8;
/// Least likeness of a first-level heading with what the page calls itself elsewhere.
const AGREES: f32 = 0.5;
/// The same where no other element is like them.
const HINTS: f32 = 0.25;
/// Least likeness of any other element.
const SAME: f32 = 0.75;
/// A heading of so few words may be that of a section ("Our services"): it must be one of the page's names.
const FEW_WORDS: usize = 3;
/// A heading of so many words is a sentence about the page.
const MANY_WORDS: usize = 24;
/// Most words of a kicker: the topic before the headline.
const KICKER_WORDS: usize = 4;
/// Most words of a publication's name.
const SITE_WORDS: usize = 4;

/// A heading, its text, and how much it is like what the page calls itself.
type Best = Option<(NodeId, String, f32)>;

/// The headline, and the element that shows it.
pub fn read(sources: &Sources, hints: &Hints) -> (Option<String>, Option<NodeId>) {
    let page = sources.page;
    let names = names(sources);
    let name_words: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let mut headings: Best = None;
    let mut others: Best = None;
    for id in page.ids() {
        let tag = page.tag(id);
        let heading = tag == Tag::H1 || hints.headline == Some(id);
        let other = tag == Tag::H2
            || tag.is_block() && is_called(page, id, &["headline", "title"])
            || page.attr(id, Attr::Itemprop) == Some("headline");
        if !(heading || other) || tag == Tag::Meta || page.facts(id).hidden() || !is_line(page, id) {
            continue;
        }
        let mut text = without_site(&page.text_of(id), sources, HEADING_SEPARATORS);
        // A bar in a heading is where the section or the publication begins.
        if let Some((before, _)) = text.split_once(" | ")
            && words(before).len() > FEW_WORDS
            && (text.matches(" | ").count() > 1 || !names.contains(&text))
        {
            text.truncate(before.trim_end().len());
        }
        let own = words(&text);
        if own.is_empty() || text.chars().count() > MAX_CHARS || is_site_part(&text, sources) {
            continue;
        }
        // A heading about the article ("12 comments on …") says more than the headline.
        if !heading && name_words.iter().all(|name| own.len() > name.len()) {
            continue;
        }
        let score = name_words.iter().map(|name| likeness(&own, name)).fold(0.0, f32::max);
        let best = if heading { &mut headings } else { &mut others };
        if best.as_ref().is_none_or(|(.., other)| score > *other) {
            *best = Some((id, text, score));
        }
    }
    let holds = |name: &String, text: &str| squash(name).starts_with(&squash(text));
    let is_own = |text: &str, least: usize| {
        let length = words(text).len();
        length > FEW_WORDS && length < MANY_WORDS || length >= least && names.iter().any(|name| holds(name, text))
    };
    let (element, text) = match (headings, others) {
        (Some((id, text, score)), _) if score >= SAME || score >= AGREES && is_own(&text, 1) => (id, text),
        // An element like the names that stands behind the heading is that of a section, which they were made of.
        (Some((id, text, score)), Some((other, ..))) if id < other && score >= HINTS && is_own(&text, 2) => (id, text),
        (_, Some((id, text, score))) if score >= SAME => (id, text),
        (Some((id, text, score)), _) if score >= HINTS && is_own(&text, 2) => (id, text),
        // Where a browser told that it is written large, no name says it better.
        (Some((id, text, _)), _) if page.facts(id).large() => (id, text),
        (headings, others) => {
            // The heading says something else, but it is where the article begins.
            let best = headings.or(others);
            let element = best.as_ref().map(|(id, ..)| *id);
            return (names.into_iter().next().or(best.map(|(_, text, _)| text)), element);
        }
    };
    // Whoever names the page by all of its heading has no kicker there.
    if sources.meta(&["og:title"]).map(fold).as_ref() == Some(&text) {
        return (Some(text), Some(element));
    }
    let plain = names.into_iter().find(|name| is_without_kicker(&text, name));
    (plain.or(Some(text)), Some(element))
}

/// Whether a name is the same headline, only without the word or the date before it that the page sets apart by style
/// alone, or with the blanks that the page draws by style.
fn is_without_kicker(heading: &str, name: &str) -> bool {
    if squash(heading) == squash(name) {
        return name.matches(' ').count() != heading.matches(' ').count();
    }
    let Some(kicker) = heading.strip_suffix(name).map(str::trim) else { return false };
    let is_kicker = kicker.ends_with(':') && words(kicker).len() <= KICKER_WORDS;
    words(name).len() >= 3 && (is_kicker || Day::find(kicker, Order::DayFirst).is_some())
}

/// What the page calls itself outside its body, without the publication's name, best first.
fn names(sources: &Sources) -> Vec<String> {
    let own = [
        sources.meta(&["og:title"]),
        sources.field("headline"),
        sources.meta(&[
            "twitter:title",
            "citation_title",
            "parsely-title",
            "sailthru.title",
            "dc.title",
            "dcterms.title",
        ]),
        Some(sources.title_tag.as_str()),
        sources.field("name"),
    ];
    let mut out: Vec<String> = Vec::new();
    for name in own.into_iter().flatten() {
        let mut name = without_site(&fold(name), sources, SEPARATORS);
        // What stands behind a bar is the publication, even if nothing else says so.
        if let Some((title, site)) = name.rsplit_once(" | ")
            && (words(site).len() <= SITE_WORDS && words(title).len() >= words(site).len()
                || words(site).len() > MANY_WORDS)
        {
            name.truncate(title.trim_end().len());
        }
        if !name.is_empty() && !sources.is_site(&name) && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// What stands between a title and the name of the publication; in a heading fewer signs do.
#[rustfmt::skip]
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", "｜", "ㅣ", "--", "_", " ― ", " ‹ ", " › ",
    ": ",
];
const HEADING_SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", "｜"];

/// A title without the name of the publication before or behind it.
fn without_site(title: &str, sources: &Sources, separators: &[&str]) -> String {
    let mut title = beginning(title.trim(), MAX_BYTES);
    for _ in 0..MAX_PARTS {
        let last = separators.iter().filter_map(|sign| title.rfind(sign).map(|at| (at, sign.len()))).max();
        let first = separators.iter().filter_map(|sign| title.find(sign).map(|at| (at, sign.len()))).min();
        match (first, last) {
            (_, Some((at, length))) if is_site_part(&title[at + length..], sources) => title = title[..at].trim(),
            (Some((at, length)), _) if is_site_part(&title[..at], sources) => title = title[at + length..].trim(),
            _ => break,
        }
    }
    title.to_owned()
}

/// Whether a part of a title is the publication: its name, its address, or the name with little else ("Example News").
fn is_site_part(part: &str, sources: &Sources) -> bool {
    let lower = part.to_lowercase();
    let is_domain = !part.contains(' ') && [".com", ".org", ".net"].iter().any(|end| lower.ends_with(end));
    if is_domain || sources.is_site(part) {
        return true;
    }
    let part = squash(part);
    let known = sources.squashed_sites.iter().chain([&sources.host_names[2]]);
    known
        .into_iter()
        .any(|site| site.chars().count() > 3 && part.contains(site.as_str()) && part.len() < 2 * site.len())
}
