//! Escaping for Markdown: a character gets its backslash only where it would mean something, so that prose stays prose.

/// Writes `text`, which stands between `before` and `after` on the line; `None` is an edge of the line.
pub fn escape(out: &mut String, text: &str, before: Option<char>, after: Option<char>) {
    let chars: Vec<char> = text.chars().collect();
    let line_start = before.is_none();
    let marker = if line_start { marker_at(&chars) } else { None };
    for (at, &c) in chars.iter().enumerate() {
        let prev = if at > 0 { Some(chars[at - 1]) } else { before };
        let next = chars.get(at + 1).copied().or(after);
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let special = match c {
            '\\' => next.is_some_and(|c| c.is_ascii_punctuation()) || next.is_none(),
            '`' | '[' | ']' => true,
            '*' => !(space(prev) && space(next)),
            '_' => !(word(prev) && word(next) || space(prev) && space(next)),
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            // An entity is a short word between "&" and ";".
            '&' => chars[at + 1..].iter().take(32).find(|c| !c.is_ascii_alphanumeric() && **c != '#') == Some(&';'),
            // Only a "$" that could close a formula matters: prices have a digit behind or a blank before.
            '$' => !space(prev) && !next.is_some_and(|c| c.is_ascii_digit()),
            '~' => next == Some('~') || prev == Some('~') || (!space(prev) && space(next)),
            '!' => next == Some('['),
            _ => false,
        };
        if special || marker == Some(at) {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Where a line that would begin a heading, a list, a quote or a rule needs its backslash.
fn marker_at(chars: &[char]) -> Option<usize> {
    let blank_at = |at: usize| chars.get(at).is_none_or(|c| c.is_whitespace());
    let run = |c: char| chars.iter().take_while(|&&found| found == c).count();
    match chars.first()? {
        '#' => (run('#') <= 6 && blank_at(run('#'))).then_some(0),
        '>' | '=' | '|' => Some(0),
        '-' | '+' => (blank_at(1) || chars.iter().all(|c| matches!(c, '-' | ' '))).then_some(0),
        c if c.is_ascii_digit() => {
            let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
            (digits <= 9 && matches!(chars.get(digits), Some('.' | ')')) && blank_at(digits + 1)).then_some(digits)
        }
        _ => None,
    }
}

/// An address as a link destination.
pub fn destination(url: &str) -> String {
    let mut out = String::new();
    for c in url.trim().chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// A formula's TeX between two `$` (in one line) or `$$`, written so that it is the same formula, and no markup where
/// formulas are not known: no element, no link. What holds a `$` itself would end there, and is code instead.
pub fn formula(tex: &str, fence: &str) -> String {
    let mut escaped = false;
    let ends = tex.chars().any(|c| {
        let ends = c == '$' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    if ends || escaped {
        return code_span(tex);
    }
    let tex = tex.replace('<', "\\lt ").replace("](", "] (").replace("]:", "] :");
    let lines: Vec<&str> = tex.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if fence == "$" { format!("${}$", lines.join(" ")) } else { format!("{fence}\n{}\n{fence}", lines.join("\n")) }
}

/// A run of code between backticks that it does not hold itself.
pub fn code_span(code: &str) -> String {
    let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
    if code.is_empty() {
        return code;
    }
    let fence = fence(&code, 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// Backticks, at least `least`, that cannot end early inside `code`.
pub fn fence(code: &str, least: usize) -> String {
    let (mut longest, mut run) = (0, 0);
    for c in code.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    if longest >= least { "`".repeat(longest + 1) } else { "`".repeat(least) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(&mut out, text, None, None);
        out
    }

    #[test]
    fn leaves_prose_alone() {
        for prose in [
            "It cost $5 and $6, not US$7.",
            "snake_case and 3 * 4 = 12",
            "AT&T & co; a < b",
            "About ~5 km (or so)!",
            "#hashtag -5 degrees",
        ] {
            assert_eq!(escaped(prose), prose);
        }
    }

    #[test]
    fn escapes_what_would_mean_something() {
        for (text, expected) in [
            ("*not emphasis*", r"\*not emphasis\*"),
            ("_x_", r"\_x\_"),
            ("a [b] `c`", r"a \[b\] \`c\`"),
            ("<b> &amp; c:\\*", r"\<b> \&amp; c:\\\*"),
            ("# One", r"\# One"),
            ("12. March", r"12\. March"),
            ("- item", r"\- item"),
            ("---", r"\---"),
            ("> said", r"\> said"),
            ("~~gone~~", r"\~\~gone\~\~"),
            ("$x$", r"$x\$"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn fences_are_longer_than_what_they_hold() {
        assert_eq!(code_span("a"), "`a`");
        assert_eq!(code_span("`a`"), "`` `a` ``");
        assert_eq!(formula("a_1 < b", "$"), "$a_1 \\lt  b$");
        assert_eq!(formula("a\n\n<img src=x>\n[x](y)", "$$"), "$$\na\n\\lt img src=x>\n[x] (y)\n$$");
        assert_eq!(formula(r"5\$", "$"), r"$5\$$");
        assert_eq!(formula("x$ <b>", "$"), "`x$ <b>`");
        assert_eq!(formula("x\\", "$"), "`x\\`");
        assert_eq!(fence("```\n", 3), "````");
        assert_eq!(destination("https://a.example/b (c)"), "https://a.example/b%20%28c%29");
    }
}
