//! The commands of the native tool. A file that cannot be read is one line on standard error and exit status 1; the
//! others are still done. The order of the output is the order of the files.

mod blocks;
mod corpus;
mod eval;
mod extract;
mod features;
mod input;

use clap::{Parser, Subcommand};
use standfirst::model::Model;
use std::path::PathBuf;
use std::process::ExitCode;

/// Tells the article of a news page from everything that is not.
#[derive(Parser)]
#[command(name = "standfirst", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the article of each file.
    Extract {
        #[arg(long, value_enum, default_value_t = extract::Format::Jsonl)]
        format: extract::Format,
        /// The address the files came from, for relative links.
        #[arg(long, default_value = "")]
        url: String,
        /// Also compose an article of a page that the extension would not show, such as one of a few lines.
        #[arg(long)]
        anyway: bool,
        /// .html or .html.gz, - for standard input.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Print each block of each file with its role.
    Blocks {
        #[arg(long, value_enum, default_value_t = blocks::Format::Table)]
        format: blocks::Format,
        /// Weights to use instead of the built-in ones.
        #[arg(long)]
        weights: Option<PathBuf>,
        /// .html or .html.gz, - for standard input.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Say why a block of a file is what it is.
    Explain {
        file: PathBuf,
        /// The block's number, as `blocks` prints it.
        block: usize,
    },
    /// Print what the pipeline makes of a corpus, for model/eval.py to score.
    Eval {
        /// A folder with `ground-truth`, `html` and `folds.json`.
        corpus: PathBuf,
        /// A folder with `fold-N.bin`: each page is scored by the weights that have not seen it.
        #[arg(long)]
        weights: Option<PathBuf>,
    },
    /// Write a corpus as numbers, for training.
    Features {
        /// A folder with `ground-truth` and `html`.
        corpus: PathBuf,
        /// The files to write, without their ending.
        out: PathBuf,
        /// First-stage scores: write the second stage's features for them instead.
        #[arg(long)]
        scores: Option<PathBuf>,
    },
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Extract { format, url, anyway, files } => {
            each(&files, |name, html| extract::print(name, html, &url, format, anyway))
        }
        Command::Blocks { format, weights, files } => match weights.as_deref().map(blocks::model).transpose() {
            Ok(model) => {
                let model = model.as_ref().unwrap_or(Model::built_in());
                each(&files, |name, html| blocks::print(model, name, html, format))
            }
            Err(failure) => report(Err(failure)),
        },
        Command::Eval { corpus, weights } => report(eval::print(&corpus, weights.as_deref())),
        Command::Features { corpus, out, scores } => report(match scores {
            Some(scores) => features::write_second(&corpus, &scores, &out),
            None => features::write(&corpus, &out),
        }),
        Command::Explain { file, block } => each(&[file], |_, html| blocks::explain(html, block)),
    }
}

/// What one file can fail with: a line for the person.
type Failure = Box<dyn std::error::Error>;

fn report(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("standfirst: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn each(files: &[PathBuf], mut work: impl FnMut(&str, &str) -> Result<(), Failure>) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for file in files {
        let name = file.display().to_string();
        if let Err(failure) = input::read(file).and_then(|html| work(&name, &html)) {
            // Whoever reads the output has closed it: there is nobody left to tell.
            if failure
                .downcast_ref::<std::io::Error>()
                .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
            {
                return code;
            }
            eprintln!("standfirst: {name}: {failure}");
            code = ExitCode::FAILURE;
        }
    }
    code
}
