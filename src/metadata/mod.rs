//! Metadata: who wrote the article, when, where, and what it is called.
//!
//! Every fact has several witnesses (JSON-LD, meta elements, microdata, what stands near the headline, the address).
//! A stage reads them in the order of their worth and cross-checks: the headline is a heading that the data agrees with,
//! a byline names people, a date belongs to this article. It gives up rather than guess: `None` is an answer.

mod byline;
mod date;
mod day;
mod json;
mod name;
mod sources;
#[cfg(all(test, feature = "html"))]
mod tests;
mod text;
mod title;

use crate::article::Metadata;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};
use sources::{Sources, host};
use text::fold;

/// What the labels found; each may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    pub headline: Option<NodeId>,
    pub byline: Option<NodeId>,
    pub date: Option<NodeId>,
    /// The last node of the body.
    pub end: Option<NodeId>,
}

/// Reads the metadata of a page. `resolve` makes an address absolute, or says that it is none.
pub fn read(page: &Page, hints: &Hints, resolve: &dyn Fn(&str) -> Option<String>) -> Metadata {
    if page.is_empty() {
        return Metadata::default();
    }
    let json = sources::json_ld(page);
    let sources = Sources::new(page, &json);
    let lang = lang(&sources);
    let (title, headline) = title::read(&sources, hints);
    let headline = hints.headline.or(headline);
    Metadata {
        byline: byline::read(&sources, hints, headline),
        date: date::read(&sources, hints, headline, lang.as_deref()).map(day::Day::iso),
        site: sources.sites.first().cloned(),
        dir: dir(page, lang.as_deref()),
        excerpt: excerpt(&sources),
        image: image(&sources).and_then(|src| resolve(&src)).filter(|src| src.starts_with("http")),
        url: address(&sources, resolve),
        title,
        lang,
    }
}

/// An attribute of the outermost of the page's two roots that has it.
fn html_attr(page: &Page, name: Attr) -> Option<&str> {
    [Some(NodeId(0)), page.find(Tag::Body)].into_iter().flatten().find_map(|id| page.attr(id, name)).map(str::trim)
}

/// A BCP 47 tag, as the page writes it.
fn lang(sources: &Sources) -> Option<String> {
    let plain = |tag: &str| {
        let tag = tag.split([',', ';']).next().unwrap_or("").trim().replace('_', "-");
        let known = (2..=35).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        known.then_some(tag)
    };
    [
        html_attr(sources.page, Attr::Lang),
        sources.meta(&["content-language", "og:locale", "dc.language", "dcterms.language", "language"]),
        sources.field("inLanguage"),
    ]
    .into_iter()
    .flatten()
    .find_map(plain)
}

/// Languages written from right to left.
#[rustfmt::skip]
const RTL: &[&str] = &[
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "syr", "ug", "ur", "yi",
];

fn dir(page: &Page, lang: Option<&str>) -> Option<String> {
    // The inner one of the two roots has the last word.
    let said = |id| page.attr(id, Attr::Dir).map(|dir| dir.trim().to_ascii_lowercase());
    let own = [page.find(Tag::Body), Some(NodeId(0))].into_iter().flatten().filter_map(said);
    own.into_iter().find(|dir| dir == "ltr" || dir == "rtl").or_else(|| {
        let primary = lang?.split('-').next()?.to_ascii_lowercase();
        RTL.contains(&primary.as_str()).then(|| "rtl".to_owned())
    })
}

fn excerpt(sources: &Sources) -> Option<String> {
    let found = sources.meta(&[
        "og:description",
        "description",
        "twitter:description",
        "dc.description",
        "dcterms.description",
    ]);
    found.or_else(|| sources.field("description")).map(fold).filter(|text| !text.is_empty())
}

fn image(sources: &Sources) -> Option<String> {
    let own = sources.meta(&["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"]);
    let data = || {
        let value = sources.article?.get("image").or_else(|| sources.article?.get("thumbnailUrl"))?.items().first()?;
        value.text().or_else(|| sources.resolve(value).get("url")?.text())
    };
    own.or_else(data).map(fold)
}

/// The canonical address when it is on the page's own site, else the page's.
fn address(sources: &Sources, resolve: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let page = &sources.page.url;
    let own = sources.canonical.and_then(resolve).filter(|url| url.starts_with("http"));
    match own {
        Some(own) if page.is_empty() || same_site(&own, page) => Some(own),
        _ => Some(page.clone()).filter(|page| !page.is_empty()),
    }
}

/// Whether two addresses belong to one site: the last two labels of the host are equal (three where the second is short, as in "co.uk").
fn same_site(a: &str, b: &str) -> bool {
    let site = |url: &str| {
        let host = host(url);
        let labels: Vec<&str> = host.rsplit('.').collect();
        let taken = if labels.get(1).is_some_and(|label| label.len() <= 3) { 3 } else { 2 };
        labels.into_iter().take(taken).map(str::to_owned).collect::<Vec<_>>()
    };
    site(a) == site(b)
}
