//! The dates that a person sees on a page, and what each says of itself: the day of publication, of the last change, or
//! neither.

use super::super::day::{Day, Order};
use super::super::sources::{ANCESTORS, Sources, around, is_called, is_elsewhere, is_line};
use super::super::text::fold;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};

/// Characters of text before and behind the headline in which a date in sight is looked for.
const BEFORE: usize = 300;
const BEHIND: usize = 800;
/// The same around the end of the article's body, for a date at its foot.
const FOOT_BEFORE: usize = 100;
const FOOT_BEHIND: usize = 400;
/// Longest text, in characters, that is a date line and not prose.
const LINE: usize = 80;

/// Characters before a date in which a word may say what the date is.
const LABEL: usize = 40;
/// Longest text, in characters, that is a date and nothing else (a time of day, a word before it).
const ALONE: usize = 36;

/// Whether a node is text that a person sees.
fn is_shown(page: &Page, id: NodeId) -> bool {
    let is_code = |id| matches!(page.tag(id), Tag::Script | Tag::Style | Tag::Template | Tag::Title);
    page.is_text(id) && !page.facts(id).hidden() && !page.parent(id).is_some_and(is_code)
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
pub enum Kind {
    Published,
    Plain,
    Updated,
}

pub struct Seen {
    /// The element or text that holds it.
    node: NodeId,
    pub day: Day,
    /// What it may be as well, when it is written in figures alone.
    pub other: Option<Day>,
    pub kind: Kind,
    /// Whether it stands before the headline.
    pub before: bool,
    /// Whether it is a line of its own.
    pub alone: bool,
}

/// The dates near the headline, those behind it first.
pub fn in_sight(sources: &Sources, headline: Option<NodeId>, order: Order) -> Vec<Seen> {
    let page = sources.page;
    let Some(headline) = headline else { return Vec::new() };
    let near = around(page, headline, BEFORE, BEHIND);
    let mut out = dates(sources, page.end(headline).0..near.end, order);
    out.extend(dates(sources, near.start..headline.0, order).into_iter().map(|seen| Seen { before: true, ..seen }));
    out
}

/// The date at the foot of the article, where some put it with the author's name: only when all dates there that are
/// lines of their own, not the last change's and not in a comment or a card, are one day.
pub fn at_foot(sources: &Sources, end: NodeId, order: Order) -> Option<Seen> {
    let page = sources.page;
    let is_own = |id| !page.ancestors(id).take(ANCESTORS).any(|node| is_elsewhere(page, node));
    let near = around(page, end, FOOT_BEFORE, FOOT_BEHIND);
    let found = dates(sources, near, order).into_iter();
    let mut found = found.filter(|seen| seen.alone && seen.kind != Kind::Updated && is_own(seen.node));
    let first = found.next()?;
    found.all(|seen| seen.day == first.day).then_some(first)
}

/// The dates written in a range of nodes, in document order.
fn dates(sources: &Sources, range: std::ops::Range<u32>, order: Order) -> Vec<Seen> {
    let page = sources.page;
    let mut out = Vec::new();
    // A line of the page in pieces: "Updated", "5", "March 2024".
    let mut line = String::new();
    for id in range.map(NodeId) {
        if page.tag(id) == Tag::Time
            && !page.facts(id).hidden()
            && let Some(value) = page.attr(id, Attr::Datetime)
            && let Some(day) = Day::from_field(value, order)
        {
            let other = other_reading(value, day, order);
            out.push(Seen { node: id, day, other, kind: kind_of(sources, id, &line), before: false, alone: true });
            continue;
        }
        if !is_shown(page, id) {
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
            out.push(Seen {
                node: id,
                day,
                other: other_reading(&text, day, order),
                kind: kind_of(sources, id, &format!("{line} {}", &text[..at])),
                before: false,
                alone: text.chars().count() <= ALONE,
            });
        }
        push_line(&mut line, &text);
    }
    out
}

/// What a date in figures is when its day and month are read the other way round.
fn other_reading(text: &str, day: Day, order: Order) -> Option<Day> {
    let other = match order {
        Order::DayFirst => Order::MonthFirst,
        Order::MonthFirst => Order::DayFirst,
    };
    Day::find(text, other).filter(|&other| other != day)
}

/// The day of the block that the labels took for the date line, far from the headline as it stands.
pub fn labelled(sources: &Sources, id: NodeId, order: Order) -> Option<Day> {
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
pub fn anywhere(sources: &Sources, order: Order) -> Option<Day> {
    let page = sources.page;
    let mut found: Option<Day> = None;
    let mut line = String::new();
    for id in page.ids().filter(|&id| is_shown(page, id)) {
        let text = page.text(id);
        if text.len() > 3 * LINE {
            line.clear();
            continue;
        }
        let text = fold(text);
        if let Some((day, at)) = Day::find_with_place(&text, order)
            && (text.chars().count() <= LINE || says_published(&text[..at]))
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

/// Bytes between the word that says what a date is and the date, as in "originally published on".
const JOINT: usize = 6;

/// Whether a text that goes on with a date has just said that it is the publication's.
fn says_published(before: &str) -> bool {
    let before = before.to_lowercase();
    PUBLISHED.iter().any(|word| before.rfind(word).is_some_and(|at| before.len() - at - word.len() <= JOINT))
}

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
