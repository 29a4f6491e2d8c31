//! The corpora: folders of saved pages with the text that people say is their article.

use serde_json::Value;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A page of a corpus with its truth.
pub struct Item {
    pub id: String,
    pub kind: String,
    pub text: String,
    pub html: PathBuf,
}

/// Lists a folder that holds `ground-truth/<id>.json` and `html/<id>.html.gz`, in the order of the ids.
pub fn list(dir: &Path) -> io::Result<Vec<Item>> {
    let mut files: Vec<PathBuf> = fs::read_dir(dir.join("ground-truth"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let truth: Value = serde_json::from_str(&fs::read_to_string(&file)?).map_err(io::Error::other)?;
        let id = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
        let kind = &truth["_internal"]["page_type"];
        let kind = kind["primary"].as_str().or(kind.as_str()).unwrap_or("article");
        out.push(Item {
            kind: if kind == "category" { "collection" } else { kind }.to_owned(),
            text: text(&truth["ground_truth"]["main_content"]),
            html: dir.join("html").join(format!("{id}.html.gz")),
            id,
        });
    }
    Ok(out)
}
