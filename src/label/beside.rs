//! What stands in the article beside its text, and is shown in its place: posts of other sites, and boxes of facts. The
//! body reads on without them, as it does without a picture.
//!
//! It gives up on boxes that only their frame tells from the text, and on posts that a site draws by its own means.

use super::{Decision, is_body_text};
use crate::names::Attr;
use crate::page::NodeId;
use crate::role::Role;
use crate::words;

/// What the class has in it of a post, in the code that its platform hands out to embed it.
const POSTS: &str =
    "twitter-tweet|twitter-video|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed|reddit-embed";
/// The same of a box of facts. Languages: en de no fr.
const BOXES: &str = "factbox|fact-box|Factbox|FactBox|infobox|info-box|Infobox|InfoBox|faktabo|infoboks|encadre";

impl Decision<'_> {
    /// See the module. A post is kept whatever its words are like: half of one is worth nothing.
    pub(super) fn beside(&mut self) {
        let Some(first) = self.labels.iter().position(is_body_text) else { return };
        let Some(last) = self.labels.iter().rposition(is_body_text) else { return };
        let page = self.page;
        let mut end = NodeId(0);
        for id in page.subtree(self.structure.main).skip(1) {
            let Some(class) = page.attr(id, Attr::Class).filter(|_| id >= end) else { continue };
            let post = words::has_any(class, POSTS);
            if !post && !words::has_any(class, BOXES) {
                continue;
            }
            let range = self.structure.blocks_in(page, id);
            if range.start <= first || range.start > last + 1 {
                continue;
            }
            end = page.end(id);
            let words = |keep: bool| -> u32 {
                let of = |&number: &usize| self.labels[number].keep || !keep;
                range.clone().filter(of).map(|number| self.blocks[number].words).sum()
            };
            // Half a box is worth as little as half a post.
            let whole = post || words(true) * 2 > words(false);
            for number in range {
                let told = |reason: &&str| matches!(*reason, "wording" | "call" | "button" | "form" | "section");
                let label = &mut self.labels[number];
                // Where its platform has drawn it, it is a frame.
                let text = self.blocks[number].has_text() && (label.keep || whole && !label.reasons.iter().any(told));
                if post || text {
                    label.keep = true;
                    label.role = if post { Role::Media } else { Role::Note };
                    label.reasons.push("between");
                }
            }
        }
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::label::Label;
    use crate::role::Role;
    use crate::structure::Structure;
    use crate::{block, html, label};

    /// The labels of a story with a piece in its middle, whose two blocks have this score.
    fn labels(piece: &str, score: i32) -> Vec<Label> {
        let long = "The ferry left at noon, as it does every day, with nobody on board but the dog of its captain.";
        let page = html::read(&format!("<main><p>{long}</p>{piece}<p>{long} So it came back.</p></main>"), "");
        let blocks = block::split(&page);
        let structure = Structure::new(&page, &blocks);
        let scores = [990, score, score, 990];
        label::decide(&page, &blocks, &structure, &scores, label::likely(900), &[])
    }

    #[test]
    fn a_post_of_another_site_is_kept_whole_and_is_not_the_text() {
        let piece = "<blockquote class=twitter-tweet><p>The dog is on board again.</p>— Una Marsh (@una) May 1, 2025</blockquote>";
        for label in &labels(piece, 20)[1..3] {
            assert_eq!((label.keep, label.role, label::is_body_text(label)), (true, Role::Media, false));
        }
    }

    #[test]
    fn a_post_that_its_platform_has_drawn_is_kept() {
        let frame = "<iframe src=https://posts.example/1 width=500 height=300></iframe>";
        let piece = format!("<div class=social-embed><div class=twitter-tweet>{frame}</div><p>More boats</p></div>");
        let label = &labels(&piece, 20)[1];
        assert_eq!((label.keep, label.role), (true, Role::Media));
    }

    #[test]
    fn a_box_of_facts_is_shown_beside_the_text() {
        let piece =
            "<div class=StoryFactbox><h3>The ferry</h3><p>Built in 1911, it has been repainted nine times.</p></div>";
        for label in &labels(piece, 800)[1..3] {
            assert_eq!((label.keep, label.role, label::is_body_text(label)), (true, Role::Note, false));
        }
        assert!(labels(&piece.replace("StoryFactbox", "story-part"), 800)[1..3].iter().all(label::is_body_text));
        assert!(!labels(piece, 20)[2].keep);
    }

    #[test]
    fn a_box_of_facts_is_kept_whole_where_the_score_keeps_the_most_of_it() {
        let facts = "<p>Built in 1911, it has been repainted nine times, the last time by its captain.</p>";
        let of = |title: i32, text: i32| {
            let long = "The ferry left at noon, as it does every day, with nobody on board but the dog of its captain.";
            let piece = format!("<div class=StoryFactbox><h3>The ferry</h3>{facts}</div>");
            let page = html::read(&format!("<main><p>{long}</p>{piece}<p>{long} So it came back.</p></main>"), "");
            let blocks = block::split(&page);
            let structure = Structure::new(&page, &blocks);
            let labels = label::decide(&page, &blocks, &structure, &[990, title, text, 990], label::likely(900), &[]);
            [labels[1].keep, labels[2].keep]
        };
        assert_eq!(of(100, 700), [true, true]);
        assert_eq!(of(700, 100), [true, false]);
    }
}
