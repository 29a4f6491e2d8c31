//! The kind of a page, and how sure it is that there is an article to show: the model's opinion, corrected where the
//! page says of itself what the training data has too few of (live blogs, home pages) or what the model does not read.

mod told;

use crate::block::Block;
use crate::feature::Features;
use crate::label::{Label, is_body_text};
use crate::model::{KINDS, ModelKind};
use crate::page::Page;

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl Kind {
    /// The kind's name in results and settings.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::LiveBlog => "live-blog",
            Kind::Forum => "forum",
            Kind::Documentation => "documentation",
            Kind::Listing => "listing",
            Kind::Product => "product",
            Kind::Home => "home",
            Kind::Other => "other",
        }
    }
}

/// Fewest words of kept prose that make an article, and how many make one beyond doubt.
const ARTICLE_MIN_WORDS: u32 = 60;
const ARTICLE_SURE_WORDS: u32 = 250;

/// The least likelihood, in thousandths, of a page that is taken for an article, and of one whose data says that it is one
/// and when it was published. The automatic mode acts on articles: what is doubtful is none.
const ARTICLE_MIN_LIKELY: i32 = 450;
const ARTICLE_MIN_LIKELY_SAID: i32 = 350;

/// The likelihood, in thousandths, and the score of the text by which a page of few words is an article though little of it
/// is prose: numbers of a report, short answers, lines that lead on. Such a page is shown when it is asked for; for the
/// automatic mode it counts half.
const SHORT_MIN_LIKELY: i32 = 650;
const SHORT_MIN_SCORE: i32 = 800;

/// By [`ModelKind`], how much of a page's likelihood of being it speaks for text worth showing, in percent.
const SHOWS: [i32; KINDS] = [100, 80, 100, 0, 60, 70];

/// Decides the kind and the confidence, 0 to 1000, that an article can be shown. `likely` is the model's share of each
/// kind, in thousandths.
pub fn decide(
    page: &Page,
    blocks: &[Block],
    features: &Features,
    likely: [i32; KINDS],
    labels: &[Label],
) -> (Kind, u32) {
    let body = || blocks.iter().zip(labels).filter(|(_, label)| is_body_text(label));
    let prose = body().filter(|(block, _)| crate::structure::is_prose(page, block));
    let mut prose: u32 = prose.map(|(block, _)| block.words).sum();
    if blocks.iter().map(|block| block.words).sum::<u32>() < ARTICLE_MIN_WORDS {
        return (Kind::Other, 0);
    }
    let at_root = features.whole().at_root;
    let most = (0..KINDS).max_by_key(|&kind| (likely[kind], KINDS - kind)).unwrap_or(0);
    let article = likely[ModelKind::Article as usize];
    let is_short = prose < ARTICLE_MIN_WORDS && article >= SHORT_MIN_LIKELY;
    if is_short {
        prose = body().filter(|(_, label)| label.score >= SHORT_MIN_SCORE).map(|(block, _)| block.words).sum();
    }
    let least = if features.whole().dated_article { ARTICLE_MIN_LIKELY_SAID } else { ARTICLE_MIN_LIKELY };
    let most = if features.whole().dated_article && article >= least { 0 } else { most };
    let kind = match ModelKind::ALL[most] {
        _ if features.whole().live_blog => Kind::LiveBlog,
        ModelKind::Article | ModelKind::Forum if prose < ARTICLE_MIN_WORDS => Kind::Other,
        ModelKind::Listing | ModelKind::Other if at_root => Kind::Home,
        ModelKind::Article => {
            told::told(page, features).unwrap_or(if article < least { Kind::Other } else { Kind::Article })
        }
        ModelKind::Forum => Kind::Forum,
        ModelKind::Documentation => Kind::Documentation,
        ModelKind::Listing => Kind::Listing,
        ModelKind::Product => Kind::Product,
        ModelKind::Other => Kind::Other,
    };
    if prose < ARTICLE_MIN_WORDS {
        return (kind, 0);
    }
    let counts = if is_short { prose / 2 } else { prose };
    let amount = 500 + counts.min(ARTICLE_SURE_WORDS) * 500 / ARTICLE_SURE_WORDS;
    let shows: i32 = likely.iter().zip(SHOWS).map(|(likely, shows)| likely * shows / 100).sum();
    (kind, amount * shows.clamp(0, 1000) as u32 / 1000)
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;
    use crate::{analysis, feature, html};

    /// The kind of a story's page with this in its head and the model's opinion, the rest of it that it is a list.
    fn kind(head: &str, article: i32) -> Kind {
        let long =
            "<p>The ferry left at noon, as it does every day, with nobody on board but the dog of its captain.</p>";
        let page = html::read(&format!("{head}<main><h1>The ferry at noon</h1>{}</main>", long.repeat(9)), "");
        let found = analysis::analyse(&page, &analysis::Options::default());
        let mut likely = [0; KINDS];
        (likely[0], likely[3]) = (article, (1000 - article) / 2);
        likely[5] = 1000 - article - likely[3];
        decide(&page, &found.blocks, &feature::measure(&page, &found.blocks), likely, &found.labels).0
    }

    #[test]
    fn a_short_article_needs_no_prose_where_every_block_is_surely_its_own() {
        let lines = "<h2>212,000</h2><p>Passengers in the last year</p><h2>14 million</h2><p>Crowns for new piles</p>";
        let html = format!("<main><h1>The ferry in numbers</h1>{}</main>", lines.repeat(8));
        let page = html::read(&html, "");
        let mut found = analysis::analyse(&page, &analysis::Options::default());
        let features = feature::measure(&page, &found.blocks);
        let mut decided = |article, score| {
            for label in &mut found.labels {
                (label.keep, label.score) = (true, score);
            }
            let mut likely = [0; KINDS];
            (likely[0], likely[3]) = (article, 1000 - article);
            decide(&page, &found.blocks, &features, likely, &found.labels)
        };
        let (kind, confidence) = decided(900, 900);
        assert!(kind == Kind::Article && confidence > 0 && confidence < 600, "{confidence}");
        assert_eq!((decided(900, 700).1, decided(600, 900).1), (0, 0));
    }

    #[test]
    fn a_page_of_any_length_has_a_confidence() {
        let page =
            html::read(&format!("<main><h1>The ferry at noon</h1><p>{}</main>", "The ferry left. ".repeat(99)), "");
        let mut found = analysis::analyse(&page, &analysis::Options::default());
        let features = feature::measure(&page, &found.blocks);
        for block in &mut found.blocks {
            block.words *= 100_000;
        }
        let mut likely = [0; KINDS];
        likely[0] = 1000;
        assert_eq!(decide(&page, &found.blocks, &features, likely, &found.labels), (Kind::Article, 1000));
    }

    #[test]
    fn what_is_doubtful_is_no_article_unless_its_data_says_so() {
        let time = "<meta property=article:published_time content=2031-05-12>";
        let said = format!("<meta property=og:type content=article>{time}");
        assert_eq!([500, 440].map(|likely| kind("", likely)), [Kind::Article, Kind::Other]);
        assert_eq!([440, 360].map(|likely| kind(&said, likely)), [Kind::Article, Kind::Article]);
        assert_ne!(kind(&said, 300), Kind::Article);
        assert_eq!(kind(time, 440), Kind::Other);
    }
}
