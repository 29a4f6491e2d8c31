//! The kind of a page, and how sure it is that there is an article to show.

use crate::block::Block;
use crate::feature::Features;
use crate::label::{Label, is_body_text};
use crate::page::Page;
use crate::structure::Structure;
use serde::Serialize;

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Article,
    LiveBlog,
    Forum,
    Documentation,
    Listing,
    Product,
    Home,
    Other,
}

/// Fewest words of kept prose that make an article, and how many make one beyond doubt.
const ARTICLE_MIN_WORDS: u32 = 60;
const ARTICLE_SURE_WORDS: u32 = 250;
/// An article's kept words are at least this share of the page's, in thousandths, or its prose stands in one place.
const ARTICLE_MIN_SHARE: u32 = 120;

/// Like pieces of a list: how many there are at least, and their least link density in thousandths.
const LIST_MIN_REPEATS: u32 = 3;
const LIST_MIN_LINKS: u32 = 100;

/// Decides the kind and the confidence, 0 to 1000, that an article can be shown.
pub fn decide(
    page: &Page,
    blocks: &[Block],
    structure: &Structure,
    features: &[Features],
    labels: &[Label],
) -> (Kind, u32) {
    let kept: u32 =
        blocks.iter().zip(labels).filter(|(_, label)| is_body_text(label)).map(|(block, _)| block.words).sum();
    let prose: u32 = blocks
        .iter()
        .zip(labels)
        .filter(|(block, label)| is_body_text(label) && crate::structure::is_prose(page, block))
        .map(|(block, _)| block.words)
        .sum();
    let all = (structure.all().words as u32).max(1);
    let share = (u64::from(kept) * 1000 / u64::from(all)) as u32;
    if prose < ARTICLE_MIN_WORDS {
        let kind = if structure.all().link_density() > 500 && all > 200 { Kind::Home } else { Kind::Other };
        return (kind, 0);
    }
    // Results and teasers: most of the prose stands in like pieces, each under a link of its own.
    let listed: u32 = blocks
        .iter()
        .zip(labels)
        .zip(features)
        .filter(|((block, label), features)| {
            is_body_text(label)
                && crate::structure::is_prose(page, block)
                && features.card_repeats >= LIST_MIN_REPEATS
                && features.card_link_density >= LIST_MIN_LINKS
                && features.card_blocks >= 2
        })
        .map(|((block, _), _)| block.words)
        .sum();
    if listed * 2 > prose {
        return (Kind::Listing, 200);
    }
    let amount = (prose * 1000 / ARTICLE_SURE_WORDS).min(1000);
    if share < ARTICLE_MIN_SHARE && prose < ARTICLE_SURE_WORDS {
        return (Kind::Listing, 200);
    }
    let headline = if structure.headline.is_some() { 0 } else { 150 };
    (Kind::Article, (500 + amount / 2).saturating_sub(headline).min(1000))
}
