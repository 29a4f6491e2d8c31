//! Names of people: what is one, and how a line of them is taken apart.

use super::text::squash;
use crate::page::beginning;

/// Where a text comes from, so how much it must look like a name.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub enum Trust {
    /// An element that only its class calls an author.
    Called,
    /// Behind "By", or in an element that is marked as the author.
    Marked,
    /// A field of the page's data.
    Data,
}

/// What introduces a name, in lower case, the longer before the shorter that it begins with.
#[rustfmt::skip]
const BY: &[&str] = &[
    "written and researched by", "contributed by", "published by", "reported by", "created by", "written by",
    "posted by", "article by", "story by", "words by", "text by", "authors", "author", "by", "autorin", "autoren",
    "autores", "autore", "autor", "auteur", "von", "text", "texte", "texto", "testo", "tekst", "par", "por", "di",
    "door", "af", "av", "от", "автор", "текст", "από", "tác giả", "yazan", "escrito por", "publicado por",
    "rédigé par", "écrit par", "publié par", "geschrieben von", "veröffentlicht von", "scritto da", "a cura di",
    "geschreven door",
];

/// Bytes of a text in which it stands, with room to see how it ends.
const BY_BYTES: usize = 100;

/// The text behind "By" and its like; `None` when it does not begin so.
pub fn without_by(text: &str) -> Option<&str> {
    let lower = beginning(text, BY_BYTES).to_lowercase();
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', ':', '/']);
    let by = BY.iter().filter(|by| lower.strip_prefix(**by).is_some_and(ends)).max_by_key(|by| by.len())?;
    text.get(by.len()..).map(|rest| rest.trim_start_matches([':', ' ', '/']))
}

/// Whether a text begins with "By" and goes on with a name or ends there.
pub fn has_by(text: &str) -> bool {
    let starts = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_lowercase());
    without_by(text).is_some_and(|rest| starts(rest) || without_by(rest).is_some_and(starts))
}

/// Whether a text only joins two names.
pub fn is_joint(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "," | "and" | "&" | "und" | "et" | "y" | "e" | "og" | "och" | "en" | "i" | ", and" | "/" | "|" | "•" | "·"
    )
}

/// Appends the people named in a text, each once.
pub fn split_into(out: &mut Vec<String>, text: &str, trust: Trust) {
    let mut text = beginning(text.trim(), MAX_BYTES);
    let mut trust = trust;
    while let Some(rest) = without_by(text) {
        trust = if trust == Trust::Called { Trust::Marked } else { trust };
        text = rest;
    }
    let bare = without_brackets(text);
    let mut text = bare.as_str();
    // What stands behind these is a role, a place or a date.
    for sign in ["|", "•", "·", "\n", " – ", " — ", " - ", "＠", " @"] {
        text = text.split(sign).next().unwrap_or("");
    }
    let mut parts = vec![text];
    for sign in
        [";", ",", " and ", " And ", " AND ", " & ", " und ", " et ", " och ", " og ", " y ", " with ", "、", " / "]
    {
        parts = parts.iter().flat_map(|part| part.split(sign)).collect();
    }
    let first = out.len();
    for part in parts {
        let part = part.trim().trim_start_matches("and ").trim_start_matches("und ");
        let part = without_by(part).unwrap_or(part);
        let part = part
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '(' | ')' | '"' | '“' | '”' | '*'));
        let part = if part.ends_with('.') && !part[..part.len() - 1].contains('.') && part.len() > 5 {
            &part[..part.len() - 1]
        } else {
            part
        };
        if is_credential(part) {
            if out.len() > first
                && let Some(last) = out.last_mut()
                && last.len() < NAMED_BYTES
            {
                last.push_str(", ");
                last.push_str(part);
            }
        } else if out.len() < MAX_NAMES && is_name(part, trust) {
            let name = squash(part);
            if !out.iter().any(|seen| squash(seen) == name) {
                out.push(part.to_owned());
            }
        }
    }
}

/// A text without what it has in brackets: a place, an office, within a name another name of the same person. Others may be
/// named behind it. What is behind a bracket that is not closed goes.
fn without_brackets(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(" (") {
        out.push_str(before);
        let Some((_, behind)) = after.split_once(')') else { return out };
        rest = behind;
    }
    out + rest
}

/// "MD", "Ph.D.", "RD": it belongs to the name before.
fn is_credential(part: &str) -> bool {
    let letters: String = part.chars().filter(|c| c.is_alphabetic()).collect();
    (2..=5).contains(&letters.len())
        && part.chars().count() <= 8
        && part.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '.' | '-'))
        && (letters.chars().filter(|c| c.is_ascii_uppercase()).count() * 2 > letters.len() || letters == "PhD")
        && letters.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Most people who write one article.
pub const MAX_NAMES: usize = 40;
/// Bytes of a text that are taken apart, which so many names fill, and of a name with what belongs to it.
const MAX_BYTES: usize = 4000;
const NAMED_BYTES: usize = 200;
/// Longest name, in characters and in words.
const MAX_CHARS: usize = 60;
const MAX_WORDS: usize = 7;
/// The same for a name that nothing but a class tells.
const CALLED_WORDS: usize = 5;

/// The same, in characters, for scripts without capitals: Japanese, Hebrew, Arabic.
const UNCASED_CHARS: usize = 24;

/// Small words inside names.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "da", "do", "dos", "das", "la", "le", "du", "del", "della", "di", "al", "el",
    "bin", "ibn", "ben", "ter", "ten", "y", "e", "af", "av", "zu", "zur", "und", "st", "’t", "'t", "of", "the", "für",
];

/// What stands in the place of a name and is none, in lower case.
#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "admin", "administrator", "editor", "editors", "author", "authors", "guest", "unknown", "none", "null",
    "undefined", "user", "root", "webmaster", "n/a", "na", "staff writer", "staff reporter", "reporter",
    "correspondent", "contributor", "contributors", "writer", "website administrator", "wordpress", "superuser",
    "default", "test", "share", "follow", "profile", "about", "more", "home", "min read", "read more", "posted",
    "updated", "published", "here", "link", "view profile", "view bio", "bio", "email", "twitter", "facebook",
    "linkedin", "instagram", "x",
];

/// Words that tell what somebody does, or what a page is; no name has one of them.
#[rustfmt::skip]
const NOT_IN_NAMES: &[&str] = &[
    "editor", "writer", "reporter", "correspondent", "contributor", "journalist", "manager", "director", "founder",
    "cofounder", "ceo", "cto", "cmo", "officer", "consultant", "expert", "specialist", "strategist", "analyst",
    "author", "coordinator", "professor", "head", "chief", "senior", "president", "reviewed", "updated", "published",
    "posted", "read", "min", "minutes", "minute", "share", "follow", "comments", "comment", "photo", "photos",
    "image", "images", "credit", "getty", "redakteur", "redakteurin", "chefredakteur", "korrespondent", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "view", "more", "about", "click", "subscribe",
    "sign", "newsletter", "article", "articles", "blog", "post", "posts", "category", "tags", "how", "what", "why",
    "your", "you", "news", "marketing", "tips", "reading", "time", "fact", "checked", "edited", "key", "takeaways",
    "toggle", "save", "score", "business", "is", "are", "with", "on", "in", "at", "to", "for", "from", "our", "this",
    "last", "contents", "best", "top", "guide", "table",
];

fn is_name(name: &str, trust: Trust) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2
        || name.chars().count() > MAX_CHARS
        || words.len() > MAX_WORDS
        || name.contains(['@', '/', '{', '}', '<', '>', '=', '?', '#', '_', '%', '!', '[', ':'])
        || ["http", "www.", ".com", ".org", ".net"].iter().any(|part| lower.contains(part))
        || NOBODY.contains(&lower.as_str())
        || lower.starts_with("the ") && words.len() > 5
    {
        return false;
    }
    if trust == Trust::Data {
        return !name.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric());
    }
    let cased = name.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    if name.chars().any(|c| c.is_ascii_digit() || c == '：') || words.len() > CALLED_WORDS {
        return false;
    }
    if !cased {
        return trust == Trust::Marked && name.chars().count() <= UNCASED_CHARS;
    }
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let capital =
        |word: &str| word.trim_start_matches(['“', '"', '\'', '(']).chars().next().is_some_and(|c| !c.is_lowercase());
    words.iter().all(|word| capital(word) || PARTICLES.contains(&plain(word).as_str()))
        && !words.iter().any(|word| NOT_IN_NAMES.contains(&plain(word).as_str()))
        && (words.len() > 1 || trust == Trust::Marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(text: &str, trust: Trust) -> Vec<String> {
        let mut out = Vec::new();
        split_into(&mut out, text, trust);
        out
    }

    #[test]
    fn takes_a_line_of_names_apart() {
        assert_eq!(people("By Jane Doe and John Q. Public", Trust::Called), ["Jane Doe", "John Q. Public"]);
        assert_eq!(
            people("Von Anna Müller, Ben van der Berg und Cem Öz", Trust::Called),
            ["Anna Müller", "Ben van der Berg", "Cem Öz"]
        );
        assert_eq!(people("Written by: Jane Doe | Senior Editor", Trust::Called), ["Jane Doe"]);
        assert_eq!(people("Jane Doe, PhD, RD; Max Moe, M.D.", Trust::Data), ["Jane Doe, PhD, RD", "Max Moe, M.D."]);
        assert_eq!(people("Jane Doe, Jane Doe", Trust::Data), ["Jane Doe"]);
        assert_eq!(people("Jane (Anna Maria) Doe", Trust::Data), ["Jane Doe"]);
        assert_eq!(people("Jane Doe (in Bergen)", Trust::Data), ["Jane Doe"]);
        assert_eq!(
            people("By Jane Doe (Tarn), Max Moe (text) and Ada Moor", Trust::Called),
            ["Jane Doe", "Max Moe", "Ada Moor"]
        );
        assert_eq!(people("By Ada (Moor) Feld (Tarn", Trust::Called), ["Ada Feld"]);
    }

    #[test]
    fn a_class_alone_needs_a_name_that_looks_like_one() {
        for text in [
            "Industry",
            "Personal finance",
            "5 min read",
            "Former Consultant at Acme",
            "Share this article",
            "Senior Editor",
            "https://a.example/x",
        ] {
            assert_eq!(people(text, Trust::Called), [""; 0], "{text}");
        }
        assert_eq!(people("By Industry", Trust::Called), ["Industry"]);
        assert_eq!(people("ann99", Trust::Data), ["ann99"]);
        for text in ["admin", "https://www.example.com/ann", "ann@a.example", "{{author}}"] {
            assert_eq!(people(text, Trust::Data), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_text_without_end_is_taken_apart_to_some_end() {
        // Quadratic work would take minutes here.
        assert_eq!(people(&"by ".repeat(200_000), Trust::Data), [""; 0]);
        let found =
            people(&("Jane Doe, ".to_owned() + &"MD, ".repeat(100_000) + &"Jane Doe, ".repeat(100_000)), Trust::Data);
        assert!(found.len() == 1 && found[0].starts_with("Jane Doe, MD, MD") && found[0].len() < 300);
    }

    #[test]
    fn knows_what_introduces_a_name() {
        assert_eq!(without_by("By Jane"), Some("Jane"));
        assert_eq!(without_by("Byron Jones"), None);
        assert!(has_by("By") && has_by("Text: Ada L.") && !has_by("by then he was gone") && !has_by("Von hier an"));
    }
}
