# What the verbs of build.sh need, each as a function that is quick when the thing is there. Sourced by build.sh.

# One line on what is missing and how to get it; then the verb stops.
missing() {
  echo "build.sh: $1 is missing: $2" >&2
  exit 1
}

need_cargo() {
  command -v cargo >/dev/null || missing "Rust" "install it from https://rustup.rs"
}

# Toolchains do not fetch a target by themselves.
need_wasm_target() {
  need_cargo
  local libraries
  libraries=$(rustc --print target-libdir --target wasm32-unknown-unknown)
  [ -d "$libraries" ] && return
  command -v rustup >/dev/null || missing "the wasm32-unknown-unknown target" "install Rust by https://rustup.rs"
  rustup target add wasm32-unknown-unknown
}

need_node() {
  local major
  command -v node >/dev/null || missing "Node.js" "install version 20 or newer, with npm, from https://nodejs.org"
  major=$(node -p 'parseInt(process.versions.node)')
  [ "$major" -ge 20 ] || missing "Node.js 20" "this is $(node --version); install a newer one from https://nodejs.org"
}

# npm writes node_modules/.package-lock.json last, so it is older than the lock file exactly when something changed.
need_npm() {
  need_node
  [ tests/node_modules/.package-lock.json -nt tests/package-lock.json ] && return
  npm ci --prefix tests --no-audit --no-fund --loglevel=error
  touch tests/node_modules/.package-lock.json
}

apt_updated=
# need_apt PACKAGE COMMAND...: one of the commands, or the Debian package that brings it.
need_apt() {
  local package=$1 command
  for command in "${@:2}"; do
    if command -v "$command" >/dev/null; then return; fi
  done
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    missing "$package" "as root: apt-get install $package"
  fi
  [ -n "$apt_updated" ] || apt-get update -qq
  apt_updated=yes
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null
}

# Real browsers for the tests and the demo. The variables CHROMIUM and FIREFOX may name other programs.
need_browsers() {
  [ -n "${CHROMIUM:-}" ] || need_apt chromium chromium chromium-browser
  [ -n "${FIREFOX:-}" ] || need_apt firefox-esr firefox-esr firefox
}
