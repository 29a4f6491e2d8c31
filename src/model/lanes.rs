//! Rows side by side: what a tree does with them, once for vectors of WebAssembly and once for everything else.
//!
//! A compiler that minds the size makes no vectors of loops over lanes, so those of WebAssembly are written out. Both ways
//! give the same bits; the browser tests compare them on every page.

/// Rows that are scored together.
pub const LANES: usize = 32;
/// Leaves that a byte tells apart, by a bit each.
pub const PLANE: usize = 8;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod vectors {
    use super::{LANES, PLANE};
    use core::arch::wasm32::*;

    /// The values of a feature.
    #[derive(Clone, Copy)]
    pub struct Values([v128; 4]);

    #[inline(always)]
    fn loaded(&[a, b, c, d, e, f, g, h]: &[i16; 8]) -> v128 {
        i16x8(a, b, c, d, e, f, g, h)
    }

    /// Rows, of eight values each, as columns.
    #[inline(always)]
    fn turned([a, b, c, d, e, f, g, h]: [v128; 8]) -> [v128; 8] {
        // Three perfect shuffles of eight cards a hand.
        let low = i16x8_shuffle::<0, 8, 1, 9, 2, 10, 3, 11>;
        let high = i16x8_shuffle::<4, 12, 5, 13, 6, 14, 7, 15>;
        let shuffled = |[a, b, c, d, e, f, g, h]: [v128; 8]| {
            [low(a, e), high(a, e), low(b, f), high(b, f), low(c, g), high(c, g), low(d, h), high(d, h)]
        };
        shuffled(shuffled(shuffled([a, b, c, d, e, f, g, h])))
    }

    impl Values {
        pub const NONE: Values = Values([i64x2(0, 0); 4]);

        /// The values of each feature, from rows of them.
        pub fn of_rows<const ROW: usize>(rows: &[[i16; ROW]], features: usize, out: &mut [Values; ROW]) {
            for (part, eight) in rows.as_chunks::<8>().0.iter().enumerate() {
                let [a, b, c, d, e, f, g, h] = eight.each_ref().map(|row| row.as_chunks::<8>().0);
                for at in 0..features.div_ceil(8) {
                    let (a, b, c, d) = (loaded(&a[at]), loaded(&b[at]), loaded(&c[at]), loaded(&d[at]));
                    let (e, f, g, h) = (loaded(&e[at]), loaded(&f[at]), loaded(&g[at]), loaded(&h[at]));
                    for (feature, column) in out[at * 8..].iter_mut().zip(turned([a, b, c, d, e, f, g, h])) {
                        feature.0[part] = column;
                    }
                }
            }
        }

        /// All bits of the rows that are above a threshold.
        #[inline(always)]
        pub fn above(self, threshold: i16) -> Bytes {
            let threshold = i16x8_splat(threshold);
            let Values([a, b, c, d]) = self;
            let higher = |left, right| i8x16_narrow_i16x8(i16x8_gt(left, threshold), i16x8_gt(right, threshold));
            Bytes([higher(a, b), higher(c, d)])
        }
    }

    /// A byte a row: leaves of a plane, or a step of a leaf.
    #[derive(Clone, Copy)]
    pub struct Bytes([v128; 2]);

    impl Bytes {
        pub const ALL: Bytes = Bytes([i64x2(-1, -1); 2]);
        pub const NONE: Bytes = Bytes([i64x2(0, 0); 2]);

        #[inline(always)]
        fn zip(self, other: Bytes, with: impl Fn(v128, v128) -> v128) -> Bytes {
            Bytes([with(self.0[0], other.0[0]), with(self.0[1], other.0[1])])
        }

        /// These bits without some, in the given rows.
        #[inline(always)]
        pub fn without(self, bits: u8, rows: Bytes) -> Bytes {
            let bits = u8x16_splat(bits);
            self.zip(rows, |own, rows| v128_andnot(own, v128_and(rows, bits)))
        }

        /// The step of the first leaf that is left, and `other` where there is none.
        #[inline(always)]
        pub fn first(self, steps: [i8; PLANE], other: Bytes) -> Bytes {
            let steps = i64x2(i64::from_le_bytes(steps.map(|step| step as u8)), 0);
            self.zip(other, |own, other| {
                // The bits below the lowest one are as many as its number.
                let lower = v128_andnot(i8x16_add(own, i8x16_splat(-1)), own);
                let step = i8x16_swizzle(steps, i8x16_popcnt(lower));
                v128_bitselect(other, step, i8x16_eq(own, i8x16_splat(0)))
            })
        }
    }

    /// A sum of steps a row.
    #[derive(Clone, Copy)]
    pub struct Sums([v128; 4]);

    impl Sums {
        pub const ZERO: Sums = Sums([i64x2(0, 0); 4]);

        #[inline(always)]
        pub fn add(self, steps: Bytes) -> Sums {
            let (Sums([a, b, c, d]), Bytes([left, right])) = (self, steps);
            Sums([
                i16x8_add(a, i16x8_extend_low_i8x16(left)),
                i16x8_add(b, i16x8_extend_high_i8x16(left)),
                i16x8_add(c, i16x8_extend_low_i8x16(right)),
                i16x8_add(d, i16x8_extend_high_i8x16(right)),
            ])
        }

        pub fn each(self) -> [i16; LANES] {
            let mut out = [0; LANES];
            for (part, vector) in out.chunks_exact_mut(LANES / 4).zip(self.0) {
                let lanes = [
                    i16x8_extract_lane::<0>(vector),
                    i16x8_extract_lane::<1>(vector),
                    i16x8_extract_lane::<2>(vector),
                    i16x8_extract_lane::<3>(vector),
                    i16x8_extract_lane::<4>(vector),
                    i16x8_extract_lane::<5>(vector),
                    i16x8_extract_lane::<6>(vector),
                    i16x8_extract_lane::<7>(vector),
                ];
                part.copy_from_slice(&lanes);
            }
            out
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod vectors {
    use super::{LANES, PLANE};
    use std::array::from_fn;

    /// The values of a feature.
    #[derive(Clone, Copy)]
    pub struct Values([i16; LANES]);

    impl Values {
        pub const NONE: Values = Values([0; LANES]);

        /// The values of each feature, from rows of them.
        pub fn of_rows<const ROW: usize>(rows: &[[i16; ROW]], features: usize, out: &mut [Values; ROW]) {
            for (lane, row) in rows.iter().enumerate() {
                for (feature, &value) in out.iter_mut().zip(&row[..features]) {
                    feature.0[lane] = value;
                }
            }
        }

        /// All bits of the rows that are above a threshold.
        #[inline(always)]
        pub fn above(self, threshold: i16) -> Bytes {
            Bytes(self.0.map(|value| if value > threshold { u8::MAX } else { 0 }))
        }
    }

    /// A byte a row: leaves of a plane, or a step of a leaf.
    #[derive(Clone, Copy)]
    pub struct Bytes([u8; LANES]);

    impl Bytes {
        pub const ALL: Bytes = Bytes([u8::MAX; LANES]);
        pub const NONE: Bytes = Bytes([0; LANES]);

        /// These bits without some, in the given rows.
        #[inline(always)]
        pub fn without(self, bits: u8, rows: Bytes) -> Bytes {
            Bytes(from_fn(|lane| self.0[lane] & !(rows.0[lane] & bits)))
        }

        /// The step of the first leaf that is left, and `other` where there is none.
        #[inline(always)]
        pub fn first(self, steps: [i8; PLANE], other: Bytes) -> Bytes {
            let step = |own: u8| steps.get(own.trailing_zeros() as usize).map(|&step| step as u8);
            Bytes(from_fn(|lane| step(self.0[lane]).unwrap_or(other.0[lane])))
        }
    }

    /// A sum of steps a row.
    #[derive(Clone, Copy)]
    pub struct Sums([i16; LANES]);

    impl Sums {
        pub const ZERO: Sums = Sums([0; LANES]);

        #[inline(always)]
        pub fn add(self, steps: Bytes) -> Sums {
            Sums(from_fn(|lane| self.0[lane] + i16::from(steps.0[lane] as i8)))
        }

        pub fn each(self) -> [i16; LANES] {
            self.0
        }
    }
}

pub use vectors::{Bytes, Sums, Values};
