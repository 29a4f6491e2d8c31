//! Counts over the folded text of a run, in one pass.

use crate::lower::lower;
use crate::page::is_space;

/// Counts over the folded text, in one pass.
pub(super) struct Measure {
    pub(super) chars: u32,
    pub(super) words: u32,
    /// Characters of scripts without spaces between words.
    pub(super) dense: u32,
    pub(super) sentences: u32,
    pub(super) commas: u32,
    pub(super) hash: u64,
    in_word: bool,
    /// The letters of the word before a possible sentence end.
    word_letters: u32,
}

impl Default for Measure {
    fn default() -> Self {
        Measure {
            chars: 0,
            words: 0,
            dense: 0,
            sentences: 0,
            commas: 0,
            hash: FNV_OFFSET,
            in_word: false,
            word_letters: 0,
        }
    }
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

impl Measure {
    pub(super) fn add(&mut self, text: &str) {
        for c in text.chars() {
            // Most of a text.
            if c.is_ascii_alphanumeric() {
                self.add_char(c.to_ascii_lowercase());
                self.add_letter();
                continue;
            }
            if is_space(c) {
                self.in_word = false;
                continue;
            }
            if c == '\u{ad}' {
                continue;
            }
            self.add_char(lower(c));
            match c {
                '.' | '!' | '?' | '…' | '؟' | '।' if self.word_letters >= 2 => self.sentences += 1,
                '。' | '！' | '？' => self.sentences += 1,
                ',' | '،' | '、' | '，' | ';' | '；' => self.commas += 1,
                _ => {}
            }
            if is_dense(c) {
                self.dense += 1;
                self.in_word = false;
            } else if c.is_alphanumeric() {
                self.add_letter();
            } else if c != '\'' && c != '’' && c != '-' {
                self.in_word = false;
                self.word_letters = 0;
            }
        }
    }

    fn add_char(&mut self, lower: char) {
        self.chars += 1;
        self.hash = (self.hash ^ u64::from(u32::from(lower))).wrapping_mul(FNV_PRIME);
    }

    fn add_letter(&mut self) {
        if !self.in_word {
            self.words += 1;
            self.word_letters = 0;
        }
        self.in_word = true;
        self.word_letters += 1;
    }
}

/// Scripts written without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. Korean has spaces.
pub fn is_dense(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff
        | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}
