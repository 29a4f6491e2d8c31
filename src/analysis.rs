//! The pipeline, whole and one-way: a page goes in, and every stage's value comes out.

use crate::block::{self, Block};
use crate::clutter::{self, Clutter, Hiding};
use crate::correction::{Correction, Pieces};
use crate::feature;
use crate::kind::{self, Kind};
use crate::label::{self, Label};
use crate::memory::Memory;
use crate::model::Model;
use crate::page::Page;
use crate::role::Choices;
use crate::structure::Structure;

/// What the person has set.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Roles to hide in place, or not to, against the policy.
    pub hide: Choices,
    /// What the person said of pieces of this site's pages.
    pub corrections: Vec<Correction>,
    /// What earlier visits taught of the site, where the person has set it up.
    pub memory: Option<Memory>,
}

/// All that is known of a page.
pub struct Analysis {
    pub blocks: Vec<Block>,
    pub structure: Structure,
    pub features: feature::Features,
    pub labels: Vec<Label>,
    pub kind: Kind,
    /// The model's share of each kind, in thousandths.
    pub likely: [i32; crate::model::KINDS],
    /// How sure it is that there is an article to show, 0 to 1000.
    pub confidence: u32,
    /// The elements that hiding in place hides; none on a page without an article.
    pub clutter: Vec<Clutter>,
    /// For each block, whether one of them holds it.
    pub hidden: Vec<bool>,
}

/// Confidence from which an article is shown.
const ARTICLE_MIN_CONFIDENCE: u32 = 400;

/// Features that an explanation names.
const MAX_EXPLAINED: usize = 16;

/// Analyses a page. Never fails; a page without an article is an answer.
pub fn analyse(page: &Page, options: &Options) -> Analysis {
    analyse_with(Model::built_in(), page, options)
}

/// The same with other weights than the built-in ones.
pub fn analyse_with(model: &Model, page: &Page, options: &Options) -> Analysis {
    let blocks = block::split(page);
    let structure = Structure::new(page, &blocks);
    let features = feature::measure(page, &blocks);
    let scores = model.score(&features);
    let labels = label::decide(page, &blocks, &structure, &scores.blocks, scores.kinds, &options.corrections);
    let labels = options.memory.iter().fold(labels, |labels, memory| memory.weigh(&blocks, labels));
    let (kind, confidence) = kind::decide(page, &blocks, &features, scores.kinds, &labels);
    let has_article = confidence >= ARTICLE_MIN_CONFIDENCE;
    let Hiding { elements: clutter, blocks: hidden } = if has_article {
        clutter::find(page, &blocks, &labels, &structure, kind, &options.hide)
    } else {
        Hiding::none(blocks.len())
    };
    Analysis { blocks, structure, features, labels, kind, likely: scores.kinds, confidence, clutter, hidden }
}

impl Analysis {
    /// Whether there is an article to show.
    pub fn has_article(&self) -> bool {
        self.confidence >= ARTICLE_MIN_CONFIDENCE
    }

    /// The page's pieces with their labels, to describe one for a correction.
    pub fn pieces<'a>(&'a self, page: &'a Page) -> Pieces<'a> {
        Pieces { page, blocks: &self.blocks, structure: &self.structure, labels: &self.labels }
    }

    /// The features of a block that weighed most in its score: name, and value with weight.
    pub fn explain(&self, number: usize) -> Vec<(String, String)> {
        let weights = Model::built_in().explain(&self.features, number).into_iter().take(MAX_EXPLAINED);
        weights.map(|found| (found.name.to_owned(), format!("{} ({:+})", found.value, found.weight))).collect()
    }
}
