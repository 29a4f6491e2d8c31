//! `standfirst blocks` and `standfirst explain`: the blocks of a file, and why one is what it is.

use super::Failure;
use clap::ValueEnum;
use serde::Serialize;
use standfirst::analysis::{self, Analysis, Options};
use standfirst::model::Model;
use standfirst::page::Page;
use standfirst::{block, html};
use std::io::Write;
use std::path::Path;

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Format {
    Jsonl,
    Table,
}

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    block: usize,
    text: String,
    role: &'static str,
    keep: bool,
    hide: bool,
    score: f64,
}

/// The weights in a file.
pub fn model(path: &Path) -> Result<Model, Failure> {
    let bytes = std::fs::read(path).map_err(|failure| format!("{}: {failure}", path.display()))?;
    Ok(Model::read(&bytes))
}

/// Reads and analyses a file's text.
pub fn analyse(model: &Model, text: &str, url: &str) -> (Page, Analysis) {
    let page = html::read(text, url);
    let analysis = analysis::analyse_with(model, &page, &Options::default());
    (page, analysis)
}

pub fn print(model: &Model, name: &str, text: &str, format: Format) -> Result<(), Failure> {
    let (page, analysis) = analyse(model, text, "");
    let mut out = std::io::stdout().lock();
    if format == Format::Table {
        writeln!(out, "# {name}: {:?}, confidence {} {:?}", analysis.kind, analysis.confidence, analysis.likely)?;
    }
    for (number, (found, label)) in analysis.blocks.iter().zip(&analysis.labels).enumerate() {
        let text = if found.has_text() { block::text(&page, found) } else { "[media]".to_owned() };
        let hide = analysis.hidden[number];
        if format == Format::Table {
            let (keep, hidden) = (if label.keep { "keep" } else { "-" }, if hide { "hide" } else { "-" });
            let short: String = text.chars().take(90).collect();
            let reasons = label.reasons.join(", ");
            writeln!(
                out,
                "{number:4} {keep:4} {hidden:4} {:4} {:13} {short}  [{reasons}]",
                label.score,
                label.role.name()
            )?;
        } else {
            let score = f64::from(label.score) / 1000.0;
            serde_json::to_writer(
                &mut out,
                &Line { file: name, block: number, text, role: label.role.name(), keep: label.keep, hide, score },
            )?;
            writeln!(out)?;
        }
    }
    Ok(())
}

pub fn explain(text: &str, number: usize) -> Result<(), Failure> {
    let (page, analysis) = analyse(Model::built_in(), text, "");
    let (Some(found), Some(label)) = (analysis.blocks.get(number), analysis.labels.get(number)) else {
        return Err(
            format!("there is no block {number}, the last is {}", analysis.blocks.len().saturating_sub(1)).into()
        );
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", block::text(&page, found))?;
    writeln!(out, "role {}, keep {}, score {}", label.role.name(), label.keep, label.score)?;
    writeln!(out, "rules: {}", label.reasons.join(", "))?;
    for (name, value) in analysis.explain(number) {
        writeln!(out, "{name:20} {value}")?;
    }
    Ok(())
}
