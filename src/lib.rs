mod address;
#[cfg(feature = "cli")]
pub mod align;
#[cfg(feature = "article")]
pub mod allow;
pub mod analysis;
#[cfg(feature = "article")]
pub mod article;
pub mod block;
pub mod capture;
pub mod clutter;
#[cfg(feature = "article")]
pub mod compose;
pub mod correction;
#[cfg(feature = "reader")]
pub mod dom;
pub mod feature;
mod hash;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "article")]
pub mod image;
pub mod kind;
pub mod label;
mod lists;
mod lower;
pub mod memory;
#[cfg(feature = "article")]
pub mod metadata;
pub mod model;
pub mod names;
pub mod page;
#[cfg(feature = "article")]
pub mod reading;
#[cfg(feature = "article")]
pub mod render;
pub mod role;
pub mod structure;
mod tally;
#[cfg(feature = "wasm")]
pub mod wasm;
pub mod words;
