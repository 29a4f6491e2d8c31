//! The day of publication, from what the page's data, the elements near its headline and its address say.
//!
//! It gives up on relative dates and on pages whose only date belongs to something else (a card, a comment, an event).

mod seen;

use super::Hints;
use super::day::{Day, Order};
use super::sources::{Sources, is_line};
use super::text::squash;
use crate::names::Attr;
use crate::page::NodeId;
use seen::{Kind, Seen, anywhere, at_foot, in_sight, labelled};

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
    let foot = hints.end.and_then(|end| at_foot(sources, end, order));
    let told = foot.as_ref().filter(|foot| foot.kind == Kind::Published).map(|foot| foot.day);
    let told = told.or_else(|| anywhere(sources, order));
    let in_url = Day::in_url(sources.address());
    if let Some(data) = data {
        let modified = sources.field("dateModified").or(sources.meta(&["article:modified_time", "og:updated_time"]));
        let modified = modified.and_then(|value| Day::from_field(value, order));
        return Some(in_doubt(data, &seen, told, in_url, modified));
    }
    let first = |kind: Kind| seen.iter().find(|seen| seen.kind == kind).map(|seen| settled(sources, seen, in_url));
    let plain = first(Kind::Plain);
    first(Kind::Published)
        // "Originally published on" under an article that shows the day of its new edition.
        .or(told.filter(|&told| plain.is_some_and(|plain| told < plain)))
        .or(plain)
        .or(in_url)
        .or_else(|| {
            let created = sources.field("dateCreated").or(sources.field("uploadDate"))?;
            Day::from_field(created, order)
        })
        .or(first(Kind::Updated))
        .or_else(|| labelled(sources, hints.date?, order))
        .or(told)
        .or(foot.map(|foot| settled(sources, &foot, in_url)))
}

/// A date in figures is read the way that the address, or a date for machines on the page, confirms.
fn settled(sources: &Sources, seen: &Seen, in_url: Option<Day>) -> Day {
    let Some(other) = seen.other else { return seen.day };
    let page = sources.page;
    let iso = other.iso();
    let is_said =
        || page.ids().filter_map(|id| page.attr(id, Attr::Datetime)).any(|value| value.trim().starts_with(&iso));
    if in_url == Some(other) || in_url.is_none() && is_said() { other } else { seen.day }
}

/// Data against what a person sees: a page may show an earlier day of publication, or one day where its data has another
/// (a template that puts the day of the last build there).
fn in_doubt(data: Day, seen: &[Seen], told: Option<Day>, in_url: Option<Day>, modified: Option<Day>) -> Day {
    let is_seen = |day: Day| seen.iter().any(|seen| seen.alone && seen.day == day);
    match in_url {
        // Data may be in another time zone than the page and its address.
        Some(day) if day.is_near(data) => return if is_seen(day) && !is_seen(data) { day } else { data },
        // The address was given on the day of publication; data may have been written again since.
        Some(day) if day < data => return day,
        _ => {}
    }
    if told == Some(data) || seen.iter().any(|seen| seen.kind == Kind::Published && seen.day == data) {
        return data;
    }
    let is_earlier =
        |seen: &&Seen| seen.kind == Kind::Published && seen.alone && seen.day < data && !seen.day.is_near(data);
    if let Some(earlier) = seen.iter().find(is_earlier) {
        return earlier.day;
    }
    if seen.iter().any(|seen| seen.day.is_near(data) || seen.day.is_swapped(data)) {
        return data;
    }
    // Data that has one day for the publication and the last change cannot tell them apart.
    let is_one = modified == Some(data);
    if let Some(told) = told.filter(|&told| is_one && told < data) {
        return told;
    }
    match seen {
        [only, rest @ ..] if rest.iter().all(|seen| seen.day == only.day) && only.kind == Kind::Plain && only.alone => {
            let is_shown = !only.before && Some(only.day) != modified || is_one && only.day < data;
            if is_shown { only.day } else { data }
        }
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
    let mut found: Vec<(usize, Day)> = Vec::new();
    let mut changed: Option<Day> = None;
    for (name, value) in &sources.metas {
        let name = squash(name);
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if has(&["modif", "updat"]) {
            changed = changed.max(Day::from_field(value, order));
            continue;
        }
        if has(&["expir", "unpublish", "event"]) {
            continue;
        }
        let rank = FIELDS.iter().position(|field| *field == name).or_else(|| {
            // Every publisher has a prefix of its own.
            let published = has(&["publish", "pubdate", "originalpublication"]);
            let day = ["date", "time", "published"].iter().any(|word| name.ends_with(word));
            (published && day).then_some(FIELDS.len())
        });
        found.extend(rank.and_then(|rank| Some((rank, Day::from_field(value, order)?))));
    }
    // Behind the last change stands the day of the last build; with nothing else said it may be the clock.
    let is_build = |day: Day| changed.is_some_and(|changed| day > changed);
    found.sort_by_key(|&(rank, day)| (is_build(day), rank));
    found.first().map(|&(_, day)| day)
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
