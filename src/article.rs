//! The article: what the reader view shows and every export writes. Metadata, and the tree of kept nodes built from
//! an allow-list, in a shape that crosses to JavaScript as a plain object (field names in camelCase).

use serde::{Deserialize, Serialize};

/// An article, ready to render.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Article {
    pub metadata: Metadata,
    /// The summary under the headline, as the page shows it.
    pub standfirst: Option<Piece>,
    /// The picture above the body, with its caption: a `figure`.
    pub lead: Option<Piece>,
    /// The body in document order; elements and `removed` pieces.
    pub body: Vec<Piece>,
}

/// What is known about the article. `None` where the page does not say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The people who wrote it, separated by ", ".
    pub byline: Option<String>,
    /// The day of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The name of the publication.
    pub site: Option<String>,
    /// A BCP 47 tag.
    pub lang: Option<String>,
    /// `ltr` or `rtl`.
    pub dir: Option<String>,
    pub excerpt: Option<String>,
    /// The lead image's absolute address.
    pub image: Option<String>,
    /// The article's own address (canonical when it is on the same site), absolute.
    pub url: Option<String>,
}

/// A piece of the article's tree. At most [`MAX_DEPTH`] deep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Piece {
    Text {
        text: String,
    },
    Element {
        tag: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attrs: Vec<(String, String)>,
        /// The number of the block it came from, where it is exactly one: maps the reader to the page and back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        block: Option<u32>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        children: Vec<Piece>,
    },
    /// Something that would load from elsewhere: shown as a titled placeholder, loaded on a click.
    Embed {
        kind: EmbedKind,
        src: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        poster: Option<String>,
    },
    /// What was taken out between two kept blocks: a chip that opens it.
    Removed {
        roles: Vec<String>,
        blocks: u32,
        children: Vec<Piece>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EmbedKind {
    Video,
    Audio,
    Post,
    Map,
    Frame,
}

/// Deepest nesting of pieces: safe for recursion on every stack and for the browser's structured clone.
pub const MAX_DEPTH: usize = 48;
