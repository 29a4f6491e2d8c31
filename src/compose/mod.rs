//! Builds the article's tree: the kept blocks, in document order, inside the few elements that carry meaning (lists,
//! quotes, tables, headings), and nothing else of the page's wrapping.
//!
//! Only what `allow` lets through is built. Depth is bounded by [`MAX_BLOCK_DEPTH`] and [`MAX_INLINE_DEPTH`], so the tree
//! is safe to recurse into; what lies deeper keeps its text and loses its elements.

mod anchor;
mod code;
mod drawn;
mod figure;
mod formula;
mod frame;
mod inline;
mod lead;
mod whole;

use crate::allow;
use crate::article::{Article, Metadata, Piece};
use crate::block::{Block, BlockId};
use crate::label::Label;
use crate::page::{NodeId, Page};
use crate::reading::Resolve;
use crate::role::{Reader, Role};
use crate::structure::{Structure, heading_level};
use formula::Formulas;
use frame::{Open, close, frames};
use std::collections::BTreeSet;

/// Nesting of block elements, and of inline elements inside; together with the roots below `article::MAX_DEPTH`.
const MAX_BLOCK_DEPTH: usize = 20;
const MAX_INLINE_DEPTH: usize = 20;
/// A longer heading, in words, is a summary that a page writes large; as a heading it would fill the outline.
const MAX_HEADING_WORDS: u32 = 40;
/// Clutter between kept blocks that one chip holds at most, in blocks: a chip is a reminder, not a second page.
const CHIP_MAX_BLOCKS: usize = 40;

/// Composes the article of a page.
pub fn compose(
    page: &Page,
    blocks: &[Block],
    labels: &[Label],
    structure: &Structure,
    metadata: Metadata,
    resolve: &Resolve,
) -> Article {
    let frames = frames(page, structure);
    let mut composer = Composer {
        page,
        blocks,
        labels,
        resolve,
        frames,
        targets: anchor::targets(page),
        formulas: Formulas::find(page),
        main: structure.main,
        lead: None,
    };
    composer.lead = composer.find_lead(structure.headline.map_or(usize::MAX, BlockId::index));
    let mut article = Article { metadata, ..Article::default() };
    article.standfirst = composer.first(Role::Standfirst).map(|number| composer.paragraph("p", number));
    article.lead = composer.lead.and_then(|number| composer.figure(number));
    // The captions of a picture that cannot be shown have no figure to go into.
    composer.lead = composer.lead.filter(|_| article.lead.is_some());
    article.body = composer.body();
    article
}

struct Composer<'a> {
    page: &'a Page,
    blocks: &'a [Block],
    labels: &'a [Label],
    resolve: &'a Resolve<'a>,
    /// For each node, the nearest element around it (or itself) that stands in the article's tree.
    frames: Vec<Option<NodeId>>,
    /// The ids that links within the page lead to.
    targets: BTreeSet<&'a str>,
    formulas: Formulas,
    /// The element that holds the article.
    main: NodeId,
    /// The block of the lead picture.
    lead: Option<usize>,
}

impl Composer<'_> {
    fn first(&self, role: Role) -> Option<usize> {
        self.labels.iter().position(|label| label.role == role)
    }

    fn body(&self) -> Vec<Piece> {
        let mut body: Vec<Piece> = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        let mut removed: Vec<usize> = Vec::new();
        let mut begun = false;
        let mut number = 0;
        let lead_captions = self.lead.map_or(0..0, |lead| self.captions(lead));
        while number < self.blocks.len() {
            let label = &self.labels[number];
            if begun && (label.keep || self.labels[number - 1].keep) {
                self.alone(number, &mut open, &mut body);
            }
            // The captions above the body, and those of the lead picture, went into its figure.
            let lead_caption = (label.role == Role::Caption && !begun)
                || self.lead.is_some_and(|lead| lead_captions.contains(&number) && self.is_caption(number, lead));
            if !label.keep || label.role.reader() == Reader::Head || lead_caption {
                if begun
                    && label.role.reader() == Reader::Out
                    && self.blocks[number].has_text()
                    && !self.blocks[number].hidden
                {
                    removed.push(number);
                }
                number += 1;
                continue;
            }
            let chain = self.chain(self.blocks[number].first);
            let same = self.close_others(&chain, &mut open, &mut body);
            if open.is_empty() {
                self.chip(&mut removed, &mut body);
            }
            begun = true;
            self.open_rest(&chain[same..], &mut open);
            let before = number;
            let piece = self.block(&mut number, open.last());
            if let Some(piece) = piece {
                let target = open.last_mut().map_or(&mut body, |last| &mut last.children);
                push_joined(target, piece);
            }
            debug_assert!(number > before);
        }
        if begun && self.labels.last().is_some_and(|label| label.keep) {
            self.alone(number, &mut open, &mut body);
        }
        close(&mut open, 0, &mut body);
        body
    }

    /// The piece of the block at `number`, which moves behind what was written.
    fn block(&self, number: &mut usize, frame: Option<&Open>) -> Option<Piece> {
        let here = *number;
        *number += 1;
        let block = &self.blocks[here];
        if let Some(frame) = frame
            && frame.name == "table"
        {
            // Written whole, with its empty cells; its other blocks are part of it.
            *number = self.behind(here, self.page.end(frame.node));
            return self.inside(frame.node, MAX_BLOCK_DEPTH);
        }
        if let Some(frame) = frame
            && frame.name == "pre"
        {
            *number = self.behind(here, self.page.end(frame.node));
            return self.code(frame.node);
        }
        match self.labels[here].role {
            Role::Media if self.is_picture(here) && !self.has_formula(block) => {
                let figure = self.figure(here);
                // The captions went into the figure.
                *number = self.captions(here).end;
                figure
            }
            Role::Caption => Some(self.paragraph("p", here)),
            _ => {
                let no_heading = block.words > MAX_HEADING_WORDS || self.is_drawn(block);
                let heading = heading_level(self.page, block).filter(|_| !no_heading);
                let name = match (heading, frame.map(|frame| frame.name)) {
                    (_, Some("summary" | "dt")) => "",
                    (Some(level), _) => HEADINGS[usize::from(level.clamp(2, 6)) - 2],
                    (None, _) if self.labels[here].role == Role::Subheading && !no_heading => "h3",
                    // A list item of one run needs no paragraph.
                    (None, Some("li" | "dd")) if frame.is_some_and(|frame| frame.children.is_empty()) => "",
                    _ => "p",
                };
                if name.is_empty() {
                    let mut pieces = self.run(block);
                    match pieces.len() {
                        0 => None,
                        1 => pieces.pop(),
                        _ => Some(element("", pieces, Some(here))),
                    }
                } else {
                    let mut run = self.run(block);
                    if name.starts_with('h') {
                        unwrap_bold(&mut run);
                        drop_permalinks(&mut run);
                    }
                    let attrs = self.anchor(here).map(|id| ("id".to_owned(), id.to_owned())).into_iter().collect();
                    let piece = Piece::Element { tag: name.into(), attrs, block: Some(here as u32), children: run };
                    Some(piece).filter(|piece| !is_empty(piece))
                }
            }
        }
    }

    /// The number of the first block that begins at or behind `end`.
    fn behind(&self, from: usize, end: NodeId) -> usize {
        from + 1 + self.blocks[from + 1..].iter().take_while(|block| block.first < end).count()
    }

    fn paragraph(&self, name: &str, number: usize) -> Piece {
        element(name, self.run(&self.blocks[number]), Some(number))
    }

    /// What was taken out since the last kept block. Signs alone are nothing to come back to.
    fn chip(&self, removed: &mut Vec<usize>, body: &mut Vec<Piece>) {
        if removed.iter().all(|&number| self.is_sign(number)) {
            removed.clear();
            return;
        }
        let mut roles: Vec<String> = Vec::new();
        for &number in removed.iter() {
            let role = self.labels[number].role.name();
            if !roles.iter().any(|known| known == role) {
                roles.push(role.to_owned());
            }
        }
        let children: Vec<Piece> =
            removed.iter().take(CHIP_MAX_BLOCKS).map(|&number| self.paragraph("p", number)).collect();
        body.push(Piece::Removed { roles, blocks: removed.len() as u32, children });
        removed.clear();
    }
}

const HEADINGS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];

/// Appends a piece; one without a name gives its children.
fn push_joined(target: &mut Vec<Piece>, piece: Piece) {
    match piece {
        Piece::Element { tag, children, .. } if tag.is_empty() => target.extend(children),
        piece => target.push(piece),
    }
}

fn element(tag: &str, children: Vec<Piece>, block: Option<usize>) -> Piece {
    Piece::Element { tag: tag.into(), attrs: Vec::new(), block: block.map(|number| number as u32), children }
}

fn is_empty(piece: &Piece) -> bool {
    match piece {
        Piece::Text { text } => text.trim().is_empty(),
        Piece::Element { tag, children, .. } => !allow::is_void(tag) && children.iter().all(is_empty),
        Piece::Embed { .. } => false,
        Piece::Removed { .. } => false,
    }
}

/// The page's own ways to link to a heading, "#" or "¶" behind it, are no words of it.
fn drop_permalinks(run: &mut Vec<Piece>) {
    let is_sign = |text: &str| text.chars().all(|c| c.is_whitespace() || "#¶§🔗\u{200b}\u{fe0e}\u{fe0f}".contains(c));
    let is_permalink = |piece: &Piece| match piece {
        Piece::Element { tag, attrs, children, .. } => {
            let within = attrs.iter().any(|(name, value)| name == "href" && value.starts_with('#'));
            tag == "a" && within && matches!(children.as_slice(), [Piece::Text { text }] if is_sign(text))
        }
        _ => false,
    };
    run.retain(|piece| !is_permalink(piece));
    *run = inline::trim(std::mem::take(run));
}

/// A heading is bold by itself: takes off what makes all of it so.
fn unwrap_bold(run: &mut Vec<Piece>) {
    while let [Piece::Element { tag, children, .. }] = run.as_mut_slice()
        && matches!(tag.as_str(), "b" | "strong")
    {
        *run = std::mem::take(children);
    }
}
