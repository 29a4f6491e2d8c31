//! One block's features, put together from what was measured of its text, of the tree and of what is around it.

use super::around::Around;
use super::inside::INSIDE;
use super::lexicon::KINDS;
use super::nearest::FAR;
use super::sums::Sums;
use super::text::{LinkKind, Text};
use super::tree::Tree;
use super::{COUNT, F, share};
use crate::block::Block;
use crate::names::Tag;
use crate::page::{NodeId, Page};

/// The features of a block, in their order.
pub struct Row(pub [i16; COUNT]);

impl Row {
    pub fn measure(page: &Page, blocks: &[Block], number: usize, tree: &Tree, around: &Around, texts: &[Text]) -> Row {
        let block = &blocks[number];
        let mut row = Row([0; COUNT]);
        own_text(&mut row, block, &texts[number]);
        place(&mut row, page, block, tree, around);
        containers(&mut row, page, block, tree);
        neighbours(&mut row, page, blocks, number, tree, around);
        repetition(&mut row, page, block, number, tree, around);
        headings(&mut row, page, blocks, number, tree, around, texts);
        whole_page(&mut row, page, tree, around);
        row
    }

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
    row.set_all(F::InList, &tree.inside(block.container));
    const { assert!(F::NearConsent as usize - F::NearBody as usize + 1 == KINDS) };
    row.set_all(F::NearBody, &tree.near(block.container));
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
        (Sums::of(block), 0)
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
    let path = around.paths[around.path[number] as usize];
    row.set(F::PathBlocks, path.blocks);
    row.set(F::PathWords, path.words);
    row.set(F::PathLinks, path.link_density());
    row.set(F::PathProse, share(path.prose_words, tree.all().prose_words));
    let first = around.first_copy[number] as usize;
    row.set(F::Copies, if block.has_text() { around.copies[first] } else { 0 });
    row.set(F::IsCopy, i16::from(block.has_text() && first != number));
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
