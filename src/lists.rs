//! Lists of phrases, all asked of a text at once: a phrase is found by its first two bytes, so that a text is read once
//! however many phrases there are.
//!
//! Each list is one string with `|` between its phrases: an array of strings would be as large again as its text.

/// Kinds of beginnings that are told apart, a power of two.
const BEGINNINGS: usize = 512;

/// A phrase of one of the lists.
#[derive(Clone, Copy)]
pub struct Phrase<T> {
    /// What its list is about.
    pub about: T,
    pub text: &'static str,
}

/// Several lists. A phrase of one byte is only found where it is the whole text.
pub struct Lists<T> {
    /// The phrases, by their beginning, and in the order of the lists where that is the same.
    phrases: Vec<Phrase<T>>,
    /// Where those of each beginning end.
    ends: Vec<u16>,
}

fn beginning(first: u8, second: u8) -> usize {
    (usize::from(first) * 29 + usize::from(second) * 3) % BEGINNINGS
}

impl<T: Copy> Lists<T> {
    /// `phrases`: what each is about, and its text.
    pub fn new(phrases: impl Iterator<Item = (T, &'static str)> + Clone) -> Lists<T> {
        let beginning = |text: &str| beginning(text.as_bytes()[0], text.as_bytes().get(1).copied().unwrap_or(0));
        // Sorted by counting.
        let mut ends = vec![0u16; BEGINNINGS + 1];
        for (_, text) in phrases.clone() {
            ends[beginning(text) + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut sorted: Vec<Option<Phrase<T>>> = vec![None; usize::from(ends[BEGINNINGS])];
        for (about, text) in phrases {
            let at = &mut ends[beginning(text)];
            sorted[usize::from(*at)] = Some(Phrase { about, text });
            *at += 1;
        }
        Lists { phrases: sorted.into_iter().flatten().collect(), ends }
    }

    /// The phrases that stand at a place of a text, in bytes.
    pub fn at<'a>(&'a self, text: &'a [u8], at: usize) -> impl Iterator<Item = &'a Phrase<T>> {
        let text = text.get(at..).unwrap_or_default();
        let first = text.first().copied().unwrap_or(0);
        let number = beginning(first, text.get(1).copied().unwrap_or(0));
        let start = if number == 0 { 0 } else { usize::from(self.ends[number - 1]) };
        let alike = &self.phrases[start..usize::from(self.ends[number])];
        alike.iter().filter(move |phrase| text.starts_with(phrase.text.as_bytes()))
    }

    /// What the first list is about that has a phrase which is the whole text.
    pub fn whole(&self, text: &str) -> Option<T> {
        self.at(text.as_bytes(), 0).find(|phrase| phrase.text.len() == text.len()).map(|phrase| phrase.about)
    }

    /// What the first list is about that has a phrase with which the text begins.
    pub fn start(&self, text: &str) -> Option<T> {
        self.at(text.as_bytes(), 0).next().map(|phrase| phrase.about)
    }
}

/// The phrases of lists, for [`Lists::new`].
pub fn phrases<T: Copy>(
    lists: &'static [(T, &'static str)],
) -> impl Iterator<Item = (T, &'static str)> + Clone + use<T> {
    lists.iter().flat_map(|&(about, list)| list.split('|').map(move |text| (about, text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_phrases_in_the_order_of_the_lists() {
        let lists = Lists::new(phrases(&[(1, "by |more|x"), (2, "more from|mo"), (3, "by the way|ä|äh")]));
        let at = |text: &str, at: usize| lists.at(text.as_bytes(), at).map(|found| found.about).collect::<Vec<_>>();
        assert_eq!(at("more from", 0), [1, 2, 2]);
        assert_eq!(at("no more", 3), [1, 2]);
        assert_eq!(lists.start("by the way"), Some(1));
        assert_eq!(lists.whole("by the way"), Some(3));
        assert_eq!(
            [lists.whole("x"), lists.whole("xy"), lists.whole("ä"), lists.whole("")],
            [Some(1), None, Some(3), None]
        );
        assert_eq!(lists.start("äh"), Some(3));
    }
}
