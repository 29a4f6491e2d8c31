//! The headline: the heading that the page's other names for itself agree with.

use super::Hints;
use super::sources::{Sources, fold, is_called, likeness, squash, words};
use crate::names::{Attr, Tag};
use crate::page::NodeId;

/// Longest headline, in characters: a longer heading holds more than the headline.
const MAX_CHARS: usize = 300;
/// Least likeness of a heading with what the page calls itself elsewhere.
const AGREES: f32 = 0.5;

/// The headline, and the element that shows it.
pub fn read(sources: &Sources, hints: &Hints) -> (Option<String>, Option<NodeId>) {
    let page = sources.page;
    let names = names(sources);
    let name_words: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let mut best: Option<(NodeId, String, f32)> = None;
    let mut first: Option<(NodeId, String)> = None;
    let mut count = 0;
    for id in page.ids() {
        let heading =
            page.tag(id) == Tag::H1 || page.attr(id, Attr::Itemprop) == Some("headline") || hints.headline == Some(id);
        let level_two =
            page.tag(id) == Tag::H2 || is_called(page, id, &["headline", "title"]) && page.tag(id).is_block();
        if !(heading || level_two) || page.tag(id) == Tag::Meta || page.facts(id).hidden() {
            continue;
        }
        let text = page.text_of(id);
        if text.is_empty() || text.chars().count() > MAX_CHARS || sources.is_site(&text) {
            continue;
        }
        let own = words(&text);
        let mut score = name_words.iter().map(|name| likeness(&own, name)).fold(0.0, f32::max);
        if heading {
            count += 1;
            score += 0.1;
            if first.is_none() {
                first = Some((id, text.clone()));
            }
        } else if score < 0.8 {
            continue;
        }
        if best.as_ref().is_none_or(|(.., other)| score > *other + 0.001) {
            best = Some((id, text, score));
        }
    }
    match (best, first) {
        (Some((id, text, score)), _) if score >= AGREES => (Some(text), Some(id)),
        (_, Some((id, text))) if count == 1 && words(&text).len() > 1 => (Some(text), Some(id)),
        (best, _) => match names.into_iter().next() {
            // The heading says something else, but it is where the article begins.
            Some(name) => (Some(name), best.map(|(id, ..)| id)),
            None => best.map_or((None, None), |(id, text, _)| (Some(text), Some(id))),
        },
    }
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
        let name = without_site(&fold(name), sources);
        if !name.is_empty() && !sources.is_site(&name) && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", "｜", " ― ", " ‹ ", " › ", ": "];

/// A title without the name of the publication before or behind it.
fn without_site(title: &str, sources: &Sources) -> String {
    let mut title = title.trim();
    loop {
        let last = SEPARATORS.iter().filter_map(|sign| title.rfind(sign).map(|at| (at, sign.len()))).max();
        let first = SEPARATORS.iter().filter_map(|sign| title.find(sign).map(|at| (at, sign.len()))).min();
        match (first, last) {
            (_, Some((at, length))) if is_site_part(&title[at + length..], sources) => title = title[..at].trim(),
            (Some((at, length)), _) if is_site_part(&title[..at], sources) => title = title[at + length..].trim(),
            _ => return title.to_owned(),
        }
    }
}

fn is_site_part(part: &str, sources: &Sources) -> bool {
    if sources.is_site(part) {
        return true;
    }
    // "News - The Daily Example", "Example.com": a part that holds the name and little else.
    let squashed = squash(part);
    sources
        .sites
        .iter()
        .map(|site| squash(site))
        .any(|site| site.len() > 3 && squashed.contains(&site) && squashed.len() < 2 * site.len())
}
