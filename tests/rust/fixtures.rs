//! Every page of `tests/fixtures` against its `.labels`: what a careful editor says that each block is.
//!
//! Losing a paragraph is the worst that can happen and keeping clutter is next, so both fail at once, and so does a
//! role that no line admits. What is not right yet is admitted line by line (`# open:`) and counted at the top of the
//! file, so that it cannot grow unseen. It gives up on pages without an article beyond that there is none: nothing of
//! their blocks is shown. `OPEN=update cargo test --features cli --test fixtures` writes the admissions anew, never the truth.

use standfirst::analysis::{self, Analysis, Options};
use standfirst::role::{Reader, Role};
use standfirst::{block, html};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Characters of a block's text in a line of `.labels`.
const KEY_CHARS: usize = 60;
/// On these pages nothing that is shown may be lost, no clutter kept, and these roles may not be confused.
const SEED: &str = "seed-";
const SEED_ROLES: [Role; 4] = [Role::Headline, Role::Byline, Role::Dateline, Role::Caption];

/// One line: the roles that are right (more than one where a block holds two things), the text, and what is admitted.
struct Line {
    roles: Vec<Role>,
    key: String,
    open: bool,
    /// The admission covers a block that is lost or clutter that is kept, not only a confusion of roles.
    open_keep: bool,
}

struct Labels {
    kind: String,
    open_kind: bool,
    /// As the top of the file says: admitted lines, and how many of them lose a block or keep clutter.
    pinned: (usize, usize),
    lines: Vec<Line>,
}

fn parse(text: &str) -> Labels {
    let mut labels = Labels { kind: String::new(), open_kind: false, pinned: (0, 0), lines: Vec::new() };
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# kind: ") {
            let (kind, open) = rest.split_once("\t# open: ").map_or((rest, false), |(kind, _)| (kind, true));
            (labels.kind, labels.open_kind) = (kind.to_owned(), open);
        } else if let Some(rest) = line.strip_prefix("# open: ") {
            let mut numbers = rest.split(", keep ").map(|number| number.trim().parse().expect("a count"));
            labels.pinned = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        } else if !line.starts_with('#') && !line.is_empty() {
            let mut columns = line.split('\t');
            let roles = columns.next().unwrap_or_default().split('/');
            let roles = roles.map(|name| Role::from_name(name).unwrap_or_else(|| panic!("no role {name}: {line}")));
            let (roles, key) = (roles.collect(), columns.next().unwrap_or_default().to_owned());
            let open = columns.next();
            let open_keep = open.is_some_and(|open| open.ends_with(", kept") || open.ends_with(", dropped"));
            labels.lines.push(Line { roles, key, open: open.is_some(), open_keep });
        }
    }
    labels
}

/// What is wrong with a block: its role, and whether it is lost or kept against the truth.
struct Wrong {
    role: bool,
    lost: bool,
    kept: bool,
}

fn judge(line: &Line, found: Role, keep: bool) -> Wrong {
    let role = !line.roles.contains(&found);
    let in_body = |role: &Role| matches!(role.reader(), Reader::Body | Reader::Beside);
    let shown_in_head = !role && found.reader() == Reader::Head;
    let lost = !keep && line.roles.iter().all(in_body);
    // A block that may be a paragraph or the standfirst is shown either way.
    let lost = lost || (!keep && role && line.roles.iter().any(in_body) && line.roles.iter().all(|r| r.is_article()));
    let kept = keep && !line.roles.iter().any(|role| role.is_article());
    Wrong { role, lost: lost && !shown_in_head, kept }
}

fn analyse(path: &Path) -> (Vec<String>, Analysis) {
    let text = std::fs::read_to_string(path).expect("a readable fixture");
    let page = html::read(&text, "");
    let analysis = analysis::analyse(&page, &Options::default());
    let key = |found| if block::Block::has_text(found) { block::text(&page, found) } else { "[media]".to_owned() };
    let keys = analysis.blocks.iter().map(|found| key(found).chars().take(KEY_CHARS).collect()).collect();
    (keys, analysis)
}

/// Checks one page: what is wrong, one line each, and a line of what is admitted.
fn check(path: &Path) -> (String, String) {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let labels_path = path.with_extension("labels");
    let Ok(text) = std::fs::read_to_string(&labels_path) else {
        return (format!("{name}: no .labels\n"), String::new());
    };
    let (labels, (keys, analysis)) = (parse(&text), analyse(path));
    let mut wrong = String::new();
    let kind = analysis.kind.name();
    if kind != labels.kind && !labels.open_kind {
        let _ = writeln!(wrong, "{name}: kind {kind}, expected {}", labels.kind);
    }
    let expected: Vec<&str> = labels.lines.iter().map(|line| line.key.trim_end()).collect();
    if let Some(at) = (0..keys.len().max(expected.len()))
        .find(|&at| keys.get(at).map(|key| key.trim_end()) != expected.get(at).copied())
    {
        let _ = writeln!(wrong, "{name} #{at}: the block is {:?}, .labels has {:?}", keys.get(at), expected.get(at));
        return (wrong, String::new());
    }
    if matches!(labels.kind.as_str(), "home" | "listing" | "other" | "product") {
        if analysis.has_article() {
            let _ = writeln!(wrong, "{name}: an article, where there is none");
        }
        return (wrong, String::new());
    }
    if !analysis.has_article() && !labels.open_kind {
        let _ = writeln!(wrong, "{name}: no article");
    }
    let seed = name.starts_with(SEED);
    let (mut open, mut open_keep, mut right) = (0, 0, 0);
    for (at, (line, label)) in labels.lines.iter().zip(&analysis.labels).enumerate() {
        let judged = judge(line, label.role, label.keep);
        let expected: Vec<&str> = line.roles.iter().map(|role| role.name()).collect();
        open += usize::from(line.open);
        open_keep += usize::from(line.open_keep);
        right += usize::from(line.open && !judged.role && !judged.lost && !judged.kept);
        let strict = seed && line.roles.iter().any(|role| SEED_ROLES.contains(role));
        let mut say = |what: &str| {
            let _ =
                writeln!(wrong, "{name} #{at}: {what}: {} is {}: {}", label.role.name(), expected.join("/"), line.key);
        };
        match judged {
            Wrong { lost: true, .. } if seed || !line.open_keep => say("lost"),
            Wrong { kept: true, .. } if seed || !line.open_keep => say("clutter kept"),
            Wrong { role: true, .. } if strict || !line.open => say("role"),
            _ => {}
        }
    }
    if (open, open_keep) != labels.pinned {
        let _ = writeln!(
            wrong,
            "{name}: {open} open lines, keep {open_keep}; the top of the file says {:?}",
            labels.pinned
        );
    }
    let admitted = format!(
        "{name}: {} blocks, {open} open, of which {open_keep} lost or kept; {right} right by now\n",
        keys.len()
    );
    (wrong, admitted)
}

/// Writes the admissions of one page anew. The truth, and the comments, stay as they are.
fn update(path: &Path) {
    let labels_path = path.with_extension("labels");
    let text = std::fs::read_to_string(&labels_path).expect("labels");
    let (labels, (keys, analysis)) = (parse(&text), analyse(path));
    assert_eq!(keys.len(), labels.lines.len(), "{}: mend the blocks by hand first", path.display());
    let none = matches!(labels.kind.as_str(), "home" | "listing" | "other" | "product");
    let (mut body, mut open, mut open_keep, mut at) = (String::new(), 0, 0, 0);
    for line in text.lines().filter(|line| !line.starts_with("# kind: ") && !line.starts_with("# open: ")) {
        body.push_str(&line.split('\t').take(2).collect::<Vec<_>>().join("\t"));
        if !line.starts_with('#') && !line.is_empty() {
            let label = &analysis.labels[at];
            let judged = judge(&labels.lines[at], label.role, label.keep);
            at += 1;
            if !none && (judged.role || judged.lost || judged.kept) {
                let keep = if judged.lost {
                    ", dropped"
                } else if judged.kept {
                    ", kept"
                } else {
                    ""
                };
                let _ = write!(body, "\t# open: {}{keep}", label.role.name());
                open += 1;
                open_keep += usize::from(judged.lost || judged.kept);
            }
        }
        body.push('\n');
    }
    let kind = analysis.kind.name();
    let mut head = format!("# kind: {}", labels.kind);
    if kind != labels.kind {
        let _ = write!(head, "\t# open: {kind}");
    }
    head.push('\n');
    if open > 0 {
        let _ = writeln!(
            head,
            "# open: {open}{}",
            if open_keep > 0 { format!(", keep {open_keep}") } else { String::new() }
        );
    }
    std::fs::write(&labels_path, head + &body).expect("to write labels");
}

#[test]
fn every_fixture_is_labelled_as_an_editor_would() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .collect();
    pages.sort();
    assert!(pages.len() >= 15, "fixtures are missing");
    if std::env::var("OPEN").is_ok_and(|open| open == "update") {
        pages.iter().for_each(|path| update(path));
    }
    let (mut wrong, mut admitted) = (String::new(), String::new());
    for path in &pages {
        let (mistakes, open) = check(path);
        wrong.push_str(&mistakes);
        admitted.push_str(&open);
    }
    println!("{admitted}");
    assert!(wrong.is_empty(), "\n{wrong}");
}
