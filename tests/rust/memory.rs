//! What is remembered of a site: text of several of its pages is hidden with more courage, and no article is lost by it.

use standfirst::analysis::{self, Analysis, Options};
use standfirst::html;
use standfirst::memory::Memory;
use standfirst::role::Role;

const KEY: [u8; 16] = *b"a secret of site";
const OTHER_KEY: [u8; 16] = *b"a secret of sitf";

/// A story with a plea that no name and no link gives away, and a caption.
fn page(plea: &str) -> String {
    let paragraphs: String = (0..8)
        .map(|at| {
            format!(
                "<p>The council decided on Tuesday, after {at} hours of debate, that the line to the harbour will open \
                 again, and that the first trains are expected in the spring.</p>"
            )
        })
        .collect();
    format!(
        "<!doctype html><title>Harbour line</title><body><article><h1>Harbour line will reopen in spring</h1>\
         <p class=byline>By Ada Marsh, 4 March 2024</p>{paragraphs}</article><div><div>{plea}</div></div></body>"
    )
}

const PLEA: &str = "This space is kept for the friends of our old house and of all that grows around it";

fn analyse(html: &str, memory: Option<Memory>) -> Analysis {
    let page = html::read(html, "https://news.example/story");
    analysis::analyse(&page, &Options { memory, ..Options::default() })
}

/// The mark of every block that has one, in order.
fn marks(analysis: &Analysis) -> Vec<u64> {
    let memory = Memory::new(KEY, Vec::new());
    let pairs = analysis.blocks.iter().zip(&analysis.labels);
    let mut marks: Vec<u64> = pairs.filter_map(|(block, label)| memory.mark(block, label)).collect();
    marks.sort_unstable();
    marks
}

#[test]
fn furniture_is_hidden_where_it_was_left_before() {
    let before = analyse(&page(PLEA), None);
    let last = before.labels.len() - 1;
    assert_eq!((before.labels[last].role, before.labels[last].keep), (Role::Other, false), "the plea is unclear");
    assert!(before.clutter.is_empty(), "{:?}", before.clutter);

    let after = analyse(&page(PLEA), Some(Memory::new(KEY, marks(&before))));
    assert_eq!(after.labels[last].role, Role::Notice);
    assert_eq!(after.labels[last].reasons.last(), Some(&"furniture"));
    assert_eq!(after.clutter.len(), 1);
    assert_eq!(after.clutter[0].role, Role::Notice);
    assert_eq!(after.labels[..last], before.labels[..last], "nothing else has changed");
}

#[test]
fn a_mark_tells_nothing_without_the_key() {
    let before = analyse(&page(PLEA), None);
    let (block, label) = (before.blocks.last().unwrap(), before.labels.last().unwrap());
    let mark = |key| Memory::new(key, Vec::new()).mark(block, label).unwrap();
    assert_eq!(mark(KEY), mark(KEY));
    assert_ne!(mark(KEY), mark(OTHER_KEY));
    assert!(mark(KEY) < 1 << 52, "a JavaScript number holds it");
    // Another site's memory of the same text is of no use here.
    let other = analyse(&page(PLEA), Some(Memory::new(OTHER_KEY, marks(&before))));
    assert_eq!(other.labels, before.labels);
}

#[test]
fn what_the_model_is_sure_of_stays_and_is_not_even_remembered() {
    let story = analyse(&page(PLEA), None);
    let memory = Memory::new(KEY, Vec::new());
    let text: Vec<_> = story.blocks.iter().zip(&story.labels).filter(|(_, label)| label.keep).collect();
    assert!(text.len() >= 8);
    for (block, label) in text.iter().filter(|(_, label)| label.role == Role::Paragraph) {
        assert!(label.score >= 600, "a plain paragraph scores {}", label.score);
        assert_eq!(memory.mark(block, label), None);
    }
}

#[test]
fn unsure_text_of_the_article_goes_when_it_is_little_and_stays_when_it_is_much() {
    let mut story = analyse(&page(PLEA), None);
    let kept: Vec<usize> = (0..story.labels.len()).filter(|&at| story.labels[at].role == Role::Paragraph).collect();
    // As if the model were unsure of the whole page: one address more for the same article, seen three times.
    for &at in &kept {
        story.labels[at].score = 400;
    }
    let all = Memory::new(KEY, marks(&story)).weigh(&story.blocks, story.labels.clone());
    assert_eq!(all, story.labels, "an article that is all furniture is none");

    for &at in &kept[1..] {
        story.labels[at].score = 900;
    }
    let memory = Memory::new(KEY, marks(&story));
    // One paragraph of eight is more than a tenth of the words.
    assert!(memory.weigh(&story.blocks, story.labels.clone())[kept[0]].keep);
    story.blocks[kept[0]].words = 10;
    assert!(!memory.weigh(&story.blocks, story.labels.clone())[kept[0]].keep);
}

#[test]
fn the_head_and_the_captions_stay() {
    let story = analyse(&page(PLEA), None);
    let memory = Memory::new(KEY, Vec::new());
    let head = |role: Role| matches!(role, Role::Headline | Role::Byline | Role::Dateline | Role::Caption);
    let of_head: Vec<_> = story.blocks.iter().zip(&story.labels).filter(|(_, label)| head(label.role)).collect();
    assert!(of_head.len() >= 2);
    assert!(of_head.iter().all(|(block, label)| memory.mark(block, label).is_none()));
}
