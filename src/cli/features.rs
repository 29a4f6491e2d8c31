//! `standfirst features`: a corpus as numbers, for `model/train.py`.
//!
//! Writes `NAME.x` (the blocks' features, i16), `NAME.b` (one row of i32 a block: page, words, matched words, label,
//! place in the truth, chars, buckets of words), `NAME.w` (those buckets, u16) and `NAME.jsonl` (a page a line). With `--scores` it writes the second stage's features for columns
//! of first-stage scores instead.

use super::Failure;
use super::corpus::{self, Item};
use super::input;
use serde_json::json;
use standfirst::feature::{self, NAMES, PAGE_NAMES, SECOND_NAMES};
use standfirst::{align, block, html};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Calls `work` for every item on two threads and `then` with the results in order.
pub fn each<T: Send>(items: &[Item], work: impl Fn(&Item) -> T + Sync, mut then: impl FnMut(&Item, T)) {
    const TOGETHER: usize = 16;
    for items in items.chunks(TOGETHER) {
        let (left, right) = items.split_at(items.len() / 2);
        let results = std::thread::scope(|scope| {
            let left = scope.spawn(|| left.iter().map(&work).collect::<Vec<T>>());
            let right: Vec<T> = right.iter().map(&work).collect();
            left.join().map(|left| left.into_iter().chain(right))
        });
        for (item, result) in items.iter().zip(results.into_iter().flatten()) {
            then(item, result);
        }
    }
}

pub fn read(item: &Item) -> Result<String, String> {
    input::read(&item.html).map_err(|failure| format!("{}: {failure}", item.id))
}

fn bytes(values: &[i16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// Numbers of a block's row behind its page's.
const COLUMNS: usize = 6;

/// First stage: features and labels.
pub fn write(corpus: &Path, out: &Path) -> Result<(), Failure> {
    let items = corpus::list(corpus)?;
    let mut x = BufWriter::new(File::create(out.with_extension("x"))?);
    let mut b = BufWriter::new(File::create(out.with_extension("b"))?);
    let mut w = BufWriter::new(File::create(out.with_extension("w"))?);
    let mut pages = BufWriter::new(File::create(out.with_extension("jsonl"))?);
    writeln!(pages, "{}", json!({"names": NAMES, "second": SECOND_NAMES, "page": PAGE_NAMES}))?;
    let mut number = 0i32;
    let mut result = Ok(());
    each(
        &items,
        |item| -> Result<_, String> {
            let page = html::read(&read(item)?, "");
            let blocks = block::split(&page);
            let features = feature::measure(&page, &blocks);
            let (labels, truth, covered) = align::align(&page, &blocks, &item.text);
            let mut rows = Vec::new();
            let mut buckets = Vec::new();
            for (number, (block, label)) in blocks.iter().zip(&labels).enumerate() {
                let main = label.main.map_or(-1, i32::from);
                let at = label.at.map_or(-1, |at| at as i32);
                let wording = features.wording().of(number);
                buckets.extend(wording.iter().flat_map(|bucket| bucket.to_le_bytes()));
                let counts = [label.words, label.matched, block.chars, wording.len() as u32].map(|count| count as i32);
                rows.extend([counts[0], counts[1], main, at, counts[2], counts[3]]);
            }
            let values: Vec<i16> = (0..features.len()).flat_map(|block| features.of(block).iter().copied()).collect();
            Ok((values, rows, buckets, truth, covered))
        },
        |item, found| {
            let add = || -> Result<(), Failure> {
                let (values, rows, buckets, truth, covered) = found?;
                w.write_all(&buckets)?;
                x.write_all(&bytes(&values))?;
                for row in rows.chunks(COLUMNS) {
                    b.write_all(&number.to_le_bytes())?;
                    for value in row {
                        b.write_all(&value.to_le_bytes())?;
                    }
                }
                number += 1;
                let page = json!({"id": item.id, "type": item.kind, "blocks": rows.len() / COLUMNS, "truth": truth, "covered": covered});
                writeln!(pages, "{page}")?;
                Ok(())
            };
            if result.is_ok() {
                result = add();
            }
        },
    );
    result
}

/// Second stage: `scores` holds columns of first-stage scores (i16, one whole column after the other); for each the
/// second stage's features are written behind one another to `NAME.x2`, and the pages' to `NAME.p2`.
pub fn write_second(corpus: &Path, scores: &Path, out: &Path) -> Result<(), Failure> {
    let items = corpus::list(corpus)?;
    let raw = std::fs::read(scores)?;
    let scores: Vec<i16> = raw.as_chunks::<2>().0.iter().map(|&pair| i16::from_le_bytes(pair)).collect();
    let mut found = Vec::new();
    let mut failed = None;
    each(
        &items,
        |item| -> Result<_, String> {
            let page = html::read(&read(item)?, "");
            let blocks = block::split(&page);
            Ok(feature::measure(&page, &blocks).into_rest())
        },
        |_, features| match features {
            Ok(features) => found.push(features),
            Err(error) => failed = Some(error),
        },
    );
    if let Some(error) = failed {
        return Err(error.into());
    }
    let rows: usize = found.iter().map(|(second, _)| second.len()).sum();
    let mut x = BufWriter::new(File::create(out.with_extension("x2"))?);
    let mut p = BufWriter::new(File::create(out.with_extension("p2"))?);
    for column in scores.chunks(rows) {
        let mut start = 0;
        for (second, whole) in &found {
            let scores = &column[start..start + second.len()];
            x.write_all(&bytes(&second.measure(scores)))?;
            p.write_all(&bytes(&whole.measure(scores)))?;
            start += second.len();
        }
    }
    Ok(())
}
