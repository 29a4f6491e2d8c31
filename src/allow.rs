//! The allow-list: the elements, attributes and addresses that may leave the page and stand in the reader or an export.
//!
//! It is asked twice, by the builder of the article and again by the writer of the reader's nodes (`dom.rs`), because
//! the article crosses process borders between the two. Names are compared exactly and in lower case: whatever is not
//! in a list, also what this file has never heard of, stays out. Nothing here runs, loads or styles by itself:
//! no `style`, `class`, `on…`, no form, no frame, no SVG, no `annotation-xml` (where MathML turns back into HTML).
//!
//! An element that is not allowed loses its tag, not its text (except [`silent`] ones): that is the caller's part.

/// HTML elements, by the part they play.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr",
    "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
    "figure", "figcaption", "img", "details", "summary", "div",
    "a", "strong", "b", "em", "i", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "q", "cite", "code", "kbd",
    "samp", "var", "abbr", "dfn", "time", "bdi", "bdo", "ruby", "rt", "rp", "span", "br", "wbr",
];

/// MathML Core, and the few older elements that browsers still draw.
#[rustfmt::skip]
const MATH_TAGS: &[&str] = &[
    "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded",
    "mphantom", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none",
    "mtable", "mtr", "mtd", "menclose", "semantics", "annotation",
];

/// What any MathML element may carry. Colours stay out: they would be unreadable in half of the themes.
#[rustfmt::skip]
const MATH_ATTRS: &[&str] = &[
    "display", "displaystyle", "scriptlevel", "mathvariant", "mathsize", "stretchy", "fence", "separator", "form", "accent",
    "accentunder", "lspace", "rspace", "minsize", "maxsize", "symmetric", "largeop", "movablelimits", "linethickness",
    "columnalign", "rowalign", "columnspan", "rowspan", "columnlines", "rowlines", "notation", "width", "height", "depth",
    "voffset", "alttext", "encoding", "dir",
];

/// May this element stand in an article?
pub fn tag(name: &str) -> bool {
    TAGS.contains(&name) || math(name)
}

/// Is this an allowed element of MathML?
pub fn math(name: &str) -> bool {
    MATH_TAGS.contains(&name)
}

/// Is what stands in this element written for machines? Then it goes with its tag.
pub fn silent(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "noscript" | "iframe" | "object" | "annotation-xml")
}

/// Can this element have no content?
pub fn is_void(name: &str) -> bool {
    matches!(name, "img" | "br" | "hr" | "wbr" | "col")
}

/// May an allowed element carry this attribute? See [`keep`] for its value.
///
/// `data-lang` on `pre` and `code` is the language of the code, in lower case; the builder takes it from the page's
/// class or data attribute. `id` stays as the page has it: the writer of nodes sets [`ID_PREFIX`] before it, and before
/// the target of a link within the article, which the builder leaves as `#id`.
pub fn attr(tag: &str, name: &str) -> bool {
    if math(tag) {
        return MATH_ATTRS.contains(&name);
    }
    matches!(name, "lang" | "dir" | "title" | "id")
        || match tag {
            "a" => name == "href",
            "img" => matches!(name, "src" | "srcset" | "sizes" | "alt" | "width" | "height"),
            "td" | "th" => matches!(name, "colspan" | "rowspan" | "headers" | "scope" | "abbr"),
            "col" | "colgroup" => name == "span",
            "ol" => matches!(name, "start" | "reversed" | "type"),
            "li" => name == "value",
            "blockquote" | "q" => name == "cite",
            "del" | "ins" => matches!(name, "cite" | "datetime"),
            "time" => name == "datetime",
            "details" => name == "open",
            "pre" | "code" => name == "data-lang",
            _ => false,
        }
}

/// Set before the ids of an article where it stands in a document that has ids of its own.
pub const ID_PREFIX: &str = "in-";

/// May this attribute, with this value, stand on this element?
pub fn keep(tag: &str, name: &str, value: &str) -> bool {
    attr(tag, name)
        && match name {
            "href" | "cite" => link_scheme(value),
            "src" => image_scheme(value),
            "srcset" => srcset_urls(value).all(image_scheme),
            "dir" => matches!(value, "ltr" | "rtl" | "auto"),
            "id" => !value.is_empty() && !value.contains(|c: char| c.is_ascii_whitespace()),
            "type" => matches!(value, "1" | "a" | "A" | "i" | "I"),
            "data-lang" => {
                let known = |c: char| c.is_ascii_alphanumeric() || "+#.-_".contains(c);
                !value.is_empty() && value.len() <= 24 && value.chars().all(known)
            }
            _ => true,
        }
}

/// May a link lead there? An absolute address of the web, of a mailbox or of a telephone, or `#id` in the article.
/// Relative addresses are refused: in an extension page they would lead into the extension.
pub fn link_scheme(url: &str) -> bool {
    url.starts_with('#') || matches!(scheme(url).as_deref(), Some("http" | "https" | "mailto" | "tel"))
}

/// May an image come from there? The web, or the page itself as `data:image/…`: an image runs no script, not even an SVG.
pub fn image_scheme(url: &str) -> bool {
    match scheme(url).as_deref() {
        Some("http" | "https") => true,
        Some("data") => url
            .get("data:".len()..)
            .is_some_and(|rest| rest.get(.."image/".len()).is_some_and(|kind| kind.eq_ignore_ascii_case("image/"))),
        _ => false,
    }
}

/// May an embed be loaded from there, on a click?
pub fn embed_scheme(url: &str) -> bool {
    matches!(scheme(url).as_deref(), Some("http" | "https"))
}

/// The scheme, in lower case. Nothing is trimmed: a browser skips spaces and control characters at the beginning and
/// line breaks anywhere, so an address that has them there is refused rather than guessed at.
fn scheme(url: &str) -> Option<String> {
    let (scheme, _) = url.split_once(':')?;
    let plain = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    plain.then(|| scheme.to_ascii_lowercase())
}

/// The addresses of a `srcset`, as a browser splits it: a comma ends a candidate only behind white space or at the end
/// of an address, since addresses (and `data:` always) hold commas.
pub fn srcset_urls(srcset: &str) -> impl Iterator<Item = &str> {
    let space = |c: char| c.is_ascii_whitespace();
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c| space(c) || c == ',');
        let end = rest.find(space).unwrap_or(rest.len());
        let (url, behind) = rest.split_at(end);
        let bare = url.trim_end_matches(',');
        // Behind an address without a comma of its own stand the descriptors, up to the next comma.
        rest = if bare.len() == url.len() { behind.find(',').map_or("", |comma| &behind[comma..]) } else { behind };
        (!bare.is_empty()).then_some(bare)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_elements() {
        assert!(["p", "h2", "td", "bdo", "math", "mfrac"].into_iter().all(tag));
        let refused = ["h1", "P", "script", "style", "svg", "iframe", "form", "annotation-xml", "maction", "x-y", ""];
        assert!(!refused.into_iter().any(tag));
    }

    #[test]
    fn knows_attributes() {
        assert!(keep("a", "href", "https://a.example/?q=1"));
        assert!(keep("th", "scope", "col") && keep("p", "lang", "ar") && keep("code", "data-lang", "c++"));
        for (tag, name) in
            [("p", "onclick"), ("p", "style"), ("p", "class"), ("p", "href"), ("math", "href"), ("mi", "id")]
        {
            assert!(!attr(tag, name), "{tag} {name}");
        }
        assert!(!keep("p", "dir", "up") && !keep("p", "id", "a b") && !keep("ol", "type", "disc"));
    }

    #[test]
    fn refuses_addresses_that_run_or_hide() {
        for url in ["https://a.example/", "HTTP://a.example/", "mailto:a@b.example", "tel:+49", "#note-1"] {
            assert!(link_scheme(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:1",
            "\u{1}javascript:1",
            "java\nscript:1",
            "data:text/html,x",
            "vbscript:x",
            "blob:https://a/",
            "file:///etc/passwd",
            "chrome-extension://a/",
            "/relative",
            "//host/",
            "",
            ":",
            " https://a/",
        ] {
            assert!(!link_scheme(url), "{url:?}");
        }
        assert!(image_scheme("data:image/png;base64,AA") && image_scheme("DATA:IMAGE/gif,x"));
        assert!(
            !image_scheme("data:text/html,x")
                && !image_scheme("#a")
                && !image_scheme("mailto:a")
                && !image_scheme("data:i\u{e4}")
        );
        assert!(!embed_scheme("data:text/html,x") && embed_scheme("https://a.example/"));
    }

    #[test]
    fn splits_srcset_as_a_browser_does() {
        let urls = |srcset| srcset_urls(srcset).collect::<Vec<_>>();
        assert_eq!(urls("a.png 1x, b,c.png 2x ,d.png"), ["a.png", "b,c.png", "d.png"]);
        assert_eq!(urls("a.png, b.png 100w"), ["a.png", "b.png"]);
        assert_eq!(urls(" , data:image/png;base64,AA 1x,https://a/b 2x"), ["data:image/png;base64,AA", "https://a/b"]);
        assert!(!keep("img", "srcset", "https://a/b 1x, javascript:x 2x") && keep("img", "srcset", "https://a/b 1x"));
    }
}
