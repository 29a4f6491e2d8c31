//! What `wasm-bindgen --target web` does, without its command line: `bindgen IN.wasm OUT_DIR NAME`.
//!
//! Installing wasm-bindgen-cli takes many minutes and can fail on a lock file that names crates which are not to be
//! had; its library alone builds in about one minute. Everything but the `web` target is left out.

use std::path::PathBuf;
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let args: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [input, out_dir, name] = &args[..] else {
        eprintln!("usage: bindgen IN.wasm OUT_DIR NAME");
        return ExitCode::from(2);
    };
    match generate(input, out_dir, &name.to_string_lossy()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {}: {error:#}", input.display());
            ExitCode::FAILURE
        }
    }
}

fn generate(input: &PathBuf, out_dir: &PathBuf, name: &str) -> anyhow::Result<()> {
    Bindgen::new()
        .input_path(input)
        .web(true)?
        .typescript(true)
        .remove_name_section(false)
        .out_name(name)
        .generate(out_dir)
}
