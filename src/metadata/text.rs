//! Texts of fields: read as a person would see them, and compared.

use crate::page::push_folded;

/// A text with its white space folded and character references of doubly escaped fields read.
pub fn fold(text: &str) -> String {
    let mut out = String::new();
    push_folded(&mut out, &unescape(text));
    out.truncate(out.trim_end().len());
    out
}

/// Longest tag in a field, in characters.
const TAG_CHARS: usize = 400;

/// Reads the few character references that templates leave in attributes and JSON, and drops tags.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            // Only a real tag: "a < b" stays.
            let tag = rest[1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
            match rest.char_indices().take(TAG_CHARS).find(|&(_, c)| c == '>').map(|(end, _)| end).filter(|_| tag) {
                Some(end) => rest = &rest[end + 1..],
                None => {
                    out.push('<');
                    rest = &rest[1..];
                }
            }
            continue;
        }
        let end = rest.char_indices().take(10).find(|&(_, c)| c == ';').map(|(end, _)| end);
        let read = end.and_then(|end| {
            let name = &rest[1..end];
            let c = match name {
                "amp" => '&',
                "quot" | "ldquo" | "rdquo" => '"',
                "lt" => '<',
                "gt" => '>',
                "nbsp" => ' ',
                "apos" | "rsquo" | "lsquo" => '’',
                "ndash" => '–',
                "mdash" => '—',
                "hellip" => '…',
                _ => {
                    let number = name.strip_prefix('#')?;
                    let code = match number.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16),
                        None => number.parse(),
                    };
                    char::from_u32(code.ok()?)?
                }
            };
            Some((c, end))
        });
        match read {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The words of a text in lower case.
pub fn words(text: &str) -> Vec<String> {
    text.replace('\u{ad}', "")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(60)
        .map(str::to_lowercase)
        .collect()
}

/// Letters and digits alone, in lower case.
pub fn squash(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How much two lists of words have in common, 0 to 1 (Dice).
pub fn likeness(a: &[String], b: &[String]) -> f32 {
    let mut left: Vec<&String> = b.iter().collect();
    let common =
        a.iter().filter(|word| left.iter().position(|other| other == word).map(|at| left.swap_remove(at)).is_some());
    let common = common.count();
    if a.is_empty() || b.is_empty() { 0.0 } else { 2.0 * common as f32 / (a.len() + b.len()) as f32 }
}
