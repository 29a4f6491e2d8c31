//! `standfirst extract`: the article of a file.

use super::Failure;
use crate::cli::blocks::analyse;
use clap::ValueEnum;
use serde::Serialize;
use standfirst::analysis::Analysis;
use standfirst::article::{Article, Piece};
use standfirst::label::is_body_text;
use standfirst::model::Model;
use standfirst::page::Page;
use standfirst::reading::{self, Reading};
use standfirst::{block, html, render};
use std::io::Write;
use unicode_normalization::UnicodeNormalization;

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Format {
    Jsonl,
    Text,
    Markdown,
    Html,
}

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    text: String,
    standfirst: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    date: Option<&'a str>,
    site: Option<&'a str>,
    lang: Option<&'a str>,
    dir: Option<&'a str>,
    excerpt: Option<&'a str>,
    image: Option<&'a str>,
    kind: &'static str,
    confidence: f64,
}

/// `anyway`: the article is composed of a page that has none, too.
pub fn print(name: &str, html: &str, url: &str, format: Format, anyway: bool) -> Result<(), Failure> {
    let (page, analysis) = analyse(Model::built_in(), html, url);
    let resolve = html::resolver(&page);
    let Reading { metadata, article: found } = reading::read(&page, &analysis, &resolve);
    let found = found.or_else(|| anyway.then(|| reading::compose(&page, &analysis, metadata.clone(), &resolve)));
    let none = Article::default();
    let article = found.as_ref().unwrap_or(&none);
    let text = body_text(&page, &analysis);
    let mut out = std::io::stdout().lock();
    match format {
        Format::Text => writeln!(out, "{text}")?,
        Format::Markdown => writeln!(out, "{}", render::markdown(article))?,
        Format::Html => writeln!(out, "{}", render::html(article))?,
        Format::Jsonl => {
            let line = Line {
                file: name,
                text,
                standfirst: article.standfirst.as_ref().map(|piece| piece_text(piece).nfc().collect()),
                markdown: found.as_ref().map(render::markdown),
                title: metadata.title.as_deref(),
                byline: metadata.byline.as_deref(),
                date: metadata.date.as_deref(),
                site: metadata.site.as_deref(),
                lang: metadata.lang.as_deref(),
                dir: metadata.dir.as_deref(),
                excerpt: metadata.excerpt.as_deref(),
                image: metadata.image.as_deref(),
                kind: analysis.kind.name(),
                confidence: f64::from(analysis.confidence) / 1000.0,
            };
            serde_json::to_writer(&mut out, &line)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// The body alone, one block a line. It is what the labels keep, also on a page that the kind takes for no article:
/// whoever asks for the text of a file wants the best there is.
pub fn body_text(page: &Page, analysis: &Analysis) -> String {
    let lines: Vec<String> = analysis
        .blocks
        .iter()
        .zip(&analysis.labels)
        .filter(|(_, label)| is_body_text(label))
        .map(|(found, _)| block::text(page, found).nfc().collect())
        .filter(|line: &String| !line.is_empty())
        .collect();
    lines.join("\n")
}

pub fn piece_text(piece: &Piece) -> String {
    match piece {
        Piece::Text { text } => text.clone(),
        Piece::Element { children, .. } => children.iter().map(piece_text).collect(),
        Piece::Embed { .. } | Piece::Removed { .. } => String::new(),
    }
}
