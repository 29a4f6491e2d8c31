//! What only the place tells: pictures between paragraphs, dates and names far from the article, what nothing else spoke of.

use super::names::STORY_MIN_WORDS;
use super::{Decision, HEAD_BEFORE, HEAD_BEHIND, MAX_MEDIA_NODES, is_body_text};
use crate::address;
use crate::block::{Block, BlockId};
use crate::names::{Attr, Tag};
use crate::page::NodeId;
use crate::role::Role;
use crate::structure::{heading_level, is_labelled_picture, is_prose, letters, titles};

/// Blocks of the longest summary that is kept as text above the picture, with the lines around it.
const SUMMARY_MAX_BLOCKS: usize = 8;
/// Pictures and captions that stand together at most.
const MAX_CAPTIONS: usize = 3;
/// Words of the longest line of links in a footer that is no story's name.
const FOOTER_MAX_WORDS: u32 = 8;

impl Decision<'_> {
    /// Dates, names and captions that stand with no kept block belong to what is around them: a card, a list of teasers.
    pub(super) fn strays(&mut self) {
        let kept: Vec<usize> = (0..self.labels.len()).filter(|&number| self.labels[number].keep).collect();
        let (first, last) = match (kept.first(), kept.last()) {
            (Some(&first), Some(&last)) => (first, last),
            _ => return,
        };
        let is_text = |number: &usize| !matches!(self.labels[*number].role, Role::Caption | Role::Media);
        let text = kept.iter().copied().find(is_text).unwrap_or(first);
        let headline = self.structure.headline.map_or(first, BlockId::index).min(first);
        for number in 0..self.blocks.len() {
            let label = &self.labels[number];
            if label.keep || !matches!(label.role, Role::Byline | Role::Dateline | Role::Caption) {
                continue;
            }
            // The picture above the body is kept with its caption; names and date often stand below it.
            let body = if label.role == Role::Caption { first } else { text };
            // A summary that is kept as text may stand above them.
            let below = (headline..=headline + HEAD_BEHIND).contains(&number)
                && label.role != Role::Caption
                && kept
                    .iter()
                    .filter(|&&kept| kept > headline && kept < number && self.blocks[kept].has_text())
                    .count()
                    < 2;
            if (headline.saturating_sub(HEAD_BEFORE)..=body).contains(&number) || number == last + 1 || below {
                continue;
            }
            // Who took a picture is named behind what it shows.
            if number > 0 && self.labels[number - 1].keep && self.labels[number - 1].role == Role::Caption {
                self.labels[number].role = Role::Caption;
                self.labels[number].keep = true;
                continue;
            }
            let before = number.checked_sub(1).map(|before| self.labels[before].role).filter(|role| !role.is_article());
            let role = match before {
                Some(role) if role != Role::Other => role,
                _ if number > first => Role::Related,
                _ => Role::Other,
            };
            self.drop(number, role, "stray");
        }
    }

    /// Pictures and frames between kept blocks are the article's; captions follow them.
    pub(super) fn media(&mut self) {
        let kept: Vec<usize> = (0..self.labels.len()).filter(|&number| self.labels[number].keep).collect();
        let (Some(&first), Some(&last)) = (kept.first(), kept.last()) else { return };
        let headline = self.structure.headline.map_or(first, BlockId::index).min(first);
        let in_main = |number: usize| self.page.contains(self.structure.main, self.blocks[number].first);
        // A summary that is kept as text may stand above the picture.
        let begin = kept.iter().copied().find(|&number| in_main(number)).unwrap_or(first);
        let begin = if begin <= first + SUMMARY_MAX_BLOCKS { begin } else { first };
        let mut lead = None;
        for number in headline.saturating_sub(HEAD_BEFORE)..=last {
            let block = &self.blocks[number];
            let fits = block.media > 0
                && (!block.has_text() || is_labelled_picture(self.page, block))
                && self.labels[number].reasons.is_empty()
                && (in_main(number) || number < begin || self.is_within_text(number))
                && self.structure.totals(self.page, self.structure.card(BlockId(number as u32))).link_density() < 500;
            if !fits {
                continue;
            }
            if number < first || number < begin && !in_main(number) {
                if lead.is_none() && self.is_large_media(block) {
                    lead = Some(number);
                    self.drop(number, Role::LeadImage, "head");
                }
            } else {
                let label = &mut self.labels[number];
                label.keep = true;
                label.role = Role::Media;
                label.reasons.push("between");
            }
        }
        for number in headline..self.labels.len().min(last + 2) {
            if self.labels[number].role == Role::Caption {
                // A caption stays with its picture; one of a picture that went goes too.
                let shown = (number.saturating_sub(2)..number)
                    .any(|near| matches!(self.labels[near].role, Role::LeadImage | Role::Media))
                    || self.blocks[number].media > 0;
                self.labels[number].keep = shown;
            }
        }
    }

    /// Whether the texts right before and behind a picture, but for its caption, are the story's.
    fn is_within_text(&self, number: usize) -> bool {
        let is_text = |&other: &usize| self.blocks[other].has_text() && self.labels[other].role != Role::Caption;
        let end = (number + 1 + MAX_CAPTIONS).min(self.blocks.len());
        let before = (number.saturating_sub(MAX_CAPTIONS)..number).rev().find(is_text);
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

    /// The site's name above the article: a link to where the site begins, no entry of a list, and a part of the
    /// document's title, which "Home" is not.
    pub(super) fn site_name(&mut self) {
        let start = self.structure.headline.map_or(0, BlockId::index);
        let titles: Vec<String> = titles(self.page).iter().map(|title| letters(title)).collect();
        for number in 0..start {
            let block = &self.blocks[number];
            let named = || {
                let name = letters(&self.lines[number]);
                !name.is_empty() && titles.iter().any(|title| title.contains(&name))
            };
            let unsure = matches!(self.labels[number].role, Role::Navigation | Role::Other);
            // A picture that leads home is the site's sign.
            let line = || self.is_line(number) && block.link_density() > 500 && named();
            if unsure && self.leads_home(block) && (!block.has_text() || line()) {
                self.labels[number].role = Role::Masthead;
                self.labels[number].reasons.push("leads home");
            }
        }
    }

    fn leads_home(&self, block: &Block) -> bool {
        let around = || std::iter::once(block.first).chain(self.page.ancestors(block.first).take(MAX_LIST_CLIMB));
        let listed = around().any(|id| matches!(self.page.tag(id), Tag::Li | Tag::Nav));
        let inside = (block.first.0..block.last.0).take(MAX_MEDIA_NODES).map(NodeId);
        let mut links = around().chain(inside).filter(|&id| self.page.tag(id) == Tag::A);
        !listed && links.next().and_then(|id| self.page.attr(id, Attr::Href)).is_some_and(is_root)
    }

    /// What is left without a reason is named by where it stands.
    pub(super) fn regions(&mut self) {
        let kept: Vec<usize> = (0..self.labels.len()).filter(|&number| self.labels[number].keep).collect();
        let (first, last) = match (kept.first(), kept.last()) {
            (Some(&first), Some(&last)) => (first, last),
            _ => (usize::MAX, 0),
        };
        for number in 0..self.blocks.len() {
            let block = &self.blocks[number];
            let label = &self.labels[number];
            if label.keep
                || label.role != Role::Other
                || !label.reasons.is_empty() && label.reasons != ["score"] && !label.reasons.contains(&"name")
            {
                continue;
            }
            let card = self.structure.totals(self.page, self.structure.card(BlockId(number as u32)));
            let role = if number < first && block.link_density() > 500 {
                // The name of a place of the site is no heading; the name of a story is.
                let story = heading_level(self.page, block).is_some() && block.words >= STORY_MIN_WORDS;
                if story { Role::Related } else { Role::Navigation }
            } else if number > last
                && self.structure.totals_of(number..self.blocks.len()).prose == 0
                && block.link_density() > 500
                && block.words <= FOOTER_MAX_WORDS
            {
                Role::Footer
            } else if number > first && (card.link_density() > 300 || is_prose(self.page, block))
                || number > last && self.labels[number - 1].role == Role::Related
            {
                Role::Related
            } else {
                Role::Other
            };
            self.labels[number].role = role;
        }
    }
}

/// How far up a list or a navigation is looked for around the site's name.
const MAX_LIST_CLIMB: usize = 6;

/// Whether an address is the beginning of a site.
fn is_root(address: &str) -> bool {
    let (host, path) = address::parts(address);
    matches!(path, "/" | "./" | "/index.html") || path.is_empty() && !host.is_empty()
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::analysis::{Options, analyse};
    use crate::html;
    use crate::role::Role;

    #[test]
    fn a_name_below_the_caption_of_the_picture_above_the_body_is_no_stray() {
        let page = html::read(
            "<title>The quay at dawn - Tarn Weekly</title><article><h1>The quay at dawn: one boat, no rope</h1>\
             <figure><img src=boat.jpg width=900 height=500><figcaption>The only boat of the morning, seen from the \
             harbour wall (Photo: Ada Moor)</figcaption></figure><div><a href=/author/runa-feld>By Runa Feld</a></div>\
             <p>One boat came in on the tide that morning, and nobody was there to take her rope or her news, which was \
             a pity, because she had plenty of both.</p><p>Two men had said that they would be there, and both of them \
             were still asleep in the same house, as the harbour master found out when he went to look for them.</p>\
             <p>The rope was taken in the end by a girl who had come to feed the gulls, and the news by nobody at all, \
             so that it went out again with the boat on the following tide.</p></article>",
            "",
        );
        let labels = analyse(&page, &Options::default()).labels;
        let roles: Vec<Role> = labels.iter().map(|label| label.role).collect();
        assert_eq!(roles[2..4], [Role::Caption, Role::Byline]);
        assert!(labels[2].keep);
    }

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
}
