//! `standfirst eval`: what the pipeline makes of a corpus with the weights that have not seen each page, for
//! `model/eval.py` to score.
//!
//! One line of JSON a page: its texts, its kind, and a row of numbers for each block with text: words, matched words,
//! whether the truth has it (1, 0, or -1 where nobody can tell), score, whether the reader keeps it, whether it is
//! hidden in place, its role, the rule that had the last say, the share of the text in links,
//! and whether it stands among the truth's own, in the same element and of the same look.

use super::Failure;
use super::corpus;
use super::extract::{body_text, piece_text};
use super::features::{each, read};
use serde_json::{Value, json};
use standfirst::analysis::{self, Options};
use standfirst::block::Block;
use standfirst::model::Model;
use standfirst::names::{Attr, Tag};
use standfirst::page::{NodeId, Page};
use standfirst::reading::{self, Reading};
use standfirst::{align, html};
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

/// Blocks of the truth that make what stands beside them one of their kind.
const AMONG_MIN: u32 = 2;

/// The element around a block's own, and the tag and classes of its own.
type Look<'a> = (Option<NodeId>, Tag, Option<&'a str>);

fn look<'a>(page: &'a Page, block: &Block) -> Look<'a> {
    let own = block.container;
    (page.parent(own), page.tag(own), page.attr(own, Attr::Class))
}

/// Analyses every page of a corpus. `weights` is a folder of `fold-N.bin`; without it the built-in model is used.
pub fn print(corpus: &Path, weights: Option<&Path>) -> Result<(), Failure> {
    let items = corpus::list(corpus)?;
    let folds: Value = serde_json::from_str(&std::fs::read_to_string(corpus.join("folds.json"))?)?;
    let mut models = Vec::new();
    if let Some(weights) = weights {
        for fold in 0.. {
            let Ok(bytes) = std::fs::read(weights.join(format!("fold-{fold}.bin"))) else { break };
            models.push(Model::read(&bytes));
        }
        if models.is_empty() {
            return Err(format!("{}: no fold-0.bin", weights.display()).into());
        }
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut result: Result<(), Failure> = Ok(());
    each(
        &items,
        |item| -> Result<Value, String> {
            let fold = folds[&item.id].as_u64().unwrap_or(0) as usize;
            let model = models.get(fold).unwrap_or_else(|| Model::built_in());
            // No address: a file that is read later has none either.
            let page = html::read(&read(item)?, "");
            let analysis = analysis::analyse_with(model, &page, &Options::default());
            let Reading { metadata, article } = reading::read(&page, &analysis, &html::resolver(&page));
            let (labels, truth, _) = align::align(&page, &analysis.blocks, &item.text);
            let mut truths = HashMap::<Look, u32>::new();
            for (block, truth) in analysis.blocks.iter().zip(&labels) {
                if truth.main == Some(true) {
                    *truths.entry(look(&page, block)).or_default() += 1;
                }
            }
            let rows: Vec<Value> = analysis
                .blocks
                .iter()
                .zip(&analysis.labels)
                .zip(&labels)
                .enumerate()
                .filter(|(_, ((block, _), _))| block.has_text())
                .map(|(number, ((block, label), truth))| {
                    let main = truth.main.map_or(-1, i32::from);
                    let hidden = i32::from(analysis.hidden[number]);
                    json!([
                        truth.words,
                        truth.matched,
                        main,
                        label.score,
                        i32::from(label.keep),
                        hidden,
                        label.role.name(),
                        label.reasons.last(),
                        block.link_density(),
                        i32::from(truths.get(&look(&page, block)).is_some_and(|&count| count >= AMONG_MIN))
                    ])
                })
                .collect();
            let standfirst = article.as_ref().and_then(|article| article.standfirst.as_ref()).map(piece_text);
            Ok(json!({
                "id": item.id, "type": item.kind, "text": body_text(&page, &analysis), "standfirst": standfirst,
                "kind": analysis.kind.name(), "likely": analysis.likely, "confidence": analysis.confidence, "truth": truth,
                "blocks": rows,
                "title": metadata.title, "byline": metadata.byline, "date": metadata.date,
            }))
        },
        |_, line| {
            if result.is_ok() {
                result = line.map_err(Into::into).and_then(|line| Ok(writeln!(out, "{line}")?));
            }
        },
    );
    result
}
