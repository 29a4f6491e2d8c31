//! Own-made pages, one for each mechanism.

use super::*;
use crate::html;

fn meta(head: &str, body: &str) -> Metadata {
    meta_at("https://www.daily.example/news/story-1", head, body)
}

fn meta_at(url: &str, head: &str, body: &str) -> Metadata {
    let page = html::read(&format!("<html lang=en><head>{head}</head><body>{body}</body></html>"), url);
    let base = url::Url::parse(url).unwrap();
    read(&page, &Hints::default(), &|src| base.join(src).ok().map(String::from))
}

fn json(json: &str) -> String {
    format!("<script type='application/ld+json'>{json}</script>")
}

#[test]
fn the_headline_is_the_heading_that_the_data_agrees_with() {
    let head = "<title>Harbour bridge reopens after long repair - The Daily</title><meta property=og:site_name content='The Daily'>";
    let body = "<h1>The Daily</h1><h1>Harbour bridge reopens after a long repair</h1><h1>Ferry prices rise</h1>";
    assert_eq!(meta(head, body).title.as_deref(), Some("Harbour bridge reopens after a long repair"));
    // No heading is like it: the name without the publication.
    assert_eq!(meta(head, "<h1>Our services</h1>").title.as_deref(), Some("Harbour bridge reopens after long repair"));
    // A second-level heading does as well, one about the comments does not.
    let body = "<h2>12 replies to “Harbour bridge reopens after long repair”</h2><h2>Harbour bridge reopens after long repair</h2>";
    assert_eq!(meta(head, body).title.as_deref(), Some("Harbour bridge reopens after long repair"));
}

#[test]
fn a_title_with_the_publication_without_end() {
    // Quadratic work would take minutes here.
    let head = format!("<title>Harbour bridge reopens{}</title>", " | Daily.com".repeat(30_000));
    assert!(
        meta(&head, "").title.is_some_and(|title| title.starts_with("Harbour bridge reopens") && title.len() <= 2000)
    );
}

#[test]
fn a_line_is_small_in_nodes_and_in_text() {
    let is_line = |text: &str| {
        let page = html::read(&format!("<p>{text}</p>"), "");
        sources::is_line(&page, page.find(Tag::P).unwrap())
    };
    assert!(is_line("Harbour bridge reopens <b>after repair</b>"));
    assert!(!is_line(&"<b>a</b>".repeat(200)));
    assert!(!is_line(&"Harbour bridge reopens ".repeat(200)));
}

#[test]
fn the_headline_has_no_kicker_and_no_section() {
    let head = "<meta property=og:title content='Harbour bridge reopens after repair'>";
    let body = "<h1><span>City traffic:</span> Harbour bridge reopens after repair</h1>";
    assert_eq!(meta(head, body).title.as_deref(), Some("Harbour bridge reopens after repair"));
    let body = "<h1>Harbour bridge reopens after repair | Opinion</h1>";
    assert_eq!(meta(head, body).title.as_deref(), Some("Harbour bridge reopens after repair"));
}

#[test]
fn of_several_articles_in_the_data_the_one_of_this_page() {
    let head = format!(
        "<title>Harbour bridge reopens</title>{}",
        json(
            r#"[{"@type": "NewsArticle", "headline": "Ferry prices rise", "author": "Max Moe", "datePublished": "2026-01-01"},
                {"@type": "NewsArticle", "headline": "Harbour bridge reopens", "author": {"@type": "Person", "name": "Ann Lee"}, "datePublished": "2026-02-03T10:00:00Z"}]"#
        )
    );
    let found = meta(&head, "<h1>Harbour bridge reopens</h1>");
    assert_eq!((found.byline.as_deref(), found.date.as_deref()), (Some("Ann Lee"), Some("2026-02-03")));
    // Teasers alone say nothing about this page.
    let teasers = json(
        r#"{"@graph": [{"@type": "Article", "headline": "One thing", "author": "A Bee"}, {"@type": "Article", "headline": "Two things", "author": "C Dee"},
            {"@type": "Article", "headline": "Three things", "author": "E Eff"}]}"#,
    );
    assert_eq!(meta(&teasers, "<h1>Harbour bridge reopens</h1>").byline, None);
}

#[test]
fn authors_may_be_named_by_reference() {
    let head = json(
        r##"{"@graph": [{"@type": "Article", "headline": "Harbour bridge reopens", "author": {"@id": "#p"}, "publisher": {"@id": "#o"}},
            {"@type": "Person", "@id": "#p", "name": "Ann Lee"}, {"@type": "Organization", "@id": "#o", "name": "The Daily"}]}"##,
    );
    let found = meta(&head, "<h1>Harbour bridge reopens</h1>");
    assert_eq!((found.byline.as_deref(), found.site.as_deref()), (Some("Ann Lee"), Some("The Daily")));
}

#[test]
fn the_publication_is_the_author_only_when_nobody_else_is() {
    let head = format!(
        "<meta property=og:site_name content='The Daily'>{}",
        json(
            r#"{"@type": "Article", "headline": "Harbour bridge reopens", "author": {"@type": "Organization", "name": "The Daily"}}"#
        )
    );
    let h1 = "<h1>Harbour bridge reopens</h1>";
    assert_eq!(meta(&head, h1).byline.as_deref(), Some("The Daily"));
    assert_eq!(
        meta(&head, &format!("{h1}<p>By <a href=/x>Ann Lee</a>, harbour reporter</p>")).byline.as_deref(),
        Some("Ann Lee")
    );
    assert_eq!(meta("<meta property=og:site_name content='The Daily'>", h1).byline, None);
}

#[test]
fn names_in_sight_of_the_headline() {
    let h1 = "<h1>Harbour bridge reopens</h1>";
    for body in [
        "<div class=byline>By <a>Ann Lee</a> and <a>Max Moe</a> <span>Harbour desk</span></div>",
        "<p>By Ann Lee and Max Moe | 5 min read</p>",
        "<ul class=article-authors><li><a class=n>Ann Lee</a></li><li><a class=n>Max Moe</a></li></ul>",
        "<span itemprop=author><b itemprop=name>Ann Lee, Max Moe</b></span>",
    ] {
        assert_eq!(meta("", &format!("{h1}{body}<p>Text.</p>")).byline.as_deref(), Some("Ann Lee, Max Moe"), "{body}");
    }
    for body in [
        "<a href=/author/ann-lee>Ann Lee</a><p>More Stories</p>",
        "<div><p>Ann Lee</p><p>3 March 2026</p></div>",
        "<div class=comment><b class=author>Troll King</b></div><p class=author-name>Ann Lee</p>",
    ] {
        assert_eq!(meta("", &format!("{h1}{body}")).byline.as_deref(), Some("Ann Lee"), "{body}");
    }
    // Author boxes of other stories disagree, so none is ours.
    let far = "<p>x</p>".repeat(2000);
    let cards = "<p class=author>Ann Lee</p><p class=author>Max Moe</p>";
    assert_eq!(meta("", &format!("{h1}{far}{cards}")).byline, None);
    assert_eq!(meta("", &format!("{h1}{far}<p class=author>Ann Lee</p>")).byline.as_deref(), Some("Ann Lee"));
}

#[test]
fn the_data_and_the_page_complete_each_other() {
    let head = json(
        r#"{"@type": "Article", "headline": "Harbour bridge reopens", "author": {"@type": "Person", "name": "annlee"}}"#,
    );
    let body = "<h1>Harbour bridge reopens</h1><p class=byline>Ann Lee</p>";
    assert_eq!(meta(&head, body).byline.as_deref(), Some("Ann Lee"));
    let head = "<meta name=author content='Ann Lee'>";
    let body = "<h1>Harbour bridge reopens</h1><p class=byline>By Ann Lee and Max Moe</p>";
    assert_eq!(meta(head, body).byline.as_deref(), Some("Ann Lee, Max Moe"));
    let head = "<meta name=citation_author content='Lee, Ann'><meta name=citation_author content='Moe, Max'>";
    assert_eq!(meta(head, "").byline.as_deref(), Some("Ann Lee, Max Moe"));
}

#[test]
fn the_day_of_publication_and_not_of_the_last_change() {
    let head = json(
        r#"{"@type": "Article", "headline": "Harbour bridge reopens", "datePublished": "2026-02-03", "dateModified": "2026-03-04"}"#,
    );
    let h1 = "<h1>Harbour bridge reopens</h1>";
    for line in ["Updated: 4 March 2026", "4 March 2026", "<span>Last updated on</span> <b>March 4, 2026</b>"] {
        assert_eq!(meta(&head, &format!("{h1}<p>{line}</p>")).date.as_deref(), Some("2026-02-03"), "{line}");
    }
    // The template puts the day of the last build into the data.
    let built = head.replace("2026-02-03", "2026-03-04");
    assert_eq!(meta(&built, &format!("{h1}<p>Published 1 May 2024</p>")).date.as_deref(), Some("2024-05-01"));
    // The address keeps the day when the data was written again; its day and month may be read the wrong way round.
    let at = |url: &str| meta_at(url, &head, h1).date;
    assert_eq!(at("https://www.daily.example/2026/01/20/bridge").as_deref(), Some("2026-01-20"));
    assert_eq!(at("https://www.daily.example/2026/03/04/bridge").as_deref(), Some("2026-02-03"));
    assert_eq!(meta(&head, &format!("{h1}<p>02.03.2026</p>")).date.as_deref(), Some("2026-02-03"));
    // Without data: what the page shows, published before plain before updated.
    let body = format!("{h1}<p>Updated 4 March 2026</p><p>Published 3 February 2026</p>");
    assert_eq!(meta("", &body).date.as_deref(), Some("2026-02-03"));
    assert_eq!(meta("", &format!("{h1}<p>Updated 4 March 2026</p>")).date.as_deref(), Some("2026-03-04"));
}

#[test]
fn a_date_of_something_else_is_none() {
    let h1 = "<h1>Harbour bridge reopens</h1>";
    let far = "<p>word word word word</p>".repeat(100);
    assert_eq!(meta("", &format!("{h1}{far}<aside><p>Ferry prices rise</p><p>1 May 2024</p></aside>")).date, None);
    let prose = "The bridge was closed on 1 May 2024 after an inspection found cracks in two of its four piers.";
    assert_eq!(meta("", &format!("{h1}<p>{prose}</p>")).date, None);
    let far_line = format!("{h1}{far}<p>First published 1 May 2024</p>");
    assert_eq!(meta("", &far_line).date.as_deref(), Some("2024-05-01"));
    let at = |url| meta_at(url, "", h1).date;
    assert_eq!(at("https://www.daily.example/2026/02/03/bridge").as_deref(), Some("2026-02-03"));
}

#[test]
fn data_that_cannot_be_the_day_of_publication() {
    let h1 = "<h1>Harbour bridge reopens</h1>";
    let far = "<p>word word word word</p>".repeat(100);
    // One day for the publication and the last change: the template's. What the page says, however far, is earlier.
    let build = json(
        r#"{"@type": "Article", "headline": "Harbour bridge reopens", "datePublished": "2026-03-04", "dateModified": "2026-03-04"}"#,
    );
    let told = "<p>Published 1 May 2024</p>";
    assert_eq!(meta(&build, &format!("{h1}{far}{told}")).date.as_deref(), Some("2024-05-01"));
    assert_eq!(meta(&build, &format!("<p>1 May 2024</p>{h1}")).date.as_deref(), Some("2024-05-01"));
    let first = build.replacen("2026-03-04", "2026-02-03", 1);
    assert_eq!(meta(&first, &format!("{h1}{far}{told}")).date.as_deref(), Some("2026-02-03"));
    // Of two days in the meta elements the one that lies before the last change.
    let metas = "<meta name=published-time content=2026-03-09><meta name=published-date content=2021-02-16>";
    let changed = "<meta name=modified-time content=2026-01-15>";
    assert_eq!(meta(metas, h1).date.as_deref(), Some("2026-03-09"));
    assert_eq!(meta(&format!("{metas}{changed}"), h1).date.as_deref(), Some("2021-02-16"));
    // A line that says which day it is speaks for the data, a day in a list of changes not against it.
    let head = "<meta property=article:published_time content=2021-01-18>";
    let change = "<ul><li>2022-04-12 Link to <a href=/x>the other page</a></ul>";
    let said = "<aside>Published on 2021-01-18</aside>";
    assert_eq!(meta(head, &format!("{h1}{change}{far}{said}")).date.as_deref(), Some("2021-01-18"));
}

#[test]
fn data_in_a_meta_element() {
    let data = r#"{"@type": "Article", "headline": "Harbour bridge reopens", "datePublished": "2026-02-03"}"#;
    let head = format!("<meta name='script:ld+json' content='{data}'>");
    assert_eq!(meta(&head, "<h1>Harbour bridge reopens</h1>").date.as_deref(), Some("2026-02-03"));
}

#[test]
fn a_date_in_figures_is_read_as_the_page_confirms() {
    let body = "<h1>Harbour bridge reopens</h1><p>03/10/2023</p>";
    let at = |url, more: &str| meta_at(url, "", &format!("{body}{more}")).date;
    let plain = "https://www.daily.example/bridge";
    assert_eq!(at(plain, "").as_deref(), Some("2023-03-10"));
    assert_eq!(at("https://www.daily.example/2023/october/03/bridge", "").as_deref(), Some("2023-10-03"));
    assert_eq!(at(plain, "<time datetime=2023-10-03>x</time>").as_deref(), Some("2023-10-03"));
    // A title in place of the canonical address is none.
    let head = "<link rel=canonical href='Harbour bridge reopens'><meta property=og:url content=https://a.example/2023/10/03/b>";
    let page = html::read(&format!("<html lang=en><head>{head}</head><body>{body}"), "");
    assert_eq!(read(&page, &Hints::default(), &|_| None).date.as_deref(), Some("2023-10-03"));
}

#[test]
fn the_day_of_the_first_edition() {
    let body = "<h1>Harbour bridge reopens</h1><p>30 September 2022</p>";
    let sentence =
        "This article was originally published on 26 Sep 2019 at 4:12pm but has been updated to keep it current.";
    assert_eq!(meta("", &format!("{body}<p>{sentence}</p>")).date.as_deref(), Some("2019-09-26"));
    let sentence =
        "The novel, originally published in the magazine of the harbour, became a book on 26 Sep 2019 at last.";
    assert_eq!(meta("", &format!("{body}<p>{sentence}</p>")).date.as_deref(), Some("2022-09-30"));
}

#[test]
fn a_date_at_the_foot_of_the_article() {
    let far = "<p>word word word word</p>".repeat(100);
    let at_foot = |foot: &str| {
        let html = format!("<html lang=en><h1>Harbour bridge reopens</h1>{far}<section>The end.</section>{foot}");
        let page = html::read(&html, "https://www.daily.example/bridge");
        let end = page.find(Tag::Section).map(|id| NodeId(page.end(id).0 - 1));
        read(&page, &Hints { end, ..Hints::default() }, &|_| None).date
    };
    for foot in ["<p>Written by Ann Lee</p><p>8 April 2024</p>", "<p>8 April 2024. <i>Updated: 9 April 2024</i>"] {
        assert_eq!(at_foot(foot).as_deref(), Some("2024-04-08"), "{foot}");
    }
    for foot in [
        "<p>Page last updated 8 April 2024</p>",
        "<div class=comment><b>Troll King</b> <i>8 April 2024</i></div>",
        "<p>Ferry prices rise</p><p>8 April 2024</p><p>Pier sold</p><p>9 April 2024</p>",
    ] {
        assert_eq!(at_foot(foot), None, "{foot}");
    }
}

#[test]
fn other_facts() {
    let head = "<meta name=description content=' Cars may  pass &amp;amp; boats too. '><meta property=og:image content=/i/a.jpg>
        <link rel=canonical href=/news/story-1?x><meta property=og:locale content=he_IL><title>x</title>";
    let page = html::read(&format!("<head>{head}</head>"), "https://daily.example/amp/1");
    let base = url::Url::parse(&page.url).unwrap();
    let found = read(&page, &Hints::default(), &|src| base.join(src).ok().map(String::from));
    assert_eq!(found.excerpt.as_deref(), Some("Cars may pass & boats too."));
    assert_eq!(found.image.as_deref(), Some("https://daily.example/i/a.jpg"));
    assert_eq!(found.url.as_deref(), Some("https://daily.example/news/story-1?x"));
    assert_eq!((found.lang.as_deref(), found.dir.as_deref()), (Some("he-IL"), Some("rtl")));
    // A canonical address on another site is not this page's.
    let found = meta("<link rel=canonical href=https://other.example/story>", "");
    assert_eq!(found.url.as_deref(), Some("https://www.daily.example/news/story-1"));
    assert!(same_site("https://m.daily.co.uk/a", "https://www.daily.co.uk/b"));
    assert!(!same_site("https://a.co.uk/", "https://b.co.uk/"));
}

#[test]
fn an_empty_or_hostile_page_has_no_metadata() {
    assert_eq!(read(&crate::page::Page::default(), &Hints::default(), &|_| None), Metadata::default());
    let head = format!("{}<meta property=og:image content='javascript:x'>", json(&"[{\"@type\":".repeat(5000)));
    let found = meta(&head, &format!("<h1>{}</h1>", "a ".repeat(20_000)));
    assert_eq!((found.image, found.byline, found.date), (None, None, None));
    // Deep nests of what names headlines and authors are read once, not once a level.
    let nest = "<div class='title author' itemprop='headline author datePublished'>".repeat(3_000);
    assert_eq!(meta("", &format!("<h1>Story</h1>{nest}Ann Lee")).date, None);
}

#[test]
fn a_name_inside_a_sentence_or_a_title_beside_a_date_is_no_byline() {
    let head = "<title>Harbour bridge reopens</title>";
    let long = "The bridge was drawn after a model that stood in the old town hall for many years and was";
    let prose =
        format!("<h1>Harbour bridge reopens</h1><p>{long} <a href=/x>made</a> by <a href=/ann>Ann Lee</a>.</p>");
    assert_eq!(meta(head, &prose).byline, None);
    let line = "<h1>Harbour bridge reopens</h1><p>Report, 3 May 2026<br>by <a href=/ann>Ann Lee</a></p>";
    assert_eq!(meta(head, line).byline.as_deref(), Some("Ann Lee"));
    let title =
        "<h1>Harbour bridge reopens</h1><div>3 May 2026</div><p>Harbour Bridge Reopens and a ferry stops its trips</p>";
    assert_eq!(meta(head, title).byline, None);
    let names = "<h1>Harbour bridge reopens</h1><div>3 May 2026</div><p>Ann Lee and Max Moe</p>";
    assert_eq!(meta(head, names).byline.as_deref(), Some("Ann Lee, Max Moe"));
}

#[test]
fn the_inner_root_says_the_direction() {
    let page = html::read("<html dir=ltr lang=en><body dir=rtl><h1>A heading</h1></body></html>", "");
    assert_eq!(read(&page, &Hints::default(), &|_| None).dir.as_deref(), Some("rtl"));
}

#[test]
fn a_template_that_nobody_filled_in_names_no_site() {
    let head = |name: &str| {
        format!(
            "<meta property=og:site_name content='{name}'><meta name=application-name content='The Daily'>{}",
            "<title>Harbour bridge reopens</title>"
        )
    };
    assert_eq!(meta(&head("{{site.name}}"), "").site.as_deref(), Some("The Daily"));
    assert_eq!(meta(&head("The Weekly"), "").site.as_deref(), Some("The Weekly"));
}
