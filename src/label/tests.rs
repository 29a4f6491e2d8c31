//! What the rules say of pages in our own words, each with the scores that a block has by its first word.

use super::*;
use crate::page::{Builder, Facts};
use crate::{block, html};

pub(super) const STORY: &str = "<article><h1>The quay at dawn, and nobody there</h1>\
    <p>Boats came in on the tide that morning, and nobody was there to take a rope or to hear the news.</p>\
    <p>Boatmen had said that they would be there, and both of them were still asleep in the same house.</p></article>";

/// The role of each block, with its text. What begins with "Boat" is sure to be the story, the rest to be none.
fn roles(text: &str) -> Vec<(String, Role)> {
    let page = html::read(text, "");
    let blocks = block::split(&page);
    let structure = Structure::new(&page, &blocks);
    let texts: Vec<String> = blocks.iter().map(|block| block::text(&page, block)).collect();
    let scores: Vec<i32> = texts.iter().map(|text| if text.starts_with("Boat") { 980 } else { 20 }).collect();
    let labels = decide(&page, &blocks, &structure, &scores, likely(1000), &[]);
    texts.into_iter().zip(labels).map(|(text, label)| (text, label.role)).collect()
}

/// The role of the only block that begins so.
pub(super) fn role(text: &str, start: &str) -> Role {
    let found: Vec<Role> =
        roles(text).into_iter().filter(|(text, _)| text.starts_with(start)).map(|(_, role)| role).collect();
    assert_eq!(found.len(), 1, "{start}");
    found[0]
}

pub(super) fn links(count: usize, text: &str) -> String {
    (0..count).map(|number| format!("<li><a href=/{number}>{text} {number}</a></li>")).collect()
}

#[test]
fn who_took_a_picture_is_part_of_its_caption() {
    let figure = |inside: &str| {
        STORY.replacen("</p><p>", &format!("</p><figure><img src=a.jpg width=800 height=500>{inside}</figure><p>"), 1)
    };
    assert_eq!(role(&figure("<figcaption>Runa Feld at her door, © Ada Moor</figcaption>"), "Runa"), Role::Caption);
    assert_eq!(role(&figure("<div class=copyright>Ada Moor, Tarn Pictures</div>"), "Ada"), Role::Caption);
    let far = figure(
        "<figcaption>Runa Feld at her door</figcaption></figure><div class=author>Ada Moor, Tarn Pictures</div><figure>",
    );
    let far = far.replace(
        "</p><figure><img",
        &format!("</p>{}<figure><img", "<p>Boats, and boats again, all day long.</p>".repeat(8)),
    );
    assert_eq!(role(&far, "Ada"), Role::Caption);
    let footer = format!("{STORY}<footer><p>© Tarn Weekly and its owners</p></footer>");
    assert_eq!(role(&footer, "©"), Role::Footer);
}

#[test]
fn a_frame_that_is_called_an_advertisement_is_one_in_a_box_without_a_name() {
    let frame = |name: &str| {
        let frame = format!("<div><iframe id={name} src=https://frames.example/1 width=300 height=250></iframe></div>");
        let page = STORY.replacen("</p><p>", &format!("</p>{frame}<p>"), 1);
        roles(&page).into_iter().find(|(text, _)| text.is_empty()).map(|(_, role)| role)
    };
    assert_eq!(frame("google_ads_iframe_7"), Some(Role::Advertisement));
    assert_eq!(frame("player_7"), Some(Role::Media));
}

#[test]
fn a_menu_over_the_page_is_no_overlay() {
    let menu = format!("<div class=modal><ul>{}</ul></div>{STORY}", links(5, "Harbours"));
    assert_eq!(role(&menu, "Harbours 1"), Role::Navigation);
    let asks = format!("<div class=modal><p>Stay a while, and tell us how you like the paper.</p></div>{STORY}");
    assert_eq!(role(&asks, "Stay"), Role::Overlay);
    let behind = format!("{STORY}<div class=modal><ul>{}</ul></div>", links(5, "Harbours"));
    assert_eq!(role(&behind, "Harbours 1"), Role::Overlay);
}

#[test]
fn a_column_that_is_not_printed_is_no_tool() {
    let page = |count| {
        format!(
            "{STORY}<div class=no-print><ul>{}</ul></div>",
            links(count, "The rope of the old harbour and of its many gulls")
        )
    };
    assert_eq!(role(&page(14), "The rope of the old harbour and of its many gulls 3"), Role::Related);
    assert_eq!(role(&page(3), "The rope of the old harbour and of its many gulls 2"), Role::Tools);
    let days: String = (1..31).map(|day| format!("<td>{day}")).collect();
    let calendar =
        format!("{STORY}<aside><table class=calendar><caption>Tides of April<tr>{days}</table><input></aside>");
    assert_eq!(role(&calendar, "17"), Role::Tools);
}

#[test]
fn a_field_speaks_for_what_is_around_it_and_not_for_its_column() {
    let column = |more: &str| format!("{STORY}<div><p>Send it to me</p><input type=email>{more}</div>");
    assert_eq!(role(&column(""), "Send"), Role::Newsletter);
    assert_ne!(role(&column(&"<p>of the tide</p>".repeat(30)), "Send"), Role::Newsletter);
}

#[test]
fn name_and_date_below_a_summary_are_the_articles() {
    let head = "</h1><p>Boats are many and hands are few on the quay.</p><div class=byline>Runa Feld</div>\
        <time>12 May 2031</time><figure><img src=a.jpg width=800 height=500></figure>";
    let page = STORY.replace("</h1>", head);
    assert_eq!(role(&page, "Runa"), Role::Byline);
    assert_eq!(role(&page, "12 May"), Role::Dateline);
    let card =
        STORY.replace("</article>", "<div class=byline>Runa Feld</div><p>Boats again, all day long.</p></article>");
    assert_eq!(role(&card, "Runa"), Role::Related);
}

#[test]
fn a_headline_heads_no_section_of_clutter() {
    let page = "<article><h1>Newsletters of the quay</h1><p>Harbour master's log</p>\
        <p>Boats came in on the tide that morning, and nobody was there to take a rope or to hear the news.</p>\
        <p>Boatmen had said that they would be there, and both of them were still asleep in the same house.</p></article>";
    assert_ne!(role(page, "Harbour"), Role::Newsletter);
}

#[test]
fn the_frame_leads_on_whatever_its_links_are_called() {
    assert_eq!(role(&format!("<a href=#main>Skip to the story</a>{STORY}"), "Skip"), Role::Navigation);
    let footer = format!("{STORY}<footer><div class=social><a href=/f>Harbour radio</a></div></footer>");
    assert_eq!(role(&footer, "Harbour"), Role::Footer);
    let sign = format!("<div class=menu><a href=/><img src=sign.svg></a></div>{STORY}");
    assert_eq!(roles(&sign)[0].1, Role::Masthead);
}

#[test]
fn a_consent_dialogue_may_hold_more_than_a_short_story() {
    let asks = "<p>These pages keep a note of you, so that they know you again when you come back to the quay.</p>";
    let page = format!("{STORY}<div id=cookie-consent>{}</div>", asks.repeat(2));
    let found = roles(&page);
    assert_eq!(found.iter().filter(|(_, role)| *role == Role::Consent).count(), 2);
}

#[test]
fn a_name_around_the_headline_says_nothing_of_the_head() {
    let page = STORY
        .replace("<article>", "<article class=share-wrapper>")
        .replace("</h1>", "</h1><p>From the harbour office</p>");
    assert_ne!(role(&page, "From"), Role::Share);
}

#[test]
fn what_the_score_is_sure_of_no_rule_drops() {
    let kept = |piece: &str, headline: &str| {
        let text = STORY.replacen("</p><p>", &format!("</p>{piece}<p>"), 1);
        let text = text.replace("The quay at dawn, and nobody there", headline);
        let page = html::read(&text, "");
        let blocks = block::split(&page);
        let structure = Structure::new(&page, &blocks);
        let text = |number: usize| block::text(&page, &blocks[number]);
        let asked = |number: &usize| text(*number).starts_with("Q: ");
        // The piece is asked for twice: with a score that is sure, and with one that is likely.
        [980, 700].map(|sure| {
            let score = |number: usize| {
                if asked(&number) {
                    sure
                } else if text(number).starts_with("Boat") {
                    980
                } else {
                    20
                }
            };
            let scores: Vec<i32> = (0..blocks.len()).map(score).collect();
            let labels = decide(&page, &blocks, &structure, &scores, likely(1000), &[]);
            (0..blocks.len()).filter(asked).any(|number| labels[number].keep)
        })
    };
    assert_eq!(kept("<p class=byline>Q: who rowed the last boat home</p>", "Dawn"), [true, false]);
    assert_eq!(kept("<p>Q: sign up for our newsletter</p>", "Dawn"), [true, false]);
    let question = "Q: who rowed the last boat home";
    assert_eq!(kept(&format!("<p>{question}</p>"), question), [true, false]);
}

#[test]
fn a_name_to_press_behind_by_is_the_byline() {
    let page = |before: &str| {
        let head = format!("</h1><div class=byline><p>{before}</p><button>Runa Feld</button></div>");
        STORY.replace("</h1>", &head)
    };
    assert_eq!(role(&page("By"), "Runa"), Role::Byline);
    assert_eq!(role(&page("By Ada Moor"), "Runa"), Role::Tools);
}

#[test]
fn the_id_of_a_heading_is_made_of_its_words() {
    let id = "id=share-the-boats-of-the-harbour";
    let page = |tag: &str| STORY.replacen("</p><p>", &format!("</p><{tag} {id}>Share the boats</{tag}><p>"), 1);
    assert_eq!(role(&page("h2"), "Share the"), Role::Subheading);
    assert_eq!(role(&page("div"), "Share the"), Role::Share);
}

#[test]
fn name_and_date_below_a_summary_that_is_kept_as_text_are_the_articles() {
    let head = |below: &str| {
        let summary = "</h1><p>Boats are many and hands are few on the quay, as the harbour office says today.</p>";
        STORY.replace("</h1>", &format!("{summary}{below}"))
    };
    let buttons = "<p>Larger</p><p>Smaller</p><p>Darker</p><p>Send</p><p>Tell</p>";
    let named = head(&format!("{buttons}<a href=/author/runa>Runa Feld</a><div>Tarn-12/05/2031 20:00</div>"));
    assert_eq!(role(&named, "Runa"), Role::Byline);
    assert_eq!(role(&named, "Tarn"), Role::Dateline);
    // Further below, a name is another story's.
    let far = head(&format!("{}<a href=/author/runa>Runa Feld</a>", buttons.repeat(3)));
    assert_ne!(role(&far, "Runa"), Role::Byline);
}

#[test]
fn what_is_called_byline_beside_the_headline_is_one() {
    let aside = "</h1><aside><address data-component=meta-byline>Tidal Press in Velm</address>\
        <div>Sat 12 May 2031 12.42 CET</div><div><a href=/s>Send it on</a></div></aside>";
    let page = STORY.replace("</h1>", aside);
    assert_eq!(role(&page, "Tidal"), Role::Byline);
    assert_eq!(role(&page, "Sat 12"), Role::Dateline);
    assert_ne!(role(&page, "Send it"), Role::Byline);
}

#[test]
fn a_first_heading_called_for_sharing_is_the_headline_and_not_its_copy_in_a_form() {
    let again = "<div class=box><h2>The quay at dawn, and nobody there</h2><form><input type=email></form></div>";
    let title = "<title>The quay at dawn, and nobody there</title>";
    let page = STORY.replace("<h1>", "<div class=share-header><h1>").replace("</h1>", "</h1></div>");
    let found = roles(&format!("{title}{page}{again}"));
    let roles: Vec<Role> =
        found.iter().filter(|(text, _)| text.starts_with("The quay")).map(|&(_, role)| role).collect();
    assert_eq!(roles[0], Role::Headline);
    assert_ne!(roles[1], Role::Headline);
}

#[test]
fn of_two_headlines_the_one_that_is_seen_stands() {
    let headline = |seen: [u16; 2]| {
        let mut page = Builder::new("");
        page.open(Tag::Html, Facts::default(), []);
        page.open(Tag::Body, Facts::default(), []);
        for facts in seen {
            page.open(Tag::H1, Facts(facts), []);
            page.text("The quay at dawn, and nobody there");
            page.close();
        }
        page.open(Tag::P, Facts::default(), []);
        page.text("Boats came in on the tide that morning, and nobody was there to take a rope or to hear the news.");
        let page = page.finish();
        let blocks = block::split(&page);
        Structure::new(&page, &blocks).headline.map(|headline| headline.index())
    };
    assert_eq!(headline([0, 0]), Some(0));
    assert_eq!(headline([Facts::HIDDEN, 0]), Some(1));
    assert_eq!(headline([0, Facts::HIDDEN]), Some(0));
}

#[test]
fn lines_that_each_head_a_run_are_read_once() {
    let lines = "<p><a href=#>Related stories</a></p>".repeat(400);
    let page = html::read(&format!("{STORY}<div>{lines}</div>"), "");
    let blocks = block::split(&page);
    let structure = Structure::new(&page, &blocks);
    let labels = decide(&page, &blocks, &structure, &vec![20; blocks.len()], likely(1000), &[]);
    let most = labels.iter().map(|label| label.reasons.len()).max();
    assert!(most <= Some(4), "{most:?}");
    assert!(labels[3..].iter().all(|label| label.role == Role::Related));
}

#[test]
fn what_would_be_a_summary_is_text_where_there_is_no_article() {
    let offer = "<main><h1>A lamp for the quay</h1><h2 class=subtitle>It burns all night on half a litre of oil.</h2>\
        <p>Boats see it from the third buoy on, and nobody has had to trim it more than once a week since it was hung.</p>\
        <p>Boatmen who have seen it ask where it was made, and whether there is another one to be had.</p></main>";
    let page = html::read(offer, "");
    let blocks = block::split(&page);
    let structure = Structure::new(&page, &blocks);
    let roles = |article: i32| -> Vec<Role> {
        let labels = decide(&page, &blocks, &structure, &[20, 480, 980, 980], likely(article), &[]);
        labels.iter().map(|label| label.role).collect()
    };
    assert_eq!(roles(900)[1], Role::Standfirst);
    assert_eq!(roles(300)[1], Role::Subheading);
}

#[test]
fn a_page_of_a_word_has_no_text() {
    let kept = |text: &str, article: i32| {
        let page = html::read(&format!("<main>{text}</main><footer><a href=/>Home</a></footer>"), "");
        let blocks = block::split(&page);
        let structure = Structure::new(&page, &blocks);
        let scores: Vec<i32> = blocks.iter().map(|block| if block.link_chars == 0 { 600 } else { 20 }).collect();
        decide(&page, &blocks, &structure, &scores, likely(article), &[]).iter().filter(|label| label.keep).count()
    };
    assert_eq!(kept("<div>Help</div>", 20), 0);
    assert_eq!(kept("<div>Help</div><div>Nobody has asked for any since the lamp was hung.</div>", 20), 2);
}

#[test]
fn in_a_list_of_offers_a_caption_that_leads_to_one_is_an_offer() {
    let card = "<h1>Ropes</h1><a href=/1><div class=caption>Boat rope, ten fathoms of it</div></a>\
        <div class=caption>Boats that have one, on the quay</div>";
    let page = html::read(&format!("<main>{card}</main>"), "");
    let blocks = block::split(&page);
    let labels = decide(&page, &blocks, &Structure::new(&page, &blocks), &[20, 600, 600], likely(100), &[]);
    assert_eq!((labels[1].role, labels[2].role), (Role::Paragraph, Role::Caption));
}

#[test]
fn what_a_menu_or_a_footer_leads_to_is_not_there() {
    let menu = format!("<div><ul>{}<li><a href=/n>Newsletter</a></ul></div>{STORY}", links(5, "Harbours"));
    assert_ne!(role(&menu, "Newsletter"), Role::Newsletter);
    let box_of_one = format!("{STORY}<div><h3>More of it</h3><a href=/n>Newsletter</a></div>");
    assert_eq!(role(&box_of_one, "Newsletter"), Role::Newsletter);
    let footer = |button: &str| format!("{STORY}<footer>{}{button}</footer>", links(3, "Harbours"));
    assert_eq!(role(&footer("<p><a href=/f>Follow us</a></p>"), "Follow"), Role::Footer);
    assert_eq!(role(&footer("<div class=subscribe><a href=/w>All weekly tides</a></div>"), "All"), Role::Footer);
    let whole = footer("<div class=subscribe><p>The tides of each week</p><a href=/w>All weekly tides</a></div>");
    assert_eq!(role(&whole, "All"), Role::Newsletter);
}

#[test]
fn a_call_is_for_what_it_names() {
    let call = |text: &str| STORY.replace("</article>", &format!("<p><a href=/n>{text}</a></p></article>"));
    assert_eq!(role(&call("Click here to sign up for our newsletter about tides"), "Click"), Role::Newsletter);
    assert_eq!(role(&call("Click here to see the tides of the whole harbour"), "Click"), Role::Promo);
}
