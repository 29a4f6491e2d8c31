//! What the page's own data says of the article's head: a line near the headline that names the author is the byline, and
//! a text below it that is the page's description is the summary, whatever their elements are called.
//!
//! It gives up where the data names nobody, or the line says much more.

use super::{Decision, HEAD_BEFORE, LINE_MAX_WORDS, STANDFIRST_MAX_WORDS};
use crate::block::{self, BlockId};
use crate::feature::json_strings;
use crate::names::{Attr, Tag};
use crate::page::Page;
use crate::role::Role;
use crate::structure::{heading_level, letters};

/// Most authors that are looked for, and the characters of the shortest name of Latin letters.
const MAX_AUTHORS: usize = 8;
const MIN_NAME: usize = 5;
/// Letters that a line may have besides a name: a date, an office, "By".
const BESIDE_NAME: usize = 40;
/// Bytes behind "author" in structured data in which the name stands.
const AUTHOR_BYTES: usize = 400;
/// The same word of one page is looked for so often.
const MAX_LOOKS: usize = 16;
/// Blocks below the headline that may name the author.
const HEAD_BEHIND: usize = 8;
/// Letters of the shortest text that is a summary.
const MIN_SUMMARY: usize = 24;

/// Letters of the authors' names and of the descriptions.
struct Said {
    authors: Vec<String>,
    descriptions: Vec<String>,
}

/// The letters of a name: of two words, or in a script that has no spaces. One word is an account's or the site's.
fn letters_of_name(text: &str) -> Option<String> {
    let text = text.trim();
    let known = text.chars().count() >= MIN_NAME && text.contains(' ') || !text.is_ascii();
    Some(letters(text)).filter(|name| known && !name.is_empty())
}

fn read(page: &Page) -> Said {
    let mut said = Said { authors: Vec::new(), descriptions: Vec::new() };
    let mut looks = 0;
    for id in page.ids() {
        match page.tag(id) {
            Tag::Meta => {
                let name = page.attr(id, Attr::Property).or_else(|| page.attr(id, Attr::Name)).unwrap_or("");
                let content = || letters(page.attr(id, Attr::Content).unwrap_or(""));
                match name {
                    "author" | "article:author" | "parsely-author" | "sailthru.author" | "citation_author"
                    | "dc.creator" => {
                        said.authors.extend(letters_of_name(page.attr(id, Attr::Content).unwrap_or("")));
                    }
                    "description" | "og:description" | "twitter:description" => said.descriptions.push(content()),
                    _ => {}
                }
            }
            Tag::Script => {
                for text in page.children(id).map(|child| page.text(child)).filter(|text| text.contains("schema.org")) {
                    let mut rest = text;
                    while let Some(at) = rest.find("\"author\"").filter(|_| looks < MAX_LOOKS) {
                        looks += 1;
                        rest = &rest[at..];
                        let end =
                            (AUTHOR_BYTES..rest.len()).find(|&end| rest.is_char_boundary(end)).unwrap_or(rest.len());
                        let names = json_strings(&rest[..end], "\"name\"").into_iter().take(1);
                        let names = names.chain(json_strings(&rest[..end], "\"author\""));
                        said.authors.extend(names.filter_map(|text| letters_of_name(&text)));
                        rest = &rest["\"author\"".len()..];
                    }
                }
            }
            _ => {}
        }
    }
    said.authors.truncate(MAX_AUTHORS);
    said.descriptions.truncate(MAX_AUTHORS);
    said
}

impl Decision<'_> {
    /// See the module.
    pub(super) fn data(&mut self) {
        let Some(headline) = self.structure.headline.map(BlockId::index) else { return };
        let Some(first) = (headline..self.labels.len()).find(|&number| super::is_body_text(&self.labels[number]))
        else {
            return;
        };
        let said = read(self.page);
        let end = first.max(headline + 1).min(headline + 1 + HEAD_BEHIND);
        let has = |role: Role| self.labels.iter().any(|label| label.role == role);
        let (mut byline, mut summary) = (has(Role::Byline), has(Role::Standfirst));
        for number in headline.saturating_sub(HEAD_BEFORE)..end {
            let (block, label) = (&self.blocks[number], &self.labels[number]);
            let own = label.reasons.contains(&"wording") || label.reasons.contains(&"call");
            let open = !label.keep && !own && !label.role.is_article() && block.has_text();
            if !open || heading_level(self.page, block) == Some(1) {
                continue;
            }
            let text = letters(&block::text(self.page, block));
            // Above the headline stands the site's name, too: there a date beside it tells the author's.
            let dated = || {
                [number.wrapping_sub(1), number + 1]
                    .iter()
                    .any(|&near| self.labels.get(near).is_some_and(|label| label.role == Role::Dateline))
            };
            let named = |name: &String| text.contains(name.as_str()) && text.len() <= name.len() + BESIDE_NAME;
            if !byline
                && block.words <= LINE_MAX_WORDS
                && (number > headline || dated())
                && said.authors.iter().any(named)
            {
                self.drop(number, Role::Byline, "data");
                byline = true;
            } else if !summary
                && number > headline
                && (LINE_MAX_WORDS / 3..=STANDFIRST_MAX_WORDS).contains(&block.words)
                && text.len() >= MIN_SUMMARY
                && said.descriptions.iter().any(|description| description.contains(&text))
            {
                self.drop(number, Role::Standfirst, "data");
                summary = true;
            }
        }
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use crate::block;
    use crate::html;
    use crate::label::{self, decide};
    use crate::role::Role;
    use crate::structure::Structure;

    /// The role of the block with this text, on a story's page with this head, these lines above its headline and below.
    fn role(head: &str, above: &str, below: &str, wanted: &str) -> Role {
        let long =
            "<p>Boats came in on the tide that morning, and nobody was there to take a rope or to hear the news.</p>";
        let text = format!("{head}<article>{above}<h1>The quay at dawn</h1>{below}{long}{long}</article>");
        let page = html::read(&text, "");
        let blocks = block::split(&page);
        let structure = Structure::new(&page, &blocks);
        let texts: Vec<String> = blocks.iter().map(|block| block::text(&page, block)).collect();
        let scores: Vec<i32> = texts.iter().map(|text| if text.starts_with("Boat") { 980 } else { 20 }).collect();
        let labels = decide(&page, &blocks, &structure, &scores, label::likely(1000), &[]);
        labels[texts.iter().position(|text| text == wanted).expect("the block")].role
    }

    #[test]
    fn the_author_of_the_data_is_the_byline() {
        let json = "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"author\":[{\"@type\":\"Person\",\
            \"name\":\"Runa Feld\"}]}</script>";
        let line = "<div><span>Runa Feld</span></div>";
        for head in [
            "<meta name=author content='Runa Feld'>",
            json,
            &json.replace("[{\"@type\":\"Person\",\"name\":\"Runa Feld\"}]", "\"Runa Feld\""),
        ] {
            assert_eq!(role(head, "", line, "Runa Feld"), Role::Byline, "{head}");
        }
        assert_ne!(role("", "", line, "Runa Feld"), Role::Byline);
        assert_ne!(
            role("<meta name=author content=Tarnpost>", "", "<div><span>Tarnpost</span></div>", "Tarnpost"),
            Role::Byline
        );
        assert_ne!(role("<meta name=author content='Ada Moor'>", "", line, "Runa Feld"), Role::Byline);
        let author = "<meta name=author content='Tarn Weekly'>";
        let name = "<div><span>Tarn Weekly</span></div>";
        assert_ne!(role(author, name, "", "Tarn Weekly"), Role::Byline);
        assert_eq!(role(author, &format!("{name}<time>12 May 2031</time>"), "", "Tarn Weekly"), Role::Byline);
    }

    #[test]
    fn the_description_below_the_headline_is_the_summary() {
        let line = "One boat, no rope, and a girl who had come for the gulls";
        let below = format!("<div><span>{line}</span></div>");
        let head = format!("<meta name=description content='{line}.'>");
        assert_eq!(role(&head, "", &below, line), Role::Standfirst);
        assert_ne!(role("<meta name=description content='Another day.'>", "", &below, line), Role::Standfirst);
    }

    #[test]
    fn many_authors_in_the_data_cost_no_more() {
        let json = format!("<script>\"schema.org\"{}</script>", "\"author\":".repeat(200_000));
        assert_ne!(role(&json, "", "<div><span>Runa Feld</span></div>", "Runa Feld"), Role::Byline);
    }
}
