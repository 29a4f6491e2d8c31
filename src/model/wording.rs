//! Tables of wording: what each bucket of words adds to a margin, a block's or its page's.

use super::Reader;
use crate::feature::{WORDING_BUCKETS, Wording};

/// A trained table, 8 bits a bucket.
pub struct Table {
    /// What one step is worth, in 1/65536.
    unit: i64,
    pub bias: i64,
    steps: Vec<i8>,
}

impl Table {
    pub fn read(reader: &mut Reader, buckets: usize) -> Table {
        let unit = i64::from(i32::from_le_bytes(reader.bytes()));
        let bias = i64::from(i32::from_le_bytes(reader.bytes()));
        let steps = (0..buckets).map(|_| reader.bytes::<1>()[0] as i8).collect();
        Table { unit, bias, steps }
    }

    /// The sum over a block's buckets by the square root of their number: many words say more than few, but not in
    /// proportion.
    pub fn of_block(&self, buckets: &[u16]) -> i64 {
        let sum: i64 = buckets.iter().map(|&bucket| i64::from(self.steps[usize::from(bucket)])).sum();
        let root = ((buckets.len() as u64) << 16).isqrt().max(1) as i64;
        self.bias + sum * self.unit * 256 / root
    }

    /// The same for a page, from how many of its kept blocks have each bucket and how many of the others: a menu, a form
    /// and a call to buy say more of what the page is than its text does.
    pub fn of_page(&self, wording: &Wording, is_kept: impl Fn(usize) -> bool) -> i64 {
        let mut counts = vec![0u32; PAGE_BUCKETS];
        for block in 0..wording.len() {
            let part = if is_kept(block) { 0 } else { WORDING_BUCKETS };
            for &bucket in wording.of(block) {
                counts[part + usize::from(bucket)] += 1;
            }
        }
        let parts = counts.chunks(WORDING_BUCKETS).zip(self.steps.chunks(WORDING_BUCKETS));
        let margin = |(counts, steps): (&[u32], &[i8])| {
            let (mut sum, mut squares) = (0i64, 0u64);
            // Most pages have few of the buckets.
            for (&count, &step) in counts.iter().zip(steps).filter(|&(&count, _)| count > 0) {
                let weight = weight(count);
                sum += i64::from(weight) * i64::from(step);
                squares += u64::from(weight) * u64::from(weight);
            }
            sum * self.unit / squares.isqrt().max(1) as i64
        };
        self.bias + parts.map(margin).sum::<i64>()
    }
}

/// Buckets of a page's table: those of its kept blocks, then those of the others.
pub const PAGE_BUCKETS: usize = 2 * WORDING_BUCKETS;

/// The logarithm of a count and one, to the base of two, in 1/1024, with straight lines between the powers.
fn weight(count: u32) -> u32 {
    let number = count.saturating_add(1);
    let power = number.ilog2();
    (power << 10) + (((u64::from(number) - (1 << power)) << 10) >> power) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_by_what_is_kept_and_what_is_not() {
        let mut steps = vec![0; PAGE_BUCKETS];
        (steps[3], steps[WORDING_BUCKETS + 3]) = (10, -20);
        let table = Table { unit: 100, bias: 7, steps };
        let wording = Wording::of_blocks(&[&[3], &[5]]);
        // Of one bucket alone a part has all the length; a part of none says nothing.
        assert_eq!(table.of_page(&wording, |block| block == 0), 7 + 1000);
        assert_eq!(table.of_page(&wording, |block| block == 1), 7 - 2000);
        assert_eq!(table.of_page(&wording, |_| true), 7 + 1000 * 1024 / 1448);
    }

    #[test]
    fn weighs_counts_by_their_logarithm() {
        assert_eq!([0, 1, 2, 3, 5, 7].map(weight), [0, 1024, 1536, 2048, 2560, 3072]);
        assert!(weight(u32::MAX) > 31 << 10);
    }
}
