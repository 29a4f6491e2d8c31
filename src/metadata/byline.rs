//! The byline: the people who wrote the article.
//!
//! A page names them in its data and in sight of the headline; both are cleaned alike, and the data wins unless it
//! names no person. It gives up on names inside running text.

use super::Hints;
use super::json::Json;
use super::sources::{Sources, around, fold, is_called, is_type, squash};
use crate::names::{Attr, Tag};
use crate::page::NodeId;

/// Characters of text before and behind the headline in which a byline in sight is looked for.
const BEFORE: usize = 400;
const BEHIND: usize = 1500;

pub fn read(sources: &Sources, hints: &Hints, headline: Option<NodeId>) -> Option<String> {
    let data = [from_json(sources), from_meta(sources)];
    for names in &data {
        let names = clean(names.iter().map(String::as_str), sources);
        if !names.is_empty() {
            return Some(names.join(", "));
        }
    }
    let seen = in_sight(sources, hints, headline);
    if !seen.is_empty() {
        return Some(seen.join(", "));
    }
    None
}

fn from_json(sources: &Sources) -> Vec<String> {
    let Some(article) = sources.article else { return Vec::new() };
    ["author", "creator"]
        .iter()
        .filter_map(|key| article.get(key))
        .map(|value| {
            value
                .items()
                .iter()
                .filter_map(|item| {
                    let item = sources.resolve(item);
                    match item {
                        Json::Text(name) => Some(name.clone()),
                        _ if is_type(item, &["Organization", "NewsMediaOrganization"]) => None,
                        _ => item
                            .get("name")
                            .map(|name| name.items().iter().filter_map(Json::text).collect::<Vec<_>>().join(", ")),
                    }
                })
                .collect::<Vec<_>>()
        })
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

fn from_meta(sources: &Sources) -> Vec<String> {
    const NAMES: &[&str] = &[
        "author",
        "article:author_name",
        "parsely-author",
        "sailthru.author",
        "citation_author",
        "dc.creator",
        "dcterms.creator",
        "dc.contributor",
        "byl",
        "article:author",
        "og:article:author",
        "og:author",
        "rbauthors",
        "cxenseparse:author",
        "mediator_author",
        "creator",
        "authors",
        "byline",
    ];
    for name in NAMES {
        let found: Vec<String> = sources
            .all_meta(name)
            .map(|value| {
                // "Last, First", one a field.
                match (*name, value.split_once(", ")) {
                    ("citation_author", Some((last, first))) if !first.contains(',') => format!("{first} {last}"),
                    _ => value.to_owned(),
                }
            })
            .collect();
        if !clean(found.iter().map(String::as_str), sources).is_empty() {
            return found;
        }
    }
    if sources.meta(&["twitter:label1"]).is_some_and(|label| label.to_lowercase().contains("written")) {
        return sources.meta(&["twitter:data1"]).map(str::to_owned).into_iter().collect();
    }
    Vec::new()
}

/// Names that stand near the headline.
fn in_sight(sources: &Sources, hints: &Hints, headline: Option<NodeId>) -> Vec<String> {
    let page = sources.page;
    let near = headline.map(|id| around(page, id, BEFORE, BEHIND));
    let mut best: (u32, Vec<String>) = (0, Vec::new());
    let mut offer = |weight: u32, names: Vec<String>| {
        if !names.is_empty() && weight > best.0 {
            best = (weight, names);
        }
    };
    if let Some(id) = hints.byline {
        offer(9, names_in(sources, id));
    }
    for id in page.ids().filter(|&id| !page.is_text(id) && !page.facts(id).hidden()) {
        let in_near = near.as_ref().is_some_and(|near| near.contains(&id.0));
        let marked =
            page.attr(id, Attr::Itemprop).is_some_and(|prop| prop.split_whitespace().any(|prop| prop == "author"));
        let rel = page.attr(id, Attr::Rel).is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "author"));
        if !in_near {
            continue;
        }
        let weight = match () {
            _ if marked => 8,
            _ if rel => 7,
            _ if is_called(page, id, &["byline", "bylines"]) => 6,
            _ if is_called(page, id, AUTHOR_WORDS) && !is_called(page, id, NOT_AUTHOR_WORDS) => 5,
            _ => continue,
        };
        offer(weight, names_in(sources, id));
    }
    if best.0 == 0
        && let Some(near) = near
    {
        // "By Jane Doe", in no element of its own.
        for id in near.map(NodeId).filter(|&id| page.is_text(id)) {
            let text = fold(page.text(id));
            if text.chars().count() < 80 && text.chars().next().is_some_and(char::is_uppercase) {
                if let Some(rest) = without_by(&text) {
                    let source = if rest.is_empty() {
                        // The name is the next text: a link.
                        (id.0 + 1..page.len() as u32)
                            .map(NodeId)
                            .find(|&next| page.is_text(next) && !page.text(next).trim().is_empty())
                            .map(|next| fold(page.text(next)))
                    } else {
                        Some(rest.to_owned())
                    };
                    let names = clean(source.as_deref().into_iter(), sources);
                    if !names.is_empty() {
                        return names;
                    }
                }
            }
        }
    }
    best.1
}

const AUTHOR_WORDS: &[&str] = &[
    "author",
    "authors",
    "writer",
    "writers",
    "autor",
    "autoren",
    "autores",
    "auteur",
    "auteurs",
    "autore",
    "autori",
    "contributor",
    "contributors",
    "reporter",
    "journalist",
    "redakteur",
    "forfatter",
    "skribent",
];
const NOT_AUTHOR_WORDS: &[&str] = &[
    "bio",
    "image",
    "img",
    "avatar",
    "photo",
    "picture",
    "comment",
    "comments",
    "social",
    "role",
    "job",
    "position",
    "description",
    "desc",
    "related",
    "more",
];

/// The names that an element shows.
fn names_in(sources: &Sources, id: NodeId) -> Vec<String> {
    let page = sources.page;
    let inner = |test: &dyn Fn(NodeId) -> bool| -> Vec<String> {
        page.subtree(id)
            .skip(1)
            .filter(|&inner| test(inner))
            .map(|inner| page.text_of(inner))
            .filter(|text| !text.is_empty())
            .collect()
    };
    if page.tag(id) == Tag::Meta {
        return clean(page.attr(id, Attr::Content).into_iter(), sources);
    }
    for texts in [
        inner(&|inner| page.attr(inner, Attr::Itemprop) == Some("name")),
        inner(&|inner| {
            page.tag(inner) == Tag::A && page.attr(inner, Attr::Rel).is_some_and(|rel| rel.contains("author"))
        }),
        inner(&|inner| page.tag(inner) == Tag::A),
        vec![page.text_of(id)],
    ] {
        let names = clean(texts.iter().map(String::as_str).filter(|text| text.chars().count() < 200), sources);
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// What introduces a name, in lower case.
const BY: &[&str] = &[
    "by",
    "written by",
    "posted by",
    "published by",
    "author",
    "authors",
    "words by",
    "story by",
    "article by",
    "text by",
    "from",
    "von",
    "autor",
    "autorin",
    "text",
    "par",
    "por",
    "di",
    "de",
    "door",
    "af",
    "av",
    "autore",
    "auteur",
    "tekst",
    "texte",
    "texto",
    "testo",
    "от",
    "автор",
    "текст",
    "από",
    "tác giả",
    "yazan",
    "foto",
    "contributed by",
    "created by",
    "reported by",
    "written and researched by",
];

/// The text behind "By" and its like; `None` when it does not begin so.
fn without_by(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    let found = BY.iter().filter(|by| {
        lower.strip_prefix(**by).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', '\u{a0}']))
    });
    let longest = found.max_by_key(|by| by.len())?;
    text.get(longest.len()..).map(|rest| rest.trim_start_matches([':', ' ', '\u{a0}']))
}

/// The people in some texts, each once, in order.
fn clean<'t>(texts: impl Iterator<Item = &'t str>, sources: &Sources) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for text in texts {
        for name in split(&fold(text)) {
            if is_name(&name, sources) && !out.iter().any(|seen| squash(seen) == squash(&name)) {
                out.push(name);
            }
        }
    }
    out
}

/// Splits a byline into its names.
fn split(text: &str) -> Vec<String> {
    let mut text = text.trim();
    while let Some(rest) = without_by(text) {
        text = rest;
    }
    // What stands behind these is a role, a place or a date.
    let text = text.split(['|', '•', '·', '\n', '–', '—']).next().unwrap_or("");
    let mut parts = vec![text.to_owned()];
    for sign in [
        ";", ",", " and ", " And ", " AND ", " & ", " und ", " et ", " och ", " og ", " y ", " with ", " e ", "、", "/",
    ] {
        parts = parts.iter().flat_map(|part| part.split(sign)).map(|part| part.trim().to_owned()).collect();
    }
    parts
        .iter()
        .map(|part| {
            let part = part
                .trim_start_matches("and ")
                .trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '-' | '(' | ')' | '"'));
            without_by(part).unwrap_or(part).to_owned()
        })
        .collect()
}

/// Longest name, in characters and in words.
const MAX_CHARS: usize = 50;
const MAX_WORDS: usize = 6;

fn is_name(name: &str, sources: &Sources) -> bool {
    let lower = name.to_lowercase();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2
        && name.chars().count() <= MAX_CHARS
        && name.split(' ').count() <= MAX_WORDS
        && !name.contains(['@', '/', '{', '}', '<', '>', '='])
        && !lower.contains("http")
        && !lower.contains("www.")
        && !name.chars().any(|c| c.is_ascii_digit())
        && !ROLES.contains(&lower.as_str())
        && !sources.is_site(name)
}

const ROLES: &[&str] = &[
    "admin",
    "administrator",
    "editor",
    "staff",
    "author",
    "guest",
    "unknown",
    "anonymous",
    "none",
    "null",
    "undefined",
    "user",
    "root",
    "webmaster",
    "n/a",
    "na",
    "staff writer",
    "staff reporter",
    "reporter",
    "correspondent",
    "contributor",
    "writer",
    "editorial team",
    "team",
    "redaktion",
    "redaction",
    "redacción",
    "website administrator",
    "wordpress",
];
