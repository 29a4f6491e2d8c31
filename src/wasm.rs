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
use crate::block;
use crate::capture;
use crate::clutter;
use crate::names::Attr;
use crate::page::Page;
use crate::role::Role;
#[cfg(feature = "reader")]
use crate::{dom, render};
use js_sys::{Object, Reflect};
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

/// What the caller may set: the page's address, and roles to hide or not. Read by hand: a deserialiser would be a
/// tenth of the module.
#[derive(Default)]
struct WireOptions {
    url: String,
    hide: BTreeMap<Role, bool>,
}

impl WireOptions {
    /// Reads what is there; whatever has another shape is as if it were not.
    fn read(options: &JsValue) -> WireOptions {
        let get = |name: &str| Reflect::get(options, &name.into()).ok();
        let mut hide = BTreeMap::new();
        if let Some(object) = get("hide").as_ref().and_then(Object::try_from) {
            for key in Object::keys(object).iter().filter_map(|key| key.as_string()) {
                let on = Reflect::get(object, &key.as_str().into()).ok().and_then(|on| on.as_bool());
                if let (Some(role), Some(on)) = (Role::from_name(&key), on) {
                    hide.insert(role, on);
                }
            }
        }
        WireOptions { url: get("url").and_then(|url| url.as_string()).unwrap_or_default(), hide }
    }
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
    options: Options,
    analysis: analysis::Analysis,
}

#[wasm_bindgen]
impl Analysis {
    /// Analyses a capture (`src/capture.rs` defines the format). `options`: `{url, hide?: {role: boolean}}`.
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
        let options = Options { hide: wire.hide };
        let base = page.base(join);
        let resolve = |address: &str| join(&base, address);
        let analysis = analysis::analyse(&page, &options, &resolve);
        Analysis { page, options, analysis }
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
            hide: clutter::hides(block, label, &self.options.hide),
            score: f64::from(label.score) / 1000.0,
            words: block.words,
        });
        to_js(&WireResult {
            kind: analysis.kind,
            confidence: f64::from(analysis.confidence) / 1000.0,
            article: analysis.article.as_ref(),
            clutter: &analysis.clutter,
            blocks: blocks.collect(),
            title: analysis.metadata.title.clone().unwrap_or_default(),
        })
    }

    /// Why a block is what it is: its role, score, the rules that changed its mind, and its features.
    /// Throws when there is no such block.
    pub fn explain(&self, number: u32) -> Result<JsValue, JsError> {
        let analysis = &self.analysis;
        let (Some(block), Some(label)) = (analysis.blocks.get(number as usize), analysis.labels.get(number as usize))
        else {
            return Err(JsError::new(&format!("there is no block {number}")));
        };
        to_js(&WireTrace {
            block: number,
            role: label.role,
            score: f64::from(label.score) / 1000.0,
            reasons: &label.reasons,
            text: block::text(&self.page, block),
            features: analysis.explain(number as usize),
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
