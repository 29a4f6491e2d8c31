//! Lists of phrases, all asked of a text at once: a phrase is found by its first two bytes, so that a text is read once
//! however many phrases there are.
//!
//! Each list is one string with `|` between its phrases: an array of strings would be as large again as its text. A `^`
//! or `=` before a phrase says how it must stand; the caller knows in what.

/// Kinds of beginnings that are told apart, a power of two.
const BEGINNINGS: usize = 512;

/// How a phrase must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Anywhere,
    /// Marked by `^`.
    Begins,
    /// Marked by `=`.
    Whole,
}

/// A phrase of one of the lists.
#[derive(Clone, Copy)]
pub struct Phrase {
    /// The number of its list.
    pub list: u8,
    pub place: Place,
    pub text: &'static str,
}

impl Phrase {
    fn new(list: usize, marked: &'static str) -> Phrase {
        let (place, text) = match marked.as_bytes()[0] {
            b'^' => (Place::Begins, &marked[1..]),
            b'=' => (Place::Whole, &marked[1..]),
            _ => (Place::Anywhere, marked),
        };
        Phrase { list: list as u8, place, text }
    }
}

/// Several lists. A phrase of one byte is only found where it is the whole text.
pub struct Lists {
    /// The phrases, by their beginning, and in the order of the lists where that is the same.
    phrases: Vec<Phrase>,
    /// Where those of each beginning end.
    ends: Vec<u16>,
}

fn beginning(text: &[u8]) -> usize {
    let byte = |at: usize| text.get(at).map_or(0, |&byte| usize::from(byte));
    (byte(0) * 29 + byte(1) * 3) % BEGINNINGS
}

impl Lists {
    pub fn new(lists: &[&'static str]) -> Lists {
        let mut unsorted = Vec::new();
        for (number, list) in lists.iter().enumerate() {
            unsorted.extend(list.split('|').map(|marked| Phrase::new(number, marked)));
        }
        // Sorted by counting.
        let mut ends = vec![0u16; BEGINNINGS + 1];
        for phrase in &unsorted {
            ends[beginning(phrase.text.as_bytes()) + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut phrases = unsorted.clone();
        for phrase in unsorted {
            let at = &mut ends[beginning(phrase.text.as_bytes())];
            phrases[usize::from(*at)] = phrase;
            *at += 1;
        }
        Lists { phrases, ends }
    }

    /// The phrases that stand at a place of a text, in bytes.
    pub fn at<'a>(&'a self, text: &'a [u8], at: usize) -> impl Iterator<Item = Phrase> + 'a {
        let text = text.get(at..).unwrap_or_default();
        let number = beginning(text);
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        let alike = &self.phrases[usize::from(start)..usize::from(self.ends[number])];
        alike.iter().filter(move |phrase| text.starts_with(phrase.text.as_bytes())).copied()
    }

    /// The number of the first list with a phrase that is the whole text.
    pub fn whole(&self, text: &str) -> Option<usize> {
        let whole = |phrase: &Phrase| phrase.text.len() == text.len();
        self.at(text.as_bytes(), 0).find(whole).map(|phrase| usize::from(phrase.list))
    }

    /// The number of the first list with a phrase with which the text begins.
    pub fn start(&self, text: &str) -> Option<usize> {
        self.at(text.as_bytes(), 0).next().map(|phrase| usize::from(phrase.list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_phrases_in_the_order_of_the_lists() {
        let lists = Lists::new(&["by |more|=x", "more from|^mo", "by the way|ä|äh"]);
        let at =
            |text: &str, at| lists.at(text.as_bytes(), at).map(|found| (found.list, found.place)).collect::<Vec<_>>();
        let (anywhere, begins) = (Place::Anywhere, Place::Begins);
        assert_eq!(at("more from", 0), [(0, anywhere), (1, anywhere), (1, begins)]);
        assert_eq!(at("no more", 3), [(0, anywhere), (1, begins)]);
        assert_eq!([lists.start("by the way"), lists.whole("by the way")], [Some(0), Some(2)]);
        assert_eq!([lists.whole("x"), lists.whole("xy"), lists.whole("ä")], [Some(0), None, Some(2)]);
        assert_eq!([lists.start("äh"), lists.whole("")], [Some(2), None]);
    }
}
