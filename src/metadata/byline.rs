//! The byline: the people who wrote the article.
//!
//! A page names them in its data and in sight of the headline; both are cleaned alike and checked against each other.
//! The name of the publication is an answer only where the page itself gives it as the author and names nobody.
//! It gives up on names inside running text.

use super::Hints;
use super::day::{Day, Order};
use super::json::Json;
use super::name::{self, Trust};
use super::sources::{ANCESTORS, Sources, around, is_called, is_elsewhere, is_line, is_type};
use super::text::{fold, squash};
use crate::names::{Attr, Tag};
use crate::page::NodeId;

/// Characters of text before and behind the headline in which a byline in sight is looked for.
const BEFORE: usize = 300;
const BEHIND: usize = 1500;
/// Most characters and pieces of text of an element that is a byline and not a part of the page.
const ELEMENT: usize = 240;
const PIECES: usize = 16;

pub fn read(sources: &Sources, hints: &Hints, headline: Option<NodeId>) -> Option<String> {
    let (people, organisations) = from_json(sources);
    let meta = from_meta(sources);
    for with_site in [false, true] {
        let keep = |names: &[String]| -> Vec<String> {
            names.iter().filter(|name| with_site || !sources.is_site(name)).cloned().collect()
        };
        let data = [&people, &meta].into_iter().map(|names| keep(names)).find(|names| !names.is_empty());
        let seen = Some(keep(&in_sight(sources, hints, headline))).filter(|names| !names.is_empty());
        let names = match (data, seen) {
            (Some(data), Some(seen)) => better(data, seen),
            (Some(names), None) | (None, Some(names)) => names,
            (None, None) if with_site => keep(&organisations),
            (None, None) => continue,
        };
        if !names.is_empty() {
            return Some(names.join(", "));
        }
    }
    None
}

/// The names of the data, or those in sight: where the data has account names or only some of the people.
fn better(data: Vec<String>, seen: Vec<String>) -> Vec<String> {
    let account =
        |name: &String| !name.contains(' ') && name.is_ascii() && !name.starts_with(|c: char| c.is_uppercase());
    let within = |few: &[String], many: &[String]| {
        few.iter().all(|name| many.iter().any(|other| squash(other).contains(&squash(name))))
    };
    if data.iter().all(account) && !seen.iter().all(account) || within(&data, &seen) && seen.len() > data.len() {
        return seen;
    }
    data
}

/// The people and the organisations that the JSON-LD gives as authors.
fn from_json(sources: &Sources) -> (Vec<String>, Vec<String>) {
    let (mut people, mut organisations) = (Vec::new(), Vec::new());
    let Some(article) = sources.article else { return (people, organisations) };
    for key in ["author", "creator"] {
        for item in article.get(key).map_or(&[][..], Json::items).iter().take(name::MAX_NAMES) {
            let item = sources.resolve(item);
            let into = if is_type(item, ORGANISATIONS) { &mut organisations } else { &mut people };
            match item {
                Json::Text(name) => name::split_into(into, &fold(name), Trust::Data),
                _ => {
                    for name in item.get("name").map_or(&[][..], Json::items).iter().filter_map(Json::text) {
                        name::split_into(into, &fold(name), Trust::Data);
                    }
                }
            }
        }
        if !people.is_empty() {
            break;
        }
    }
    (people, organisations)
}

const ORGANISATIONS: &[&str] =
    &["Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness", "WebSite", "Brand"];

/// Meta elements that name authors, best first.
#[rustfmt::skip]
const FIELDS: &[&str] = &[
    "author", "article:author_name", "parsely-author", "sailthru.author", "citation_author", "dc.creator",
    "dcterms.creator", "dc.creator.personalname", "byl", "article:author", "og:article:author", "og:author",
    "rbauthors", "cxenseparse:author", "mediator_author", "creator", "authors", "byline", "dc.contributor",
    "author_name", "article.author",
];

fn from_meta(sources: &Sources) -> Vec<String> {
    let mut out = Vec::new();
    for name in FIELDS {
        for value in sources.all_meta(name) {
            let value = fold(value);
            match (*name, value.split_once(", ")) {
                // "Last, First", one a field.
                ("citation_author" | "dc.creator", Some((last, first)))
                    if !first.contains(',') && !last.contains(' ') =>
                {
                    name::split_into(&mut out, &format!("{first} {last}"), Trust::Data);
                }
                _ => name::split_into(&mut out, &value, Trust::Data),
            }
        }
        if !out.is_empty() {
            return out;
        }
    }
    // Some plugins write labelled pairs for cards: "Written by", then the name.
    if sources.meta(&["twitter:label1"]).is_some_and(|label| label.to_lowercase().contains("written"))
        && let Some(value) = sources.meta(&["twitter:data1"])
    {
        name::split_into(&mut out, &fold(value), Trust::Data);
    }
    out
}

/// Names that stand near the headline; else those of the only people that the page calls authors anywhere.
fn in_sight(sources: &Sources, hints: &Hints, headline: Option<NodeId>) -> Vec<String> {
    let page = sources.page;
    let mut best: (u32, Vec<String>) = (0, Vec::new());
    if let Some(id) = hints.byline {
        let names = names_in(sources, id, Trust::Marked);
        if !names.is_empty() {
            best = (10, names);
        }
    }
    if let Some(headline) = headline {
        let near = around(page, headline, BEFORE, BEHIND);
        for range in [page.end(headline).0..near.end, near.start..headline.0] {
            for id in range.map(NodeId) {
                if let Some((weight, trust)) = mark(sources, id)
                    && weight > best.0
                {
                    let names = names_in(sources, id, trust);
                    if !names.is_empty() {
                        best = (weight, names);
                    }
                }
            }
        }
        if best.1.is_empty() {
            best.1 = beside_a_date(sources, page.end(headline).0..near.end);
        }
    }
    if best.1.is_empty() { anywhere(sources) } else { best.1 }
}

/// How much a node says that names of authors are inside; `None` for most nodes.
fn mark(sources: &Sources, id: NodeId) -> Option<(u32, Trust)> {
    let page = sources.page;
    if page.facts(id).hidden() {
        return None;
    }
    if page.is_text(id) {
        // "By Jane Doe", with or without an element of its own.
        let text = page.text(id);
        let is_by = text.len() < 200 && name::has_by(&fold(text));
        return (is_by && !is_in_prose(sources, id)).then_some((8, Trust::Called));
    }
    let has = |attr, value: &str| {
        page.attr(id, attr).is_some_and(|found| found.split_whitespace().any(|found| found == value))
    };
    let leads_to = |parts: &[&str]| {
        let href = page.attr(id, Attr::Href).map(str::to_ascii_lowercase);
        href.is_some_and(|href| parts.iter().any(|part| href.contains(part)))
    };
    let found = match () {
        _ if has(Attr::Itemprop, "author") => Some((9, Trust::Marked)),
        _ if has(Attr::Rel, "author") => Some((7, Trust::Marked)),
        _ if is_called(page, id, &["byline", "bylines"]) => Some((6, Trust::Called)),
        _ if is_called(page, id, AUTHOR_WORDS) && !is_called(page, id, NOT_AUTHOR_WORDS) => Some((5, Trust::Called)),
        _ if leads_to(AUTHOR_PAGES) => Some((7, Trust::Marked)),
        _ if leads_to(PEOPLE_PAGES) => Some((4, Trust::Called)),
        _ => None,
    };
    found.filter(|_| !page.ancestors(id).take(ANCESTORS).any(|node| is_elsewhere(sources.page, node)))
}

/// Whether so much text stands before a text in its line that it is no byline: "a film written by".
fn is_in_prose(sources: &Sources, id: NodeId) -> bool {
    let page = sources.page;
    let starts_line = |id: NodeId| page.tag(id).is_block() || page.tag(id) == Tag::Br;
    let Some(line) = page.ancestors(id).take(ANCESTORS).find(|&id| starts_line(id)) else { return false };
    let before = (line.0 + 1..id.0).rev().take(LINE_BEFORE_NODES).map(NodeId).take_while(|&id| !starts_line(id));
    before.map(|id| page.text(id).trim().len()).sum::<usize>() > LINE_BEFORE
}

/// Most bytes of text before "By" in its line: a date, a place, a kind of article.
const LINE_BEFORE: usize = 60;
/// Nodes before "By" that are looked at for them.
const LINE_BEFORE_NODES: usize = 40;

/// Parts of the address of an author's page, and of a page about a person.
const AUTHOR_PAGES: &[&str] =
    &["/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/auteurs/", "/autores/", "author="];
const PEOPLE_PAGES: &[&str] = &["/contributor", "/writers/", "/profile/", "/people/", "/team/", "/staff/", "/by/"];

#[rustfmt::skip]
const AUTHOR_WORDS: &[&str] = &[
    "author", "authors", "authorname", "writer", "writers", "autor", "autoren", "autores", "auteur", "auteurs",
    "autore", "autori", "contributor", "contributors", "reporter", "journalist", "redakteur", "forfatter", "skribent",
    "creator", "attribution",
];
#[rustfmt::skip]
const NOT_AUTHOR_WORDS: &[&str] = &[
    "bio", "image", "img", "avatar", "photo", "picture", "comment", "comments", "social", "role", "job", "position",
    "description", "desc", "related", "more", "title",
];

/// A line under the headline that is a name, next to one that is a date.
fn beside_a_date(sources: &Sources, range: std::ops::Range<u32>) -> Vec<String> {
    let page = sources.page;
    let lines: Vec<String> = range
        .map(NodeId)
        .filter(|&id| page.is_text(id) && !page.facts(id).hidden())
        .map(|id| fold(page.text(id)))
        .filter(|text| text.chars().any(char::is_alphanumeric))
        .take(LINES)
        .collect();
    let is_date = |at: Option<usize>| {
        at.and_then(|at| lines.get(at))
            .is_some_and(|line| line.len() < 60 && Day::find(line, Order::DayFirst).is_some())
    };
    for (at, line) in lines.iter().enumerate() {
        if line.len() < 60 && (is_date(at.checked_sub(1)) || is_date(Some(at + 1))) {
            let mut names = Vec::new();
            name::split_into(&mut names, line, Trust::Called);
            // All of it is names, but for what joins them: "Mayor Opens Bridge and promises another" is none.
            let named: usize = names.iter().map(|name| name.chars().count()).sum();
            if !names.is_empty() && named + JOINTS >= line.chars().count() {
                return names;
            }
        }
    }
    Vec::new()
}

/// Most characters of a line of names that are not the names'.
const JOINTS: usize = 12;
/// Lines of text under the headline among which a bare name is looked for.
const LINES: usize = 6;

/// The names in the elements that the page marks as authors, when they are the same everywhere: at the end of the
/// article, in a box beside it. A page with comments or cards names more people.
fn anywhere(sources: &Sources) -> Vec<String> {
    let page = sources.page;
    let mut found: Vec<String> = Vec::new();
    for id in page.ids() {
        let Some((_, trust)) = mark(sources, id).filter(|&(weight, _)| weight > 4) else { continue };
        // A menu by author or by topic.
        if page.is_text(id) && page.parent(id).is_some_and(|id| page.tag(id) == Tag::A) {
            continue;
        }
        let names = names_in(sources, id, trust);
        if names.is_empty() {
            continue;
        }
        let known = |name: &String| found.iter().any(|seen| squash(seen) == squash(name));
        if found.is_empty() {
            found = names;
        } else if !names.iter().all(known) {
            return Vec::new();
        }
    }
    found
}

/// The names that an element shows, or that follow a text which begins with "By".
fn names_in(sources: &Sources, id: NodeId, trust: Trust) -> Vec<String> {
    let page = sources.page;
    let mut out = Vec::new();
    if let Some(content) = page.attr(id, Attr::Content) {
        name::split_into(&mut out, &fold(content), Trust::Data);
        return out;
    }
    if !page.is_text(id) && !is_line(page, id) {
        return out;
    }
    // The name may have an element of its own inside.
    let named =
        page.subtree(id).skip(1).find(|&inner| page.attr(inner, Attr::Itemprop).is_some_and(|prop| prop == "name"));
    if let Some(named) = named {
        let name = page.attr(named, Attr::Content).map_or_else(|| page.text_of(named), fold);
        name::split_into(&mut out, &name, Trust::Marked);
        if !out.is_empty() {
            return out;
        }
    }
    let end = if page.is_text(id) { page.len() as u32 } else { page.end(id).0 };
    let texts: Vec<(NodeId, String)> = (id.0..end)
        .map(NodeId)
        .filter(|&inner| page.is_text(inner) && !page.facts(inner).hidden())
        .map(|inner| (inner, fold(page.text(inner))))
        .filter(|(_, text)| !text.is_empty())
        .take(PIECES)
        .collect();
    let length = texts.iter().map(|(_, text)| text.len()).sum::<usize>();
    if page.is_text(id) || texts.len() < PIECES && length <= ELEMENT {
        collect(sources, &texts, trust, &mut out);
    }
    out
}

/// Names from the texts of a byline, in order. A second one must be joined to the first, or look like it in the markup.
fn collect(sources: &Sources, texts: &[(NodeId, String)], trust: Trust, out: &mut Vec<String>) {
    let page = sources.page;
    let look = |id: NodeId| page.parent(id).map(|parent| (page.tag(parent), page.attr(parent, Attr::Class)));
    let mut introduced = false;
    let mut joined = true;
    let mut first = None;
    for (id, text) in texts {
        if name::is_joint(text) {
            joined = true;
            continue;
        }
        if !out.is_empty() && !joined && first != Some(look(*id)) {
            break;
        }
        if Day::find(text, Order::DayFirst).is_some() && !name::has_by(text) {
            if out.is_empty() {
                continue;
            }
            break;
        }
        introduced |= name::has_by(text);
        let alone = texts.len() == 1 && trust == Trust::Marked;
        let before = out.len();
        name::split_into(out, text, if introduced || alone { Trust::Marked } else { Trust::Called });
        let only_by = name::without_by(text).is_some_and(str::is_empty);
        if out.len() > before {
            first = first.or(Some(look(*id)));
            introduced = false;
        } else if !only_by && (!out.is_empty() || introduced) {
            break;
        }
        joined =
            only_by || text.ends_with(',') || [" and", " &", " und", " et", " y"].iter().any(|end| text.ends_with(end));
    }
}
