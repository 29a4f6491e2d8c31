//! The last rule: what the person said of a piece of this site's pages. Nothing overrules it.

use super::Decision;
use crate::correction::{Correction, Pieces, SAID, Said, TOO_MUCH};
use crate::role::Reader;

impl Decision<'_> {
    /// See the module. A piece that is what the person wants already has no new reason.
    pub(super) fn said(&mut self, corrections: &[Correction]) {
        let pieces = Pieces { page: self.page, blocks: self.blocks, structure: self.structure, labels: &self.labels };
        let said = pieces.said(corrections);
        for (number, said) in said.into_iter().enumerate() {
            let Some((role, said)) = said else { continue };
            let label = &self.labels[number];
            match said {
                Said::Article if label.keep || label.role.reader() == Reader::Head => {}
                Said::Article if label.role.is_article() => {
                    self.labels[number].keep = true;
                    self.labels[number].reasons.push(SAID);
                }
                Said::Article => self.keep(number, SAID),
                Said::Clutter => self.drop(number, role, SAID),
                Said::TooMuch => self.labels[number].reasons.push(TOO_MUCH),
            }
        }
    }
}
