//! Days: what one is, and how it is read from the fields of machines and from an address.
//!
//! It gives up on calendars other than the Gregorian.

mod month;
mod written;

use crate::address;

pub use written::Order;

/// A day of the Gregorian calendar that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

/// Years in which a page can have been published; older ones are what it is about.
const YEARS: std::ops::RangeInclusive<u32> = 1970..=2099;

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

    /// The day in an address: `/2024/03/05/`, `/20240305`, `2024-03-05`.
    pub fn in_url(url: &str) -> Option<Day> {
        let (_, path) = address::parts(url);
        // "/2023/october/03/"
        let parts: Vec<&str> = path.split('/').collect();
        for window in parts.windows(3) {
            if let [year, month, day] = window
                && year.len() == 4
                && day.len() <= 2
                && month.chars().all(char::is_alphabetic)
                && let Some(day) = Day::find(&window.join(" "), Order::DayFirst)
            {
                return Some(day);
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_fields_of_machines() {
        for (text, day) in
            [("1709632800", "2024-03-05"), ("1709632800000", "2024-03-05"), ("0", ""), ("20240305101500", "")]
        {
            assert_eq!(Day::from_field(text, Order::DayFirst).map(Day::iso).unwrap_or_default(), day, "{text}");
        }
    }

    #[test]
    fn finds_the_day_in_an_address() {
        for url in [
            "https://a.example/2024/03/05/title-12",
            "/news/2024-03-05-title",
            "https://a.example/x/20240305/y",
            "/2024/march/05/title",
        ] {
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
