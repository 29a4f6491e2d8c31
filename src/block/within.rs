//! The blocks inside any element, and sums over any run of blocks, both in constant time.

use super::Block;
use crate::page::{NodeId, Page};
use std::ops::Range;

/// For each node, the number of blocks that begin before it; one more entry at the end.
pub struct Starts(Vec<u32>);

impl Starts {
    pub fn new(page: &Page, blocks: &[Block]) -> Starts {
        let mut out = Vec::with_capacity(page.len() + 1);
        for (number, block) in blocks.iter().enumerate() {
            out.resize(block.first.index() + 1, number as u32);
        }
        out.resize(page.len() + 1, blocks.len() as u32);
        Starts(out)
    }

    /// The blocks that begin inside a subtree.
    pub fn within(&self, page: &Page, id: NodeId) -> Range<usize> {
        self.0[id.index()] as usize..self.0[page.end(id).index()] as usize
    }
}

/// A struct of numbers that are summed over blocks; `chars` and `link_chars` are among them.
macro_rules! sums {
    ($(#[$doc:meta])* $type:ident: $($(#[$field_doc:meta])* $field:ident: $number:ty),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default)]
        pub struct $type { $($(#[$field_doc])* pub $field: $number),+ }

        impl $type {
            fn plus(self, other: $type) -> $type {
                $type { $($field: self.$field + other.$field),+ }
            }
            fn minus(self, other: $type) -> $type {
                $type { $($field: self.$field - other.$field),+ }
            }
            /// The sums over the blocks before each, and over all of them.
            fn before(each: impl Iterator<Item = $type>) -> Vec<$type> {
                let mut sum = $type::default();
                let mut out = vec![sum];
                out.extend(each.map(|one| {
                    sum = sum.plus(one);
                    sum
                }));
                out
            }
            /// Share of the characters inside links, in thousandths.
            pub fn link_density(&self) -> u32 {
                let (part, whole) = (u64::from(self.link_chars), u64::from(self.chars));
                (part * 1000).checked_div(whole).unwrap_or(0) as u32
            }
        }
    };
}
pub(crate) use sums;
