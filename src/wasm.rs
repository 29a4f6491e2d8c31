//! The bindings: the core as JavaScript sees it. The one file with `#[wasm_bindgen]`.
//!
//! A panic ends the instance (`RuntimeError` in JavaScript, with the message on the console); the caller makes a new
//! one. Everything that goes out is a plain object that structured clone and JSON both carry.
//!
//! Two builds: every page compiles the labels alone, which must be small; the reader and the lab have the feature
//! `reader` too, which reads the article, writes its nodes and its exports.

mod options;

use crate::analysis;
use crate::capture;
use crate::memory::Memory;
use crate::names::Attr;
use crate::page::Page;
use options::WireOptions;
use wasm_bindgen::prelude::*;
#[cfg(feature = "reader")]
use {
    crate::article::{Article, Metadata, Piece},
    crate::correction::{Correction, Look},
    crate::model::Model,
    crate::page::NodeId,
    crate::role::Role,
    crate::{block, dom, reading, render},
    options::Describe,
    serde::Serialize,
    web_sys::{Document, DocumentFragment, Url},
};

/// Half a kilobyte of memory management where the standard one has eight.
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Sets the hook that prints a panic to the console.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// What the page says of itself, and the article, as `Reading` in `extension/shared/types.js` describes it.
#[cfg(feature = "reader")]
#[derive(Serialize)]
struct WireReading {
    metadata: Metadata,
    article: Option<Article>,
}

/// What was asked beside the labels.
#[cfg(feature = "reader")]
#[derive(Serialize)]
struct WireAnswers<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<WireTrace<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    described: Vec<WireDescribed>,
}

#[cfg(feature = "reader")]
#[derive(Serialize)]
struct WireDescribed {
    correction: WireCorrection,
    /// Whether it tells the piece from the text around it.
    clear: bool,
}

#[cfg(feature = "reader")]
#[derive(Serialize)]
struct WireCorrection {
    want: &'static str,
    role: Role,
    path: String,
    signature: Vec<String>,
    around: Vec<String>,
    heading: Option<Role>,
    shape: String,
}

#[cfg(feature = "reader")]
impl From<Correction> for WireCorrection {
    fn from(Correction { want, role, look }: Correction) -> Self {
        let (path, shape) = (look.path_text(), look.shape.text());
        let Look { signature, around, heading, .. } = look;
        WireCorrection { want: want.name(), role, path, signature, around, heading, shape }
    }
}

#[cfg(feature = "reader")]
#[derive(Serialize)]
struct WireTrace<'a> {
    block: u32,
    role: &'static str,
    score: f64,
    reasons: &'a [&'static str],
    text: String,
    /// Name and value of each feature.
    features: Vec<(String, String)>,
}

#[cfg(feature = "reader")]
fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsError> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

#[cfg(feature = "reader")]
fn from_js<T: for<'de> serde::Deserialize<'de>>(value: JsValue) -> Result<T, JsError> {
    Ok(serde_wasm_bindgen::from_value(value)?)
}

/// Makes an address absolute; against no base only one that is absolute already.
#[cfg(feature = "reader")]
fn join(base: &str, address: &str) -> Option<String> {
    let url = if base.is_empty() { Url::new(address) } else { Url::new_with_base(address, base) };
    Some(url.ok()?.href())
}

/// The place of a name among the names that were met, so that each crosses to JavaScript once.
fn place(names: &mut Vec<&'static str>, name: &'static str) -> u32 {
    let at = names.iter().position(|&known| known == name).unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    });
    at as u32
}

/// Labels on their way to JavaScript.
#[wasm_bindgen]
pub struct Labels {
    numbers: Vec<u32>,
    names: Vec<&'static str>,
    marks: Vec<f64>,
}

#[wasm_bindgen]
impl Labels {
    /// `[kind, confidence, article, blocks]`, then for each block `node, first, last, role, keep | hide << 1, score,
    /// words`, then for each element of clutter `node, role, blocks, words, reason`. Kinds, roles and reasons are places
    /// in the names.
    #[wasm_bindgen(getter)]
    pub fn numbers(&self) -> Vec<u32> {
        self.numbers.clone()
    }
    /// How the site's memory knows each block's text, or NaN; empty where there is no memory.
    #[wasm_bindgen(getter)]
    pub fn marks(&self) -> Vec<f64> {
        self.marks.clone()
    }
    /// The names, one a line.
    #[wasm_bindgen(getter)]
    pub fn names(&self) -> String {
        self.names.join("\n")
    }
}

/// An analysed page, kept so that its blocks can be explained. `free` it when done.
#[wasm_bindgen]
pub struct Analysis {
    #[cfg(feature = "reader")]
    page: Page,
    wire: WireOptions,
    analysis: analysis::Analysis,
}

#[wasm_bindgen]
impl Analysis {
    /// Analyses a capture (`src/capture.rs` defines the format). `options` as `AnalysisOptions` in
    /// `extension/shared/types.js` describes them.
    /// Throws an `Error` on a capture that this build cannot read.
    #[wasm_bindgen(constructor)]
    pub fn new(strings: &str, tree: &[u32], options: JsValue) -> Result<Analysis, JsError> {
        let wire = WireOptions::read(&options);
        let page = capture::read(strings, tree, &wire.url)?;
        Ok(Self::of(page, wire))
    }

    /// Analyses HTML text. Only in builds with the `html` feature.
    #[cfg(feature = "html")]
    #[wasm_bindgen(js_name = fromHtml)]
    pub fn from_html(html: &str, options: JsValue) -> Result<Analysis, JsError> {
        let wire = WireOptions::read(&options);
        Ok(Self::of(crate::html::read(html, &wire.url), wire))
    }

    fn of(page: Page, wire: WireOptions) -> Analysis {
        let analysis = analysis::analyse(&page, &wire.options);
        Analysis {
            #[cfg(feature = "reader")]
            page,
            wire,
            analysis,
        }
    }

    /// The labels, packed; `extension/shared/labels.js` unpacks them.
    pub fn labels(&self) -> Labels {
        let analysis = &self.analysis;
        let mut names = Vec::new();
        let kind = place(&mut names, analysis.kind.name());
        let has_article = u32::from(analysis.has_article());
        let mut numbers = vec![kind, analysis.confidence, has_article, analysis.blocks.len() as u32];
        for ((block, label), &hidden) in analysis.blocks.iter().zip(&analysis.labels).zip(&analysis.hidden) {
            numbers.extend([
                block.container.0,
                block.first.0,
                block.last.0,
                place(&mut names, label.role.name()),
                u32::from(label.keep) | u32::from(hidden) << 1,
                label.score as u32,
                block.words,
            ]);
        }
        for found in &analysis.clutter {
            let (role, reason) = (place(&mut names, found.role.name()), place(&mut names, found.reason));
            numbers.extend([found.node, role, found.blocks, found.words, reason]);
        }
        let mark = |memory: &Memory| {
            let pairs = analysis.blocks.iter().zip(&analysis.labels);
            pairs.map(|(block, label)| memory.mark(block, label).map_or(f64::NAN, |mark| mark as f64)).collect()
        };
        let marks = self.wire.options.memory.as_ref().map(mark).unwrap_or_default();
        Labels { numbers, names, marks }
    }

    /// The metadata and the article.
    #[cfg(feature = "reader")]
    pub fn read(&self) -> Result<JsValue, JsError> {
        let base = self.page.base(join);
        let reading::Reading { metadata, article } =
            reading::read(&self.page, &self.analysis, &|address| join(&base, address));
        to_js(&WireReading { metadata, article })
    }

    /// Scores the page once more, for `./build.sh bench` to tell the inference's share; the score of the last block.
    #[cfg(feature = "reader")]
    pub fn infer(&self) -> Option<i32> {
        Model::built_in().score(&self.analysis.features).blocks.pop()
    }

    /// Why a block is what it is: its role, score, the rules that changed its mind, and its features.
    /// Throws when there is no such block.
    #[cfg(feature = "reader")]
    pub fn explain(&self, number: u32) -> Result<JsValue, JsError> {
        let trace = self.trace(number).ok_or_else(|| JsError::new(&format!("there is no block {number}")))?;
        to_js(&trace)
    }

    /// What `explain` and `describe` of the options asked for.
    #[cfg(feature = "reader")]
    pub fn answers(&self) -> Result<JsValue, JsError> {
        to_js(&WireAnswers {
            trace: self.wire.explain.and_then(|number| self.trace(number)),
            described: self.wire.describe.as_ref().map(|asked| self.describe(asked)).unwrap_or_default(),
        })
    }
}

#[cfg(feature = "reader")]
impl Analysis {
    fn describe(&self, asked: &Describe) -> Vec<WireDescribed> {
        let pieces = self.analysis.pieces(&self.page);
        let node = asked.node.filter(|&node| (node as usize) < self.page.len()).map(NodeId);
        let found = match node {
            Some(node) => vec![(node, pieces.describe(node, asked.want))],
            None => {
                let last = self.analysis.blocks.len();
                let blocks: Vec<usize> = asked.blocks.iter().copied().filter(|&number| number < last).collect();
                pieces.describe_blocks(&blocks, asked.want)
            }
        };
        let described = found.into_iter().map(|(node, correction)| {
            let clear = pieces.is_clear(&correction, node);
            WireDescribed { correction: correction.into(), clear }
        });
        described.collect()
    }

    fn trace(&self, number: u32) -> Option<WireTrace<'_>> {
        let block = self.analysis.blocks.get(number as usize)?;
        let label = self.analysis.labels.get(number as usize)?;
        Some(WireTrace {
            block: number,
            role: label.role.name(),
            score: f64::from(label.score) / 1000.0,
            reasons: &label.reasons,
            text: block::text(&self.page, block),
            features: self.analysis.explain(number as usize),
        })
    }
}

/// Builds the nodes of an article's pieces, for `document` to adopt.
#[cfg(feature = "reader")]
#[wasm_bindgen(js_name = writeArticle)]
pub fn write_article(document: &Document, pieces: JsValue) -> Result<DocumentFragment, JsValue> {
    let pieces: Vec<Piece> = serde_wasm_bindgen::from_value(pieces)?;
    dom::write(document, &pieces)
}

/// An article as Markdown.
#[cfg(feature = "reader")]
#[wasm_bindgen(js_name = toMarkdown)]
pub fn to_markdown(article: JsValue) -> Result<String, JsError> {
    Ok(render::markdown(&from_js(article)?))
}

/// An article as Markdown behind a block of front matter.
#[cfg(feature = "reader")]
#[wasm_bindgen(js_name = toMarkdownFile)]
pub fn to_markdown_file(article: JsValue) -> Result<String, JsError> {
    Ok(render::markdown_with_front_matter(&from_js(article)?))
}

/// An article as plain text, one block a line.
#[cfg(feature = "reader")]
#[wasm_bindgen(js_name = toText)]
pub fn to_text(article: JsValue) -> Result<String, JsError> {
    Ok(render::text(&from_js(article)?))
}

/// An article as one HTML document.
#[cfg(feature = "reader")]
#[wasm_bindgen(js_name = toHtml)]
pub fn to_html(article: JsValue) -> Result<String, JsError> {
    Ok(render::html(&from_js(article)?))
}

/// The attributes that a page keeps; a capture takes no others.
#[wasm_bindgen(js_name = attributeNames)]
pub fn attribute_names() -> Vec<String> {
    Attr::NAMES.iter().map(|&name| name.to_owned()).collect()
}

/// Where the page read from `html` and the page read from a capture of it first differ; `undefined` when they are equal.
#[cfg(feature = "html")]
#[wasm_bindgen(js_name = pageDifference)]
pub fn page_difference(html: &str, strings: &str, tree: &[u32]) -> Result<Option<String>, JsError> {
    Ok(crate::html::read(html, "").difference(&capture::read(strings, tree, "")?))
}
