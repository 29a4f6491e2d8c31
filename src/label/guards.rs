//! Loss guards: what the story encloses stays with it, when nothing but a doubtful score speaks against it.

use super::{Decision, is_body_text};
use crate::block::{self, Block};
use crate::names::Tag;
use crate::role::Role;
use crate::words;

/// A score below which a block between two kept ones stays out all the same.
const BETWEEN_MIN: i32 = 250;
/// The same for a block that has kept ones only farther away on both sides, and the links that it may have, in thousandths.
const WITHIN_MIN: i32 = 300;
const WITHIN_MAX_LINKS: u32 = 300;
/// Its words: short lines within a story are often those of a box.
const WITHIN_MIN_WORDS: u32 = 12;
/// The least mean score, by words, of a run of doubtful blocks that kept ones enclose, and the links that it may have, in
/// thousandths: merits and faults, data of a card, answers. Half of such runs would be clutter lower down.
const RUN_MIN: u64 = 250;
const RUN_MAX_LINKS: u64 = 500;
/// The same between the article's head and its body, where key points stand, and buttons too.
const RUN_MIN_AT_HEAD: u64 = 350;
/// The least score of a doubtful paragraph that stands in a run beside the story's own; the least words that are kept of
/// the element's paragraphs, and their share, in thousandths; the least words of the run, and of a paragraph of it in the
/// mean: pleas and notes are shorter.
const SIBLINGS_MIN: i32 = 100;
const SIBLINGS_MIN_KEPT: u32 = 600;
const SIBLINGS_MIN_SHARE: u64 = 600;
const SIBLINGS_MIN_WORDS: u32 = 100;
const SIBLINGS_MIN_MEAN: u32 = 30;
/// How far up from the text of a list or a quote the element is looked for that it stands in beside such a run.
const SIBLING_MAX_CLIMB: usize = 4;

impl Decision<'_> {
    /// Loss guard: plain text between two kept blocks of the same element is article.
    pub(super) fn between(&mut self) {
        for number in 1..self.blocks.len().saturating_sub(1) {
            let block = &self.blocks[number];
            let label = &self.labels[number];
            let (before, after) = (&self.blocks[number - 1], &self.blocks[number + 1]);
            let parent = |block: &Block| self.page.parent(block.container);
            if !label.keep
                && label.reasons.is_empty()
                && block.has_text()
                && label.score >= BETWEEN_MIN
                && block.link_density() <= 500
                && self.labels[number - 1].keep
                && self.labels[number + 1].keep
                && parent(before) == parent(block)
                && parent(after) == parent(block)
            {
                self.keep(number, "between");
            }
        }
        self.within();
    }

    /// The same for what stands in the article's element between its first and its last kept block, in runs: answers to
    /// questions, cards of a list, which the model has seen in other pages' columns, too. Code is never clutter there.
    fn within(&mut self) {
        let is_kept = |number: &usize| self.labels[*number].keep && self.blocks[*number].has_text();
        let (Some(first), Some(last)) =
            ((0..self.labels.len()).find(is_kept), (0..self.labels.len()).rev().find(is_kept))
        else {
            return;
        };
        for number in first + 1..last {
            let (block, label) = (&self.blocks[number], &self.labels[number]);
            if !label.keep
                && label.reasons.is_empty()
                && block.has_text()
                && (label.score >= WITHIN_MIN && block.words >= WITHIN_MIN_WORDS
                    || self.stands_in(block.container, Tag::Pre))
                && block.link_density() < WITHIN_MAX_LINKS
                && !words::speaks_of_consent(&block::text(self.page, block))
                && self.page.contains(self.structure.main, block.first)
            {
                self.keep(number, "between");
            }
        }
    }

    /// The same for a whole run of blocks that nothing but a doubtful score speaks against: what a story encloses is the
    /// story's more often than not, when its score is not low. A list of card after card has short lines that no score is
    /// sure of one by one.
    pub(super) fn enclosed(&mut self) {
        // A sign alone, at the head of a box for one, says nothing of what stands around it.
        let text: Vec<usize> = (0..self.blocks.len()).filter(|&number| self.blocks[number].words > 0).collect();
        // What a list or table said as a whole is the sum of its scores, and no more of an opinion.
        let is_open = |number: &usize| {
            let label = &self.labels[*number];
            !label.keep && label.reasons.iter().all(|reason| matches!(*reason, "score" | "whole"))
        };
        let is_body = |number: &usize| is_body_text(&self.labels[*number]);
        let mut found = Vec::new();
        let mut before: Option<usize> = None;
        for run in text.chunk_by(|a, b| is_open(a) == is_open(b)) {
            if !is_open(&run[0]) {
                before = run.last().copied();
                continue;
            }
            let after = run.last().and_then(|last| text.get(text.partition_point(|number| number <= last)));
            let is_head = |&number: &usize| {
                matches!(self.labels[number].role, Role::Headline | Role::Standfirst | Role::Byline | Role::Dateline)
            };
            let least = match before {
                Some(ref before) if is_body(before) => RUN_MIN,
                Some(ref before) if is_head(before) => RUN_MIN_AT_HEAD,
                _ => continue,
            };
            let stands = after.is_some_and(is_body);
            let sum = |of: &dyn Fn(usize) -> u64| run.iter().map(|&number| of(number)).sum::<u64>();
            let words = sum(&|number| u64::from(self.blocks[number].words)).max(1);
            let scores = sum(&|number| u64::from(self.blocks[number].words) * self.labels[number].score as u64);
            let chars = sum(&|number| u64::from(self.blocks[number].chars)).max(1);
            let link_chars = sum(&|number| u64::from(self.blocks[number].link_chars));
            let fits = |number: &usize| {
                let block = &self.blocks[*number];
                self.page.contains(self.structure.main, block.first)
                    && !words::speaks_of_consent(&block::text(self.page, block))
            };
            if stands && scores >= words * least && link_chars * 1000 <= chars * RUN_MAX_LINKS && run.iter().all(fits) {
                found.extend_from_slice(run);
            }
        }
        for number in found {
            self.keep(number, "between");
        }
    }

    /// Loss guard: a long run of plain paragraphs stays when most of what its element has in paragraphs is the story.
    /// The later half of a very long text, or a part of it in another tone, is unlike anything the model has seen; what
    /// truths leave out at the end of an element is shorter.
    pub(super) fn siblings(&mut self) {
        let parent = |block: &Block| {
            let parent = self.page.parent(block.container);
            let is_line = self.page.tag(block.container).heading_level().is_some();
            parent.filter(|_| (is_line || self.page.tag(block.container) == Tag::P) && block.has_text())
        };
        // Words of each element's paragraphs, and those that are kept.
        let mut words = vec![(0, 0); self.page.len()];
        for (block, label) in self.blocks.iter().zip(&self.labels) {
            if let Some(parent) = parent(block) {
                let (all, kept): &mut (u32, u32) = &mut words[parent.0 as usize];
                *all += block.words;
                *kept += if is_body_text(label) { block.words } else { 0 };
            }
        }
        let (mut run, mut run_words): (Vec<usize>, u32) = (Vec::new(), 0);
        let mut before: Option<usize> = None;
        for number in 0..=self.blocks.len() {
            if let Some(block) = self.blocks.get(number) {
                let label = &self.labels[number];
                let (all, kept) = parent(block).map_or((0, 0), |parent| words[parent.0 as usize]);
                let is_open = !label.keep
                    && label.reasons.is_empty()
                    && label.score >= SIBLINGS_MIN
                    && block.link_density() < WITHIN_MAX_LINKS
                    && kept >= SIBLINGS_MIN_KEPT
                    && u64::from(kept) * 1000 >= u64::from(all) * SIBLINGS_MIN_SHARE;
                if is_open {
                    run.push(number);
                    run_words += block.words;
                }
                if is_open || !block.has_text() {
                    continue;
                }
            }
            let is_long = run_words >= SIBLINGS_MIN_WORDS && run_words >= SIBLINGS_MIN_MEAN * run.len() as u32;
            let home = run.first().and_then(|&first| parent(&self.blocks[first]));
            let is_story = |number: Option<usize>| {
                let block = number.and_then(|number| self.blocks.get(number)).filter(|_| home.is_some());
                block.is_some_and(|block| {
                    number.is_some_and(|number| is_body_text(&self.labels[number]))
                        && self.page.ancestors(block.container).take(SIBLING_MAX_CLIMB).any(|id| Some(id) == home)
                })
            };
            let is_enclosed = is_story(before) && is_story(Some(number));
            for number in std::mem::take(&mut run) {
                if is_long || is_enclosed {
                    self.keep(number, "between");
                }
            }
            run_words = 0;
            before = Some(number);
        }
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::structure::Structure;
    use crate::{block, html, label};

    /// Which of six blocks are kept, the middle four of them with a score.
    fn kept(score: i32, article: i32) -> Vec<bool> {
        let long = "A long paragraph of the story, with a comma, that nobody would take for anything else at all.";
        let page = html::read(
            &format!(
                "<main><p>{long}</p><div><h4>Merits</h4><div>Light and quick</div></div>\
                 <div><h4>Faults</h4><div>Loud at night</div></div><p>{long} And more.</p></main>"
            ),
            "",
        );
        let blocks = block::split(&page);
        let structure = Structure::new(&page, &blocks);
        let scores: Vec<i32> = (0..blocks.len()).map(|n| if n == 0 || n == 5 { 990 } else { score }).collect();
        let labels = label::decide(&page, &blocks, &structure, &scores, label::likely(article), &[]);
        labels.iter().map(|label| label.keep).collect()
    }

    #[test]
    fn keeps_a_doubtful_run_that_a_story_encloses() {
        assert_eq!(kept(300, 900), [true; 6]);
        assert_eq!(kept(200, 900), [true, false, false, false, false, true]);
        assert_eq!(kept(300, 400), [true, false, false, false, false, true]);
    }

    #[test]
    fn keeps_key_points_between_the_head_of_a_story_and_its_text() {
        let long = "A long paragraph of the story, with a comma, that nobody would take for anything else at all.";
        let kept = |head: &str, score: i32| {
            let page = html::read(
                &format!("<main>{head}<div><p>Key points</p><ul><li>Seven were for it</ul></div><p>{long}</main>"),
                "",
            );
            let blocks = block::split(&page);
            let structure = Structure::new(&page, &blocks);
            let last = blocks.len() - 1;
            let scores: Vec<i32> = (0..=last).map(|number| if number == last { 990 } else { score }).collect();
            let labels = label::decide(&page, &blocks, &structure, &scores, label::likely(900), &[]);
            labels.iter().rev().take(3).filter(|label| label.keep).count()
        };
        assert_eq!(kept("<h1>The quay at dawn</h1>", 400), 3);
        assert_eq!(kept("<h1>The quay at dawn</h1>", 300), 1);
        assert_eq!(kept("<a href=/quays>All quays</a>", 400), 1);
    }

    #[test]
    fn keeps_a_long_run_of_doubtful_paragraphs_among_the_story_s_own() {
        let words = |count: usize| "another long tide came in over the low wall ".repeat(count / 9 + 1);
        let kept = |doubtful: usize, length: usize| {
            let paragraph = |number: usize, length: usize| format!("<p>{number} {}.</p>", words(length));
            let story: String = (0..10).map(|number| paragraph(number, 80)).collect();
            let tail: String = (10..10 + doubtful).map(|number| paragraph(number, length)).collect();
            let page = html::read(&format!("<main><div>{story}{tail}</div></main>"), "");
            let blocks = block::split(&page);
            let structure = Structure::new(&page, &blocks);
            let scores: Vec<i32> = (0..blocks.len()).map(|number| if number < 10 { 990 } else { 150 }).collect();
            let labels = label::decide(&page, &blocks, &structure, &scores, label::likely(900), &[]);
            labels.iter().filter(|label| label.keep).count()
        };
        assert_eq!(kept(3, 50), 13);
        // A plea is short, and what is longer than the story is not its end.
        assert_eq!(kept(1, 50), 10);
        assert_eq!(kept(8, 10), 10);
        assert_eq!(kept(8, 90), 10);
    }

    #[test]
    fn keeps_lines_of_talk_that_the_story_s_own_paragraphs_enclose() {
        let long = "another long tide came in over the low wall ".repeat(9);
        let story: String = (0..10).map(|number| format!("<p>{number} {long}.</p>")).collect();
        let talk = "<p>\u{201c}Who is there?\u{201d}</p><h3>No answer</h3><p>He said so.</p>";
        let kept = |body: String, article: i32| {
            let page = html::read(&format!("<main>{body}</main>"), "");
            let blocks = block::split(&page);
            let structure = Structure::new(&page, &blocks);
            let scores: Vec<i32> = blocks.iter().map(|block| if block.words > 20 { 990 } else { 150 }).collect();
            let labels = label::decide(&page, &blocks, &structure, &scores, label::likely(article), &[]);
            labels.iter().filter(|label| label.keep).count()
        };
        assert_eq!(kept(format!("<div>{story}{talk}{story}</div>"), 300), 23);
        // A list is the story's, too, when it stands beside its paragraphs.
        assert_eq!(kept(format!("<div>{story}{talk}<ul><li>{long}.</li></ul></div>"), 300), 14);
        // What stands by itself, or behind the last of them, is not enclosed.
        assert_eq!(kept(format!("<div>{story}<div>{talk}</div>{story}</div>"), 300), 20);
        assert_eq!(kept(format!("<div>{story}{talk}</div>"), 300), 10);
        assert_eq!(kept(format!("<div>{story}{talk}{story}</div>"), 200), 20);
    }

    #[test]
    fn keeps_code_within_the_text() {
        let long = "A long paragraph of the story, with a comma, that nobody would take for anything else at all.";
        let page = html::read(
            &format!(
                "<main><p>{long}</p><div><pre>let tide = 4;</pre></div><p>{long} More.</p><pre>let end = 5;</pre></main>"
            ),
            "",
        );
        let blocks = block::split(&page);
        let structure = Structure::new(&page, &blocks);
        let labels = label::decide(&page, &blocks, &structure, &[990, 60, 990, 60], label::likely(900), &[]);
        assert_eq!(labels.iter().map(|label| label.keep).collect::<Vec<_>>(), [true, true, true, false]);
    }
}
