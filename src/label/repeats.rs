//! What the page holds beside its article, or twice: the next article, and the headline again.

use super::{BODY_SURE, Decision};
use crate::role::Role;

impl Decision<'_> {
    pub(super) fn next_articles(&mut self) {
        for &article in &self.structure.next_articles {
            for number in self.structure.blocks_in(self.page, article) {
                self.drop(number, Role::NextArticle, "next article");
            }
        }
    }

    /// The headline, and its repetitions.
    pub(super) fn repeated_headline(&mut self) {
        let Some(headline) = self.structure.headline else { return };
        let hash = self.blocks[headline.index()].hash;
        for number in 0..self.blocks.len() {
            // A question of the story may be its headline, too.
            let again = self.blocks[number].hash == hash && self.labels[number].score < BODY_SURE;
            if number != headline.index() && again {
                let role = if self.labels[number].role == Role::Other || self.labels[number].keep {
                    Role::Related
                } else {
                    self.labels[number].role
                };
                self.drop(number, role, "repeats headline");
            }
        }
        self.drop(headline.index(), Role::Headline, "headline");
    }
}
