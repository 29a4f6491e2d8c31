//! What a page says of itself, by its address and its structured data, against the model's opinion that it is an article:
//! the model weighs such words too, but reads no host and no place in the path.
//!
//! It gives up on addresses that are numbers and on words that articles have in theirs as well, as "topic" or "guide".

use super::Kind;
use crate::address;
use crate::feature::Features;
use crate::page::Page;

/// What a word of an address may name, as bits, by where it stands: the first label of a host, any label, a part of the
/// path, the last part, the part before it.
const MANUAL_HOST: u8 = 1;
const FORUM_HOST: u8 = 2;
const MANUAL: u8 = 4;
const LIST_END: u8 = 8;
const LIST_PARENT: u8 = 16;
const OFFER: u8 = 32;
const GOODS: u8 = 128;
/// Behind these stand posts, whatever else the path names.
const POST: u8 = 64;

const NAMES: [(&str, u8); 9] = [
    ("docs|doc|documentation|manual", MANUAL_HOST | MANUAL),
    ("wiki|help|support|kb|guides", MANUAL_HOST),
    ("forum|forums|community|discuss|discussion|discussions|boards", FORUM_HOST),
    ("reference|api", MANUAL),
    ("news|blog|blogs|articles|stories|posts", LIST_END | POST),
    ("archive|search|topics", LIST_END),
    ("category|categories|tag|tags", LIST_END | LIST_PARENT),
    ("service|services|solutions|locations|pricing|departments|use-cases|industries", OFFER),
    ("shop|store|product|products", GOODS),
];

fn names(word: &str) -> u8 {
    let known = NAMES.iter().filter(|(words, _)| words.split('|').any(|known| known.eq_ignore_ascii_case(word)));
    known.fold(0, |all, (_, bits)| all | bits)
}

/// What the page says that it is, where that is no article.
pub fn told(page: &Page, features: &Features) -> Option<Kind> {
    let whole = features.whole();
    let address = if page.url.contains("://") { &page.url } else { &whole.address };
    of(address, whole.article_data).or_else(|| whole.discussion_data.then_some(Kind::Forum))
}

/// What an address says. `article_data` tells whether the structured data speaks of an article.
fn of(address: &str, article_data: bool) -> Option<Kind> {
    let (host, path) = address::parts(address);
    if host.is_empty() {
        return None;
    }
    // "docs-internal", "help2".
    let first_word = host.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    let mut labels = std::iter::once(first_word).chain(host.split('.').skip(1)).map(names);
    let (first, host) = (labels.next()?, labels.fold(0, |all, bits| all | bits));
    // What a site offers stands in a part of its own, right below its root: there nothing that the data says of an
    // article, as it does of every page of some, counts against it.
    let mut parts = path.split('/').filter(|part| !part.is_empty()).peekable();
    let top = parts.peek().map_or(0, |part| names(part));
    let (mut all, mut parent, mut last, mut slug) = (0, 0, 0, "");
    for part in parts {
        (all, parent, last, slug) = (all | names(part), last, names(part), part);
    }
    let calculates = slug.rsplit('-').next().is_some_and(|word| word.eq_ignore_ascii_case("calculator"));
    if first & MANUAL_HOST > 0 {
        Some(Kind::Documentation)
    } else if (first | host) & FORUM_HOST > 0 {
        Some(Kind::Forum)
    } else if last & LIST_END > 0 || parent & LIST_PARENT > 0 {
        Some(Kind::Listing)
    } else if all & POST > 0 {
        None
    } else if top & OFFER > 0 && last & OFFER == 0 || calculates {
        Some(Kind::Other)
    } else if article_data {
        None
    } else if all & MANUAL > 0 {
        Some(Kind::Documentation)
    } else if all & OFFER > 0 {
        Some(Kind::Other)
    } else if all & GOODS > 0 {
        Some(Kind::Product)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_no_article() {
        for (address, kind) in [
            ("https://docs.tool.example/start/first-steps", Some(Kind::Documentation)),
            ("https://tool.example/docs/first-steps", Some(Kind::Documentation)),
            ("https://forums.tool.example/t/how-to-start", Some(Kind::Forum)),
            ("https://www.daily.example/news/", Some(Kind::Listing)),
            ("https://www.daily.example/category/harbour?page=2", Some(Kind::Listing)),
            ("https://movers.example/services/across-the-town", Some(Kind::Other)),
            ("https://docs-old.tool.example/start", Some(Kind::Documentation)),
            ("https://tides.example/money/tide-calculator", Some(Kind::Other)),
            ("https://nets.example/shop/net-of-hemp", Some(Kind::Product)),
            ("https://www.daily.example/news/harbour-bridge-reopens", None),
            ("https://www.daily.example/blog/docs/what-we-wrote", None),
            ("https://docsandmore.example/harbour", None),
            ("https://www.daily.example/", None),
            ("", None),
        ] {
            assert_eq!(of(address, false), kind, "{address}");
        }
        // A service, or a thing with a manual, may be what an article is about.
        assert_eq!(of("https://daily.example/town/services/across-the-town", true), None);
        assert_eq!(of("https://daily.example/services", true), None);
        assert_eq!(of("https://nets.example/shop/net-of-hemp", true), None);
        // Right below the root it is what the site offers, with data that every page of the site has.
        assert_eq!(of("https://movers.example/services/across-the-town", true), Some(Kind::Other));
        assert_eq!(of("https://daily.example/doc/across-the-town", true), None);
    }
}
