//! The day of publication, from what the page's data, the elements near its headline and its address say.
//!
//! It gives up on relative dates and on pages whose only date belongs to something else (a card, a comment, an event).

use super::Hints;
use super::day::{Day, Order};
use super::sources::{Sources, around, is_called, is_line};
use super::text::{fold, squash};
use crate::names::{Attr, Tag};
use crate::page::NodeId;

/// Characters of text before and behind the headline in which a date in sight is looked for.
const BEFORE: usize = 300;
const BEHIND: usize = 800;
/// Longest text, in characters, that is a date line and not prose.
const LINE: usize = 80;

/// Characters before a date in which a word may say what the date is.
const LABEL: usize = 40;
/// Longest text, in characters, that is a date and nothing else (a time of day, a word before it).
const ALONE: usize = 36;

pub fn read(sources: &Sources, hints: &Hints, headline: Option<NodeId>, lang: Option<&str>) -> Option<Day> {
    let order = match lang {
        Some(lang) if lang.eq_ignore_ascii_case("en-us") || lang.eq_ignore_ascii_case("en") => Order::MonthFirst,
        _ => Order::DayFirst,
    };
    let data = sources
        .field("datePublished")
        .and_then(|value| Day::from_field(value, order))
        .or_else(|| from_meta(sources, order))
        .or_else(|| from_things(sources, order))
        .or_else(|| from_microdata(sources, order));
    let seen = in_sight(sources, headline, order);
    let in_url = Day::in_url(sources.address());
    if let Some(data) = data {
        let modified = sources.field("dateModified").or(sources.meta(&["article:modified_time", "og:updated_time"]));
        let modified = modified.and_then(|value| Day::from_field(value, order));
        return Some(in_doubt(data, &seen, in_url, modified));
    }
    let first = |kind: Kind| seen.iter().find(|seen| seen.kind == kind).map(|seen| seen.day);
    first(Kind::Published)
        .or(first(Kind::Plain))
        .or(in_url)
        .or_else(|| {
            let created = sources.field("dateCreated").or(sources.field("uploadDate"))?;
            Day::from_field(created, order)
        })
        .or(first(Kind::Updated))
        .or_else(|| labelled(sources, hints.date?, order))
        .or_else(|| anywhere(sources, order))
}

/// Data against what a person sees: a page may show an earlier day of publication, or one day where its data has another
/// (a template that puts the day of the last build there).
fn in_doubt(data: Day, seen: &[Seen], in_url: Option<Day>, modified: Option<Day>) -> Day {
    let is_seen = |day: Day| seen.iter().any(|seen| seen.alone && seen.day == day);
    match in_url {
        // Data may be in another time zone than the page and its address.
        Some(day) if day.is_near(data) => return if is_seen(day) && !is_seen(data) { day } else { data },
        // The address was given on the day of publication; data may have been written again since.
        Some(day) if day < data => return day,
        _ => {}
    }
    let is_told = seen.iter().any(|seen| seen.kind == Kind::Published && seen.day == data);
    if let Some(earlier) = seen
        .iter()
        .filter(|_| !is_told)
        .find(|seen| seen.kind == Kind::Published && seen.alone && seen.day < data && !seen.day.is_near(data))
    {
        return earlier.day;
    }
    if seen.iter().any(|seen| seen.day.is_near(data) || seen.day.is_swapped(data)) {
        return data;
    }
    match seen {
        [only] if only.kind == Kind::Plain && only.alone && !only.before && Some(only.day) != modified => only.day,
        _ => data,
    }
}

/// Names of meta elements that hold the day of publication, without what is not a letter. Best first.
#[rustfmt::skip]
const FIELDS: &[&str] = &[
    "articlepublishedtime", "ogarticlepublishedtime", "datepublished", "publishedtime", "parselypubdate",
    "sailthrudate", "citationpublicationdate", "citationonlinedate", "citationdate", "dcdateissued", "dctermsissued",
    "dcdate", "dctermsdate", "dcdatecreated", "dctermscreated", "pubdate", "publishdate", "publicationdate",
    "articledateoriginal", "displaydate", "date", "createdate", "weiboarticlecreateat",
];

fn from_meta(sources: &Sources, order: Order) -> Option<Day> {
    let mut best: Option<(usize, Day)> = None;
    for (name, value) in &sources.metas {
        let name = squash(name);
        let other = ["modif", "updat", "expir", "unpublish", "event"].iter().any(|word| name.contains(word));
        let known = FIELDS.iter().position(|field| *field == name).or_else(|| {
            // Every publisher has a prefix of its own.
            let published =
                name.contains("publish") || name.contains("pubdate") || name.contains("originalpublication");
            let day = ["date", "time", "published"].iter().any(|word| name.ends_with(word));
            (published && day).then_some(FIELDS.len())
        });
        if let Some(rank) = known.filter(|_| !other)
            && best.is_none_or(|(other, _)| rank < other)
            && let Some(day) = Day::from_field(value, order)
        {
            best = Some((rank, day));
        }
    }
    best.map(|(_, day)| day)
}

fn from_things(sources: &Sources, order: Order) -> Option<Day> {
    sources.things.iter().find_map(|thing| Day::from_field(thing.get("datePublished")?.text()?, order))
}

fn value_of(sources: &Sources, id: NodeId, order: Order) -> Option<Day> {
    let page = sources.page;
    [Attr::Content, Attr::Datetime]
        .into_iter()
        .find_map(|attr| Day::from_field(page.attr(id, attr)?, order))
        .or_else(|| is_line(page, id).then(|| Day::find(&page.text_of(id), order))?)
}

fn from_microdata(sources: &Sources, order: Order) -> Option<Day> {
    let page = sources.page;
    page.ids()
        .filter(|&id| {
            page.attr(id, Attr::Itemprop)
                .is_some_and(|prop| prop.split_whitespace().any(|prop| prop == "datePublished"))
        })
        .find_map(|id| value_of(sources, id, order))
}

/// Keeps the end of what stands before a date: enough for "Last updated on".
fn push_line(line: &mut String, text: &str) {
    line.push(' ');
    line.push_str(text);
    let kept = line.char_indices().rev().nth(LABEL - 1).map_or(0, |(at, _)| at);
    line.drain(..kept);
}

/// What a date in sight says of itself.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Kind {
    Published,
    Plain,
    Updated,
}

struct Seen {
    day: Day,
    kind: Kind,
    /// Whether it stands before the headline.
    before: bool,
    /// Whether it is a line of its own.
    alone: bool,
}

/// The dates near the headline, those behind it first.
fn in_sight(sources: &Sources, headline: Option<NodeId>, order: Order) -> Vec<Seen> {
    let page = sources.page;
    let mut out = Vec::new();
    let Some(headline) = headline else { return out };
    let near = around(page, headline, BEFORE, BEHIND);
    for (range, before) in [(page.end(headline).0..near.end, false), (near.start..headline.0, true)] {
        // A line of the page in pieces: "Updated", "5", "March 2024".
        let mut line = String::new();
        for id in range.map(NodeId) {
            if page.facts(id).hidden() {
                continue;
            }
            if page.tag(id) == Tag::Time
                && let Some(day) = page.attr(id, Attr::Datetime).and_then(|value| Day::from_field(value, order))
            {
                out.push(Seen { day, kind: kind_of(sources, id, &line), before, alone: true });
                continue;
            }
            if !page.is_text(id) {
                continue;
            }
            let text = fold(page.text(id));
            if text.is_empty() {
                continue;
            }
            let inside_time =
                page.ancestors(id).take(3).any(|a| page.tag(a) == Tag::Time && page.attr(a, Attr::Datetime).is_some());
            if text.chars().count() <= LINE
                && !inside_time
                && let Some((day, at)) = Day::find_with_place(&text, order)
            {
                let before_date = format!("{line} {}", &text[..at]);
                out.push(Seen {
                    day,
                    kind: kind_of(sources, id, &before_date),
                    before,
                    alone: text.chars().count() <= ALONE,
                });
            }
            push_line(&mut line, &text);
        }
    }
    out
}

/// The day of the block that the labels took for the date line, far from the headline as it stands.
fn labelled(sources: &Sources, id: NodeId, order: Order) -> Option<Day> {
    if !is_line(sources.page, id) {
        return None;
    }
    let text = sources.page.text_of(id);
    let short = text.chars().count() <= LINE;
    let (day, at) = Day::find_with_place(&text, order).filter(|_| short)?;
    (kind_of(sources, id, &text[..at]) != Kind::Updated).then_some(day)
}

/// A date far from the headline that says of itself that it is the publication's: only when all such dates of the page
/// are one day, so that no list of cards can give it. The day of the last change, far from the headline, is none: few
/// of the pages that show one there have a day of publication at all.
fn anywhere(sources: &Sources, order: Order) -> Option<Day> {
    let page = sources.page;
    let mut found: Option<Day> = None;
    let mut line = String::new();
    for id in page.ids().filter(|&id| page.is_text(id) && !page.facts(id).hidden()) {
        let text = page.text(id);
        if text.len() > 3 * LINE {
            line.clear();
            continue;
        }
        let text = fold(text);
        if text.chars().count() <= LINE
            && let Some((day, at)) = Day::find_with_place(&text, order)
            && kind_of(sources, id, &format!("{line} {}", &text[..at])) == Kind::Published
        {
            if found.is_some_and(|found| found != day) {
                return None;
            }
            found = Some(day);
        }
        push_line(&mut line, &text);
    }
    found
}

/// Words that stand before the date of the last change, in lower case.
#[rustfmt::skip]
const UPDATED: &[&str] = &[
    "updated", "update", "modified", "reviewed", "edited", "revised", "aktualisiert", "geändert", "stand",
    "mis à jour", "modifié", "actualizado", "actualizada", "modificado", "aggiornato", "aggiornamento", "atualizado",
    "atualizada", "atualização", "bijgewerkt", "oppdatert", "uppdaterad", "opdateret", "päivitetty", "zaktualizowano",
    "aktualizacja", "aktualizováno", "обновлено", "оновлено", "güncelleme", "güncellendi", "frissítve", "更新", "수정",
    "עודכן", "تحديث",
];
#[rustfmt::skip]
const PUBLISHED: &[&str] = &[
    "published", "posted", "publication date", "first published", "originally", "veröffentlicht", "erstellt",
    "publié", "publicado", "publicada", "pubblicato", "gepubliceerd", "publisert", "publicerad", "julkaistu",
    "opublikowano", "опубликовано", "опубліковано", "yayınlanma", "公開", "입력", "פורסם", "نشر",
];

fn kind_of(sources: &Sources, id: NodeId, before: &str) -> Kind {
    let page = sources.page;
    let before = before.to_lowercase();
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    match (last(UPDATED), last(PUBLISHED)) {
        (Some(updated), published) if published.is_none_or(|published| published < updated) => return Kind::Updated,
        (_, Some(_)) => return Kind::Published,
        _ => {}
    }
    for node in [Some(id), page.parent(id), page.parent(id).and_then(|id| page.parent(id))].into_iter().flatten() {
        if is_called(page, node, &["published", "pubdate", "publish"]) {
            return Kind::Published;
        }
        if is_called(page, node, &["updated", "modified", "changed", "lastmod", "update"]) {
            return Kind::Updated;
        }
    }
    Kind::Plain
}
