//! A site of two articles, before and after a redesign: what is said on one page holds on the other, and nowhere else.

use super::{Correction, Look, SAID, TOO_MUCH, Want};
use crate::analysis::{Analysis, Options, analyse};
use crate::html;
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};
use crate::role::Role;

const SENTENCES: [&str; 5] = [
    "The council voted late on Tuesday to reopen the harbour line after eleven years without a passenger train.",
    "Engineers had warned that the bridge over the estuary would need new bearings before any timetable was made.",
    "Residents who filled the public gallery applauded when the clerk read out the result, nine votes against four.",
    "The first trains are expected in the spring, with a service every half hour on weekdays and hourly on Sundays.",
    "Critics said the money would have been better spent on buses, which reach the villages the line never served.",
];

/// An article; `links` related stories, `name` gives every class.
fn story(number: usize, links: usize, name: impl Fn(&str) -> String) -> String {
    let paragraph = |at: usize| {
        let text: Vec<&str> = (0..3).map(|step| SENTENCES[(at + step + number) % 5]).collect();
        format!("<p>{}</p>", text.join(" "))
    };
    let related: String =
        (0..links).map(|at| format!("<li><a href=/s/{at}>More on part {at} of it</a></li>")).collect();
    format!(
        "<html><head><title>Harbour line, part {number}</title></head><body>
        <nav class='{nav}'><a href=/>Home</a> <a href=/news>News</a></nav><main class='{page}'>
        <article class='{story}'><h1>Harbour line, part {number}</h1><div class='{body}'>{}
        <aside class='{related_name}'><h2>Related stories</h2><ul>{related}</ul></aside>{}
        <div class='{note}'><h3>Our friends at the quay</h3><p>Harbour Coffee roasts its beans in part {number} of the \
        old customs house, and gives every reader of this page a cup with the ticket of the day.</p></div>{}</div>
        </article></main><footer class='{footer}'><a href=/about>About</a> <a href=/terms>Terms</a></footer></body>",
        (0..3).map(paragraph).collect::<String>(),
        (3..6).map(paragraph).collect::<String>(),
        (6..9).map(paragraph).collect::<String>(),
        nav = name("site-nav"),
        page = name("page-content"),
        story = name("story-full"),
        body = name("story-body"),
        related_name = name("related-stories"),
        note = name("friends-note"),
        footer = name("site-footer"),
    )
}

fn plain(name: &str) -> String {
    name.to_owned()
}

/// What a build tool makes of a name, another in every version.
fn hashed(version: u64) -> impl Fn(&str) -> String {
    move |name| {
        let mixed = name.bytes().fold(version, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
        format!("css-{:x}", mixed & 0xff_ffff)
    }
}

fn read(text: &str, corrections: &[Correction]) -> (Page, Analysis) {
    let page = html::read(text, "https://news.example/1");
    let options = Options { corrections: corrections.to_vec(), ..Options::default() };
    let analysis = analyse(&page, &options);
    (page, analysis)
}

fn element(page: &Page, tag: Tag, class: &str) -> NodeId {
    let found = page.ids().find(|&id| page.tag(id) == tag && page.attr(id, Attr::Class) == Some(class));
    found.unwrap_or_else(|| panic!("no {tag:?} of class {class}"))
}

/// The correction that the person's word on a page makes.
fn say(text: &str, tag: Tag, class: &str, want: Want) -> Correction {
    let (page, analysis) = read(text, &[]);
    analysis.pieces(&page).describe(element(&page, tag, class), want)
}

/// Of the blocks in an element, how many are kept, and how many there are.
fn kept(page: &Page, analysis: &Analysis, id: NodeId) -> (usize, usize) {
    let range = analysis.structure.blocks_in(page, id);
    (range.clone().filter(|&number| analysis.labels[number].keep).count(), range.len())
}

/// Paragraphs right in the body's element that are kept.
fn body_kept(page: &Page, analysis: &Analysis, class: &str) -> usize {
    let body = element(page, Tag::Div, class);
    let numbers = analysis.structure.blocks_in(page, body);
    numbers.filter(|&at| page.parent(analysis.blocks[at].container) == Some(body) && analysis.labels[at].keep).count()
}

#[test]
fn article_holds_on_another_article() {
    let correction = say(&story(1, 3, plain), Tag::Aside, "related-stories", Want::Article);
    assert_eq!(correction.role, Role::Related);
    let text = story(2, 6, plain);
    let (page, before) = read(&text, &[]);
    let aside = element(&page, Tag::Aside, "related-stories");
    assert_eq!(kept(&page, &before, aside).0, 0);
    assert!(!before.clutter.is_empty());

    let (page, analysis) = read(&text, &[correction]);
    let (kept, all) = kept(&page, &analysis, aside);
    assert_eq!(kept, all);
    let number = analysis.structure.blocks_in(&page, aside).start;
    assert_eq!(analysis.labels[number].reasons.last(), Some(&SAID));
    assert!(analysis.clutter.iter().all(|clutter| !page.contains(NodeId(clutter.node), aside)));
    let footer = element(&page, Tag::Footer, "site-footer");
    assert!(analysis.structure.blocks_in(&page, footer).all(|number| !analysis.labels[number].keep));
}

#[test]
fn article_survives_a_redesign_of_names() {
    let correction = say(&story(1, 3, plain), Tag::Aside, "related-stories", Want::Article);
    let new = |name: &str| format!("x-{}", name.replace("story", "feature").replace("related", "onward"));
    for text in [story(2, 4, hashed(7)), story(2, 4, new)] {
        let (page, analysis) = read(&text, std::slice::from_ref(&correction));
        let aside = page.find(Tag::Aside).expect("an aside");
        let (kept, all) = kept(&page, &analysis, aside);
        assert_eq!((kept, all), (all, all));
    }
}

#[test]
fn hashed_names_are_never_kept() {
    let text = story(1, 3, hashed(1));
    let (page, analysis) = read(&text, &[]);
    let aside = page.find(Tag::Aside).expect("an aside");
    let correction = analysis.pieces(&page).describe(aside, Want::Article);
    assert_eq!((correction.look.signature.len(), correction.look.around.len()), (0, 0));
    let (page, analysis) = read(&story(2, 4, hashed(2)), &[correction]);
    let aside = page.find(Tag::Aside).expect("an aside");
    let (kept, all) = kept(&page, &analysis, aside);
    assert_eq!(kept, all);
}

#[test]
fn clutter_holds_on_another_article_and_spares_the_body() {
    let correction = say(&story(1, 3, plain), Tag::Div, "friends-note", Want::Clutter);
    let text = story(2, 5, plain);
    let (page, before) = read(&text, &[]);
    let note = element(&page, Tag::Div, "friends-note");
    assert!(kept(&page, &before, note).0 > 0, "the note must read as article, or nothing is tested");
    let (page, analysis) = read(&text, std::slice::from_ref(&correction));
    assert_eq!(kept(&page, &analysis, note).0, 0);
    assert_eq!(body_kept(&page, &analysis, "story-body"), 9);
    assert!(analysis.clutter.iter().any(|clutter| page.contains(NodeId(clutter.node), note) && clutter.reason == SAID));

    // After a redesign of names: the path and the shape are enough, and still nothing of the body goes.
    let (page, analysis) = read(&story(2, 5, hashed(3)), &[correction]);
    let note = page.find(Tag::H3).and_then(|heading| page.parent(heading)).expect("a note");
    assert_eq!(kept(&page, &analysis, note).0, 0);
    let body = page.parent(note).expect("a body");
    let left = analysis.structure.blocks_in(&page, body).filter(|&number| analysis.labels[number].keep).count();
    assert_eq!(left, 9);
}

#[test]
fn clutter_never_takes_the_article() {
    let text = story(1, 3, plain);
    let (page, analysis) = read(&text, &[]);
    let paragraph = page.ids().filter(|&id| page.tag(id) == Tag::P).nth(1).expect("a paragraph");
    let pieces = analysis.pieces(&page);
    let plainest = pieces.describe(paragraph, Want::Clutter);
    assert!(!pieces.is_clear(&plainest, paragraph));
    assert!(pieces.is_clear(&pieces.describe(paragraph, Want::Article), paragraph));
    let note = element(&page, Tag::Div, "friends-note");
    assert!(pieces.is_clear(&pieces.describe(note, Want::Clutter), note));
    let body = say(&text, Tag::Div, "story-body", Want::Clutter);
    let article = say(&text, Tag::Article, "story-full", Want::Clutter);
    let (page, after) = read(&story(2, 3, plain), &[plainest, body, article]);
    assert_eq!(body_kept(&page, &after, "story-body"), 9);
    assert!(after.labels.iter().any(|label| label.reasons.last() == Some(&TOO_MUCH)));
}

#[test]
fn a_name_that_every_paragraph_has_tells_nothing() {
    let text = story(1, 3, plain).replace("<p>", "<p class='story-paragraph'>");
    let (page, analysis) = read(&text, &[]);
    let paragraph = page.ids().filter(|&id| page.tag(id) == Tag::P).nth(1).expect("a paragraph");
    let pieces = analysis.pieces(&page);
    let correction = pieces.describe(paragraph, Want::Clutter);
    assert_eq!(correction.look.signature, [".story-paragraph"]);
    assert!(!pieces.is_clear(&correction, paragraph));
}

#[test]
fn article_wins_over_clutter() {
    let text = story(1, 3, plain);
    let both = [Want::Clutter, Want::Article].map(|want| say(&text, Tag::Div, "friends-note", want));
    let (page, analysis) = read(&text, &both);
    let note = element(&page, Tag::Div, "friends-note");
    let (kept, all) = kept(&page, &analysis, note);
    assert_eq!(kept, all);
}

#[test]
fn a_removed_run_is_described_by_its_largest_elements() {
    let (page, analysis) = read(&story(1, 5, plain), &[]);
    let aside = element(&page, Tag::Aside, "related-stories");
    let range = analysis.structure.blocks_in(&page, aside);
    // The chip shows a few blocks of the run; the run goes on.
    let shown: Vec<usize> = range.take(2).collect();
    let corrections = analysis.pieces(&page).describe_blocks(&shown, Want::Article);
    let paths: Vec<_> =
        corrections.iter().map(|(_, correction)| correction.look.path.last().expect("a step").tag).collect();
    assert_eq!(paths, [Tag::Aside]);
}

#[test]
fn nothing_of_the_text_is_kept() {
    let correction = say(&story(1, 3, plain), Tag::Div, "friends-note", Want::Clutter);
    let look = &correction.look;
    let written = format!("{} {:?} {:?} {}", look.path_text(), look.signature, look.around, look.shape.text());
    assert!(!written.contains("Coffee") && !written.contains("Our friends"), "{written}");
    assert!(written.contains(".friends-note"), "{written}");
    let (path, shape) = (look.path_text(), look.shape.text());
    assert_eq!(Look::parse(&path, look.signature.clone(), look.around.clone(), look.heading, &shape), *look);
}
