//! Whether a block's text stands in what the page says of itself: its title, its description, the `articleBody` of its
//! structured data. Runs of up to four words are compared as hashes; it gives up on texts that are worded differently.

use super::text::{Says, WordHashes, site};
use crate::hash::Numbers;
use crate::names::{Attr, Tag};
use crate::page::Page;

/// Words in a run.
const RUN: usize = 4;
/// Fewest words of an `articleBody` worth comparing: shorter ones are abstracts.
const MIN_BODY_WORDS: usize = 60;

/// The runs of words of some texts.
#[derive(Default)]
pub struct Grams {
    runs: Numbers,
}

impl Grams {
    pub fn add(&mut self, words: &[u64]) {
        for length in 1..=RUN {
            for words in words.windows(length) {
                self.runs.meet(run(words));
            }
        }
    }

    /// Share of the runs that are known, in tenths; -1 when nothing is known.
    pub fn share(&self, words: &[u64]) -> i16 {
        if self.runs.is_empty() || words.is_empty() {
            return -1;
        }
        let length = words.len().min(RUN);
        let all = words.len() + 1 - length;
        let known = words.windows(length).filter(|words| self.runs.has(run(words))).count();
        (known * 10 / all) as i16
    }
}

fn run(words: &[u64]) -> u64 {
    words
        .iter()
        .fold(words.len() as u64, |hash, word| (hash.rotate_left(17) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// What the page says of itself in its head and its structured data.
pub fn says(page: &Page) -> Says {
    let (mut title, mut description, mut body) = (Grams::default(), Grams::default(), Grams::default());
    let mut address = String::new();
    for id in page.ids() {
        match page.tag(id) {
            Tag::Meta => {
                let name = page.attr(id, Attr::Property).or_else(|| page.attr(id, Attr::Name)).unwrap_or("");
                let content = page.attr(id, Attr::Content).unwrap_or("");
                match name {
                    "og:title" | "twitter:title" => title.add(&WordHashes::of(content)),
                    "description" | "og:description" | "twitter:description" => {
                        description.add(&WordHashes::of(content));
                    }
                    "og:url" if address.is_empty() => address = content.to_owned(),
                    _ => {}
                }
            }
            Tag::Link if page.attr(id, Attr::Rel) == Some("canonical") => {
                address = page.attr(id, Attr::Href).filter(|href| href.contains("://")).map_or(address, str::to_owned);
            }
            Tag::Script => {
                for child in page.children(id) {
                    for (name, grams) in [
                        ("\"headline\"", &mut title),
                        ("\"description\"", &mut description),
                        ("\"articleBody\"", &mut body),
                    ] {
                        for text in json_strings(page.text(child), name) {
                            let words = WordHashes::of(&without_tags(&text));
                            if name != "\"articleBody\"" || words.len() >= MIN_BODY_WORDS {
                                grams.add(&words);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Says { host: host_of(&address), address, title, description, body }
}

fn host_of(address: &str) -> String {
    address.split_once("://").map_or(String::new(), |(_, rest)| site(rest).to_ascii_lowercase())
}

/// Strings under a name in a JSON text, without parsing it: real pages break JSON in ways that a parser refuses.
pub fn json_strings(json: &str, name: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = json;
    while let Some(at) = rest.find(name) {
        rest = &rest[at + name.len()..];
        let Some(value) = rest.trim_start().strip_prefix(':').and_then(|rest| rest.trim_start().strip_prefix('"'))
        else {
            continue;
        };
        let mut text = String::new();
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => break,
                '\\' => match chars.next() {
                    Some('n' | 'r' | 't') => text.push(' '),
                    Some('u') => {
                        let hex: String = chars.by_ref().take(4).collect();
                        text.extend(u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32));
                    }
                    Some(other) => text.push(other),
                    None => break,
                },
                _ => text.push(c),
            }
        }
        rest = chars.as_str();
        out.push(text);
    }
    out
}

/// Markup inside a JSON string, as some pages have it.
fn without_tags(text: &str) -> String {
    let text = text.replace("&nbsp;", " ").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_strings_in_broken_json() {
        let json = r#"{"headline" : "A \"b\" \u00e9", "x": {"headline":["no"]}, bad, "headline":"two"#;
        assert_eq!(json_strings(json, "\"headline\""), ["A \"b\" é", "two"]);
    }

    #[test]
    fn shares() {
        let mut grams = Grams::default();
        grams.add(&WordHashes::of("one two three four five six"));
        assert_eq!(grams.share(&WordHashes::of("Two three, four five")), 10);
        assert_eq!(grams.share(&WordHashes::of("two four three five")), 0);
        assert_eq!(grams.share(&WordHashes::of("six")), 10);
        assert_eq!(Grams::default().share(&WordHashes::of("six")), -1);
    }
}
