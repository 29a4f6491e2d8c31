//! What is one piece: a table, a list or a quote is kept or dropped as a whole.

use super::{BODY_SURE, Decision};
use crate::names::Tag;
use crate::page::NodeId;
use crate::role::Role;

/// Blocks of the largest quote; what is longer may be a whole page.
const QUOTE_MAX_BLOCKS: u32 = 12;
/// An item that reads like the story: its least words, and the links that it may have, in thousandths.
const ITEM_MIN_WORDS: u32 = 12;
const ITEM_MAX_LINKS: u32 = 300;

impl Decision<'_> {
    /// A table, a list or a quote is kept or dropped as one: half of it is worth nothing.
    pub(super) fn wholes(&mut self) {
        let mut end = NodeId(0);
        for number in 0..self.blocks.len() {
            let block = &self.blocks[number];
            if block.first < end || !self.labels[number].has_opinion_of_score() {
                continue;
            }
            let around = self.page.ancestors(block.container).take(4);
            let whole = std::iter::once(block.container).chain(around).find(|&id| match self.page.tag(id) {
                Tag::Table => self.structure.is_data_table(id),
                Tag::Ul | Tag::Ol | Tag::Dl => id > self.structure.main,
                // Who said it stands below the words.
                Tag::Blockquote => {
                    id > self.structure.main && self.structure.totals(self.page, id).blocks <= QUOTE_MAX_BLOCKS
                }
                _ => false,
            });
            let Some(whole) = whole else { continue };
            end = self.page.end(whole);
            let range = self.structure.blocks_in(self.page, whole);
            let chars = |keep: bool| -> u64 {
                range
                    .clone()
                    // A caption in an item says nothing of the list.
                    .filter(|&other| self.labels[other].keep == keep && self.labels[other].role != Role::Caption)
                    .map(|other| u64::from(self.blocks[other].chars))
                    .sum()
            };
            let (kept, dropped) = (chars(true), chars(false));
            if kept == 0 || dropped == 0 {
                continue;
            }
            // Links below an item that reads like the story are what it speaks of.
            let links: u64 = range
                .clone()
                .filter(|&other| !self.labels[other].keep)
                .map(|other| u64::from(self.blocks[other].link_chars))
                .sum();
            let reads = |other: usize| {
                self.labels[other].keep
                    && self.labels[other].score >= BODY_SURE
                    && self.blocks[other].words >= ITEM_MIN_WORDS
                    && self.blocks[other].link_density() < ITEM_MAX_LINKS
            };
            let sure = links * 2 > dropped && range.clone().any(reads);
            let stays = kept > dropped || sure;
            for other in range {
                if self.blocks[other].has_text()
                    && self.labels[other].has_opinion_of_score()
                    && self.labels[other].keep != stays
                {
                    if stays {
                        self.keep(other, "whole");
                    } else {
                        self.drop(other, Role::Other, "whole");
                    }
                }
            }
        }
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::names::Tag;
    use crate::structure::Structure;
    use crate::{block, html, label};

    #[test]
    fn keeps_a_list_of_short_items_with_long_captions() {
        let item = "<li>Loaded in the dark.<figure><img src=a.jpg width=600 height=400><figcaption>The crew of the \
                    second boat carries the nets over the wall of the old harbour before six in the morning\
                    </figcaption></figure></li>";
        let long = "A long paragraph of the story, with a comma, that nobody would take for anything else at all.";
        let page =
            html::read(&format!("<main><p>{long}</p><ul>{}</ul><p>{long} And more.</p></main>", item.repeat(4)), "");
        let blocks = block::split(&page);
        let structure = Structure::new(&page, &blocks);
        let text = |number: usize| block::text(&page, &blocks[number]);
        let scores: Vec<i32> =
            (0..blocks.len()).map(|n| if text(n).starts_with("The crew") { 200 } else { 950 }).collect();
        let labels = label::decide(&page, &blocks, &structure, &scores, label::likely(900), &[]);
        let items = (0..blocks.len()).filter(|&n| text(n).starts_with("Loaded"));
        assert_eq!(items.map(|n| labels[n].keep).collect::<Vec<_>>(), [true; 4]);
    }

    /// Which blocks of a piece between two paragraphs are kept, with these scores.
    fn kept_of(piece: &str, scores: &[i32]) -> Vec<bool> {
        let long = "A long paragraph of the story, with a comma, that nobody would take for anything else at all.";
        let page = html::read(&format!("<main><p>{long}</p>{piece}<p>{long} And more.</p></main>"), "");
        let blocks = block::split(&page);
        let structure = Structure::new(&page, &blocks);
        let scores: Vec<i32> = [990].iter().chain(scores).chain(&[990]).copied().collect();
        assert_eq!(scores.len(), blocks.len());
        let labels = label::decide(&page, &blocks, &structure, &scores, label::likely(900), &[]);
        labels[1..labels.len() - 1].iter().map(|label| label.keep).collect()
    }

    #[test]
    fn links_below_an_item_that_reads_like_the_story_stay_with_it() {
        let list = |item: &str| {
            let link = "<li><a href=/bug>Mend the lamp on the far end of the quay before the winter comes</a></li>";
            format!("<ul><li>{item}</li><li>Also:<ul>{}</ul></li></ul>", link.repeat(4))
        };
        let item = "The students will work on the quay once more in the spring, and two of the crew will help them.";
        assert_eq!(kept_of(&list(item), &[970, 200, 100, 100, 100, 100]), [true; 6]);
        assert_eq!(kept_of(&list(item), &[800, 200, 100, 100, 100, 100]), [false; 6]);
    }

    #[test]
    fn a_table_keeps_its_crosses_and_its_bold_cells() {
        let row = "<tr><td><b>Low tide</b></td><td>X</td><td>\u{2713}</td></tr>";
        let head = "<tr><th>Time of the day</th><th>Boats</th><th>Gulls</th></tr>";
        let table = format!("<table>{head}{}</table>", row.repeat(3));
        assert_eq!(kept_of(&table, &[640, 640, 640, 600, 340, 340, 600, 340, 340, 600, 340, 340]), [true; 12]);
        assert_eq!(kept_of(&table, &[90; 12]), [false; 12]);
    }

    #[test]
    fn a_quote_keeps_the_line_that_says_whose_it_is() {
        let quote = "<blockquote><p>Nobody was there to take her rope or her news, which was a pity indeed.</p>\
                     <p><a href=/letters>Runa Feld, in a letter to the harbour</a></p></blockquote>";
        assert_eq!(kept_of(quote, &[950, 150]), [true; 2]);
        assert_eq!(kept_of(&quote.replace("blockquote", "div"), &[950, 150]), [true, false]);
    }

    #[test]
    fn keeps_the_heads_of_a_table_that_is_the_article() {
        let long = "A long description of the film, with a comma, that nobody would take for anything else at all. ";
        let row = format!("<tr><th>Film of the year</th><td>1951</td><td>{}</td></tr>", long.repeat(3));
        let head = "<thead><tr><th>Film</th><th>Year</th><th>Description</th></tr></thead>";
        let page = html::read(&format!("<main><table>{head}<tbody>{}</tbody></table></main>", row.repeat(9)), "");
        let blocks = block::split(&page);
        let structure = Structure::new(&page, &blocks);
        assert_eq!(page.tag(structure.main), Tag::Tbody);
        let scores: Vec<i32> = (0..blocks.len()).map(|number| if number < 3 { 200 } else { 950 }).collect();
        let labels = label::decide(&page, &blocks, &structure, &scores, label::likely(900), &[]);
        assert!(labels.iter().all(|label| label.keep));
    }
}
