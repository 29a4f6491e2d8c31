//! Pictures and frames with their captions.

use super::inline::trim;
use super::{Composer, element};
use crate::article::Piece;
use crate::names::Tag;
use crate::role::{Reader, Role};
use crate::structure::{heading_level, is_labelled_picture, is_picture};

/// Blocks behind a picture among which its captions stand.
const MAX_CAPTIONS: usize = 5;
/// How far up the caption is looked for that a line stands in.
const MAX_CLIMB: usize = 3;
/// Words of the longest sign that is no button, and of the longest button; a higher score speaks for a line of the text.
const SIGN_MAX_WORDS: u32 = 3;
const BUTTON_MAX_WORDS: u32 = 8;
const SIGN_MAX_SCORE: i32 = 250;

impl Composer<'_> {
    pub fn is_picture(&self, number: usize) -> bool {
        is_picture(self.page, &self.blocks[number])
    }

    /// The blocks behind a picture up to its last caption. A count or a button may stand among them.
    pub fn captions(&self, number: usize) -> std::ops::Range<usize> {
        let behind = (number + 1..self.labels.len()).take(MAX_CAPTIONS);
        let mut end = number + 1;
        for next in behind {
            if self.is_caption(next, number) {
                end = next + 1;
            } else if !self.is_sign(next) {
                break;
            }
        }
        number + 1..end
    }

    pub fn is_caption(&self, number: usize, picture: usize) -> bool {
        let label = &self.labels[number];
        let marked = || self.page.around(self.blocks[number].container, Tag::Figcaption, MAX_CLIMB).is_some();
        label.role == Role::Caption && label.keep
            || self.lead == Some(picture) && (label.role == Role::Caption || marked())
    }

    /// Whether what went is a word or a button that says nothing by itself: "2", "Advertisement", "Full screen".
    pub fn is_sign(&self, number: usize) -> bool {
        let (block, label) = (&self.blocks[number], &self.labels[number]);
        let button = self.page.tag(block.container) == Tag::Button && block.words <= BUTTON_MAX_WORDS;
        !label.keep
            && block.has_text()
            && label.score < SIGN_MAX_SCORE
            && label.role.reader() == Reader::Out
            && heading_level(self.page, block).is_none()
            && (button || block.words <= SIGN_MAX_WORDS)
    }

    /// A picture or frame with the captions behind it.
    pub fn figure(&self, number: usize) -> Option<Piece> {
        let (mut children, own): (Vec<Piece>, Vec<Piece>) =
            self.run(&self.blocks[number]).into_iter().partition(holds_media);
        if children.is_empty() {
            return None;
        }
        // The word for those who cannot see the picture says less than its caption.
        let mut captions = if is_labelled_picture(self.page, &self.blocks[number]) { Vec::new() } else { trim(own) };
        for next in self.captions(number).filter(|&next| self.is_caption(next, number)) {
            if !captions.is_empty() {
                captions.push(Piece::Text { text: " ".into() });
            }
            captions.extend(self.run(&self.blocks[next]));
        }
        if !captions.is_empty() {
            children.push(element("figcaption", captions, None));
        }
        Some(element("figure", children, Some(number)))
    }
}

fn holds_media(piece: &Piece) -> bool {
    match piece {
        Piece::Text { .. } | Piece::Removed { .. } => false,
        Piece::Embed { .. } => true,
        Piece::Element { tag, children, .. } => tag == "img" || children.iter().any(holds_media),
    }
}
