//! What is read of an analysed page beside its labels: the metadata, and the article composed of the kept blocks. Hiding
//! in place needs neither, so the build for every page is without this stage.

use crate::analysis::Analysis;
use crate::article::{Article, Metadata};
use crate::compose;
use crate::label::is_body_text;
use crate::metadata::{self, Hints};
use crate::page::{NodeId, Page};
use crate::role::Role;

/// Turns an address of the page into an absolute one; `None` when it is none.
pub type Resolve<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What the page says of itself, article or not.
    pub metadata: Metadata,
    /// `None` on a page without an article.
    pub article: Option<Article>,
}

/// Reads an analysed page.
pub fn read(page: &Page, analysis: &Analysis, resolve: &Resolve) -> Reading {
    let metadata = metadata::read(page, &hints(analysis), resolve);
    let article = analysis.has_article().then(|| compose(page, analysis, metadata.clone(), resolve));
    Reading { metadata, article }
}

/// The article that the labels make, also where nothing is sure that there is one.
pub fn compose(page: &Page, analysis: &Analysis, metadata: Metadata, resolve: &Resolve) -> Article {
    compose::compose(page, &analysis.blocks, &analysis.labels, &analysis.structure, metadata, resolve)
}

/// The blocks that the labels found to say who, when and what, for the metadata to weigh against what the page declares.
fn hints(Analysis { blocks, labels, structure, .. }: &Analysis) -> Hints {
    let first = |role| labels.iter().position(|label| label.role == role).map(|number| blocks[number].container);
    Hints {
        headline: structure.headline.map(|headline| blocks[headline.index()].container),
        byline: first(Role::Byline),
        date: first(Role::Dateline),
        end: labels.iter().rposition(is_body_text).map(|number| NodeId(blocks[number].last.0 - 1)),
    }
}
