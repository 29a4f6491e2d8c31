//! The story's pictures and their captions: what stands between its paragraphs, and the lead picture above them.
//!
//! A picture whose caption is told by its markup, or by the words that stand for it, is the story's whatever its
//! wrapper is called; one in a piece that went goes with it. Which of several pictures above the body the page's data
//! names is for the reader to tell (`src/compose/lead.rs`).

use super::{Decision, HEAD_BEFORE, MAX_MEDIA_NODES, STANDFIRST_MAX_WORDS, is_body_text};
use crate::block::{self, Block, BlockId};
use crate::names::{Attr, Tag};
use crate::page::NodeId;
use crate::role::Role;
use crate::structure::{heading_level, is_picture, letters};

/// Blocks of the longest summary that is kept as text above the picture, with the lines around it.
const SUMMARY_MAX_BLOCKS: usize = 8;
/// Blocks from a picture to what is called a caption and need not say whose.
const NEAR: usize = 2;
/// Blocks from a picture to its last caption, with the buttons and counts among them.
const MAX_APART: usize = 5;
/// Letters of the shortest words for a picture that a line beside it repeats.
const MIN_REPEATED: usize = 15;
/// Words of the longest count or button on a picture.
const SIGN_MAX_WORDS: u32 = 4;

impl Decision<'_> {
    /// Pictures and frames between kept blocks are the article's; captions follow them.
    ///
    /// `is_article`: on other pages a line in a figure may be what the page is about.
    pub(super) fn media(&mut self, is_article: bool) {
        let kept: Vec<usize> = (0..self.labels.len()).filter(|&number| self.labels[number].keep).collect();
        let (Some(&first), Some(&last)) = (kept.first(), kept.last()) else { return };
        let headline = self.structure.headline.map_or(first, BlockId::index).min(first);
        let in_main = |this: &Self, number: usize| this.page.contains(this.structure.main, this.blocks[number].first);
        // A summary that is kept as text may stand above the picture.
        let begin = kept.iter().copied().find(|&number| in_main(self, number)).unwrap_or(first);
        let begin = if begin <= first + SUMMARY_MAX_BLOCKS { begin } else { first };
        let mut lead = None;
        // A caption up to here is of a picture that is shown.
        let mut near = 0;
        // A story may end in a row of pictures with captions of their own.
        let mut end = last + 2;
        for number in headline.saturating_sub(HEAD_BEFORE).. {
            if number >= end.min(self.labels.len()) {
                break;
            }
            let mut behind = number + NEAR;
            if self.is_picture(number) && number > last && is_article {
                let captions = self.captions(number, is_article);
                let figure = self.around(self.blocks[number].first, Tag::Figure);
                if let (Some(caption), Some(_), true) =
                    (captions, figure, in_main(self, number) && self.is_open(number))
                {
                    self.show(number);
                    end = caption + 2;
                    behind = behind.max(caption);
                }
            } else if self.is_picture(number) && number <= last {
                let captions = self.captions(number, is_article);
                behind = behind.max(captions.unwrap_or(0));
                let within = self.is_within_text(number);
                let above = number < first || number < begin && !in_main(self, number);
                let own = captions.is_some() && (number < first || within);
                if (own || self.is_open(number)) && (above || within || in_main(self, number)) {
                    if !above {
                        self.show(number);
                    } else if lead.is_none() && self.is_large_media(&self.blocks[number]) && !self.is_portrait(number) {
                        lead = Some(number);
                        self.drop(number, Role::LeadImage, "head");
                    }
                }
            }
            let label = &mut self.labels[number];
            if label.role == Role::Caption {
                // A caption stays with its picture; one of a picture that went goes too.
                label.keep = number <= near || self.blocks[number].media > 0;
            }
            if matches!(label.role, Role::LeadImage | Role::Media) {
                near = behind;
            }
        }
    }

    fn show(&mut self, number: usize) {
        let label = &mut self.labels[number];
        label.keep = true;
        label.role = Role::Media;
        label.reasons.push("between");
    }

    /// Whether nothing speaks against a picture: no name, no links around it.
    fn is_open(&self, number: usize) -> bool {
        let card = self.structure.card(BlockId(number as u32));
        self.labels[number].reasons.is_empty() && self.structure.totals(self.page, card).link_density() < 500
    }

    fn is_picture(&self, number: usize) -> bool {
        is_picture(self.page, &self.blocks[number])
    }

    /// Whether a picture shows who wrote the article, or is the site's sign.
    fn is_portrait(&self, number: usize) -> bool {
        let block = &self.blocks[number];
        self.leads_home(block) || self.names_author(block)
    }

    /// Finds the captions of a picture: told by the figure that they stand in, or repeating what stands for the picture
    /// for those who cannot see it. The last of them.
    fn captions(&mut self, number: usize, is_article: bool) -> Option<usize> {
        let first = self.blocks[number].first;
        let figure = self.around(first, Tag::Figure);
        let words = self.words_for(&self.blocks[number]);
        let mut last = None;
        for next in number + 1..(number + 1 + MAX_APART).min(self.blocks.len()) {
            if self.is_picture(next) {
                break;
            }
            // A caption may stand beside its picture without a figure around both.
            let caption = self.around(self.blocks[next].first, Tag::Figcaption);
            let beside = caption.and_then(|caption| self.page.parent(caption));
            let holds = |around: Option<NodeId>, id| around.is_some_and(|around| self.page.contains(around, id));
            let within = holds(figure, self.blocks[next].first) || holds(beside, first);
            let told = within && caption.is_some();
            let open = is_article || !self.labels[next].keep;
            if open && (told || self.says_again(next, &words)) && self.may_be_caption(next) {
                if self.labels[next].role != Role::Caption {
                    self.drop(next, Role::Caption, "below picture");
                }
                last = Some(next);
            } else if !within && !self.is_sign(next) {
                break;
            }
        }
        last
    }

    /// The letters of what stands for a picture for those who cannot see it; empty where that is a word or two.
    fn words_for(&self, block: &Block) -> String {
        let mut inside = (block.first.0..block.last.0).take(4 * MAX_MEDIA_NODES).map(NodeId);
        let words = inside.find_map(|id| self.page.attr(id, Attr::Alt));
        words.map(letters).filter(|words| words.len() >= MIN_REPEATED).unwrap_or_default()
    }

    /// Whether a line is those words, or a part of them, with a credit perhaps.
    fn says_again(&self, number: usize, words: &str) -> bool {
        if words.is_empty() || self.blocks[number].words > STANDFIRST_MAX_WORDS {
            return false;
        }
        let own = letters(&block::text(self.page, &self.blocks[number]));
        let short = !self.labels[number].keep || own.len() <= 2 * words.len();
        own.starts_with(words) && short || own.len() >= MIN_REPEATED && words.starts_with(&own)
    }

    fn may_be_caption(&self, number: usize) -> bool {
        let (block, label) = (&self.blocks[number], &self.labels[number]);
        let other = matches!(label.role, Role::Headline | Role::Standfirst | Role::Byline | Role::Dateline);
        block.has_text()
            && !other
            && block.words <= STANDFIRST_MAX_WORDS
            && block.link_density() <= 500
            && heading_level(self.page, block).is_none()
    }

    /// A count or a button on a picture, a label above it.
    fn is_sign(&self, number: usize) -> bool {
        !self.labels[number].keep && self.blocks[number].words <= SIGN_MAX_WORDS
    }

    /// Whether the texts right before and behind a picture, but for its caption and the signs on it, are the story's.
    fn is_within_text(&self, number: usize) -> bool {
        let is_text = |&other: &usize| {
            self.blocks[other].has_text() && self.labels[other].role != Role::Caption && !self.is_sign(other)
        };
        let end = (number + 1 + MAX_APART).min(self.blocks.len());
        let before = (number.saturating_sub(MAX_APART)..number).rev().find(is_text);
        let behind = (number + 1..end).find(is_text);
        [before, behind].iter().all(|other| other.is_some_and(|other| is_body_text(&self.labels[other])))
    }

    /// Not an icon or a portrait beside a name, as far as markup tells.
    pub(super) fn is_large_media(&self, block: &Block) -> bool {
        self.page
            .subtree(block.first)
            .take(MAX_MEDIA_NODES)
            .chain((block.first.0..block.last.0).take(MAX_MEDIA_NODES).map(NodeId))
            .all(|id| {
                let size = |name| self.page.attr(id, name).and_then(|value| value.parse::<u32>().ok());
                size(Attr::Width).is_none_or(|width| width >= 200)
                    && size(Attr::Height).is_none_or(|height| height >= 100)
            })
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::analysis::{Options, analyse};
    use crate::html;
    use crate::role::Role;

    const BODY: &str = "<p>One boat came in on the tide that morning, and nobody was there to take her rope or her news, \
        which was a pity, because she had plenty of both.</p><p>Two men had said that they would be there, and both of \
        them were still asleep in the same house, as the harbour master found out when he went to look for them.</p>";
    const SUMMARY: &str = "<p>The boat that came in alone has made the whole of the harbour ask who is still awake in \
        the morning, and who is going to be from now on, now that it is known.</p>";
    const FIGURE: &str = "<figure><div><span>Image</span><img src=boat.jpg width=900 height=500></div><figcaption>The \
        only boat of the morning, seen from the harbour wall</figcaption></figure>";

    fn markdown(html: &str) -> String {
        let page = html::read(html, "https://quay.example/boat");
        let analysis = analyse(&page, &Options::default());
        let resolve = html::resolver(&page);
        let metadata = crate::article::Metadata::default();
        crate::render::markdown(&crate::reading::compose(&page, &analysis, metadata, &resolve))
    }

    #[test]
    fn a_picture_with_a_word_for_those_who_cannot_see_it_is_shown_without_the_word() {
        let found = markdown(&format!("<article><h1>The quay at dawn</h1>{BODY}{FIGURE}{BODY}</article>"));
        assert_eq!(found.matches("boat.jpg").count(), 1, "{found}");
        assert_eq!(found.matches("seen from the harbour wall").count(), 1);
        assert!(!found.contains("Image"));
    }

    #[test]
    fn the_lead_picture_may_stand_below_a_summary_outside_the_body() {
        let found = markdown(&format!(
            "<article><h1>The quay at dawn</h1><div>{SUMMARY}</div><div>{FIGURE}</div><section>{}</section></article>",
            BODY.repeat(4)
        ));
        assert_eq!(found.matches("boat.jpg").count(), 1, "{found}");
        assert_eq!(found.matches("seen from the harbour wall").count(), 1, "{found}");
    }

    #[test]
    fn a_picture_in_a_widget_stays_with_its_caption() {
        let widget = |caption: &str| {
            format!(
                "<article><h1>The quay at dawn</h1>{BODY}<div class=photo-widget><img src=boat.jpg width=900 \
                 height=500><div class={caption}>The only boat of the morning</div></div>{BODY}</article>"
            )
        };
        let found = markdown(&widget("picture-caption"));
        assert!(found.contains("boat.jpg") && found.contains("The only boat of the morning"), "{found}");
        assert!(!markdown(&widget("line")).contains("boat.jpg"));
        let alone = |inside: &str| {
            markdown(&format!(
                "<article><h1>The quay at dawn</h1>{BODY}<div class=widget-image>{inside}</div>{BODY}</article>"
            ))
        };
        assert!(alone("<img src=boat.jpg width=900 height=500>").contains("boat.jpg"));
        assert!(!alone("<iframe src=boat.html width=900 height=500></iframe>").contains("boat.html"));
    }

    #[test]
    fn a_figure_that_can_be_shared_is_the_article_s() {
        let shown = |tag: &str| {
            let picture = "<a href=#boat><img src=boat.jpg width=900 height=500></a>";
            let piece = format!("<{tag} class='element has-shares'>{picture}</{tag}>");
            markdown(&format!("<article><h1>The quay at dawn</h1>{BODY}{piece}{BODY}</article>")).contains("boat.jpg")
        };
        assert!(shown("figure"));
        assert!(!shown("div"));
    }

    /// A story with a piece in its middle.
    fn story(piece: &str) -> String {
        markdown(&format!("<article><h1>The quay at dawn</h1>{BODY}{piece}{BODY}</article>"))
    }

    #[test]
    fn a_line_that_repeats_the_words_for_a_picture_is_its_caption_whatever_its_wrapper_is_called() {
        let words = "The only boat of the morning comes in on the tide";
        let piece = |alt: &str| {
            format!(
                "<div class=article-teaser><img src=boat.jpg alt='{alt}' width=900 height=500><p>{words} <span>Photo \
                 Ada Moor</span></p></div>"
            )
        };
        let found = story(&piece(words));
        assert!(found.contains("boat.jpg") && found.contains(&format!("{words} Photo Ada Moor")), "{found}");
        assert!(!story(&piece("Another day")).contains("boat.jpg"));
        // What leads to another story is a teaser, whatever it repeats.
        let teaser = piece(words).replace("<p>", "<p><a href=/boat>").replace("</p>", "</a></p>");
        assert!(!story(&teaser).contains("boat.jpg"));
    }

    #[test]
    fn a_caption_in_parts_stays_with_its_picture_despite_a_count_and_a_button() {
        let found = story(
            "<figure><div><img src=boat.jpg width=900 height=500><div>2</div></div><figcaption><div>The only boat.\
             </div><div>Ada Moor</div></figcaption><button>Open in full screen</button></figure>",
        );
        let parts = ["boat.jpg", "The only boat. Ada Moor"].map(|part| found.find(part));
        assert!(parts[0].is_some() && parts[0] < parts[1], "{found}");
        assert!(!found.contains("full screen"), "{found}");
    }

    #[test]
    fn a_story_may_end_in_a_row_of_pictures_with_captions() {
        let row = |figure: &str| {
            let found =
                markdown(&format!("<article><h1>The quay at dawn</h1>{BODY}{BODY}{}</article>", figure.repeat(4)));
            (found.matches("boat.jpg").count(), found.matches("from the harbour wall").count())
        };
        assert_eq!(row(FIGURE), (4, 4));
        // Cards that lead to other stories, and pictures without a word.
        assert_eq!(row(&format!("<a href=/boats>{FIGURE}</a>")), (0, 0));
        assert_eq!(row("<figure><img src=boat.jpg width=900 height=500></figure>").0, 0);
    }

    #[test]
    fn the_picture_that_the_page_s_data_names_leads() {
        let head = "<meta property=og:image content=https://img.quay.example/1200/one-boat-no-rope.jpg>";
        let portrait = "<figure><a rel=author href=/runa><img src=/runa-feld.jpg></a></figure>";
        let own =
            "<div class=promo-box><a href=/pictures><img src=/640/one-boat-no-rope.jpg width=262 height=180></a></div>";
        let found = |head: &str, pictures: &str| {
            markdown(&format!(
                "{head}<article><h1>The quay at dawn</h1>{pictures}<p>By Runa Feld</p>{BODY}{BODY}</article>"
            ))
        };
        assert!(found(head, own).contains("one-boat-no-rope.jpg"));
        assert!(!found("", own).contains("one-boat-no-rope.jpg"));
        let both = found(head, &format!("<img src=/tide.jpg>{own}"));
        assert!(both.contains("one-boat-no-rope.jpg") && !both.contains("tide.jpg"), "{both}");
        assert!(found("", "<img src=/tide.jpg>").contains("tide.jpg"));
        for sign in [portrait, "<a href=/><img src=/tarn.png></a>"] {
            assert!(!found("", sign).contains(".png") && !found("", sign).contains("runa-feld.jpg"), "{sign}");
        }
    }

    #[test]
    fn a_paragraph_that_begins_like_the_words_for_a_picture_stays_one() {
        let picture = "<img src=boat.jpg alt='One boat came in on the tide' width=900 height=500>";
        let again = "<p>One boat came in on the tide, said the woman at the window, and then she said no more about it \
            until the evening, when the second one came.</p>";
        let found = story(&format!("<div>{picture}{again}</div>"));
        assert!(found.contains("boat.jpg") && found.contains("said the woman at the window"), "{found}");
        assert!(!found.contains("*One boat"), "{found}");
        // A caption is cut off where the paragraph goes on.
        let page = html::read(&format!("<article><h1>The quay at dawn</h1>{BODY}{picture}{again}</article>"), "");
        let analysis = analyse(&page, &Options::default());
        assert!(analysis.labels.iter().all(|label| label.role != Role::Caption));
    }
}
