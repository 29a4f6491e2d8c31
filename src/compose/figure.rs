//! Pictures and frames with their captions, and which of them is the article's lead.

use super::inline::trim;
use super::{Composer, element};
use crate::article::Piece;
use crate::role::{Reader, Role};
use crate::structure::is_labelled_picture;

/// Captions of one picture.
const MAX_CAPTIONS: usize = 3;

impl Composer<'_> {
    /// The lead picture: a block of its own, or in one block with its caption above the body.
    pub fn lead(&self) -> Option<usize> {
        let captioned = || {
            let first = self.labels.iter().position(|label| label.keep && label.role.reader() == Reader::Body)?;
            (0..first).find(|&number| self.labels[number].role == Role::Caption && self.blocks[number].media > 0)
        };
        self.first(Role::LeadImage).or_else(captioned)
    }

    /// The captions behind a picture.
    pub fn captions(&self, number: usize) -> std::ops::Range<usize> {
        let behind = self.labels[number + 1..].iter().take(MAX_CAPTIONS);
        number + 1..number + 1 + behind.take_while(|label| label.role == Role::Caption).count()
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
        for next in self.captions(number) {
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
