//! A forgiving reader of JSON, for what pages put into JSON-LD.
//!
//! Pages write it with templates: raw line breaks inside strings, trailing commas, comments around it, an end that was
//! cut off. Whatever could be read before the fault is kept, because the first fields are the ones we want.

/// A JSON value. Numbers, `true` and `false` are kept as they are written.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// Deepest nesting that is read: real data stays under ten.
const MAX_DEPTH: usize = 40;

impl Json {
    /// Reads the first value in `source`; `None` when there is none.
    pub fn read(source: &str) -> Option<Json> {
        let source = source.split_once("<![CDATA[").map_or(source, |(_, rest)| rest);
        let start = source.find(['{', '['])?;
        let mut reader = Reader { rest: source[start..].chars().peekable(), broken: false };
        Some(reader.value(0))
    }

    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(fields) => fields.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of a value, or of the first text in a list.
    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            Json::List(items) => items.iter().find_map(Json::text),
            _ => None,
        }
    }

    /// The members of a list; any other value is its own only member.
    pub fn items(&self) -> &[Json] {
        match self {
            Json::List(items) => items,
            Json::Null => &[],
            one => std::slice::from_ref(one),
        }
    }
}

struct Reader<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    /// After a fault nothing more is read and every open value is closed.
    broken: bool,
}

impl Reader<'_> {
    /// The next character that is not white space, left in place.
    fn peek(&mut self) -> Option<char> {
        while self.rest.next_if(|c| c.is_whitespace() || c.is_control() || *c == '\u{feff}').is_some() {}
        if self.broken { None } else { self.rest.peek().copied() }
    }

    fn value(&mut self, depth: usize) -> Json {
        match self.peek() {
            Some('"') => Json::Text(self.string()),
            Some('{') if depth < MAX_DEPTH => self.object(depth),
            Some('[') if depth < MAX_DEPTH => self.list(depth),
            Some(c) if c.is_alphanumeric() || c == '-' => {
                let mut word = String::new();
                while let Some(c) = self.rest.next_if(|c| c.is_alphanumeric() || matches!(c, '-' | '+' | '.' | '_')) {
                    word.push(c);
                }
                if word == "null" { Json::Null } else { Json::Text(word) }
            }
            _ => {
                self.broken = true;
                Json::Null
            }
        }
    }

    fn object(&mut self, depth: usize) -> Json {
        self.rest.next();
        let mut fields = Vec::new();
        loop {
            match self.peek() {
                Some(',') => drop(self.rest.next()),
                Some('"') => {
                    let name = self.string();
                    if self.peek() != Some(':') {
                        self.broken = true;
                        break;
                    }
                    self.rest.next();
                    let value = self.value(depth + 1);
                    fields.push((name, value));
                }
                Some('}') => {
                    self.rest.next();
                    break;
                }
                _ => {
                    self.broken = true;
                    break;
                }
            }
        }
        Json::Object(fields)
    }

    fn list(&mut self, depth: usize) -> Json {
        self.rest.next();
        let mut items = Vec::new();
        loop {
            match self.peek() {
                Some(',') => drop(self.rest.next()),
                Some(']') => {
                    self.rest.next();
                    break;
                }
                Some(_) => {
                    let value = self.value(depth + 1);
                    if !(self.broken && value == Json::Null) {
                        items.push(value);
                    }
                }
                None => {
                    self.broken = true;
                    break;
                }
            }
        }
        Json::List(items)
    }

    fn string(&mut self) -> String {
        self.rest.next();
        let mut out = String::new();
        while let Some(c) = self.rest.next() {
            match c {
                '"' if self.ends_string() => return out,
                '\\' => match self.rest.next() {
                    Some('n' | 'r' | 't' | 'b' | 'f') => out.push(' '),
                    Some('u') => out.push(self.unicode()),
                    Some(c) => out.push(c),
                    None => break,
                },
                c if c.is_control() => out.push(' '),
                c => out.push(c),
            }
        }
        self.broken = true;
        out
    }

    /// Whether a quotation mark ends its string: one that was not escaped stands before more text.
    fn ends_string(&mut self) -> bool {
        let mut ahead = self.rest.clone();
        let next = ahead.find(|c| !c.is_whitespace());
        matches!(next, None | Some(',' | ':' | '}' | ']' | '<' | '/'))
    }

    fn hex(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            code = code * 16 + self.rest.next_if(char::is_ascii_hexdigit)?.to_digit(16)?;
        }
        Some(code)
    }

    fn unicode(&mut self) -> char {
        let Some(mut code) = self.hex() else { return '\u{fffd}' };
        if (0xd800..0xdc00).contains(&code) && self.rest.next_if_eq(&'\\').is_some() {
            self.rest.next();
            if let Some(low) = self.hex() {
                code = 0x10000 + ((code - 0xd800) << 10) + (low.wrapping_sub(0xdc00) & 0x3ff);
            }
        }
        char::from_u32(code).unwrap_or('\u{fffd}')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str, key: &str) -> Option<String> {
        Json::read(source)?.get(key)?.text().map(str::to_owned)
    }

    #[test]
    fn reads_values() {
        let json = Json::read(r#"{"a": [1, "x", null, true], "b": {"c": "d\u00e9\ud83d\ude00"}}"#).unwrap();
        assert_eq!(json.get("a").unwrap().items().len(), 4);
        assert_eq!(json.get("a").unwrap().text(), Some("1"));
        assert_eq!(json.get("b").unwrap().get("c").unwrap().text(), Some("dé😀"));
    }

    #[test]
    fn forgives_what_pages_write() {
        assert_eq!(text("<!--//--><![CDATA[\n{\"a\": \"x\",}\n//]]>", "a").as_deref(), Some("x"));
        assert_eq!(text("{\"a\": \"one\ntwo\tthree\"}", "a").as_deref(), Some("one two three"));
        assert_eq!(text(r#"{"a": "the "best" one", "b": "y"}"#, "b").as_deref(), Some("y"));
        assert_eq!(text(r#"{"a": "x", "b": {"c": "cut of"#, "a").as_deref(), Some("x"));
        assert_eq!(text(r#"{"a": x; "b""#, "a").as_deref(), Some("x"));
        assert_eq!(Json::read("no json"), None);
    }

    #[test]
    fn survives_deep_nesting() {
        assert!(Json::read(&"[".repeat(100_000)).is_some());
        assert!(Json::read(&"{\"a\":".repeat(100_000)).is_some());
    }
}
