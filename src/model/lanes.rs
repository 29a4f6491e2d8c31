//! Sixteen rows side by side: what a tree does with them, once for vectors of WebAssembly and once for everything else.
//!
//! A compiler that minds the size makes no vectors of loops over lanes, and without them the trees take four times as
//! long as they did a row at a time. Both ways give the same bits; the browser tests compare them on every page.

/// Rows that are scored together.
pub const LANES: usize = 16;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod vectors {
    use super::LANES;
    use core::arch::wasm32::*;

    /// The values of a feature.
    #[derive(Clone, Copy)]
    pub struct Values([v128; 2]);

    impl From<[i16; LANES]> for Values {
        fn from(all: [i16; LANES]) -> Values {
            let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = all;
            Values([i16x8(a, b, c, d, e, f, g, h), i16x8(i, j, k, l, m, n, o, p)])
        }
    }

    /// For each row all bits or none, or a step of a leaf.
    #[derive(Clone, Copy)]
    pub struct Mask(v128);

    impl Mask {
        pub const ALL: Mask = Mask(i64x2(-1, -1));
        pub const NONE: Mask = Mask(i64x2(0, 0));

        /// The rows that go on below a threshold and above it.
        #[inline(always)]
        pub fn split(self, Values([left, right]): Values, threshold: i16) -> [Mask; 2] {
            let threshold = i16x8_splat(threshold);
            let higher = i8x16_narrow_i16x8(i16x8_gt(left, threshold), i16x8_gt(right, threshold));
            [Mask(v128_andnot(self.0, higher)), Mask(v128_and(self.0, higher))]
        }

        /// The step for each of these rows, and what there was for the others.
        #[inline(always)]
        pub fn give(self, step: i8, steps: Mask) -> Mask {
            Mask(v128_or(steps.0, v128_and(self.0, i8x16_splat(step))))
        }
    }

    /// A sum of steps a row.
    #[derive(Clone, Copy)]
    pub struct Sums([v128; 2]);

    impl Sums {
        pub const ZERO: Sums = Sums([i64x2(0, 0); 2]);

        #[inline(always)]
        pub fn add(self, steps: Mask) -> Sums {
            let [left, right] = self.0;
            Sums([i16x8_add(left, i16x8_extend_low_i8x16(steps.0)), i16x8_add(right, i16x8_extend_high_i8x16(steps.0))])
        }

        pub fn each(self) -> [i16; LANES] {
            let mut out = [0; LANES];
            for (half, vector) in out.chunks_exact_mut(LANES / 2).zip(self.0) {
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
                half.copy_from_slice(&lanes);
            }
            out
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod vectors {
    use super::LANES;
    use std::array::from_fn;

    /// The values of a feature.
    #[derive(Clone, Copy)]
    pub struct Values([i16; LANES]);

    impl From<[i16; LANES]> for Values {
        fn from(all: [i16; LANES]) -> Values {
            Values(all)
        }
    }

    /// For each row all bits or none, or a step of a leaf.
    #[derive(Clone, Copy)]
    pub struct Mask([i8; LANES]);

    impl Mask {
        pub const ALL: Mask = Mask([-1; LANES]);
        pub const NONE: Mask = Mask([0; LANES]);

        /// The rows that go on below a threshold and above it.
        #[inline(always)]
        pub fn split(self, values: Values, threshold: i16) -> [Mask; 2] {
            let higher: [i8; LANES] = from_fn(|lane| -i8::from(values.0[lane] > threshold));
            [Mask(from_fn(|lane| self.0[lane] & !higher[lane])), Mask(from_fn(|lane| self.0[lane] & higher[lane]))]
        }

        /// The step for each of these rows, and what there was for the others.
        #[inline(always)]
        pub fn give(self, step: i8, steps: Mask) -> Mask {
            Mask(from_fn(|lane| steps.0[lane] | self.0[lane] & step))
        }
    }

    /// A sum of steps a row.
    #[derive(Clone, Copy)]
    pub struct Sums([i16; LANES]);

    impl Sums {
        pub const ZERO: Sums = Sums([0; LANES]);

        #[inline(always)]
        pub fn add(self, steps: Mask) -> Sums {
            Sums(from_fn(|lane| self.0[lane] + i16::from(steps.0[lane])))
        }

        pub fn each(self) -> [i16; LANES] {
            self.0
        }
    }
}

pub use vectors::{Mask, Sums, Values};
