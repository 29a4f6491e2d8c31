//! Everything that a page says about itself, collected once: meta elements, JSON-LD, and how to compare what they say.

use super::json::Json;
use super::text::{fold, likeness, squash, unescape, words};
use crate::address;
use crate::names::{Attr, Tag};
use crate::page::{NAMES_BYTES, NodeId, Page, beginning};

/// The JSON-LD values of a page, one for each script.
pub fn json_ld(page: &Page) -> Vec<Json> {
    let is_data = |id, attr| page.attr(id, attr).is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
    page.ids()
        .filter_map(|id| {
            let source: String = match page.tag(id) {
                Tag::Script if is_data(id, Attr::Type) => page.children(id).map(|child| page.text(child)).collect(),
                // Frameworks that take every entry of the head for a meta element write `name="script:ld+json"`.
                Tag::Meta if is_data(id, Attr::Name) => page.attr(id, Attr::Content)?.to_owned(),
                _ => return None,
            };
            // Escaped as if it stood in an attribute.
            let escaped = source.contains("&quot;") && !source.contains('"');
            Json::read(&if escaped { unescape(&source) } else { source })
        })
        .collect()
}

/// Longest name of a publication, in characters: a longer one is its motto.
const SITE_CHARS: usize = 80;

/// Most names that a publication can have.
const SITES: usize = 12;

pub struct Sources<'a> {
    pub page: &'a Page,
    /// Name (or property, in lower case) and content, in document order.
    pub metas: Vec<(String, &'a str)>,
    /// The text of `<title>`.
    pub title_tag: String,
    /// The JSON-LD object that is this page's article.
    pub article: Option<&'a Json>,
    /// Every JSON-LD object that is not inside another's field.
    pub things: Vec<&'a Json>,
    /// What the publication calls itself, best first.
    pub sites: Vec<String>,
    /// The same without blanks and signs.
    pub squashed_sites: Vec<String>,
    /// The address that the page gives itself.
    pub canonical: Option<&'a str>,
    /// The host without blanks and signs: whole, without its last label, and its first label but "www".
    pub host_names: [String; 3],
}

impl<'a> Sources<'a> {
    pub fn new(page: &'a Page, json: &'a [Json]) -> Self {
        let mut metas = Vec::new();
        let mut title_tag = String::new();
        let mut canonical = None;
        for id in page.ids() {
            match page.tag(id) {
                Tag::Meta => {
                    let content = page.attr(id, Attr::Content).map(str::trim).filter(|content| !content.is_empty());
                    if let Some(content) = content {
                        for name in [Attr::Property, Attr::Name, Attr::HttpEquiv] {
                            // One property may hold several names.
                            for name in page.attr(id, name).into_iter().flat_map(str::split_whitespace) {
                                metas.push((name.to_lowercase(), content));
                            }
                        }
                    }
                }
                Tag::Link if canonical.is_none() => {
                    let rel = page.attr(id, Attr::Rel).is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                    // A template's slip may put the title there.
                    let is_address = |href: &&str| !href.trim().is_empty() && !href.trim().contains(' ');
                    canonical = page.attr(id, Attr::Href).filter(|_| rel).filter(is_address);
                }
                Tag::Title if title_tag.is_empty() => title_tag = page.text_of(id),
                _ => {}
            }
        }
        let mut things = Vec::new();
        for root in json {
            collect(root, 0, &mut things);
        }
        let mut sources = Sources {
            page,
            metas,
            title_tag,
            article: None,
            things,
            sites: Vec::new(),
            squashed_sites: Vec::new(),
            canonical,
            host_names: Default::default(),
        };
        sources.canonical = canonical.or_else(|| sources.meta(&["og:url", "twitter:url"]));
        let host = host(sources.address());
        let labels: Vec<&str> = host.split('.').filter(|label| *label != "www").collect();
        let name = labels[..labels.len().saturating_sub(1)].concat();
        sources.host_names = [squash(&host), squash(&name), squash(labels.first().unwrap_or(&""))];
        sources.article = sources.main_article();
        sources.sites = sources.site_names();
        sources.squashed_sites = sources.sites.iter().map(|site| squash(site)).collect();
        sources
    }

    /// The first content of the first of these names that the page has.
    pub fn meta(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| self.all_meta(name).next())
    }
    pub fn all_meta<'s>(&'s self, name: &str) -> impl Iterator<Item = &'a str> + use<'s, 'a> {
        let name = name.to_owned();
        self.metas.iter().filter(move |(found, _)| *found == name).map(|&(_, content)| content)
    }

    /// The address that the page gives itself, or the one it was loaded from.
    pub fn address(&self) -> &str {
        let page = &self.page.url;
        if page.is_empty() { self.canonical.unwrap_or("") } else { page }
    }

    /// Of several articles in the JSON-LD, the one whose headline or address is this page's.
    fn main_article(&self) -> Option<&'a Json> {
        let titles: Vec<Vec<String>> =
            [self.meta(&["og:title"]), self.meta(&["twitter:title"]), Some(self.title_tag.as_str())]
                .into_iter()
                .flatten()
                .map(words)
                .collect();
        let address = path(self.address());
        let mut best: Option<(&Json, i32)> = None;
        let mut articles = 0;
        for &thing in &self.things {
            let weight = match type_weight(thing) {
                0 => continue,
                weight => weight,
            };
            articles += i32::from(weight > 2);
            let headline = ["headline", "name"].iter().find_map(|key| thing.get(key)?.text()).map(words);
            let agrees = headline.is_some_and(|headline| titles.iter().any(|title| likeness(&headline, title) > 0.5));
            let same_address = ["url", "@id", "mainEntityOfPage"].iter().any(|key| {
                let value = thing.get(key).and_then(|value| value.text().or_else(|| value.get("@id")?.text()));
                value.is_some_and(|value| address.len() > 1 && path(value) == address)
            });
            let score = weight + 4 * i32::from(agrees) + 3 * i32::from(same_address);
            if best.is_none_or(|(_, other)| score > other) {
                best = Some((thing, score));
            }
        }
        // Several articles of which none is this page's: a list of teasers.
        best.filter(|&(_, score)| articles < 3 || score > 6).map(|(thing, _)| thing)
    }

    /// A field of the article, as text.
    pub fn field(&self, name: &str) -> Option<&'a str> {
        self.article?.get(name)?.text().map(str::trim).filter(|text| !text.is_empty())
    }

    /// A JSON-LD object, or the one of the page that it only names by its `@id`.
    pub fn resolve(&self, value: &'a Json) -> &'a Json {
        match (value, value.get("@id").and_then(Json::text)) {
            (Json::Object(fields), Some(id)) if fields.len() <= 2 && value.get("name").is_none() => {
                let named =
                    |thing: &&&Json| thing.get("@id").and_then(Json::text) == Some(id) && thing.get("name").is_some();
                self.things.iter().find(named).copied().unwrap_or(value)
            }
            _ => value,
        }
    }

    fn site_names(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut add = |name: Option<&str>| {
            // A template that nobody filled in names nothing.
            let fits = |name: &String| {
                !name.is_empty() && name.chars().count() <= SITE_CHARS && !name.contains("{{") && !name.contains("${")
            };
            if let Some(name) = name.map(fold).filter(fits)
                && out.len() < SITES
                && !out.contains(&name)
            {
                out.push(name);
            }
        };
        add(self.meta(&["og:site_name"]));
        let publisher =
            self.article.and_then(|article| article.get("publisher")).and_then(|value| value.items().first());
        add(publisher.and_then(|value| self.resolve(value).get("name")?.text()));
        for thing in &self.things {
            if is_type(thing, &["WebSite"]) {
                add(thing.get("name").and_then(Json::text));
            }
        }
        add(self.meta(&["citation_journal_title"]));
        add(self.meta(&["application-name", "apple-mobile-web-app-title", "al:ios:app_name"]));
        for thing in &self.things {
            if is_type(thing, &["Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness"]) {
                add(thing.get("name").and_then(Json::text));
            }
        }
        out
    }

    /// Whether a text is the name of the publication, or its address.
    pub fn is_site(&self, text: &str) -> bool {
        let name = squash(text);
        if name.is_empty() {
            return false;
        }
        let known = self.squashed_sites.iter().any(|site| {
            *site == name || site.len() > 4 && name.len() > 4 && without_article(site) == without_article(&name)
        });
        known || self.host_names.contains(&name) || name.len() > 5 && self.host_names[1].contains(&name)
    }
}

fn without_article(name: &str) -> &str {
    name.strip_prefix("the").unwrap_or(name)
}

/// Flattens a JSON-LD value: lists, `@graph`, and the fields that name what the page is about.
fn collect<'a>(value: &'a Json, depth: usize, out: &mut Vec<&'a Json>) {
    if depth > 6 {
        return;
    }
    match value {
        Json::List(items) => items.iter().for_each(|item| collect(item, depth + 1, out)),
        Json::Object(_) => {
            out.push(value);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = value.get(key) {
                    collect(inner, depth + 1, out);
                }
            }
        }
        _ => {}
    }
}

pub fn is_type(thing: &Json, names: &[&str]) -> bool {
    thing.get("@type").is_some_and(|kinds| {
        kinds.items().iter().filter_map(Json::text).any(|kind| {
            let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
            names.contains(&kind)
        })
    })
}

/// How much a type says that the object is an article: 0 for what is none.
fn type_weight(thing: &Json) -> i32 {
    let article = thing.get("@type").is_some_and(|kinds| {
        kinds.items().iter().filter_map(Json::text).any(|kind| {
            kind.ends_with("Article")
                || kind.ends_with("Posting")
                || matches!(
                    kind,
                    "Report"
                        | "Review"
                        | "Recipe"
                        | "HowTo"
                        | "Blog"
                        | "CreativeWork"
                        | "CriticReview"
                        | "Book"
                        | "Course"
                        | "DiscussionForumPosting"
                        | "LearningResource"
                        | "MediaReview"
                        | "ClaimReview"
                        | "OpinionNewsArticle"
                )
        })
    });
    match article {
        true => 4,
        false if is_type(thing, &["WebPage", "ItemPage", "AboutPage", "FAQPage", "MedicalWebPage", "VideoObject"]) => 1,
        false => 0,
    }
}

pub fn host(url: &str) -> String {
    address::parts(url).0.to_ascii_lowercase()
}

/// The path of an address, to tell whether two addresses name one page.
fn path(url: &str) -> String {
    address::parts(url).1.trim_end_matches('/').to_owned()
}

/// The element nodes that stand within `before` characters of text before a node and `after` behind its end.
pub fn around(page: &Page, center: NodeId, before: usize, after: usize) -> std::ops::Range<u32> {
    let (mut first, mut last) = (center.0, page.end(center).0);
    let mut left = before;
    while first > 0 {
        let length = page.text(NodeId(first - 1)).trim().len();
        if length > left {
            break;
        }
        left -= length;
        first -= 1;
    }
    let mut left = after;
    while (last as usize) < page.len() {
        let length = page.text(NodeId(last)).trim().len();
        if length > left {
            break;
        }
        left -= length;
        last += 1;
    }
    first..last
}

/// Most nodes of an element that is a line of the page, and bytes of text in it: a larger one is not read, so that nested elements of a hostile
/// page cost no more than once each.
const LINE_NODES: u32 = 200;
const LINE_BYTES: usize = 2000;

/// Whether an element is small enough to be a headline, a byline or a date.
pub fn is_line(page: &Page, id: NodeId) -> bool {
    page.end(id).0 - id.0 <= LINE_NODES
        && page.subtree(id).map(|node| page.text(node).len()).sum::<usize>() <= LINE_BYTES
}

/// Whether one of an element's names for styles and scripts holds one of these words, as a word.
pub fn is_called(page: &Page, id: NodeId, names: &[&str]) -> bool {
    [Attr::Class, Attr::Id, Attr::DataTestid, Attr::DataComponent, Attr::Itemprop]
        .into_iter()
        .any(|attr| page.attr(id, attr).is_some_and(|value| called(beginning(value, NAMES_BYTES), names)))
}

fn called(value: &str, names: &[&str]) -> bool {
    let mut word = String::new();
    let mut upper = false;
    for c in value.chars().chain([' ']) {
        let new_word = !c.is_ascii_alphanumeric() || c.is_ascii_uppercase() && !upper;
        if new_word && !word.is_empty() {
            if names.contains(&word.as_str()) {
                return true;
            }
            word.clear();
        }
        upper = c.is_ascii_uppercase();
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
    }
    false
}

/// Nearest ancestors among which a menu, comments or cards are looked for.
pub const ANCESTORS: usize = 24;

/// Whether an element holds other people than the authors, and other days: a menu, the comments, cards.
pub fn is_elsewhere(page: &Page, id: NodeId) -> bool {
    let names = &["comment", "comments", "menu", "nav", "related"];
    match page.tag(id) {
        Tag::Nav => true,
        // Its names say what the page has, among other things.
        Tag::Body => false,
        _ => is_called(page, id, names),
    }
}
