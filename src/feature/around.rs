//! What is around each block in the order of the page: the prose and the headings before and behind it, what its path
//! and its text have in common with other blocks, and the headline.

use super::share;
use super::sums::{Sums, is_prose};
use super::text::Text;
use super::tree::Tree;
use crate::block::Block;
use crate::hash::Numbers;
use crate::names::Tag;
use crate::page::{NodeId, Page};

/// What is known of each block's surroundings, one pass over the blocks each.
pub struct Around {
    /// The last prose block before, and the first behind, each block.
    pub previous_prose: Vec<Option<u32>>,
    pub next_prose: Vec<Option<u32>>,
    /// The heading above each block, and the next one.
    pub heading: Vec<Option<u32>>,
    pub next_heading: Vec<Option<u32>>,
    pub headline: Option<u32>,
    /// By block, the number of its path's signatures, and by that number the blocks of the same path.
    pub path: Vec<u32>,
    pub paths: Vec<Sums>,
    /// By block with text, the first block of the same text, and by block how many there are of which it is the first.
    pub first_copy: Vec<u32>,
    pub copies: Vec<u32>,
    /// Prose words by outermost `<article>`.
    pub article_prose: Vec<u32>,
    pub all_article_prose: u32,
    pub headline_article: u16,
    pub dense: i16,
}

impl Around {
    pub fn new(page: &Page, blocks: &[Block], tree: &Tree, texts: &[Text]) -> Around {
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
        let is_heading = |number: usize| tree.to_heading(blocks[number].container) < 3 && blocks[number].has_text();
        let mut known = Numbers::default();
        let path: Vec<u32> = blocks
            .iter()
            .map(|block| {
                let parent = page.parent(block.container).unwrap_or(NodeId(0));
                let grand = page.parent(parent).unwrap_or(NodeId(0));
                let of = |id: NodeId| tree.signature[id.index()];
                known.meet(of(block.container) ^ of(parent).rotate_left(21) ^ of(grand).rotate_left(42)) as u32
            })
            .collect();
        let mut paths = vec![Sums::default(); known.len()];
        let mut texts_known = Numbers::default();
        // By number of a text, its first block.
        let mut firsts = Vec::new();
        let mut first_copy = vec![0; blocks.len()];
        let mut copies = vec![0; blocks.len()];
        let mut article_prose = vec![0; usize::from(tree.articles) + 1];
        let (mut dense, mut letters) = (0u64, 0u64);
        for (number, block) in blocks.iter().enumerate() {
            paths[path[number] as usize].add(block);
            if block.has_text() {
                let text = texts_known.meet(block.hash);
                if text == firsts.len() {
                    firsts.push(number as u32);
                }
                first_copy[number] = firsts[text];
                copies[firsts[text] as usize] += 1;
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
            first_copy,
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
        if !block.has_text() || tree.to_heading(block.container) > 2 {
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
