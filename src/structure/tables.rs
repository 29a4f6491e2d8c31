//! Tables of data, as opposed to pages laid out with one.

use super::Structure;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};

/// Words of a cell of data, in the mean.
const CELL_MAX_WORDS: u64 = 60;

impl Structure {
    /// Whether a table is one of data: it does not hold the article, it has at least two rows and two columns, no table
    /// inside, and its cells are short.
    pub fn is_data_table(&self, id: NodeId) -> bool {
        self.data_tables.binary_search(&id).is_ok()
    }

    /// All of them, in the order of the page. Asked of every cell, a table must not be read again for each.
    pub(super) fn find_data_tables(&self, page: &Page) -> Vec<NodeId> {
        page.ids().filter(|&id| page.tag(id) == Tag::Table && self.holds_data(page, id)).collect()
    }

    /// Reads a table no further than to the first inside it, so that tables within tables are read once, too.
    fn holds_data(&self, page: &Page, id: NodeId) -> bool {
        // An article that is one list in rows has its main element among them.
        let is_main = self.main == id || page.tag(self.main) == Tag::Tbody && page.parent(self.main) == Some(id);
        if page.contains(id, self.main) && !is_main || page.attr(id, Attr::Role) == Some("presentation") {
            return false;
        }
        let (mut rows, mut cells, mut headers) = (0u64, 0u64, false);
        for node in page.subtree(id).skip(1) {
            match page.tag(node) {
                Tag::Tr => rows += 1,
                Tag::Td => cells += 1,
                Tag::Th => {
                    cells += 1;
                    headers = true;
                }
                Tag::Caption => headers = true,
                Tag::Table => return false,
                _ => {}
            }
        }
        let words = self.totals(page, id).words;
        cells > 0 && (headers || rows >= 2 && cells >= rows * 2) && words <= cells * CELL_MAX_WORDS
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Options, analyse};
    use crate::names::Tag;
    use crate::page::{Builder, Facts};

    #[test]
    fn a_long_table_costs_no_more_a_row() {
        // Quadratic work would take minutes here.
        let mut page = Builder::new("");
        let open = |page: &mut Builder, tag: Tag| page.open(tag, Facts::default(), []);
        open(&mut page, Tag::Table);
        for _ in 0..30_000 {
            open(&mut page, Tag::Tr);
            for text in ["Boat", "X"] {
                open(&mut page, Tag::Td);
                page.text(text);
                page.close();
            }
            page.close();
        }
        let page = page.finish();
        assert_eq!(analyse(&page, &Options::default()).blocks.len(), 60_000);
    }
}
