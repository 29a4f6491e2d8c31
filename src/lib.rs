pub mod allow;
pub mod article;
pub mod block;
pub mod capture;
#[cfg(feature = "html")]
pub mod html;
pub mod names;
pub mod page;
