//! The native tool as a person calls it: formats, gzip, standard input, bad files.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SEED: &str = "tests/fixtures/seed-wordpress--calderwire.example.html";

fn standfirst(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standfirst")).args(args).output().expect("the tool runs")
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// A folder for this test's files, emptied first.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn extracts_the_article_as_json() {
    let output = standfirst(&["extract", SEED]);
    assert!(output.status.success());
    let line = &lines(&output)[0];
    assert_eq!(line["file"], SEED);
    assert_eq!(line["title"], "Envoys Prepare the Ground for a River Summit, Foreign Ministry Says");
    assert_eq!(line["date"], "2025-02-22");
    assert_eq!(line["kind"], "article");
    let text = line["text"].as_str().expect("text");
    assert!(text.starts_with("Preparations have begun"), "{text}");
    assert!(!text.contains("DON'T MISS") && !text.contains("UP NEXT") && !text.contains("hours ago"));
    // The text is the body alone: neither headline nor caption.
    assert!(!text.contains("River Summit, Foreign Ministry Says") && !text.contains("Barges wait"));
    assert!(
        line["markdown"].as_str().expect("markdown").contains("## Both Sides Agree to Reopen the Joint Commission")
    );
}

#[test]
fn reads_gzip_and_standard_input_alike() {
    let folder = folder("gzip");
    let html = std::fs::read(SEED).expect("the seed page");
    let packed = folder.join("seed.html.gz");
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&html).expect("packed");
    std::fs::write(&packed, encoder.finish().expect("packed")).expect("written");

    let plain = standfirst(&["extract", "--format", "text", SEED]).stdout;
    assert_eq!(standfirst(&["extract", "--format", "text", packed.to_str().expect("a path")]).stdout, plain);

    let mut child = Command::new(env!("CARGO_BIN_EXE_standfirst"))
        .args(["extract", "--format", "text", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the tool runs");
    child.stdin.take().expect("its input").write_all(&html).expect("written");
    assert_eq!(child.wait_with_output().expect("its output").stdout, plain);
}

#[test]
fn a_bad_file_is_one_line_and_the_rest_is_done() {
    let folder = folder("bad");
    let pdf = folder.join("paper.pdf");
    std::fs::write(&pdf, b"%PDF-1.7\n\0\0").expect("written");
    let broken = folder.join("broken.html.gz");
    std::fs::write(&broken, [0x1f, 0x8b, 8, 0, 1, 2, 3]).expect("written");
    let output =
        standfirst(&["extract", "missing.html", pdf.to_str().expect("a path"), broken.to_str().expect("a path"), SEED]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output).len(), 1, "the good file is still done");
    let errors = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(errors.lines().count(), 3, "{errors}");
    assert!(errors.lines().all(|line| line.starts_with("standfirst: ")), "{errors}");
}

#[test]
fn an_empty_page_is_an_answer() {
    let folder = folder("empty");
    let empty = folder.join("empty.html");
    std::fs::write(&empty, "").expect("written");
    let output = standfirst(&["extract", empty.to_str().expect("a path")]);
    assert!(output.status.success());
    let line = &lines(&output)[0];
    assert_eq!((&line["text"], &line["kind"]), (&"".into(), &"other".into()));
}

#[test]
fn prints_every_block_with_its_role() {
    let output = standfirst(&["blocks", "--format", "jsonl", SEED]);
    let lines = lines(&output);
    assert!(lines.iter().enumerate().all(|(number, line)| line["block"] == number));
    let headline = lines.iter().find(|line| line["role"] == "headline").expect("a headline");
    assert_eq!((&headline["keep"], &headline["hide"]), (&false.into(), &false.into()));
    assert!(lines.iter().any(|line| line["role"] == "related" && line["hide"] == true));
}

#[test]
fn formulas_are_their_sources() {
    let output = standfirst(&["extract", "--format", "markdown", "tests/pages/articles/formulas.html"]);
    let markdown = String::from_utf8(output.stdout).expect("UTF-8");
    for line in [
        "the height $h(t)$ is a sum",
        "\n\n$$\nh(t) = \\sum_{k=1}^{n} a_k \\cos(\\omega_k t + \\varphi_k)\n$$\n\n",
        "the mean level $z_0$ stood beside",
        "\n\n$$\n\\frac{dz}{dt} = 3.4\n$$\n\n",
        "\n\n$\\tau$ is what",
        "the pressure $p_{\\text{air}}$ was one",
        "\n\n$$\n\\Delta h = -\\frac{\\Delta p}{\\rho g}\n$$\n\n",
        ": $n$ waves have $2n$ numbers",
        "`\\(x^2\\)` is a square",
        "| Moon | $\\omega_1 = 28.98$ |\n| Sun | $\\omega_2 = 30$ |",
        "\n\n$$\nE = mc^2\n$$\n",
    ] {
        assert!(markdown.contains(line), "{line}\n{markdown}");
    }
    assert!(!markdown.contains("### ") && !markdown.contains("!["), "{markdown}");
}

#[test]
fn formulas_without_a_source_are_read_from_their_drawing() {
    let output = standfirst(&["extract", "--format", "html", "tests/pages/articles/drawn.html"]);
    let html = String::from_utf8(output.stdout).expect("UTF-8");
    for formula in [
        "<math><msup><mn>10</mn><mn>6</mn></msup></math> chances",
        "<math><msub><mi>m</mi><mi>i</mi></msub></math> grams",
        "<math display=\"block\"><mi>F</mi><mo>=</mo><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>",
        "<mfrac><mi>F</mi><mi>N</mi></mfrac><mo>&lt;</mo>",
        "<mover><mi>θ</mi><mo>^</mo></mover><mo>=</mo><mroot><msup><mi>μ</mi><mn>2</mn></msup><mn>3</mn></mroot>",
        "<mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr>",
        "a force of <math><msup><mn>2</mn><mn>10</mn></msup></math> of the units",
        "<math><msubsup><mi>d</mi><mn>0</mn><mn>2</mn></msubsup></math>",
        "<math display=\"block\"><mi>W</mi><mo>=</mo><mfrac><mrow><mi>γ</mi><mi>a</mi><mo>+</mo><mi>b</mi></mrow>",
        "<mfrac><mn>1</mn><mrow><mfrac><mn>1</mn><mi>u</mi></mfrac><mo>+</mo><mi>v</mi></mrow></mfrac>",
        "<math><msub><mo>lim</mo><mrow><mi>t</mi><mo>→</mo><mn>0</mn></mrow></msub><mi>sin</mi><mi>t</mi></math>",
        "<p><math display=\"block\"><munderover><mo>∑</mo>",
    ] {
        assert!(html.contains(formula), "{formula}\n{html}");
    }
    let output = standfirst(&["extract", "--format", "markdown", "tests/pages/articles/drawn.html"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for words in [
        "are 10^6 chances",
        "F=∑\\_(i=1)^n m_i g sin θ",
        "F/N<μ holds",
        "(a b; c d)",
        "force of 2^10 of",
        "W=(γa+b)/(2d)+√ρ",
        "lim\\_(t→0) sin t times",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn a_summary_written_as_a_heading_is_a_paragraph() {
    let folder = folder("heading");
    let summary = "The council has decided on the bridge after eleven years ".repeat(5);
    let text =
        "The bridge will be built where the ferry lands, said the mayor, and nobody will have to move. ".repeat(4);
    let page = folder.join("page.html");
    let paragraphs = format!("<p>{text}</p>").repeat(4);
    let html = format!(
        "<title>The bridge</title><article><h1>The bridge</h1><h2>{summary}</h2>{paragraphs}<h2>The ferry</h2>{paragraphs}</article>"
    );
    std::fs::write(&page, html).expect("written");
    let output = standfirst(&["extract", "--format", "markdown", page.to_str().expect("a path")]);
    let markdown = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(markdown.contains(&format!("\n\n{}", summary.trim())), "{markdown}");
    assert!(markdown.contains("\n\n## The ferry\n"), "{markdown}");
    assert_eq!(markdown.matches("\n#").count(), 1, "{markdown}");
}
