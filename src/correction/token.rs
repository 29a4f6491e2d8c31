//! Names of elements that mean something and stay: `.related-posts`, `#newsletter`, `data-component=pull-quote`. A name
//! that a tool made (`css-1x2y3z`), a number of one page (`post-8123`) or a state (`is-open`) is none.

use crate::hash::Set;
use crate::names::Attr;
use crate::page::{NodeId, Page};
use crate::words;

/// Names of one element that are kept.
const MAX_NAMES: usize = 8;
/// Characters of a name.
const MIN_CHARS: usize = 2;
const MAX_CHARS: usize = 48;
/// Letters of a word that a person would read.
const MIN_WORD: usize = 4;
/// Consonants in a row from which a run of letters is no word.
const MAX_CONSONANTS: usize = 5;
/// Characters of what a tool puts behind a name: `Article_related__2fK9a`.
const TAIL: std::ops::RangeInclusive<usize> = 5..=8;

/// How the names begin that tools make whole.
const MADE: &[&str] = &["css", "jsx", "sc", "svelte", "emotion", "tw"];
/// Words of states, which come and go.
const STATES: &[&str] = &[
    "active",
    "animated",
    "closed",
    "collapsed",
    "disabled",
    "expanded",
    "hidden",
    "hide",
    "hover",
    "is",
    "has",
    "js",
    "lazy",
    "lazyload",
    "lazyloaded",
    "loaded",
    "loading",
    "open",
    "opened",
    "selected",
    "show",
    "shown",
    "visible",
];

/// The stable names of an element: its classes, its id, its component attributes.
pub fn signature(page: &Page, id: NodeId) -> Vec<String> {
    let mut names = classes(page, id);
    if let Some((name, false)) = page.attr(id, Attr::Id).and_then(stable) {
        names.push(["#", name].concat());
    }
    for attr in [Attr::DataComponent, Attr::DataTestid, Attr::Itemprop] {
        if let Some((name, false)) = page.attr(id, attr).and_then(stable) {
            names.push([attr.name(), "=", name].concat());
        }
    }
    names.truncate(MAX_NAMES);
    names
}

/// The stable classes of an element: `.related`; `.related*` where a tool's end was cut off.
pub fn classes(page: &Page, id: NodeId) -> Vec<String> {
    let class = page.attr(id, Attr::Class).unwrap_or("");
    let stable = class.split_ascii_whitespace().take(MAX_NAMES * 2).filter_map(stable);
    stable.take(MAX_NAMES).map(|(name, cut)| [".", name, if cut { "*" } else { "" }].concat()).collect()
}

/// The bare name in `.related` or `.related*`.
pub fn class_name(written: &str) -> &str {
    written.trim_start_matches('.').trim_end_matches('*')
}

/// Every stable class name of a page.
pub fn names(page: &Page) -> Set<&str> {
    let classes = page.ids().filter_map(|id| page.attr(id, Attr::Class));
    let all: Set<&str> = classes.flat_map(str::split_ascii_whitespace).collect();
    all.into_iter().filter_map(stable).map(|(name, _)| name).collect()
}

/// The lasting part of a name, and whether something was cut off behind it; `None` when there is no such part.
fn stable(name: &str) -> Option<(&str, bool)> {
    let sound = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !(MIN_CHARS..=MAX_CHARS).contains(&name.len())
        || !name.chars().all(sound)
        || !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
    {
        return None;
    }
    let (kept, cut) = match name.rfind(['-', '_']) {
        Some(at) if is_tail(&name[at + 1..]) => (name[..at].trim_end_matches(['-', '_']), true),
        _ => (name, false),
    };
    let (mut has_word, mut is_made, mut first) = (false, false, true);
    words::split_words(kept, |word| {
        let known = words::class_word(word).is_some();
        is_made |= first && MADE.contains(&word) || STATES.contains(&word) || !known && is_hash(word);
        has_word |= known || is_word(word);
        first = false;
    });
    // `fVLMby`, `nLise`: letters of both cases in no order that a person would write.
    let is_mixed = !name.contains(['-', '_']) && first_of_camel(name) == Some(1);
    (has_word && !is_made && !is_mixed).then_some((kept, cut))
}

/// Letters of the first word of a name in camel case; `None` where it is one word.
fn first_of_camel(name: &str) -> Option<usize> {
    let mut pairs = name.as_bytes().windows(2);
    pairs.position(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()).map(|at| at + 1)
}

/// What a tool puts behind a name: letters of both cases and digits in no order.
fn is_tail(tail: &str) -> bool {
    let has_digit = tail.bytes().any(|byte| byte.is_ascii_digit());
    let has_letter = tail.bytes().any(|byte| byte.is_ascii_alphabetic());
    let mixed = tail.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()) && words_in(tail) > 1;
    TAIL.contains(&tail.len()) && has_letter && (has_digit || mixed && !reads_as_words(tail))
}

fn words_in(name: &str) -> usize {
    let mut count = 0;
    words::split_words(name, |_| count += 1);
    count
}

/// `bodyText` does, `fKqLa` does not.
fn reads_as_words(name: &str) -> bool {
    let mut all = true;
    words::split_words(name, |word| all &= word.len() >= 3 && longest_consonants(word) < word.len());
    all
}

fn is_word(word: &str) -> bool {
    word.len() >= MIN_WORD && word.bytes().all(|byte| byte.is_ascii_alphabetic()) && !is_hash(word)
}

/// Letters and digits mixed, a long number, or letters that nobody could say.
fn is_hash(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    match digits {
        0 => {
            longest_consonants(word) >= MAX_CONSONANTS
                || word.len() >= MIN_WORD && longest_consonants(word) == word.len()
        }
        _ if digits == word.len() => digits > 2,
        _ => word.len() >= MIN_WORD,
    }
}

fn longest_consonants(word: &str) -> usize {
    word.split(['a', 'e', 'i', 'o', 'u', 'y']).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::stable;

    #[test]
    fn agrees_with_the_table_of_the_extension() {
        let table = include_str!("../../tests/stable-names.txt");
        for (sign, name) in table.lines().filter_map(|line| line.split_once(' ')) {
            match sign {
                "+" => assert_eq!(stable(name), Some((name, false))),
                "-" => assert_eq!(stable(name), None, "{name}"),
                _ => {}
            }
        }
    }

    #[test]
    fn cuts_off_what_a_tool_has_put_behind_a_name() {
        assert_eq!(stable("Article_related__2fK9a"), Some(("Article_related", true)));
        assert_eq!(stable("Story_body__fKqLa"), Some(("Story_body", true)));
        assert_eq!(stable("col-aside-2"), Some(("col-aside-2", false)));
    }
}
