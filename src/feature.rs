//! What is measured of each block. Every feature is an integer.

use crate::block::{Block, BlockId};
use crate::names::Tag;
use crate::page::{NodeId, Page};
use crate::structure::{Structure, heading_level, is_prose};

/// The features of one block.
#[derive(Clone, Debug, Default)]
pub struct Features {
    pub words: u32,
    pub sentences: u32,
    /// Thousandths.
    pub link_density: u32,
    /// Link density of the card around it, in thousandths.
    pub card_link_density: u32,
    pub card_blocks: u32,
    /// Siblings of the card with the same element name and classes, itself included.
    pub card_repeats: u32,
    pub in_main: bool,
    pub heading: bool,
    pub list: bool,
    pub prose: bool,
    /// Names around it speak of clutter.
    pub clutter_name: bool,
    /// Within the next two blocks of the same parent there is prose.
    pub leads_prose: bool,
}

impl Features {
    /// Name and value of each, for people.
    pub fn named(&self) -> Vec<(String, String)> {
        let named = [
            ("words", self.words.to_string()),
            ("sentences", self.sentences.to_string()),
            ("link density", self.link_density.to_string()),
            ("card link density", self.card_link_density.to_string()),
            ("card blocks", self.card_blocks.to_string()),
            ("card repeats", self.card_repeats.to_string()),
            ("in main", self.in_main.to_string()),
            ("heading", self.heading.to_string()),
            ("list", self.list.to_string()),
            ("prose", self.prose.to_string()),
            ("clutter name", self.clutter_name.to_string()),
            ("leads prose", self.leads_prose.to_string()),
        ];
        named.map(|(name, value)| (name.to_owned(), value)).into()
    }
}

/// Measures every block.
pub fn measure(page: &Page, blocks: &[Block], structure: &Structure) -> Vec<Features> {
    let repeats = repeats(page);
    let prose: Vec<bool> = blocks.iter().map(|block| is_prose(page, block)).collect();
    let in_main = |block: &Block| page.contains(structure.main, block.first);
    blocks
        .iter()
        .enumerate()
        .map(|(number, block)| {
            let card = structure.card(BlockId(number as u32));
            let totals = structure.totals(page, card);
            let ahead = number + 1..(number + 3).min(blocks.len());
            Features {
                words: block.words,
                sentences: block.sentences,
                link_density: block.link_density(),
                card_link_density: totals.link_density(),
                card_blocks: totals.blocks,
                card_repeats: repeats[card.index()],
                in_main: in_main(block),
                heading: heading_level(page, block).is_some() || block.bold && block.words <= 14,
                list: page.tag(block.container) == Tag::Li,
                prose: prose[number],
                clutter_name: structure.evidence(block.container).is_some_and(|evidence| !evidence.role.is_article()),
                leads_prose: ahead.into_iter().any(|next| prose[next] && in_main(&blocks[next])),
            }
        })
        .collect()
}

/// For each element, how many siblings share its element name and classes, itself included.
fn repeats(page: &Page) -> Vec<u32> {
    let mut counts = vec![0u32; page.len()];
    for parent in page.ids() {
        let mut groups: Vec<(u64, Vec<NodeId>)> = Vec::new();
        for child in page.children(parent).filter(|&child| !page.is_text(child)) {
            let key = signature(page, child);
            // Few kinds of siblings stand under one parent; beyond these the rest counts as unlike.
            if let Some((_, members)) = groups.iter_mut().find(|(known, _)| *known == key) {
                members.push(child);
            } else if groups.len() < 32 {
                groups.push((key, vec![child]));
            }
        }
        for (_, members) in groups {
            for member in &members {
                counts[member.index()] = members.len() as u32;
            }
        }
    }
    counts
}

/// A number that elements of the same name and classes share.
fn signature(page: &Page, id: NodeId) -> u64 {
    let class = page.attr(id, crate::names::Attr::Class).unwrap_or("");
    class
        .bytes()
        .fold(page.tag(id) as u64 + 1, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
