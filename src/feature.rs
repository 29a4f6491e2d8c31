//! Features: what is measured of a block, as small integers, and of the page as a whole.
//!
//! The list below is the model's input, in order; the trained weights name features by their place in it, so a change
//! here needs `./build.sh train`. All arithmetic is on integers, the same natively and in wasm, and the cost is linear
//! in the number of nodes: sums over subtrees are differences of prefix sums, and every walk up the tree is capped.

mod around;
mod genre;
mod grams;
mod inside;
mod lexicon;
mod nearest;
mod row;
mod second;
mod sums;
mod text;
mod tree;
mod whole;
mod wording;

use crate::block::Block;
use crate::page::Page;
use around::Around;
use row::Row;
use text::Text;
use tree::Tree;

pub(crate) use grams::json_strings;
pub use second::{SECOND_NAMES, Second};
pub use whole::{PAGE_NAMES, Whole};
pub use wording::{WORDING_BUCKETS, Wording};

macro_rules! features {
    ($($variant:ident $name:literal),+ $(,)?) => {
        #[derive(Clone, Copy)]
        #[repr(u8)]
        #[allow(dead_code, reason = "some are filled as ranges")]
        enum F { $($variant),+ }
        /// The names of a block's features, in their order.
        pub const NAMES: &[&str] = &[$($name),+];
    };
}

features! {
    // The block's own text.
    Words "words", PlainChars "characters outside links", LinkDensity "link density", Sentences "sentences",
    Commas "commas", WordLength "length of words", Links "links", Upper "capitals", Digits "digits", Starts "first character",
    Ends "last character", Bold "bold", Italic "italic", Media "media", Separators "separators", Phrase "opening phrase",
    ShareLinks "share links", TagLinks "links to tags", AuthorLinks "links to authors", AnchorLinks "links on the page",
    SameSiteLinks "links on the site", ElsewhereLinks "links elsewhere", DeadLinks "links to nowhere",
    StartsLinked "begins with a link", Time "time element", Email "e-mail address", Copyright "copyright sign",
    InBody "in the page's articleBody", InDescription "in the page's description", InTitle "in the page's title",
    // Its place by element.
    Kind "kind of element", HeadingLevel "heading level", InList "inside a list", InTable "inside a table",
    InQuote "inside a quote", InFigure "inside a figure", InForm "inside a form", InButton "inside a button",
    InNav "inside nav", InHeader "inside header", InFooter "inside footer", InAside "inside aside", InMain "inside main",
    InArticle "inside article", InParagraph "inside a paragraph", InDetails "inside details", InHeading "inside a heading",
    InSection "inside section", ArticleNumber "number of the article element", ArticleShare "article's share of the prose",
    ArticleHasHeadline "article has the headline", Depth "depth", Runs "blocks of the container",
    // What the page's author calls what it is in.
    NearBody "near body class", NearHeadline "near headline class", NearStandfirst "near standfirst class",
    NearByline "near byline class", NearMeta "near date class", NearCaption "near caption class", NearQuote "near quote class",
    NearComment "near comment class", NearShare "near share class", NearRelated "near related class",
    NearPromo "near promo class", NearAd "near advertisement class", NearNav "near navigation class",
    NearFooter "near footer class", NearHeader "near header class", NearSide "near sidebar class", NearTags "near tags class",
    NearOverlay "near overlay class", NearHidden "near hidden class", NearCard "near card class", NearEmbed "near embed class",
    NearBox "near box class", NearReference "near reference class", NearList "near list class", NearConsent "near consent class",
    Against "near any class against", AgainstCount "classes against",
    // What it is in.
    OwnWords "words of the container", OwnLinks "link density of the container", ParentWords "words of the parent",
    ParentLinks "link density of the parent", ParentProse "parent's share of the prose", GrandLinks "link density of the grandparent",
    GrandProse "grandparent's share of the prose", BranchWords "words of the branch", BranchLinks "link density of the branch",
    BranchProse "branch's share of the prose", BranchBlocks "blocks of the branch", BranchHeadings "headings of the branch",
    BranchMedia "media of the branch", BranchDepth "depth below the spine", SpineHeight "spine's distance to its end",
    // Parents of paragraphs.
    ParentScore "parent's score", GrandScore "grandparent's score", TopDown "distance below the top candidate's path",
    TopUp "distance up to the top candidate's path",
    // Before, after, around.
    Position "position on the page", Progress "position in the prose", ProseBefore "prose before", ProseAfter "prose after",
    PlaceInHalf "position in the main container", Window "link density around", WindowProse "prose around",
    WindowProseWide "prose farther around",
    PreviousWords "words of the previous block", NextWords "words of the next block", PreviousLinks "link density of the previous block",
    NextLinks "link density of the next block", PreviousKind "kind of the previous block", NextKind "kind of the next block",
    Previous2Words "words of the block before the previous", Next2Words "words of the block after the next",
    UpToPrevious "steps up to the previous prose", PreviousDown "steps down to the previous prose",
    UpToNext "steps up to the next prose", NextDown "steps down to the next prose",
    BlocksToPrevious "blocks to the previous prose", BlocksToNext "blocks to the next prose",
    // Repetition.
    Alike "alike siblings", AlikeParent "parent's alike siblings", AlikeMost "most alike siblings above",
    AlikeWords "words of the alike siblings", AlikeSpread "spread of the alike siblings' words",
    AlikeLinks "link density of the alike siblings", PathBlocks "blocks of the same path", PathWords "words of the same path",
    PathLinks "link density of the same path", PathProse "same path's share of the prose", Copies "copies of the text",
    IsCopy "is a later copy",
    // Headline and headings.
    FromHeadline "blocks from the headline", UpToHeadline "steps up to the headline", HeadingDistance "blocks from the heading above",
    HeadingAbove "level of the heading above", HeadingPhrase "phrase of the heading above", HeadingWords "words of the heading above",
    HeadingLinks "link density of the heading above", UpToHeading "steps up to the heading above",
    NextHeading "blocks to the next heading",
    // The page.
    PageWords "words of the page", PageProse "paragraphs of the page", PageBlocks "blocks of the page", PageLinks "link density of the page",
    PageArticles "article elements of the page", PageHalf "main container's share of the words", PageDense "script without spaces",
}

/// Number of features of a block.
pub const COUNT: usize = NAMES.len();

/// The features of all blocks of a page, and what the second stage needs to find a block's surroundings.
pub struct Features {
    values: Vec<i16>,
    second: Second,
    whole: Whole,
    wording: Wording,
    /// Blocks with text; the others have no score.
    text: Vec<bool>,
}

impl Features {
    /// Number of blocks.
    pub fn len(&self) -> usize {
        self.values.len() / COUNT
    }
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
    /// The features of a block, in the order of [`NAMES`].
    pub fn of(&self, block: usize) -> &[i16] {
        &self.values[block * COUNT..(block + 1) * COUNT]
    }
    pub fn second(&self) -> &Second {
        &self.second
    }
    /// The parts that take scores, without the values.
    pub fn into_rest(self) -> (Second, Whole) {
        (self.second, self.whole)
    }
    pub fn whole(&self) -> &Whole {
        &self.whole
    }
    pub fn wording(&self) -> &Wording {
        &self.wording
    }
    pub fn has_text(&self, block: usize) -> bool {
        self.text[block]
    }
}

/// Measures all blocks of a page.
pub fn measure(page: &Page, blocks: &[Block]) -> Features {
    let tree = Tree::new(page, blocks);
    let says = grams::says(page);
    let texts: Vec<Text> = blocks.iter().map(|block| text::measure(page, block, &says, &tree.link)).collect();
    let around = Around::new(page, blocks, &tree, &texts);
    let mut values = Vec::with_capacity(blocks.len() * COUNT);
    for number in 0..blocks.len() {
        values.extend_from_slice(&Row::measure(page, blocks, number, &tree, &around, &texts).0);
    }
    let second = Second::new(page, blocks, &tree, &around.path, &around.heading);
    let whole = Whole::new(page, blocks, &tree, &texts, &says.address, around.headline.map(|block| block as usize));
    let wording = Wording::new(&texts);
    Features { values, second, whole, wording, text: blocks.iter().map(Block::has_text).collect() }
}

/// A count as a feature, which holds no more than 16 bits.
fn small(count: impl TryInto<i16>) -> i16 {
    count.try_into().unwrap_or(i16::MAX)
}

/// `part` of `whole` in thousandths.
fn share(part: impl Into<u64>, whole: impl Into<u64>) -> i16 {
    (part.into() * 1000).checked_div(whole.into()).unwrap_or(0).min(i16::MAX as u64) as i16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block;
    use crate::names::Tag;
    use crate::page::{Builder, Facts};

    #[test]
    fn costs_no_more_on_a_deep_page() {
        // Quadratic work would take minutes here.
        let mut builder = Builder::new("");
        for _ in 0..100_000 {
            builder.open(Tag::Div, Facts::default(), []);
            builder.text("Some words of a block, and more.");
        }
        let page = builder.finish();
        let blocks = block::split(&page);
        let features = measure(&page, &blocks);
        assert_eq!(features.len(), blocks.len());
        assert_eq!(features.of(7)[F::Words as usize], 7);
    }

    #[test]
    fn has_as_many_names_as_values() {
        assert!(NAMES.len() + SECOND_NAMES.len() < 256, "the weights name a feature by one byte");
        assert_eq!(F::PageDense as usize + 1, COUNT);
    }
}
