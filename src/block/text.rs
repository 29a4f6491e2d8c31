//! The text of a block, as a person reads it.

use super::{Block, is_media, skips};
use crate::names::Tag;
use crate::page::{NodeId, Page};

/// The text of a block: white space folded, soft hyphens gone, a line break as a blank.
pub fn text(page: &Page, block: &Block) -> String {
    let mut out = String::new();
    for id in runs(page, block) {
        match page.tag(id) {
            Tag::Text => {
                let text = page.text(id);
                if text.contains('\u{ad}') {
                    crate::page::push_folded(&mut out, &text.replace('\u{ad}', ""));
                } else {
                    crate::page::push_folded(&mut out, text);
                }
            }
            Tag::Br => crate::page::push_folded(&mut out, " "),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The lines of a block: its text, cut at every line break.
pub fn lines(page: &Page, block: &Block) -> Vec<String> {
    let mut lines = vec![String::new()];
    for id in runs(page, block) {
        if page.tag(id) == Tag::Br {
            lines.push(String::new());
        } else if let Some(line) = lines.last_mut() {
            crate::page::push_folded(line, page.text(id));
        }
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines.retain(|line| !line.is_empty());
    lines
}

/// The nodes of a block, less what is no reading matter.
pub fn runs<'a>(page: &'a Page, block: &Block) -> impl Iterator<Item = NodeId> + 'a {
    let (mut id, last) = (block.first, block.last);
    std::iter::from_fn(move || {
        while id < last {
            let node = id;
            // The run of a `<noscript>` never leaves it, so that inside one the rule for noscript does not matter.
            let skip = skips(page, node, true) && !page.is_text(node);
            id = if skip || is_media(page.tag(node)) { page.end(node) } else { NodeId(node.0 + 1) };
            if page.tag(node) == Tag::Noscript {
                id = page.end(node);
                continue;
            }
            if !skip {
                return Some(node);
            }
        }
        None
    })
}
