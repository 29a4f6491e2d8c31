//! Tables as GFM pipes, where they can be: a table used for layout is written as the blocks it holds.

use super::inline::Place;
use super::markdown::Writer;
use super::{attr, children, is_block, tag};
use crate::article::Piece;
use crate::names::Tag;

/// Most columns and rows that a merged cell may span: a page can claim any number.
const MAX_SPAN: usize = 64;
/// Columns and cells of the largest table that is written as one: a row of many columns would make every other row as wide.
const MAX_COLUMNS: usize = 200;
const MAX_CELLS: usize = 50_000;

/// The rows of a table, each with its cells; those of a nested table are not among them.
fn rows(pieces: &[Piece]) -> Vec<Vec<&Piece>> {
    let mut out = Vec::new();
    for piece in pieces {
        match tag(piece) {
            Tag::Tr => {
                out.push(children(piece).iter().filter(|cell| matches!(tag(cell), Tag::Td | Tag::Th)).collect());
            }
            Tag::Thead | Tag::Tbody | Tag::Tfoot => out.extend(rows(children(piece))),
            _ => {}
        }
    }
    out
}

fn holds(pieces: &[Piece], test: &dyn Fn(&Piece) -> bool) -> bool {
    pieces.iter().any(|piece| test(piece) || holds(children(piece), test))
}

fn span(cell: &Piece, name: &str) -> usize {
    attr(cell, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1).clamp(1, MAX_SPAN)
}

/// Appends the blocks of a table to `out`.
pub fn table(writer: &Writer, table: &Piece, out: &mut Vec<String>) {
    let inside = children(table);
    for caption in inside.iter().filter(|piece| tag(piece) == Tag::Caption) {
        out.extend(writer.blocks(children(caption)));
    }
    let rows = rows(inside);
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let layout = holds(inside, &|piece| tag(piece) == Tag::Table)
        || widest < 2 && rows.iter().flatten().any(|cell| children(cell).iter().any(is_block))
        || rows.len() < 2 && widest < 2;
    let Some(lines) = (if layout { None } else { grid(writer, &rows) }) else {
        for cell in rows.into_iter().flatten() {
            out.extend(writer.blocks(children(cell)));
        }
        return;
    };
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return;
    }
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let cell = |column: usize| line.get(column).map_or("", String::as_str);
        text.push_str(&(0..columns).map(|column| format!("| {} ", cell(column))).collect::<String>());
        text.push_str("|\n");
        // The first row is the header: Markdown has no table without one.
        if at == 0 {
            text.push_str(&"| --- ".repeat(columns));
            text.push_str("|\n");
        }
    }
    text.pop();
    out.push(text);
}

/// The texts of a table's cells, row by row, with an empty one wherever a cell is merged into another; `None` where they
/// are too many.
fn grid(writer: &Writer, rows: &[Vec<&Piece>]) -> Option<Vec<Vec<String>>> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    // For each column, how many more rows a cell from above covers.
    let mut covered: Vec<usize> = Vec::new();
    for row in rows {
        let mut line = Vec::new();
        let mut cells = row.iter().peekable();
        while cells.peek().is_some() || line.len() < covered.len() {
            let column = line.len();
            if covered.get(column).is_some_and(|&rows| rows > 0) {
                covered[column] -= 1;
                line.push(String::new());
                continue;
            }
            let Some(cell) = cells.next() else {
                line.push(String::new());
                continue;
            };
            let mut text = cell_text(writer, children(cell));
            for _ in 0..span(cell, "colspan") {
                if covered.len() <= line.len() {
                    covered.resize(line.len() + 1, 0);
                }
                covered[line.len()] = span(cell, "rowspan") - 1;
                line.push(std::mem::take(&mut text));
            }
            if covered.len() > MAX_COLUMNS || covered.len() * rows.len() > MAX_CELLS {
                return None;
            }
        }
        if line.iter().any(|cell| !cell.is_empty()) {
            lines.push(line);
        }
    }
    Some(lines)
}

/// A cell's content on one line.
fn cell_text(writer: &Writer, pieces: &[Piece]) -> String {
    let text = if pieces.iter().any(is_block) {
        writer
            .blocks(pieces)
            .join("\n\n")
            .split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("<br>")
    } else {
        writer.inline(pieces, Place::Cell)
    };
    text.replace('|', "\\|")
}
