//! The bindings: the core as JavaScript sees it. The one file with `#[wasm_bindgen]`.
//!
//! A panic ends the instance (`RuntimeError` in JavaScript, with the message on the console); the caller makes a new
//! one. Everything that goes out is a plain object that structured clone and JSON both carry.
//!
//! Two builds: every page compiles the analysis alone, which must be small; the reader and the lab have the feature
//! `reader` too, which writes an article's nodes and its exports.

use crate::analysis::{self, Options};
use crate::article::Article;
#[cfg(feature = "reader")]
use crate::article::Piece;
use crate::block::{self, Block};
use crate::capture;
use crate::clutter;
use crate::correction::{Correction, Look, Want};
use crate::label::Label;
use crate::memory::Memory;
use crate::names::Attr;
use crate::page::{NodeId, Page};
use crate::role::Role;
#[cfg(feature = "reader")]
use crate::{dom, render};
use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;
use web_sys::Url;
#[cfg(feature = "reader")]
use web_sys::{Document, DocumentFragment};

/// Sets the hook that prints a panic to the console.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// What the caller may set: the page's address, roles to hide or not, the person's corrections of the site; and what
/// it asks of the page beside its labels. Read by hand: a deserialiser would be a tenth of the module.
#[derive(Default)]
struct WireOptions {
    url: String,
    options: Options,
    /// A block to explain.
    explain: Option<u32>,
    describe: Option<Describe>,
}

/// A piece to make a correction of: an element, or a run of blocks.
struct Describe {
    want: Want,
    node: Option<u32>,
    blocks: Vec<usize>,
}

/// The value of a property; `None` when there is none.
fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    get(object, name)?.as_string()
}

fn items(object: &JsValue, name: &str) -> Vec<JsValue> {
    get(object, name).filter(Array::is_array).map(|list| Array::from(&list).to_vec()).unwrap_or_default()
}

fn number(value: &JsValue) -> Option<u32> {
    value.as_f64().map(|number| number as u32)
}

/// A correction as `extension/shared/corrections.js` keeps it.
fn correction(value: &JsValue) -> Option<Correction> {
    let names = |name: &str| items(value, name).iter().filter_map(JsValue::as_string).collect();
    let role = |name: &str| text(value, name).and_then(|role| Role::from_name(&role));
    let look = Look::parse(
        &text(value, "path")?,
        names("signature"),
        names("around"),
        role("heading"),
        &text(value, "shape").unwrap_or_default(),
    );
    Some(Correction { want: Want::from_name(&text(value, "want")?)?, role: role("role")?, look })
}

impl WireOptions {
    /// Reads what is there; whatever has another shape is as if it were not.
    fn read(options: &JsValue) -> WireOptions {
        let mut hide = BTreeMap::new();
        if let Some(object) = get(options, "hide").as_ref().and_then(Object::try_from) {
            for key in Object::keys(object).iter().filter_map(|key| key.as_string()) {
                let on = get(object, &key).and_then(|on| on.as_bool());
                if let (Some(role), Some(on)) = (Role::from_name(&key), on) {
                    hide.insert(role, on);
                }
            }
        }
        let corrections = items(options, "corrections").iter().filter_map(correction).collect();
        let describe = get(options, "describe").and_then(|asked| {
            let blocks = items(&asked, "blocks").iter().filter_map(number).map(|number| number as usize).collect();
            let node = get(&asked, "node").as_ref().and_then(number);
            Some(Describe { want: Want::from_name(&text(&asked, "want")?)?, node, blocks })
        });
        WireOptions {
            url: text(options, "url").unwrap_or_default(),
            options: Options {
                hide,
                corrections,
                memory: get(options, "memory").and_then(|memory| read_memory(&memory)),
            },
            explain: get(options, "explain").as_ref().and_then(number),
            describe,
        }
    }
}

/// Reads `{key, furniture}`: 32 hexadecimal digits, and a list of marks.
fn read_memory(memory: &JsValue) -> Option<Memory> {
    let key = u128::from_str_radix(&text(memory, "key")?, 16).ok()?;
    let marks = items(memory, "furniture").into_iter().filter_map(|mark| mark.as_f64());
    Some(Memory::new(key, marks.map(|mark| mark as u64)))
}

#[derive(Serialize)]
struct WireBlock {
    node: u32,
    first: u32,
    last: u32,
    role: Role,
    keep: bool,
    hide: bool,
    score: f64,
    words: u32,
    /// How the site's memory may keep it.
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<f64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WireResult<'a> {
    kind: crate::kind::Kind,
    confidence: f64,
    article: Option<&'a Article>,
    clutter: &'a [clutter::Clutter],
    blocks: Vec<WireBlock>,
    title: String,
    /// Where `explain` was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<WireTrace<'a>>,
    /// Where `describe` was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    described: Vec<WireDescribed>,
}

#[derive(Serialize)]
struct WireDescribed {
    correction: WireCorrection,
    /// Words of running text elsewhere on the page that it would take.
    spread: u32,
}

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

impl From<Correction> for WireCorrection {
    fn from(Correction { want, role, look }: Correction) -> Self {
        let (path, shape) = (look.path_text(), look.shape.text());
        let Look { signature, around, heading, .. } = look;
        WireCorrection { want: want.name(), role, path, signature, around, heading, shape }
    }
}

#[derive(Serialize)]
struct WireTrace<'a> {
    block: u32,
    role: Role,
    score: f64,
    reasons: &'a [&'static str],
    text: String,
    /// Name and value of each feature.
    features: Vec<(String, String)>,
}

fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsError> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

#[cfg(feature = "reader")]
fn from_js<T: for<'de> serde::Deserialize<'de>>(value: JsValue) -> Result<T, JsError> {
    Ok(serde_wasm_bindgen::from_value(value)?)
}

/// Makes an address absolute; against no base only one that is absolute already.
fn join(base: &str, address: &str) -> Option<String> {
    let url = if base.is_empty() { Url::new(address) } else { Url::new_with_base(address, base) };
    Some(url.ok()?.href())
}

/// An analysed page, kept so that its blocks can be explained. `free` it when done.
#[wasm_bindgen]
pub struct Analysis {
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
        let base = page.base(join);
        let resolve = |address: &str| join(&base, address);
        let analysis = analysis::analyse(&page, &wire.options, &resolve);
        Analysis { page, wire, analysis }
    }

    /// The result, as `AnalysisResult` in `extension/shared/types.js` describes it.
    pub fn result(&self) -> Result<JsValue, JsError> {
        let analysis = &self.analysis;
        let blocks = analysis.blocks.iter().zip(&analysis.labels).map(|(block, label)| WireBlock {
            node: block.container.0,
            first: block.first.0,
            last: block.last.0,
            role: label.role,
            keep: label.keep,
            hide: clutter::hides(block, label, &self.wire.options.hide),
            score: f64::from(label.score) / 1000.0,
            words: block.words,
            mark: self.mark(block, label),
        });
        to_js(&WireResult {
            kind: analysis.kind,
            confidence: f64::from(analysis.confidence) / 1000.0,
            article: analysis.article.as_ref(),
            clutter: &analysis.clutter,
            blocks: blocks.collect(),
            title: analysis.metadata.title.clone().unwrap_or_default(),
            trace: self.wire.explain.and_then(|number| self.trace(number)),
            described: self.wire.describe.as_ref().map(|asked| self.describe(asked)).unwrap_or_default(),
        })
    }

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
            let spread = pieces.spread(&correction, node) as u32;
            WireDescribed { correction: correction.into(), spread }
        });
        described.collect()
    }

    fn mark(&self, block: &Block, label: &Label) -> Option<f64> {
        self.wire.options.memory.as_ref()?.mark(block, label).map(|mark| mark as f64)
    }

    fn trace(&self, number: u32) -> Option<WireTrace<'_>> {
        let block = self.analysis.blocks.get(number as usize)?;
        let label = self.analysis.labels.get(number as usize)?;
        Some(WireTrace {
            block: number,
            role: label.role,
            score: f64::from(label.score) / 1000.0,
            reasons: &label.reasons,
            text: block::text(&self.page, block),
            features: self.analysis.explain(number as usize),
        })
    }

    /// Why a block is what it is: its role, score, the rules that changed its mind, and its features.
    /// Throws when there is no such block.
    pub fn explain(&self, number: u32) -> Result<JsValue, JsError> {
        let trace = self.trace(number).ok_or_else(|| JsError::new(&format!("there is no block {number}")))?;
        to_js(&trace)
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
