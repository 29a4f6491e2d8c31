//! What a page says of itself, by its address and its structured data, against the model's opinion that it is an article:
//! the model weighs such words too, but reads no host and no place in the path.
//!
//! It gives up on addresses that are numbers and on words that articles have in theirs as well, as "topic" or "guide".

use super::Kind;
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
/// Behind these stand posts, whatever else the path names.
const POST: u8 = 64;

const NAMES: [(&str, u8); 8] = [
    ("docs|doc|documentation|manual", MANUAL_HOST | MANUAL),
    ("wiki|help|support|kb", MANUAL_HOST),
    ("forum|forums|community|discuss|discussion|discussions|boards", FORUM_HOST),
    ("reference|api", MANUAL),
    ("news|blog|blogs|articles|stories|posts", LIST_END | POST),
    ("archive|search|topics", LIST_END),
    ("category|categories|tag|tags", LIST_END | LIST_PARENT),
    ("service|services|solutions|locations|pricing|departments|use-cases|industries", OFFER),
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
    let path = address.split_once("://")?.1.split(['?', '#']).next()?;
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let mut labels = parts.next()?.split('.').map(names);
    let (first, host) = (labels.next()?, labels.fold(0, |all, bits| all | bits));
    let (mut all, mut parent, mut last) = (0, 0, 0);
    for bits in parts.map(names) {
        (all, parent, last) = (all | bits, last, bits);
    }
    if first & MANUAL_HOST > 0 {
        Some(Kind::Documentation)
    } else if (first | host) & FORUM_HOST > 0 {
        Some(Kind::Forum)
    } else if last & LIST_END > 0 || parent & LIST_PARENT > 0 {
        Some(Kind::Listing)
    } else if all & POST > 0 || article_data {
        None
    } else if all & MANUAL > 0 {
        Some(Kind::Documentation)
    } else if all & OFFER > 0 {
        Some(Kind::Other)
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
            ("https://www.daily.example/news/harbour-bridge-reopens", None),
            ("https://www.daily.example/blog/docs/what-we-wrote", None),
            ("https://docsandmore.example/harbour", None),
            ("https://www.daily.example/", None),
            ("", None),
        ] {
            assert_eq!(of(address, false), kind, "{address}");
        }
        // A service, or a thing with a manual, may be what an article is about.
        assert_eq!(of("https://movers.example/services/across-the-town", true), None);
        assert_eq!(of("https://daily.example/doc/across-the-town", true), None);
    }
}
