//! Features: what is measured of a block, as small integers, and of the page as a whole.
//!
//! The list below is the model's input, in order; the trained weights name features by their place in it, so a change
//! here needs `./build.sh train`. All arithmetic is on integers, the same natively and in wasm, and the cost is linear
//! in the number of nodes: sums over subtrees are differences of prefix sums, and every walk up the tree is capped.

mod grams;
mod lexicon;
mod second;
mod text;
mod tree;
mod whole;
mod wording;

use crate::block::Block;
use crate::hash::Map;
use crate::names::Tag;
use crate::page::{NodeId, Page};
use lexicon::KINDS;
use text::{LinkKind, Text};
use tree::{FAR, INSIDE, Inside, Sums, Tree, is_prose};

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
    for (number, block) in blocks.iter().enumerate() {
        let mut row = Row([0; COUNT]);
        own_text(&mut row, block, &texts[number]);
        place(&mut row, page, block, &tree, &around);
        containers(&mut row, page, block, &tree);
        neighbours(&mut row, page, blocks, number, &tree, &around);
        repetition(&mut row, page, block, number, &tree, &around);
        headings(&mut row, page, blocks, number, &tree, &around, &texts);
        whole_page(&mut row, page, &tree, &around);
        values.extend_from_slice(&row.0);
    }
    let second = Second::new(page, blocks, &tree, &around.path, &around.heading);
    let whole = Whole::new(page, blocks, &tree, &texts, &says.address, around.headline.is_some());
    let wording = Wording::new(&texts);
    Features { values, second, whole, wording, text: blocks.iter().map(Block::has_text).collect() }
}

struct Row([i16; COUNT]);

impl Row {
    fn set(&mut self, feature: F, value: impl TryInto<i16>) {
        self.0[feature as usize] = value.try_into().unwrap_or(i16::MAX);
    }
    /// Fills consecutive features, `first` the first of them.
    fn set_all(&mut self, first: F, values: &[u8]) {
        for (i, &value) in values.iter().enumerate() {
            self.0[first as usize + i] = i16::from(value);
        }
    }
}

/// `part` of `whole` in thousandths.
fn share(part: impl Into<u64>, whole: impl Into<u64>) -> i16 {
    (part.into() * 1000).checked_div(whole.into()).unwrap_or(0).min(i16::MAX as u64) as i16
}

/// An element as a small number, the more like running text the larger.
fn kind(tag: Tag) -> i16 {
    match tag {
        Tag::P => 14,
        Tag::Blockquote => 13,
        Tag::Pre => 12,
        Tag::Li => 11,
        Tag::Dd => 10,
        Tag::Dt => 9,
        Tag::Td => 8,
        Tag::Th => 7,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => 6,
        Tag::Div => 5,
        Tag::Section | Tag::Article | Tag::Main => 4,
        Tag::Figcaption | Tag::Caption => 3,
        Tag::Span | Tag::Em | Tag::Strong | Tag::B | Tag::I | Tag::Font => 2,
        Tag::A => 0,
        _ => 1,
    }
}

/// What is known of each block's surroundings, one pass over the blocks each.
struct Around {
    /// The last prose block before, and the first behind, each block.
    previous_prose: Vec<Option<u32>>,
    next_prose: Vec<Option<u32>>,
    /// The heading above each block, and the next one.
    heading: Vec<Option<u32>>,
    next_heading: Vec<Option<u32>>,
    headline: Option<u32>,
    /// By block, the hash of its path's signatures.
    path: Vec<u64>,
    paths: Map<u64, Sums>,
    copies: Map<u64, (u32, u32)>,
    /// Prose words by outermost `<article>`.
    article_prose: Vec<u32>,
    all_article_prose: u32,
    headline_article: u16,
    dense: i16,
}

impl Around {
    fn new(page: &Page, blocks: &[Block], tree: &Tree, texts: &[Text]) -> Around {
        let last_where = |test: &dyn Fn(usize) -> bool| {
            let mut last = None;
            let mut out = Vec::with_capacity(blocks.len());
            for number in 0..blocks.len() {
                out.push(last);
                if test(number) {
                    last = Some(number as u32);
                }
            }
            out
        };
        let next_where = |test: &dyn Fn(usize) -> bool| {
            let mut next = None;
            let mut out = vec![None; blocks.len()];
            for number in (0..blocks.len()).rev() {
                out[number] = next;
                if test(number) {
                    next = Some(number as u32);
                }
            }
            out
        };
        let prose = |number: usize| is_prose(&blocks[number]);
        let is_heading = |number: usize| {
            tree.inside[blocks[number].container.index()][Inside::Heading as usize] < 3 && blocks[number].has_text()
        };
        let path: Vec<u64> = blocks
            .iter()
            .map(|block| {
                let parent = page.parent(block.container).unwrap_or(NodeId(0));
                let grand = page.parent(parent).unwrap_or(NodeId(0));
                let of = |id: NodeId| tree.signature[id.index()];
                of(block.container) ^ of(parent).rotate_left(21) ^ of(grand).rotate_left(42)
            })
            .collect();
        let mut paths: Map<u64, Sums> = Map::default();
        let mut copies: Map<u64, (u32, u32)> = Map::default();
        let mut article_prose = vec![0; usize::from(tree.articles) + 1];
        let (mut dense, mut letters) = (0u64, 0u64);
        for (number, block) in blocks.iter().enumerate() {
            let sums = paths.entry(path[number]).or_default();
            *sums = sums.plus(block, false);
            if block.has_text() {
                copies.entry(block.hash).or_insert((number as u32, 0)).1 += 1;
            }
            if is_prose(block) {
                article_prose[usize::from(tree.article[block.container.index()])] += block.words;
            }
            dense += u64::from(texts[number].dense);
            letters += u64::from(texts[number].letters);
        }
        let headline = headline(page, blocks, tree, texts);
        Around {
            previous_prose: last_where(&prose),
            next_prose: next_where(&prose),
            heading: last_where(&is_heading),
            next_heading: next_where(&is_heading),
            headline,
            headline_article: headline.map_or(0, |headline| tree.article[blocks[headline as usize].container.index()]),
            all_article_prose: article_prose.iter().sum(),
            path,
            paths,
            copies,
            article_prose,
            dense: share(dense, letters),
        }
    }
}

/// The block that is most likely the headline: an `<h1>` whose words stand in the page's title, else the first `<h1>`,
/// else the first heading that is all in the title.
fn headline(page: &Page, blocks: &[Block], tree: &Tree, texts: &[Text]) -> Option<u32> {
    let mut best: Option<(i32, u32)> = None;
    for (number, block) in blocks.iter().enumerate() {
        if !block.has_text() || tree.inside[block.container.index()][Inside::Heading as usize] > 2 {
            continue;
        }
        let h1 = page.tag(block.container) == Tag::H1
            || page.parent(block.container).is_some_and(|parent| page.tag(parent) == Tag::H1);
        let known = i32::from(texts[number].in_title.max(0)) * block.words.min(4) as i32 / 4;
        let points = known * 2 + if h1 { 9 } else { 0 };
        if points > 7 && best.is_none_or(|(most, _)| points > most) {
            best = Some((points, number as u32));
        }
    }
    best.map(|(_, number)| number)
}

fn own_text(row: &mut Row, block: &Block, text: &Text) {
    row.set(F::Words, block.words);
    row.set(F::PlainChars, block.chars - block.link_chars);
    row.set(F::LinkDensity, block.link_density());
    row.set(F::Sentences, block.sentences);
    row.set(F::Commas, block.commas);
    row.set(F::WordLength, block.chars * 10 / block.words.max(1));
    row.set(F::Links, text.links);
    row.set(F::Upper, share(text.upper, text.letters));
    row.set(F::Digits, share(text.digits, block.chars));
    row.set(F::Starts, text.starts as i16);
    row.set(F::Ends, text.ends as i16);
    row.set(F::Bold, if block.bold { 2 } else { i16::from(text.starts_bold) });
    row.set(F::Italic, share(text.italic_chars, block.chars));
    row.set(F::Media, block.media);
    row.set(F::Separators, text.separators);
    row.set(F::Phrase, text.phrase as i16);
    for (feature, link) in [
        (F::ShareLinks, LinkKind::Share),
        (F::TagLinks, LinkKind::Tag),
        (F::AuthorLinks, LinkKind::Author),
        (F::AnchorLinks, LinkKind::Anchor),
        (F::SameSiteLinks, LinkKind::SameSite),
        (F::ElsewhereLinks, LinkKind::Elsewhere),
        (F::DeadLinks, LinkKind::Nowhere),
    ] {
        row.set(feature, share(text.link_chars[link as usize], block.chars));
    }
    row.set(F::StartsLinked, i16::from(text.starts_linked));
    row.set(F::Time, i16::from(text.time));
    row.set(F::Email, i16::from(text.email));
    row.set(F::Copyright, i16::from(text.copyright));
    row.set(F::InBody, text.in_body);
    row.set(F::InDescription, text.in_description);
    row.set(F::InTitle, text.in_title);
}

fn place(row: &mut Row, page: &Page, block: &Block, tree: &Tree, around: &Around) {
    let i = block.container.index();
    row.set(F::Kind, kind(page.tag(block.container)));
    row.set(F::HeadingLevel, page.tag(block.container).heading_level().unwrap_or(0));
    const { assert!(F::InSection as usize - F::InList as usize + 1 == INSIDE) };
    row.set_all(F::InList, &tree.inside[i]);
    const { assert!(F::NearConsent as usize - F::NearBody as usize + 1 == KINDS) };
    row.set_all(F::NearBody, &tree.near[i]);
    let article = usize::from(tree.article[i]);
    row.set(F::ArticleNumber, tree.article[i]);
    row.set(
        F::ArticleShare,
        if article == 0 { -1 } else { share(around.article_prose[article], around.all_article_prose) },
    );
    row.set(
        F::ArticleHasHeadline,
        if article == 0 { -1 } else { i16::from(around.headline_article == tree.article[i]) },
    );
    row.set(F::Depth, tree.depth[i]);
    row.set(F::Runs, tree.inside_sums(block.container, page).blocks);
    row.set(F::Against, tree.against[i]);
    row.set(F::AgainstCount, tree.against_count[i]);
}

fn containers(row: &mut Row, page: &Page, block: &Block, tree: &Tree) {
    let all = tree.all();
    let parent = page.parent(block.container).unwrap_or(NodeId(0));
    let grand = page.parent(parent).unwrap_or(NodeId(0));
    let own = tree.inside_sums(block.container, page);
    let (in_parent, in_grand) = (tree.inside_sums(parent, page), tree.inside_sums(grand, page));
    row.set(F::OwnWords, own.words);
    row.set(F::OwnLinks, own.link_density());
    row.set(F::ParentWords, in_parent.words);
    row.set(F::ParentLinks, in_parent.link_density());
    row.set(F::ParentProse, share(in_parent.prose_words, all.prose_words));
    row.set(F::GrandLinks, in_grand.link_density());
    row.set(F::GrandProse, share(in_grand.prose_words, all.prose_words));
    let spine = NodeId(tree.spine[block.container.index()]);
    let (branch, depth) = if spine == block.container {
        (Sums::default().plus(block, false), 0)
    } else {
        let branch = NodeId(tree.branch[block.container.index()]);
        (tree.inside_sums(branch, page), tree.depth[block.container.index()] - tree.depth[spine.index()])
    };
    row.set(F::BranchWords, branch.words);
    row.set(F::BranchLinks, branch.link_density());
    row.set(F::BranchProse, share(branch.prose_words, all.prose_words));
    row.set(F::BranchBlocks, branch.blocks);
    row.set(F::BranchHeadings, branch.headings);
    row.set(F::BranchMedia, branch.media);
    row.set(F::BranchDepth, depth);
    row.set(F::SpineHeight, tree.depth[tree.half.index()] - tree.depth[spine.index()]);
    let best = tree.candidate[tree.top.index()];
    row.set(F::ParentScore, share(tree.candidate[parent.index()], best));
    row.set(F::GrandScore, share(tree.candidate[grand.index()], best));
    let meet = NodeId(tree.top_path[block.container.index()]);
    row.set(F::TopDown, tree.depth[block.container.index()] - tree.depth[meet.index()]);
    row.set(F::TopUp, tree.depth[tree.top.index()] - tree.depth[meet.index()].min(tree.depth[tree.top.index()]));
}

/// Blocks on either side that count as around.
const NEAR_BLOCKS: usize = 2;
const WIDE_BLOCKS: usize = 6;

fn neighbours(row: &mut Row, page: &Page, blocks: &[Block], number: usize, tree: &Tree, around: &Around) {
    let block = &blocks[number];
    let all = tree.all();
    row.set(F::Position, share(number as u32, blocks.len() as u32));
    let before = tree.between(0, number);
    let after = tree.between(number + 1, blocks.len());
    row.set(F::ProseBefore, before.prose_words);
    row.set(F::ProseAfter, after.prose_words);
    row.set(F::Progress, share(before.prose_words, all.prose_words));
    let (from, to) = tree.range(tree.half, page);
    row.set(
        F::PlaceInHalf,
        if number < from {
            -1
        } else if number >= to {
            1001
        } else {
            share((number - from) as u32, (to - from) as u32)
        },
    );
    let window = |radius: usize| tree.between(number.saturating_sub(radius), (number + radius + 1).min(blocks.len()));
    row.set(F::Window, window(NEAR_BLOCKS).link_density());
    row.set(F::WindowProse, window(NEAR_BLOCKS).prose);
    row.set(F::WindowProseWide, window(WIDE_BLOCKS).prose);
    let neighbour = |offset: isize| number.checked_add_signed(offset).and_then(|i| blocks.get(i));
    let words = |offset| neighbour(offset).map_or(-1, |block| block.words.min(i16::MAX as u32) as i16);
    let links = |offset| neighbour(offset).map_or(-1, |block| block.link_density() as i16);
    let kinds = |offset| neighbour(offset).map_or(-1, |block| kind(page.tag(block.container)));
    row.set(F::PreviousWords, words(-1));
    row.set(F::NextWords, words(1));
    row.set(F::PreviousLinks, links(-1));
    row.set(F::NextLinks, links(1));
    row.set(F::PreviousKind, kinds(-1));
    row.set(F::NextKind, kinds(1));
    row.set(F::Previous2Words, words(-2));
    row.set(F::Next2Words, words(2));
    for (other, up, down, distance) in [
        (around.previous_prose[number], F::UpToPrevious, F::PreviousDown, F::BlocksToPrevious),
        (around.next_prose[number], F::UpToNext, F::NextDown, F::BlocksToNext),
    ] {
        match other.map(|other| (other, blocks[other as usize].container)) {
            Some((other, container)) => {
                row.set(up, tree.steps_up(page, block.container, container));
                row.set(down, tree.steps_up(page, container, block.container));
                row.set(distance, number.abs_diff(other as usize).min(99) as i16);
            }
            None => {
                row.set(up, FAR + 1);
                row.set(down, FAR + 1);
                row.set(distance, 100);
            }
        }
    }
}

/// Ancestors whose siblings are looked at.
const ALIKE_LEVELS: usize = 6;

fn repetition(row: &mut Row, page: &Page, block: &Block, number: usize, tree: &Tree, around: &Around) {
    let group = |id: NodeId| tree.groups[tree.group[id.index()] as usize];
    row.set(F::Alike, group(block.container).count);
    row.set(F::AlikeParent, page.parent(block.container).map_or(0, |parent| group(parent).count));
    let most = std::iter::once(block.container)
        .chain(page.ancestors(block.container))
        .take(ALIKE_LEVELS)
        .filter(|id| tree.spine[id.index()] != id.0)
        .map(group)
        .reduce(|a, b| if b.count > a.count { b } else { a })
        .unwrap_or_default();
    let count = u64::from(most.count.max(1));
    let mean = most.words / count;
    let variance = (most.squares / count).saturating_sub(mean * mean);
    row.set(F::AlikeMost, most.count);
    row.set(F::AlikeWords, mean);
    row.set(F::AlikeSpread, share(variance.isqrt(), mean));
    row.set(F::AlikeLinks, share(most.link_chars, most.chars));
    let path = around.paths[&around.path[number]];
    row.set(F::PathBlocks, path.blocks);
    row.set(F::PathWords, path.words);
    row.set(F::PathLinks, path.link_density());
    row.set(F::PathProse, share(path.prose_words, tree.all().prose_words));
    let (first, count) = around.copies.get(&block.hash).copied().unwrap_or((number as u32, 1));
    row.set(F::Copies, if block.has_text() { count } else { 0 });
    row.set(F::IsCopy, i16::from(block.has_text() && first != number as u32));
}

/// Farthest distance in blocks that is told apart.
const FAR_BLOCKS: i32 = 300;

fn headings(row: &mut Row, page: &Page, blocks: &[Block], number: usize, tree: &Tree, around: &Around, texts: &[Text]) {
    let block = &blocks[number];
    let from = around.headline.map_or(-FAR_BLOCKS - 1, |headline| number as i32 - headline as i32);
    row.set(F::FromHeadline, from.clamp(-FAR_BLOCKS - 1, FAR_BLOCKS) as i16);
    let up = |other: u32| tree.steps_up(page, block.container, blocks[other as usize].container);
    row.set(F::UpToHeadline, around.headline.map_or(FAR + 1, up));
    match around.heading[number] {
        Some(heading) => {
            let above = &blocks[heading as usize];
            row.set(F::HeadingDistance, (number as i32 - heading as i32).min(FAR_BLOCKS) as i16);
            row.set(F::HeadingAbove, page.tag(above.container).heading_level().unwrap_or(7));
            row.set(F::HeadingPhrase, texts[heading as usize].phrase as i16);
            row.set(F::HeadingWords, above.words);
            row.set(F::HeadingLinks, above.link_density());
            row.set(F::UpToHeading, up(heading));
        }
        None => {
            row.set(F::HeadingDistance, FAR_BLOCKS as i16 + 1);
            row.set(F::UpToHeading, FAR + 1);
        }
    }
    let next = around.next_heading[number].map_or(FAR_BLOCKS + 1, |next| (next as i32 - number as i32).min(FAR_BLOCKS));
    row.set(F::NextHeading, next as i16);
}

fn whole_page(row: &mut Row, page: &Page, tree: &Tree, around: &Around) {
    let all = tree.all();
    row.set(F::PageWords, all.words);
    row.set(F::PageProse, all.prose);
    row.set(F::PageBlocks, all.blocks);
    row.set(F::PageLinks, all.link_density());
    row.set(F::PageArticles, tree.articles);
    row.set(F::PageHalf, share(tree.inside_sums(tree.half, page).words, all.words));
    row.set(F::PageDense, around.dense);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block;
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
