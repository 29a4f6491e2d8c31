//! What the page holds beside its article, or twice: the next article, the headline again, and text that it has for
//! another width of the window, in a preview, or in answers that quote what they answer.
//!
//! It gives up on copies that are not the same word by word.

use super::{BODY_SURE, Decision, ENCLOSED_MIN_ARTICLE, is_body_text};
use crate::hash::Numbers;
use crate::model::KINDS;
use crate::names::Tag;
use crate::page::NodeId;
use crate::role::Role;

/// Blocks and words of the shortest run that is a copy: of an article, which may have a refrain, and of another page,
/// where cards and forms have the same lines.
const ARTICLE_MIN_RUN: (usize, u32) = (3, 100);
const OTHER_MIN_RUN: (usize, u32) = (1, 25);
/// Likelihood of a manual, in thousandths, from which its text may say twice what two commands do.
const MANUAL_MAX: i32 = 250;
/// No copy.
const NONE: usize = usize::MAX;
/// Copies of a text from which it is what the site says on each of its cards, unless the page is a thread, so likely, in
/// thousandths: there the question is quoted by all who answer it.
const CARDS_MIN: usize = 4;
const THREAD_MIN: i32 = 500;

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

    /// Text that stands on the page again, in an element of its own, is read once.
    pub(super) fn repeats(&mut self, kinds: [i32; KINDS]) {
        let [article, thread, manual, ..] = kinds;
        let ((least, least_words), most) = match () {
            () if article >= ENCLOSED_MIN_ARTICLE => (ARTICLE_MIN_RUN, NONE),
            () if manual >= MANUAL_MAX => return,
            () => (OTHER_MIN_RUN, if thread >= THREAD_MIN { NONE } else { CARDS_MIN }),
        };
        // The rows of a table and the items of a list stand in one.
        let part = |&id: &NodeId| matches!(self.page.tag(id), Tag::Tr | Tag::Td | Tag::Th | Tag::Tbody | Tag::Li);
        // Each block with text, the element that it stands in, the last copy before it, and the number of its text.
        let (mut text, mut home, mut before, mut same) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        // Of each text the last copy, and how many there are.
        let (mut texts, mut last, mut count) = (Numbers::default(), Vec::new(), Vec::new());
        for number in 0..self.blocks.len() {
            if self.blocks[number].has_text() && is_body_text(&self.labels[number]) {
                let met = texts.meet(self.blocks[number].hash);
                if met == last.len() {
                    last.push(NONE);
                    count.push(0);
                }
                count[met] += 1;
                same.push(met);
                before.push(std::mem::replace(&mut last[met], text.len()));
                let around = self.page.ancestors(self.blocks[number].container).find(|id| !part(id));
                home.push(around.map_or(0, NodeId::index));
                text.push(number);
            }
        }
        let mut at = 0;
        while at < text.len() {
            let (mut run, mut words, copy) = (0, 0, before[at]);
            if copy != NONE && home[copy] != home[at] {
                let again = |run: usize| at + run < text.len() && same[copy + run] == same[at + run];
                while copy + run < at && again(run) && count[same[at + run]] < most {
                    words += self.blocks[text[at + run]].words.max(1);
                    run += 1;
                }
            }
            if run < least || words < least_words {
                at += 1;
                continue;
            }
            // With the pictures between.
            for number in text[at]..=text[at + run - 1] {
                if self.labels[number].keep {
                    self.drop(number, Role::Other, "repeats");
                }
            }
            at += run;
        }
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::label::{Label, likely};
    use crate::model::{KINDS, ModelKind};
    use crate::role::Role;
    use crate::structure::Structure;
    use crate::{block, html, label};

    const PARTS: [&str; 3] = [
        "The ferry left at noon, as it does every day, with nobody on board but the dog of its captain, who slept.",
        "It met the mail boat behind the second lock, and both of them sounded their horns for longer than they had to.",
        "By four it lay at the quay again, and the dog walked home along the wall as if it had been sent for by name.",
    ];

    fn labels(html: &str, kinds: [i32; KINDS]) -> Vec<Label> {
        let page = html::read(&format!("<main>{html}</main>"), "");
        let blocks = block::split(&page);
        let structure = Structure::new(&page, &blocks);
        label::decide(&page, &blocks, &structure, &vec![950; blocks.len()], kinds, &[])
    }

    fn story(parts: usize) -> String {
        PARTS.iter().cycle().take(parts).map(|part| format!("<p>{part}</p>")).collect()
    }

    fn kept(html: &str, kinds: [i32; KINDS]) -> usize {
        labels(html, kinds).iter().filter(|label| label.keep).count()
    }

    #[test]
    fn an_article_for_two_widths_of_the_window_is_read_once() {
        let long = format!("{}<p>{} And so to bed.</p><p>{} Or not.</p>", story(3), PARTS[0], PARTS[1]);
        let picture = "<figure><img src=dog.jpg width=600 height=400></figure>";
        let twice = format!("<div>{long}{picture}<p>End.</p></div><div>{long}{picture}<p>End.</p></div>");
        let found = labels(&twice, likely(900));
        let copy = found.len() / 2;
        assert!(found[..copy].iter().all(|label| label.keep));
        assert!(found[copy..].iter().all(|label| !label.keep && label.role == Role::Other));
        // A refrain is the story's, and stands beside it.
        let refrain = format!("<div>{}<p>So it went.</p>{}</div>", story(3), story(3));
        assert_eq!(kept(&refrain, likely(900)), 7);
        let part = format!("<div>{}</div><div><p>{}</p><p>Every day.</p></div>", story(3), PARTS[0]);
        assert_eq!(kept(&part, likely(900)), 5);
    }

    #[test]
    fn an_answer_s_quote_of_what_it_answers_is_left_out() {
        let asked = format!("{} Who sends for a dog, and by which of his names does he go?", PARTS[0]);
        let answer = "<p>Nobody does.</p>";
        let thread = format!("<div><p>{asked}</p></div><div><blockquote><p>{asked}</p></blockquote>{answer}</div>");
        let found = labels(&thread, likely(20));
        assert_eq!(found.iter().map(|label| label.keep).collect::<Vec<_>>(), [true, false, true]);
        // A manual says the same of two commands.
        let mut manual = likely(20);
        manual[ModelKind::Documentation as usize] = 900;
        assert_eq!(kept(&thread, manual), 3);
        // What stands on four cards is of each of them; in a thread it is quoted.
        let cards: String = "abcd".chars().map(|card| format!("<div><p>Lamp {card}</p><p>{asked}</p></div>")).collect();
        assert_eq!(kept(&cards, likely(20)), 8);
        let mut threads = likely(20);
        threads[ModelKind::Forum as usize] = 900;
        assert_eq!(kept(&cards, threads), 5);
        // A thousand texts, each four times over, are gone through once; what is not on all four is a copy.
        let text = |number: usize| format!("<p>{} Day {number} of a thousand.</p>", PARTS[number % 3]);
        let all: String = (0..1000).map(text).collect();
        let once = format!("<p>{asked}</p>");
        let often = format!("<div>{all}{once}</div><div>{all}{once}</div><div>{all}</div><div>{all}</div>");
        assert_eq!(kept(&often, likely(20)), 4001);
        // Two cards have a line in common.
        assert_eq!(kept(&format!("<div>{answer}</div><div>{answer}<p>{asked}</p></div>"), likely(20)), 3);
    }
}
