//! Which picture is the article's lead: the one that the page's data names, or the one that the labels found.
//!
//! The page's data and its text have the same picture in other sizes, so their addresses are alike, not equal.

use super::Composer;
use crate::address;
use crate::image::{LATE_SRC, LATE_SRCSET};
use crate::label::HEAD_BEFORE;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};
use crate::role::{Reader, Role};
use std::ops::Range;

/// Letters of the shortest name of a picture that is its own: `image.jpg` and `1200.jpg` are many pictures'.
const MIN_NAME: usize = 8;
/// Blocks of the text above the picture at most: a summary with the lines around it.
const SUMMARY_MAX_BLOCKS: usize = 8;
/// Nodes of one media block that are looked at.
const MAX_NODES: usize = 64;

/// What the addresses that a page's data give for its picture have in every size.
fn told(page: &Page) -> Vec<&str> {
    let said = page.ids().filter(|&id| page.tag(id) == Tag::Meta).filter_map(|id| {
        let name = page.attr(id, Attr::Property).or_else(|| page.attr(id, Attr::Name))?;
        let is_picture = name.starts_with("og:image") || name.starts_with("twitter:image");
        page.attr(id, Attr::Content).filter(|_| is_picture).and_then(stem)
    });
    said.take(4).collect()
}

/// What the address of a picture has in every size: its name, unless that is many pictures'.
fn stem(address: &str) -> Option<&str> {
    let name = address::parts(address).1.rsplit('/').next()?;
    let mut stem = &name[..name.rfind('.').unwrap_or(name.len())];
    while let Some(end) = stem.rfind(['-', '_'])
        && end >= MIN_NAME
        && is_size(&stem[end + 1..])
    {
        stem = &stem[..end];
    }
    (stem.len() >= MIN_NAME).then_some(stem)
}

/// Whether a part of a name is a length, or two: `1200`, `v16`, `1024x683`.
fn is_size(part: &str) -> bool {
    part == "scaled"
        || part.len() <= 9
            && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'v' | b'w' | b'h' | b'x'))
            && (part.len() <= 4 || part.contains('x'))
}

impl Composer<'_> {
    /// The lead picture: a block of its own, or in one block with its caption above the body.
    pub fn find_lead(&self, headline: usize) -> Option<usize> {
        let first = self.labels.iter().position(|label| label.keep && label.role.reader() == Reader::Body)?;
        let head = headline.min(first).saturating_sub(HEAD_BEFORE)..(first + SUMMARY_MAX_BLOCKS).min(self.blocks.len());
        let captioned =
            || (0..first).find(|&number| self.labels[number].role == Role::Caption && self.blocks[number].media > 0);
        self.named(head).or_else(|| self.first(Role::LeadImage)).or_else(captioned)
    }

    fn nodes(&self, number: usize) -> impl Iterator<Item = NodeId> {
        let block = &self.blocks[number];
        (block.first.0..block.last.0).take(MAX_NODES).map(NodeId)
    }

    /// The first picture of some blocks that the data names, unless it is shown where it stands.
    fn named(&self, mut range: Range<usize>) -> Option<usize> {
        let told = told(self.page);
        let is_named = |id: NodeId| {
            let mut addresses = LATE_SRC.iter().chain(LATE_SRCSET).filter_map(|&attr| self.page.attr(id, attr));
            addresses.any(|address| told.iter().any(|stem| address.contains(stem)))
        };
        let found = range.find(|&number| {
            let (block, label) = (&self.blocks[number], &self.labels[number]);
            // Another story may have the same picture, and a site's sign may stand for the page.
            let other = label.reasons.iter().any(|reason| matches!(*reason, "section" | "run" | "leads home"));
            self.is_picture(number) && !block.hidden && !other && self.nodes(number).any(is_named)
        });
        found.filter(|&number| !self.labels[number].keep)
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn a_picture_in_two_sizes_has_one_stem() {
        let same = |a: &str, b: &str| {
            stem(&format!("https://img.quay.example/2031/05/{a}")).is_some_and(|stem| b.contains(stem))
        };
        for (a, b) in [
            ("one-boat-no-rope.jpg?w=1200", "one-boat-no-rope.webp"),
            ("one-boat-no-rope.jpg", "one-boat-no-rope-1024x683.jpg"),
            ("one-boat-no-rope-scaled.jpg", "one-boat-no-rope-1024x683.jpg"),
            ("one-boat-no-rope.jpg", "/resize/640/https%3A%2F%2Fquay.example%2Fone-boat-no-rope.jpg"),
            ("409956368_v16_9_1600.jpeg", "409956368_v16_9_1200.jpeg"),
            ("683881a90a8c6.jpeg", "683881a90a8c6_262_262.jpeg"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("one-boat-no-rope.jpg", "one-boat-two-ropes.jpg"),
            ("IMG_20310512_133533.jpg", "IMG_20310512_141207.jpg"),
            ("image.jpg", "image.jpg"),
            ("1738253380/1200.jpg", "1738253416/1200.jpg"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
