//! Maps with a quick hash, for keys that are hashes already or short names. The standard one guards servers against
//! callers who choose keys to collide; here such a page would only slow its own tab down.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;
pub type Set<K> = HashSet<K, BuildHasherDefault<Quick>>;

/// Numbers for different hashes, from 0 in the order in which they are met: what is counted of a thing then stands in a
/// list. A kind of map for each thing that is counted would bring two kilobytes of code with it.
#[derive(Default)]
pub struct Numbers(Map<u64, u32>);

impl Numbers {
    /// The number of a hash, a new one when it was not met before.
    pub fn meet(&mut self, hash: u64) -> usize {
        let next = self.0.len() as u32;
        *self.0.entry(hash).or_insert(next) as usize
    }
    pub fn has(&self, hash: u64) -> bool {
        self.0.contains_key(&hash)
    }
    pub fn len(&self) -> usize {
        self.0.len()
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// One hash of two numbers.
pub fn pair(a: u64, b: u64) -> u64 {
    let mut hasher = Quick::default();
    hasher.write_u64(a);
    hasher.write_u64(b);
    hasher.finish()
}

/// An odd number without pattern: the golden ratio in 64 bits.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// One multiplication a word, as rustc's own hasher; the ends are folded together, because a map looks at both.
#[derive(Default)]
pub struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for &word in words {
            self.write_u64(u64::from_le_bytes(word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.write_u64(u64::from_le_bytes(last));
    }
    fn write_u8(&mut self, value: u8) {
        self.write_u64(u64::from(value));
    }
    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(ODD);
    }
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
