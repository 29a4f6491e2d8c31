//! Days: read from machine dates and from dates written for people, in the months' names of some thirty languages.
//!
//! It gives up on calendars other than the Gregorian, on relative dates ("yesterday") and on years of two digits.

use crate::page::is_space;

/// A day of the Gregorian calendar that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

/// Years in which a page can have been published; older ones are what it is about.
const YEARS: std::ops::RangeInclusive<u32> = 1970..=2099;

/// Which of two small numbers is the month in "3/4/2024".
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

impl Day {
    pub fn new(year: u32, month: u32, day: u32) -> Option<Day> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (YEARS.contains(&year) && (1..=length).contains(&day)).then_some(Day {
            year: year as u16,
            month: month as u8,
            day: day as u8,
        })
    }

    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Whether two days are one, but for the time zone in which they were read.
    pub fn is_near(self, other: Day) -> bool {
        let number = |day: Day| u32::from(day.year) * 372 + u32::from(day.month) * 31 + u32::from(day.day);
        let last = |day: Day| Day::new(day.year.into(), day.month.into(), u32::from(day.day) + 1).is_none();
        let (early, late) = (self.min(other), self.max(other));
        early == late
            || number(late) == number(early) + 1
            || late.day == 1 && last(early) && number(late) - number(early) < 5
    }

    /// Whether one is the other with day and month changed about, as "3/4" can be read.
    pub fn is_swapped(self, other: Day) -> bool {
        (self.year, self.month, self.day) == (other.year, other.day, other.month)
    }

    /// The day of a number of seconds since 1970 (UTC).
    fn from_unix(seconds: u64) -> Option<Day> {
        let mut days = (seconds / 86_400) as u32;
        for year in YEARS {
            for month in 1..=12 {
                let length = (29..=31).rev().find(|&day| Day::new(year, month, day).is_some()).unwrap_or(28);
                if days < length {
                    return Day::new(year, month, days + 1);
                }
                days -= length;
            }
        }
        None
    }

    /// Reads the value of a machine-readable field: a date for people does as well, a number of seconds or milliseconds too.
    pub fn from_field(value: &str, order: Order) -> Option<Day> {
        let value = value.trim();
        if (10..=13).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit()) && !value.starts_with("20") {
            let number: u64 = value.parse().ok()?;
            return Day::from_unix(if value.len() > 11 { number / 1000 } else { number });
        }
        Day::find(value, order)
    }

    /// The first day written in a text.
    pub fn find(text: &str, order: Order) -> Option<Day> {
        Day::find_with_place(text, order).map(|(day, _)| day)
    }

    /// The first day written in a text, and the byte where it begins.
    pub fn find_with_place(text: &str, order: Order) -> Option<(Day, usize)> {
        // Most texts of a page have no number at all; they cost no more than this look.
        if !text.chars().any(|c| digit(c).is_some()) {
            return None;
        }
        let tokens = tokens(text);
        (0..tokens.len()).find_map(|at| read(&tokens[at..], order).map(|day| (day, tokens[at].start)))
    }

    /// The day in an address: `/2024/03/05/`, `/20240305`, `2024-03-05`.
    pub fn in_url(url: &str) -> Option<Day> {
        let path = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = path.split(['?', '#']).next().unwrap_or("");
        let path = path.find('/').map_or("", |at| &path[at..]);
        let numbers: Vec<(&str, usize)> = runs(path);
        for (at, &(digits, start)) in numbers.iter().enumerate() {
            let next = |n: usize| numbers.get(at + n).filter(|(d, _)| d.len() <= 2).copied();
            if digits.len() == 8 {
                let number: u32 = digits.parse().ok()?;
                if let Some(day) = Day::new(number / 10_000, number / 100 % 100, number % 100) {
                    return Some(day);
                }
            }
            if digits.len() == 4
                && let (Some((month, m)), Some((day, d))) = (next(1), next(2))
            {
                let (first, second) = (&path[start + 4..m], &path[m + month.len()..d]);
                if first == second && matches!(first, "/" | "-" | "_" | ".") {
                    let found = Day::new(digits.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
                    if found.is_some() {
                        return found;
                    }
                }
            }
        }
        None
    }
}

/// The runs of ASCII digits in a text, with where they begin.
fn runs(text: &str) -> Vec<(&str, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let length = text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
        out.push((&text[start..start + length], start));
        at = start + length;
    }
    out
}

struct Token {
    /// Where it begins, in bytes.
    start: usize,
    /// The characters between the token before and this one, without blanks.
    gap: String,
    kind: Kind,
}
enum Kind {
    /// A number, and how many digits it was written with.
    Number(u32, usize),
    Word(String),
}

/// Numbers and lower-case words; what stands between them, without blanks, is the gap of the later one.
fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut gap = String::new();
    // Whether the last token goes on.
    let mut open = false;
    for (start, c) in text.char_indices() {
        let last = out.last_mut().filter(|_| open).map(|token| &mut token.kind);
        open = true;
        if let Some(digit) = digit(c) {
            match last {
                Some(Kind::Number(number, digits)) if *digits < 9 => {
                    *number = *number * 10 + digit;
                    *digits += 1;
                }
                _ => out.push(Token { start, gap: std::mem::take(&mut gap), kind: Kind::Number(digit, 1) }),
            }
        } else if c.is_alphabetic() {
            match last {
                Some(Kind::Word(word)) => word.extend(c.to_lowercase()),
                _ => {
                    let word = c.to_lowercase().collect();
                    out.push(Token { start, gap: std::mem::take(&mut gap), kind: Kind::Word(word) });
                }
            }
        } else {
            open = false;
            if !is_space(c) {
                gap.push(c);
            }
        }
    }
    out
}

/// The value of a decimal digit in ASCII, Arabic-Indic, Persian, Devanagari, Bengali or full width.
fn digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    [0x660, 0x6f0, 0x966, 0x9e6, 0xff10]
        .into_iter()
        .find_map(|zero| (c as u32).checked_sub(zero).filter(|&value| value < 10))
}

/// The day that begins with the first token.
fn read(tokens: &[Token], order: Order) -> Option<Day> {
    let number = |at: usize| match tokens.get(at)?.kind {
        Kind::Number(number, digits) => Some((number, digits)),
        _ => None,
    };
    let year = |at: usize| number(at).filter(|&(_, digits)| digits == 4).map(|(year, _)| year);
    let small = |at: usize| number(at).filter(|&(_, digits)| digits <= 2).map(|(number, _)| number);
    let word = |at: usize| match &tokens.get(at)?.kind {
        Kind::Word(word) => Some(word.as_str()),
        _ => None,
    };
    let gap = |at: usize| tokens.get(at).map_or("", |token| token.gap.as_str());
    // Small words inside a date: "5 de marzo de 2024", "the 5th of May", "5-го мая", "2024. gada 5. marts".
    let skip = |mut at: usize| {
        while word(at).is_some_and(|word| {
            matches!(
                word,
                "de" | "del"
                    | "d"
                    | "of"
                    | "st"
                    | "nd"
                    | "rd"
                    | "th"
                    | "the"
                    | "er"
                    | "го"
                    | "da"
                    | "do"
                    | "den"
                    | "m"
                    | "г"
                    | "gada"
                    | "a"
                    | "ª"
                    | "º"
            )
        }) {
            at += 1;
        }
        at
    };

    if let Some((packed, 8)) = number(0) {
        return Day::new(packed / 10_000, packed / 100 % 100, packed % 100);
    }
    if let Some(y) = year(0) {
        let numeric = |gap: &str| matches!(gap, "-" | "/" | "." | "‑" | "–");
        if let (Some(m), Some(d)) = (small(1), small(2))
            && numeric(gap(1))
            && numeric(gap(2))
        {
            return Day::new(y, m, d);
        }
        // 2024年3月5日, 2024년 3월 5일
        if let (Some("年" | "년"), Some(m), Some("月" | "월"), Some(d)) = (word(1), small(2), word(3), small(4)) {
            return Day::new(y, m, d);
        }
        let at = skip(1);
        if let (Some(m), Some(d)) = (word(at).and_then(month), small(at + 1)) {
            return Day::new(y, m, d);
        }
        return None;
    }
    if let Some(first) = small(0) {
        if let (Some(second), Some(y)) = (small(1), year(2))
            && gap(1) == gap(2)
            && matches!(gap(1), "-" | "/" | ".")
        {
            let (day_first, month_first) = (Day::new(y, second, first), Day::new(y, first, second));
            return match order {
                _ if gap(1) == "." => day_first,
                _ if day_first.is_none() || first == second => month_first,
                _ if month_first.is_none() => day_first,
                Order::DayFirst => day_first,
                Order::MonthFirst => month_first,
            };
        }
        let at = skip(1);
        let y = year(skip(at + 1))?;
        return Day::new(y, word(at).and_then(month)?, first);
    }
    // March 5th, 2024. The names of months are looked through last: any word may begin a date, few stand before a number.
    let at = skip(1);
    let d = small(at)?;
    let y = year(skip(at + 1))?;
    Day::new(y, word(0).and_then(month)?, d)
}

/// The beginnings of the months' names. The longest that fits decides, so that "juillet" is not "juin".
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "jan ene gen янв січ студз sty led oca janv tammi ιαν يناير ינואר بניואר sij saus sau ian xan urt ján jaan",
    "feb fév fev фев лют лют şub sub únor úno helmi φεβ فبراير פברואר velj vas otsail veeb",
    "mar mär mrz мар берез бер břez bře ožuj kovo μαρ μάρ مارس מרץ már märts maa martx mrt",
    "apr abr avr апр квіт кві kwie kwi dub nisan nis huhti απρ أبريل ابريل אפריל trav bal ápr aibr ebr apir",
    "may mai maj mag mei maio май мая трав тра květ kvě touko μαι μαΐ μάι مايو מאי svib geg máj maí maig maiatz toukok",
    "jun juin giu июн черв чер czerw cze červn haz kesä ιουν يونيو יוני lipnja birž jún júní juny ekain juuni",
    "jul juil lug июл лип lip temmuz tem heinä ιουλ يوليو יולי srpnja liep červenec července júl júlí uztail juuli",
    "aug ago août aou авг серп сер sie srp ağu agu elo αυγ αύγ أغسطس اغسطس אוגוסט kolov rugp ág ágú ágú abuztu",
    "sep set сен верес вер wrz zář eyl syys σεπ سبتمبر ספטמבר rujn rugs szept irail",
    "oct okt ott out окт жовт жов paź říj eki loka οκτ أكتوبر اكتوبر אוקטובר spal out urri",
    "nov ноя лис lis kas marras νοε νοέ نوفمبر נובמבר studen lapkr nóv azaro",
    "dec dez dic déc дек груд гру gru pros ara joulu δεκ ديسمبر דצמבר gruod des dets abend",
];

/// The month that a lower-case word names.
fn month(word: &str) -> Option<u32> {
    let mut best = None;
    let mut longest = 0;
    // Hebrew and Arabic join "in" to the name.
    let bare = word.strip_prefix('ב').unwrap_or(word);
    for (at, stems) in MONTHS.iter().enumerate() {
        for stem in stems.split(' ') {
            if stem.len() > longest && (word.starts_with(stem) || bare.starts_with(stem)) {
                longest = stem.len();
                best = Some(at as u32 + 1);
            }
        }
    }
    // The longest names have twelve letters or so; longer words only begin like one.
    best.filter(|_| word.chars().count() <= 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        Day::find(text, Order::DayFirst).map(Day::iso)
    }

    #[test]
    fn reads_machine_dates() {
        for text in [
            "2024-03-05T10:00:00+01:00",
            "2024-3-5",
            "20240305",
            "2024/03/05 10:00",
            "2024.03.05.",
            "2024年3月5日",
            "2024년 3월 5일",
        ] {
            assert_eq!(found(text).as_deref(), Some("2024-03-05"), "{text}");
        }
        for (text, day) in
            [("1709632800", "2024-03-05"), ("1709632800000", "2024-03-05"), ("0", ""), ("20240305101500", "")]
        {
            assert_eq!(Day::from_field(text, Order::DayFirst).map(Day::iso).unwrap_or_default(), day, "{text}");
        }
    }

    #[test]
    fn reads_dates_for_people() {
        for text in [
            "March 5, 2024",
            "Published: Mar. 5th, 2024 at 10:15",
            "Tue Mar 05 2024",
            "5 March 2024",
            "5. März 2024",
            "05.03.2024, 10:15 Uhr",
            "5 de marzo de 2024",
            "5 mars 2024",
            "5 марта 2024 г.",
            "5 березня 2024",
            "5 Mart 2024",
            "2024. március 5.",
            "2024 m. kovo 5 d.",
            "5 מרץ 2024",
            "5 במרץ 2024",
            "٥ مارس ٢٠٢٤",
            "05-Mar-2024",
        ] {
            assert_eq!(found(text).as_deref(), Some("2024-03-05"), "{text}");
        }
        assert_eq!(found("14 juillet 2024").as_deref(), Some("2024-07-14"));
        assert_eq!(found("7 czerwca 2024").as_deref(), Some("2024-06-07"));
        assert_eq!(found("7. července 2024").as_deref(), Some("2024-07-07"));
    }

    #[test]
    fn does_not_guess() {
        for text in [
            "12 people in 2024",
            "2024-13-01",
            "30 February 2024",
            "5 March",
            "March 2024",
            "May 2024 5",
            "5 apples 2024",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
        assert_eq!(Day::find("3/4/2024", Order::MonthFirst).unwrap().iso(), "2024-03-04");
        assert_eq!(Day::find("3/4/2024", Order::DayFirst).unwrap().iso(), "2024-04-03");
        assert_eq!(found("3/14/2024").as_deref(), Some("2024-03-14"));
    }

    #[test]
    fn finds_the_day_in_an_address() {
        for url in ["https://a.example/2024/03/05/title-12", "/news/2024-03-05-title", "https://a.example/x/20240305/y"]
        {
            assert_eq!(Day::in_url(url).map(Day::iso).as_deref(), Some("2024-03-05"), "{url}");
        }
        for url in [
            "https://2024.example/03/05",
            "https://a.example/2024/03/",
            "https://a.example/12345678",
            "https://a.example/x?d=2024-03-05",
        ] {
            assert_eq!(Day::in_url(url), None, "{url}");
        }
    }
}
