use super::*;
use crate::label::Label;
use crate::{block, html};

/// A page whose paragraphs of `<article>` are kept, with a role, a score and the reasons (joined by " + ") for the others,
/// by their text's first word.
fn hidden(text: &str, others: &[(&str, Role, i32, &'static str)]) -> Vec<String> {
    hidden_on(Kind::Article, text, others, &Choices::default())
}

fn hidden_on(kind: Kind, text: &str, others: &[(&str, Role, i32, &'static str)], hide: &Choices) -> Vec<String> {
    let page = html::read(text, "");
    let blocks = block::split(&page);
    let structure = Structure::new(&page, &blocks);
    let labels: Vec<Label> = blocks
        .iter()
        .map(|block| {
            let text = block::text(&page, block);
            match others.iter().find(|(word, ..)| text.starts_with(word)) {
                Some(&(_, role, score, reason)) => {
                    Label { role, keep: false, score, reasons: reason.split(" + ").collect() }
                }
                None => Label { role: Role::Paragraph, keep: true, score: 950, reasons: vec!["score"] },
            }
        })
        .collect();
    let hiding = find(&page, &blocks, &labels, &structure, kind, hide);
    let held =
        |number: usize| hiding.elements.iter().any(|found| page.contains(NodeId(found.node), blocks[number].first));
    for (number, &hidden) in hiding.blocks.iter().enumerate() {
        assert_eq!(hidden, held(number), "block {number} is hidden as its elements say");
    }
    hiding
        .elements
        .iter()
        .map(|found| page.attr(NodeId(found.node), crate::names::Attr::Id).unwrap_or("").to_owned())
        .collect()
}

const STORY: &str = "<article id=story><h1>The quay</h1>\
    <p>One boat came in on the tide that morning, and nobody was there to take her rope or her news.</p>\
    <p>Two men had said that they would be there, and both of them were still asleep in the same house.</p></article>";
const TEASER: &str = "Teaser about a harbour far away, where the rope was taken and the news was read out at noon.";

#[test]
fn a_section_of_clutter_goes_as_one_with_what_is_in_doubt() {
    let page = format!(
        "<main>{STORY}<section id=more><h2>More</h2><p>{TEASER}</p><p>{TEASER}</p><p>Doubtful line of the same kind, which \
         reads a little like the story itself, in so many words.</p></section></main>"
    );
    let others = |doubt| {
        [
            ("More", Role::Related, 1, "wording"),
            ("Teaser", Role::Related, 20, "section"),
            ("Doubtful", Role::Related, doubt, "section"),
        ]
    };
    assert_eq!(hidden(&page, &others(350)), ["more"]);
    // What might be a paragraph stays, and only the rest goes.
    let rest = hidden(&page, &others(500));
    assert_eq!(rest.len(), 3);
    assert!(!rest.contains(&"more".to_owned()));
}

#[test]
fn within_the_article_a_low_score_alone_hides_no_paragraph() {
    let story = STORY.replace("<p>Two", &format!("<p id=lost>{TEASER}</p><p>Two"));
    assert!(hidden(&story, &[("Teaser", Role::Related, 120, "score")]).is_empty());
    let beside = format!("<main>{STORY}</main><div id=side><p>{TEASER}</p></div>");
    assert_eq!(hidden(&beside, &[("Teaser", Role::Related, 40, "score")]), ["side"]);
}

#[test]
fn the_frame_stays_above_and_goes_with_a_footer() {
    let page = format!(
        "<div id=top><p>Sections</p><p>Search</p></div><main>{STORY}</main>\
         <div id=bottom><p>Sections</p><p>Owned by nobody in particular since the harbour was sold</p></div>"
    );
    let others = [
        ("Sections", Role::Navigation, 1, "name"),
        ("Search", Role::Search, 1, "name"),
        ("Owned", Role::Footer, 1, "name"),
    ];
    assert_eq!(hidden(&page, &others), ["bottom"]);
    let keep_footers = Choices::from_iter([(Role::Footer, false)]);
    assert!(hidden_on(Kind::Article, &page, &others, &keep_footers).is_empty());
}

#[test]
fn what_is_no_article_needs_a_lower_score() {
    let page = format!("<main>{STORY}</main><div id=side><p>{TEASER}</p></div>");
    let others = [("Teaser", Role::Comments, 60, "name")];
    assert_eq!(hidden(&page, &others), ["side"]);
    assert!(hidden_on(Kind::Forum, &page, &others, &Choices::default()).is_empty());
}

#[test]
fn nothing_is_hidden_where_nothing_is_kept() {
    let others = [
        ("The", Role::Headline, 500, "headline"),
        ("One", Role::Related, 1, "name"),
        ("Two", Role::Related, 1, "name"),
    ];
    assert!(hidden(STORY, &others).is_empty());
}

/// The story with more between its paragraphs.
fn within(more: &str) -> String {
    format!("<main>{}</main>", STORY.replace("<p>Two", &format!("{more}<p>Two")))
}

#[test]
fn some_names_say_more_than_a_score() {
    let page = |name: &str| within(&format!("<div id=box class={name}><p>{TEASER}</p></div>"));
    let others = |role| [("Teaser", role, 450, "name")];
    assert_eq!(hidden(&page("comments"), &others(Role::Comments)), ["box"]);
    assert!(hidden(&page("related"), &others(Role::Related)).is_empty());
    assert!(hidden(&page("comments"), &[("Teaser", Role::Comments, 510, "name")]).is_empty());
}

#[test]
fn the_name_of_what_holds_a_paragraph_says_nothing_against_its_neighbours() {
    let page = format!(
        "<main>{STORY}</main><div id=box class=promo><p>Teaser about a harbour far away, where all the rope was taken at noon.</p><p>One more paragraph.</p></div>"
    );
    assert!(hidden(&page, &[("Teaser", Role::Promo, 90, "name")]).is_empty());
    let alone = page.replace("<p>One more paragraph.</p>", "");
    assert_eq!(hidden(&alone, &[("Teaser", Role::Promo, 90, "name")]), ["box"]);
}

#[test]
fn far_above_the_headline_what_nothing_speaks_of_goes() {
    let above = |count: usize| {
        let stays = "<p>Sections</p>".repeat(count);
        format!("<div id=box><p>Widget line</p></div><div>{stays}</div><main>{STORY}</main>")
    };
    let others = [("Widget", Role::Other, 20, "score"), ("Sections", Role::Navigation, 1, "name")];
    assert_eq!(hidden(&above(7), &others), ["box"]);
    assert!(hidden(&above(3), &others).is_empty());
}

#[test]
fn a_quoted_post_does_not_lose_its_words() {
    let post = format!("<blockquote id=post><p>{TEASER}</p></blockquote>");
    let others = [("Teaser", Role::Related, 20, "score")];
    assert!(hidden(&within(&post), &others).is_empty());
    assert_eq!(hidden(&within(&post.replace("blockquote", "div")), &others).len(), 1);
}

#[test]
fn what_words_and_a_name_or_a_form_say_alike_is_believed_up_to_a_higher_score() {
    let hides = |class: &str, score: i32, reasons: &'static str| {
        let story = within(&format!("<div id=asks class={class}><p>{TEASER}</p></div>"));
        // What holds a large part of the page's text is no box, whatever it is called.
        let rest = format!("<p>{}</p>", TEASER.replace("Teaser", "A word")).repeat(20);
        let story = story.replace("</article>", &format!("{rest}</article>"));
        !hidden(&story, &[("Teaser", Role::Newsletter, score, reasons)]).is_empty()
    };
    assert!(hides("newsletter", 350, "name + wording"));
    assert!(hides("part", 350, "wording + form"));
    assert!(!hides("newsletter", 450, "name + wording"));
    assert!(!hides("part", 350, "wording"), "the words alone");
    assert!(!hides("newsletter", 350, "name"), "the name alone");
    assert!(!hides("share-bar", 350, "name + wording"), "a name that says another thing");
}
