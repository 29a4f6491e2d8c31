//! Counts of a handful of things. A map would bring more code than all that counts with it.

/// How much was counted of each thing.
pub struct Tally<T>(Vec<(T, u32)>);

impl<T: Copy + Ord> Tally<T> {
    pub fn new() -> Self {
        Tally(Vec::new())
    }

    pub fn add(&mut self, thing: T, count: u32) {
        match self.0.iter_mut().find(|(known, _)| *known == thing) {
            Some((_, sum)) => *sum += count,
            None => self.0.push((thing, count)),
        }
    }

    /// What was counted most; of equals the greatest.
    pub fn most(&self) -> Option<T> {
        self.0.iter().max_by_key(|&&(thing, count)| (count, thing)).map(|&(thing, _)| thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_was_counted_most() {
        let mut tally = Tally::new();
        assert_eq!(tally.most(), None);
        for (thing, count) in [("b", 2), ("c", 1), ("a", 3), ("c", 2)] {
            tally.add(thing, count);
        }
        assert_eq!(tally.most(), Some("c"));
    }
}
