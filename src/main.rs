//! The native tool: the same core on files. It reads what it is given, never the network.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
