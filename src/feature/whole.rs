//! Features of the page as a whole, for the model that tells what kind of page it is.

use super::genre;
use super::inside::Inside;
use super::lexicon::Evidence;
use super::sums::is_prose;
use super::text::{Phrase, Text};
use super::tree::Tree;
use super::{share, small};
use crate::block::{self, Block};
use crate::names::{Attr, Tag};
use crate::page::Page;

/// Their names, in order.
pub const PAGE_NAMES: &[&str] = &[
    "words",
    "paragraphs",
    "blocks",
    "link density",
    "article elements",
    "main container's share of the words",
    "headings",
    "time elements",
    "code words",
    "table words",
    "list words",
    "blocks in comments",
    "blocks with a price",
    "buttons",
    "forms",
    "pictures",
    "segments of the address",
    "digits of the address",
    "og:type is article",
    "structured data names an article",
    "structured data names a product",
    "structured data names a forum or a question",
    "structured data names a list",
    "structured data names a how-to or a technical article",
    "structured data names a live blog",
    "author named in the head",
    "time of publication in the head",
    "largest group of alike siblings",
    "words of the largest group",
    "link density of the largest group",
    "headline found",
    "byline phrases",
    "links to authors",
    "words in cards",
    "navigation blocks",
    "words of the address's last part",
    "address names a post",
    "address names a manual",
    "address names a discussion",
    "address names a list",
    "address names a product",
    "address names a service",
    "the body's class names a post",
    "the body's class names a page",
    "the body's class names a list",
    "the body's class names a product",
    "the body's class names a discussion",
    "links below the address",
    "links beside the address",
    "links of tags",
    "telephone links",
    "links within the page",
    "links to the page before or behind",
    "og:type is website",
    "og:type is another",
    "meta element with the time of publication",
    "structured data names a business",
    "structured data names software, a course or an event",
    "articles in the structured data",
    "structured data has ratings",
    "made by software for manuals",
    "made by software for discussions",
    "host names a manual",
    "host names a discussion",
    "host names posts",
    "host names a shop",
    "date lines around the headline",
    "date lines",
    "bylines around the headline",
    "short calls",
    "headings that ask",
    "largest share of the prose in one element",
    "longest run of prose",
    "prose to a heading",
    "largest headings",
    "fields",
    "choices",
    "words of the headline",
    "headline in the page's title",
    "blocks from the headline to prose",
    "prose words to a paragraph",
    "kept blocks",
    "kept words",
    "kept words' share of the words",
    "kept prose's share of the kept words",
    "kept words' share of the prose",
    "mean score of the kept words",
    "words of doubtful score",
    "link density of the kept words",
    "kept headings",
    "first kept block's place",
    "last kept block's place",
    "kept words in the largest paragraph",
];
/// Parts of an address, whole or before a hyphen, that say what stands there.
#[rustfmt::skip]
const ADDRESS_PARTS: [&str; 6] = [
    "blog|blogs|news|article|articles|post|posts|story|stories|magazine|journal|insights|opinion|press|artikel|\
        noticias|actualites|nachrichten",
    "docs|doc|documentation|guide|guides|reference|manual|wiki|learn|tutorial|tutorials|api|help|support|kb",
    "forum|forums|thread|threads|topic|t|questions|question|community|discussion|discussions|viewtopic|\
        showthread|comments|r",
    "category|categories|tag|tags|archive|search|collections|collection|shop|browse|list|directory|c|store|\
        explore|all",
    "product|products|p|dp|item|items|itm",
    "service|services|solutions|solution|about|contact|pricing|company|features|platform|industries|locations|\
        program|programs",
];
/// Beginnings of the names that publishing systems put on `<body>`.
#[rustfmt::skip]
const BODY_NAMES: [&str; 5] = [
    "single|post|article|blog-post|node-type-article|page-node-type-article|story|entry",
    "page-id|page-template|page-child|page-parent|node-type-page|page-node-type-page|landing",
    "archive|category|tag-|tax-|blog|home|collection|search|template-collection",
    "product|woocommerce|single-product|template-product",
    "topic|forum|thread|question|bbpress|viewtopic",
];
/// Most parts of an address that are read.
const MAX_PARTS: usize = 8;

const COUNT: usize = PAGE_NAMES.len();
const KEPT: i16 = 500;
/// Scores that are neither.
const DOUBT: std::ops::Range<i16> = 200..800;

/// What of them does not depend on scores, and the blocks' measures that the rest needs.
pub struct Whole {
    /// The structured data says that the page is a live blog.
    pub live_blog: bool,
    /// The page's own address is its site's root.
    pub at_root: bool,
    /// The address that the page gives itself, or nothing.
    pub address: String,
    /// The structured data says that the page is an article, or when it was published.
    pub article_data: bool,
    /// The page's data says that it is an article, and a meta element when it was published.
    pub dated_article: bool,
    /// The structured data says that the page is a discussion.
    pub discussion_data: bool,
    fixed: Vec<i16>,
    blocks: Vec<(u32, u32, u32, bool, bool)>,
}

impl Whole {
    pub(super) fn new(
        page: &Page,
        blocks: &[Block],
        tree: &Tree,
        texts: &[Text],
        address: &str,
        headline: Option<usize>,
    ) -> Whole {
        let all = tree.all();
        let near = |block: &Block, kind: Evidence| tree.is_near(block.container, kind);
        let inside = |block: &Block, kind: Inside| tree.is_inside(block.container, kind);
        let words_where = |test: &dyn Fn(&Block) -> bool| -> u32 {
            blocks.iter().filter(|block| test(block)).map(|block| block.words).sum()
        };
        let count_where = |test: &dyn Fn(&Block) -> bool| blocks.iter().filter(|block| test(block)).count();
        let tags = |tag: Tag| page.ids().filter(|&id| page.tag(id) == tag).count();
        let head = Head::read(page);
        let largest = tree.groups.iter().fold(super::tree::Group::default(), |best, group| {
            if group.count >= 3 && group.words > best.words { *group } else { best }
        });
        let path = address.split_once("://").map_or("", |(_, rest)| rest).split(['?', '#']).next().unwrap_or("");
        let has_price = |block: &Block| {
            let price = |id| page.text(id).contains(['$', '€', '£', '¥', '₹']);
            block.words <= 12 && block.has_text() && block::runs(page, block).any(price)
        };
        let mut fixed = vec![
            small(all.words),
            small(all.prose),
            small(all.blocks),
            small(all.link_density()),
            small(tree.articles),
            share(u64::from(tree.inside_sums(tree.half, page).words), u64::from(all.words)),
            small(all.headings),
            small(tags(Tag::Time)),
            small(words_where(&|block| matches!(page.tag(block.container), Tag::Pre | Tag::Code))),
            small(words_where(&|block| inside(block, Inside::Table))),
            small(words_where(&|block| inside(block, Inside::List))),
            small(count_where(&|block| near(block, Evidence::Comment))),
            small(count_where(&has_price)),
            small(tags(Tag::Button)),
            small(tags(Tag::Form)),
            small(all.media),
            small(path.split('/').skip(1).filter(|part| !part.is_empty()).count()),
            small(path.bytes().filter(u8::is_ascii_digit).count()),
            i16::from(head.og_article),
            i16::from(head.types[0]),
            i16::from(head.types[1]),
            i16::from(head.types[2] || head.types[6]),
            i16::from(head.types[3]),
            i16::from(head.types[4]),
            i16::from(head.types[5]),
            i16::from(head.author),
            i16::from(head.published),
            small(largest.count),
            small(largest.words),
            share(largest.link_chars, largest.chars),
            i16::from(headline.is_some()),
            small(texts.iter().filter(|text| text.phrase == Phrase::Byline).count()),
            small(texts.iter().filter(|text| text.link_chars[super::text::LinkKind::Author as usize] > 0).count()),
            small(words_where(&|block| near(block, Evidence::Card))),
            small(count_where(&|block| inside(block, Inside::Nav) || near(block, Evidence::Nav))),
        ];
        fixed.extend(address_features(path));
        fixed.extend(body_features(page));
        fixed.extend(genre::measure(page, blocks, tree, texts, address, headline));
        let blocks = blocks
            .iter()
            .map(|block| {
                let heading = page.tag(block.container).heading_level().is_some();
                (block.words, block.chars, block.link_chars, is_prose(block), heading)
            })
            .collect();
        let at_root = !address.is_empty() && path.split('/').skip(1).all(str::is_empty);
        Whole {
            live_blog: head.types[5],
            at_root,
            address: address.to_owned(),
            article_data: head.types[0] || head.published,
            dated_article: (head.types[0] || head.og_article) && head.article_time,
            discussion_data: head.types[2],
            fixed,
            blocks,
        }
    }

    /// The page's features, given its blocks' scores (0 to 1000).
    pub fn measure(&self, scores: &[i16]) -> Vec<i16> {
        let (mut kept, mut words, mut prose, mut sum, mut doubt) = (0u64, 0u64, 0u64, 0u64, 0u64);
        let (mut chars, mut link_chars, mut headings, mut longest) = (0u64, 0u64, 0u64, 0u32);
        let (mut all_words, mut all_prose) = (0u64, 0u64);
        let (mut first, mut last) = (None, 0);
        for (number, (&(n, c, l, is_prose, is_heading), &score)) in self.blocks.iter().zip(scores).enumerate() {
            all_words += u64::from(n);
            all_prose += if is_prose { u64::from(n) } else { 0 };
            if DOUBT.contains(&score) {
                doubt += u64::from(n);
            }
            if score < KEPT || n == 0 {
                continue;
            }
            first.get_or_insert(number);
            last = number;
            kept += 1;
            words += u64::from(n);
            prose += if is_prose { u64::from(n) } else { 0 };
            sum += u64::from(n) * score as u64;
            chars += u64::from(c);
            link_chars += u64::from(l);
            headings += u64::from(is_heading);
            longest = longest.max(n);
        }
        let count = self.blocks.len() as u64;
        let mut out = self.fixed.clone();
        out.extend([
            small(kept),
            small(words),
            share(words, all_words),
            share(prose, words),
            share(words, all_prose).min(1000),
            sum.checked_div(words).map_or(-1, |mean| mean as i16),
            small(doubt),
            share(link_chars, chars),
            small(headings),
            first.map_or(-1, |first| share(first as u64, count)),
            share(last as u64, count),
            small(longest),
        ]);
        debug_assert_eq!(out.len(), COUNT);
        out
    }
}

/// What the parts of an address behind the host say.
fn address_features(path: &str) -> impl Iterator<Item = i16> {
    let parts: Vec<&str> = path.split('/').skip(1).filter(|part| !part.is_empty()).take(MAX_PARTS).collect();
    let slug = parts.last().map_or(0, |last| last.split(['-', '_']).filter(|word| !word.is_empty()).count());
    let names = ADDRESS_PARTS.map(|names| {
        let is_named = |part: &&str| {
            let first = part.split(['-', '_', '.']).next().unwrap_or("");
            names.split('|').any(|name| part.eq_ignore_ascii_case(name) || first.eq_ignore_ascii_case(name))
        };
        i16::from(parts.iter().any(is_named))
    });
    std::iter::once(small(slug)).chain(names)
}

/// What the names of `<body>` say.
fn body_features(page: &Page) -> impl Iterator<Item = i16> {
    let body = page.ids().find(|&id| page.tag(id) == Tag::Body);
    let class = body.and_then(|id| page.attr(id, Attr::Class)).unwrap_or("").to_ascii_lowercase();
    BODY_NAMES
        .map(|names| {
            i16::from(class.split_ascii_whitespace().any(|word| names.split('|').any(|name| word.starts_with(name))))
        })
        .into_iter()
}

/// What the head and the structured data say of the page's kind.
#[derive(Default)]
struct Head {
    og_article: bool,
    author: bool,
    published: bool,
    article_time: bool,
    types: [bool; 7],
}

#[rustfmt::skip]
const TYPES: [&[&str]; 7] = [
    &["NewsArticle\"", "BlogPosting\"", "\"Article\"", "ReportageNewsArticle\"", "AnalysisNewsArticle\"", "OpinionNewsArticle\"", "ScholarlyArticle\""],
    &["\"Product\"", "\"Offer\"", "ProductGroup\""],
    &["DiscussionForumPosting\"", "QAPage\""],
    &["ItemList\"", "CollectionPage\"", "SearchResultsPage\""],
    &["HowTo\"", "TechArticle\"", "FAQPage\"", "APIReference\""],
    &["LiveBlogPosting\""],
    // Lists of questions have it as well.
    &["\"Question\""],
];

impl Head {
    fn read(page: &Page) -> Head {
        let mut out = Head::default();
        for id in page.ids() {
            match page.tag(id) {
                Tag::Meta => {
                    let name = page.attr(id, Attr::Property).or_else(|| page.attr(id, Attr::Name)).unwrap_or("");
                    let content = page.attr(id, Attr::Content).unwrap_or("");
                    match name {
                        "og:type" => out.og_article = content == "article",
                        "author" | "article:author" | "parsely-author" => out.author = true,
                        "article:published_time" | "datePublished" | "pubdate" | "parsely-pub-date" => {
                            out.published = true;
                            out.article_time |= name == "article:published_time";
                        }
                        _ => {}
                    }
                }
                Tag::Script => {
                    for child in page.children(id) {
                        let text = page.text(child);
                        for (found, names) in out.types.iter_mut().zip(TYPES) {
                            *found |= names.iter().any(|name| text.contains(name));
                        }
                        out.published |= text.contains("\"datePublished\"");
                    }
                }
                _ => {}
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_addresses() {
        let of = |path| address_features(path).collect::<Vec<i16>>();
        assert_eq!(of("host/blog/2024/how-to-tie-a-knot"), [5, 1, 0, 0, 0, 0, 0]);
        assert_eq!(of("host/Forum/viewtopic.php"), [1, 0, 0, 1, 0, 0, 0]);
        assert_eq!(of("host/"), [0; 7]);
    }
}
