//! Days as they are written, for machines and for people: the first one in a text.
//!
//! It gives up on relative dates ("yesterday") and on years of two digits.

use super::Day;
use super::month::month;
use crate::page::is_space;

/// Which of two small numbers is the month in "3/4/2024".
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

impl Day {
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
}
