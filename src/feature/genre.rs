//! Features of the page as a whole that tell an article from pages that only read like one: where its links lead, what
//! its data names besides an article, what software made it, how its text is cut into pieces.
//!
//! Words of addresses and of software are a short list; structure alone speaks where they are missing.

use super::sums::is_prose;
use super::text::{Edge, Phrase, Text};
use super::tree::Tree;
use super::{share, small};
use crate::block::{self, Block};
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};
use crate::words;

/// Blocks on both sides of the headline that are its surroundings.
const AROUND: usize = 8;
/// Words of the longest line that is looked at for a date, and of the longest call.
const LINE_WORDS: u32 = 14;
const CALL_WORDS: u32 = 6;
/// Longest address of a link that is looked at, in bytes.
const MAX_HREF: usize = 200;

/// What the structured data may name, each as a run of types.
const BUSINESS: &[&str] = &[
    "LocalBusiness\"",
    "\"Service\"",
    "ProfessionalService\"",
    "\"Offer\"",
    "\"Store\"",
    "Contractor\"",
    "GovernmentService\"",
    "\"Organization\",\"LocalBusiness",
];
const THINGS: &[&str] =
    &["Application\"", "\"Course\"", "\"Event\"", "Podcast", "\"SoftwareSourceCode\"", "\"VideoObject\""];
const ARTICLES: &[&str] = &["Article\"", "BlogPosting\""];
const RATINGS: &[&str] = &["AggregateRating\"", "\"Review\""];

/// What software for manuals and for discussions calls itself, or the classes that it writes, in lower case.
const MANUALS: &str = "docusaurus|sphinx|mkdocs|gitbook|mdbook|vuepress|vitepress|readthedocs|rst-content|md-content|docsify|\
    antora|doxygen|javadoc|rustdoc|dokuwiki|mediawiki|theme-doc|vp-doc|devsite|markdown-body|book-body|helpjuice|zendesk|\
    hugo-book|docs-content|documentation";
const FORUMS: &str =
    "discourse|phpbb|vbulletin|xenforo|flarum|invision|simple machines|mybb|nodebb|vanilla|bbpress|shreddit";

/// What the labels of a host may name.
const HOSTS: [&str; 4] = [
    "docs|doc|documentation|manual|help|support|wiki|kb|learn|developer|developers|api|guide",
    "forum|forums|community|discuss|discussion|discussions|boards|answers",
    "blog|blogs|news|magazine|medium",
    "shop|store|shopping|buy",
];

/// Measures them. `headline` is the headline's block.
pub fn measure(
    page: &Page,
    blocks: &[Block],
    tree: &Tree,
    texts: &[Text],
    address: &str,
    headline: Option<usize>,
) -> Vec<i16> {
    let mut out = links(page, address);
    out.extend(data(page));
    out.extend(host(address));
    out.extend(lines(page, blocks, texts, headline));
    out.extend(shape(page, blocks, tree, texts, headline));
    out
}

/// Host and path of an address, without its scheme and what follows the path.
fn parts(address: &str) -> (&str, &str) {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or("");
    rest.split_at(rest.find('/').unwrap_or(rest.len()))
}

fn links(page: &Page, address: &str) -> Vec<i16> {
    let (host, path) = parts(address);
    let own = path.trim_end_matches('/');
    let parent = own.rfind('/').map(|at| &own[..at]);
    let (mut below, mut beside, mut tags, mut phones, mut within, mut turns) = (0, 0, 0, 0, 0, 0);
    for id in page.ids() {
        if !matches!(page.tag(id), Tag::A | Tag::Link) {
            continue;
        }
        let rel = page.attr(id, Attr::Rel).unwrap_or("");
        turns += u32::from(matches!(rel, "next" | "prev"));
        let Some(href) = page.attr(id, Attr::Href).filter(|href| page.tag(id) == Tag::A && href.len() <= MAX_HREF)
        else {
            continue;
        };
        tags += u32::from(rel.split(' ').any(|word| word == "tag"));
        phones += u32::from(href.starts_with("tel:"));
        within += u32::from(href.len() > 1 && href.starts_with('#'));
        let path = match href.split_once("://") {
            Some(_) => Some(parts(href)).filter(|(other, _)| *other == host).map(|(_, path)| path),
            None => href.starts_with('/').then(|| parts(href).1),
        };
        let Some(path) = path.map(|path| path.trim_end_matches('/')) else { continue };
        if own.is_empty() || path == own {
            continue;
        }
        below += u32::from(path.strip_prefix(own).is_some_and(|rest| rest.starts_with('/')));
        beside += u32::from(path.rfind('/').map(|at| &path[..at]) == parent);
    }
    [below, beside, tags, phones, within, turns].map(small).to_vec()
}

/// What the head, the structured data and the software say.
fn data(page: &Page) -> [i16; 9] {
    let (mut website, mut another, mut published) = (false, false, false);
    let (mut business, mut thing, mut articles, mut ratings) = (false, false, 0, false);
    let (mut manual, mut forum) = (false, false);
    for id in page.ids() {
        let mut software = |text: &str| {
            let text = text.to_ascii_lowercase();
            manual |= words::has_any(&text, MANUALS);
            forum |= words::has_any(&text, FORUMS);
        };
        match page.tag(id) {
            Tag::Meta => {
                let name = page.attr(id, Attr::Property).or_else(|| page.attr(id, Attr::Name)).unwrap_or("");
                let content = page.attr(id, Attr::Content).unwrap_or("");
                match name {
                    "og:type" => (website, another) = (content == "website", !matches!(content, "website" | "article")),
                    "article:published_time" => published = true,
                    "generator" | "docsearch:version" | "docusaurus_version" => software(&format!("{name} {content}")),
                    _ => {}
                }
            }
            Tag::Script => {
                for child in page.children(id) {
                    let text = page.text(child);
                    if !text.contains("schema.org") {
                        continue;
                    }
                    let has = |names: &[&str]| names.iter().any(|name| text.contains(name));
                    business |= has(BUSINESS);
                    thing |= has(THINGS);
                    ratings |= has(RATINGS);
                    articles += ARTICLES.iter().map(|name| text.matches(name).count()).sum::<usize>();
                }
            }
            Tag::Html | Tag::Body | Tag::Main | Tag::Article => {
                for attr in [Attr::Class, Attr::Id] {
                    software(page.attr(id, attr).unwrap_or(""));
                }
            }
            _ => {}
        }
    }
    [
        website.into(),
        another.into(),
        published.into(),
        business.into(),
        thing.into(),
        small(articles),
        ratings.into(),
        manual.into(),
        forum.into(),
    ]
}

fn host(address: &str) -> [i16; 4] {
    let host = if address.contains("://") { parts(address).0 } else { "" };
    HOSTS.map(|names| i16::from(host.split('.').any(|label| names.split('|').any(|name| label == name))))
}

/// What short lines say.
fn lines(page: &Page, blocks: &[Block], texts: &[Text], headline: Option<usize>) -> [i16; 5] {
    let near = |number: usize| headline.is_some_and(|headline| number.abs_diff(headline) <= AROUND);
    let (mut dates_near, mut dates, mut bylines_near, mut calls, mut questions) = (0, 0, 0, 0, 0);
    for (number, (block, text)) in blocks.iter().zip(texts).enumerate() {
        if !block.has_text() || block.words > LINE_WORDS {
            continue;
        }
        if text.digits > 0 && (text.time || words::is_date_line(&words::lower(&block::text(page, block)))) {
            dates += 1;
            dates_near += i32::from(near(number));
        }
        bylines_near += i32::from(text.phrase == Phrase::Byline && near(number));
        calls += i32::from(text.phrase == Phrase::CallToAction && block.words <= CALL_WORDS);
        questions += i32::from(text.ends == Edge::Question && page.tag(block.container).heading_level().is_some());
    }
    [dates_near, dates, bylines_near, calls, questions].map(small)
}

/// How the text is cut into pieces.
fn shape(page: &Page, blocks: &[Block], tree: &Tree, texts: &[Text], headline: Option<usize>) -> [i16; 10] {
    let all = tree.all();
    let (mut run, mut longest) = (0, 0);
    let mut in_parent = vec![0u32; page.len()];
    for block in blocks.iter().filter(|block| block.has_text()) {
        run = if is_prose(block) { run + block.words } else { 0 };
        longest = longest.max(run);
        if is_prose(block) {
            in_parent[page.parent(block.container).unwrap_or(NodeId(0)).index()] += block.words;
        }
    }
    let most = in_parent.into_iter().max().unwrap_or(0);
    let (mut fields, mut choices, mut titles) = (0, 0, 0);
    for id in page.ids() {
        match page.tag(id) {
            Tag::Input if page.attr(id, Attr::Type) != Some("hidden") => fields += 1,
            Tag::Select => choices += 1,
            Tag::H1 => titles += 1,
            _ => {}
        }
    }
    let first = headline.and_then(|headline| blocks[headline..].iter().position(is_prose));
    [
        share(most, all.prose_words),
        small(longest),
        small(all.prose_words / (all.headings + 1)),
        small(titles),
        small(fields),
        small(choices),
        headline.map_or(-1, |headline| small(blocks[headline].words)),
        headline.map_or(-1, |headline| texts[headline].in_title),
        first.map_or(-1, small),
        small(all.prose_words / all.prose.max(1)),
    ]
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::feature::{PAGE_NAMES, measure};
    use crate::{block, html};

    /// The page's feature of this name.
    fn value(text: &str, name: &str) -> i16 {
        let page = html::read(text, "");
        let blocks = block::split(&page);
        let at = PAGE_NAMES.iter().position(|known| *known == name).expect("a feature of a page");
        measure(&page, &blocks).whole().measure(&vec![0; blocks.len()])[at]
    }

    #[test]
    fn knows_where_links_lead() {
        let page = "<link rel=canonical href=https://a.example/tides/spring/><a href=/tides/spring/low>Low</a>\
            <a href=https://a.example/tides/neap>Neap</a><a href=https://b.example/tides/neap>Other</a><a href=/tides/spring>This</a>\
            <a href=#foot rel=tag>Foot</a><a href=tel:123>Call</a><a rel=next href=/boats/>Next</a>";
        for (name, count) in [
            ("links below the address", 1),
            ("links beside the address", 1),
            ("links of tags", 1),
            ("telephone links", 1),
            ("links within the page", 1),
            ("links to the page before or behind", 1),
        ] {
            assert_eq!(value(page, name), count, "{name}");
        }
        assert_eq!(value("<a href=/a>A</a><a href=/b>B</a>", "links beside the address"), 0);
    }

    #[test]
    fn knows_what_made_the_page_and_what_its_data_names() {
        let data = "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"NewsArticle\"},\
            {\"@type\":\"LocalBusiness\"},{\"@type\":\"BlogPosting\"}]}</script>";
        assert_eq!(value(data, "articles in the structured data"), 2);
        assert_eq!(value(data, "structured data names a business"), 1);
        assert_eq!(value("<meta name=generator content='Sphinx 9.1'>", "made by software for manuals"), 1);
        assert_eq!(value("<meta name=generator content='Press 9.1'>", "made by software for manuals"), 0);
        assert_eq!(value("<link rel=canonical href=https://shop.a.example/net>", "host names a shop"), 1);
        assert_eq!(value("<meta property=og:type content=website>", "og:type is website"), 1);
    }

    #[test]
    fn knows_how_the_text_is_cut() {
        let long =
            "<p>The ferry left at noon, as it does every day, with nobody on board but the dog of its captain.</p>";
        let whole = format!("<h1>The ferry</h1><p>12 May 2031</p><div>{}</div>", long.repeat(4));
        let cut = format!("<h1>The ferry</h1>{}", format!("<section>{long}<h2>Who rows?</h2></section>").repeat(4));
        let shares = [&whole, &cut].map(|page| value(page, "largest share of the prose in one element"));
        assert_eq!(shares, [1000, 250]);
        assert!(value(&whole, "longest run of prose") > 3 * value(&cut, "longest run of prose"));
        assert_eq!([&whole, &cut].map(|page| value(page, "date lines around the headline")), [1, 0]);
        assert_eq!([&whole, &cut].map(|page| value(page, "headings that ask")), [0, 4]);
    }
}
