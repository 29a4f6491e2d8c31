//! Questions with their answers: a run of them belongs to the article, whatever a score or an accordion's names say.
//!
//! They stand at the end, in buttons or in a box of their own, and look like a site's help; but the truths of pages
//! that have three in a row have them, too, with few exceptions.

use super::Decision;
use super::headings::QUESTION_MAX_WORDS;
use crate::role::Role;
use crate::structure::is_prose;

/// The least questions of a run, and the most blocks from one to the next.
const MIN_QUESTIONS: usize = 3;
const MAX_APART: usize = 8;
/// The least mean score of a run, by words: help of the shop scores lower.
const MIN_MEAN: u64 = 180;
/// The least score of a block within a run: what is surely clutter may stand between two answers.
const MIN_SCORE: i32 = 120;
/// The links that a question or an answer may have, in thousandths.
const MAX_LINKS: u32 = 300;

impl Decision<'_> {
    pub(super) fn answers(&mut self) {
        let questions: Vec<usize> = (0..self.blocks.len()).filter(|&number| self.is_answered(number)).collect();
        let mut found = Vec::new();
        for run in questions.chunk_by(|a, b| b - a <= MAX_APART) {
            let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
            let range = first..last + 2;
            let sum = |of: &dyn Fn(usize) -> u64| range.clone().map(of).sum::<u64>();
            let words = sum(&|number| u64::from(self.blocks[number].words));
            let scores = sum(&|number| u64::from(self.blocks[number].words) * self.labels[number].score as u64);
            if run.len() >= MIN_QUESTIONS && scores >= words * MIN_MEAN {
                found.extend(range.filter(|&number| self.may_answer(number)));
            }
        }
        for number in found {
            self.keep(number, "answers");
            if self.is_question(number) {
                self.labels[number].role = Role::Subheading;
            }
        }
    }

    fn is_question(&self, number: usize) -> bool {
        let block = &self.blocks[number];
        block.has_text()
            && block.words <= QUESTION_MAX_WORDS
            && block.link_density() <= MAX_LINKS
            && self.lines[number].trim_end().ends_with(['?', '？', '؟'])
    }

    fn is_answered(&self, number: usize) -> bool {
        let answer = |next: usize| {
            self.blocks.get(next).is_some_and(|block| is_prose(self.page, block) && block.link_density() <= MAX_LINKS)
                && !self.is_question(next)
        };
        self.is_question(number) && answer(number + 1)
    }

    /// Whether a block between the first question and the last answer that is not kept may be part of one.
    fn may_answer(&self, number: usize) -> bool {
        let (block, label) = (&self.blocks[number], &self.labels[number]);
        let speaks = [Role::Comments, Role::Newsletter, Role::Consent, Role::NextArticle, Role::Caption];
        block.has_text()
            && !label.keep
            && label.score >= MIN_SCORE
            && block.link_density() <= MAX_LINKS
            && !speaks.contains(&label.role)
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::structure::Structure;
    use crate::{block, html, label};

    /// Which of a story's paragraph and of the blocks of its questions are kept.
    fn kept(questions: usize, score: i32) -> Vec<bool> {
        let story =
            "<p>A long paragraph of the story, with a comma, that nobody would take for anything else at all.</p>";
        let one = "<div><button>How high does the water rise?</button><div>It rises by four metres at the mole, and by \
                   less than three behind the second lock.</div></div>";
        let page = html::read(&format!("<main>{story}</main><div>{}</div>", one.repeat(questions)), "");
        let blocks = block::split(&page);
        let structure = Structure::new(&page, &blocks);
        let scores: Vec<i32> = (0..blocks.len()).map(|number| if number == 0 { 990 } else { score }).collect();
        let labels = label::decide(&page, &blocks, &structure, &scores, label::likely(900), &[]);
        labels.iter().map(|label| label.keep).collect()
    }

    #[test]
    fn keeps_three_questions_with_their_answers() {
        assert_eq!(kept(3, 250), [true; 7]);
        assert_eq!(kept(2, 250), [true, false, false, false, false]);
        assert_eq!(kept(3, 50), [true, false, false, false, false, false, false]);
    }
}
