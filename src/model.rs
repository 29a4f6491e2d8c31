//! The score of a block: how likely it belongs to the article, 0 to 1000.
//!
//! A rule set by hand: prose inside the main element counts for it, links, repetition and names of clutter against it.

use crate::feature::Features;

/// The score from which the reader keeps a block.
pub const KEEP: i32 = 500;

/// Scores every block.
pub fn score(features: &[Features]) -> Vec<i32> {
    features.iter().map(score_one).collect()
}

fn score_one(f: &Features) -> i32 {
    let mut score = 450;
    score += if f.in_main { 200 } else { -350 };
    score += match f.words {
        40.. => 250,
        15.. => 150,
        6.. => 0,
        _ => -100,
    };
    if f.prose {
        score += 100;
    }
    if f.sentences > 0 {
        score += 50;
    }
    if f.heading && f.leads_prose {
        score += 200;
    }
    if f.list && f.link_density < 300 {
        score += 100;
    }
    score -= (f.card_link_density.max(f.link_density) as i32 * 7 / 10).min(600);
    if f.card_repeats >= 3 && f.card_blocks >= 2 && f.card_link_density > 200 {
        score -= 250;
    }
    if f.clutter_name {
        score -= 350;
    }
    score.clamp(0, 1000)
}
