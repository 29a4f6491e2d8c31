#!/usr/bin/env bash
# Every task of the project, one verb each. A verb is a function `verb_NAME`; the line `#: NAME ...` above it is its
# line in the list. Each verb installs what it needs, or says in one line what to install and how.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

target=${CARGO_TARGET_DIR:-$PWD/target}
export CARGO_TARGET_DIR=$target

source tests/tools/install.sh
source tests/tools/wasm.sh

list() {
  echo "usage: ./build.sh VERB [ARGUMENT...]"
  sed -n 's/^#: /  /p' build.sh
}

#: build              writes dist/chromium and dist/firefox (load unpacked), and what the site in www/ needs
verb_build() {
  need_wasm_target
  need_npm
  build_wasm wasm extension/wasm
  build_wasm wasm,html www/wasm
  node tests/tools/dist.js chromium firefox
  node tests/tools/site.js
}

verb=${1:-}
if [ -z "$verb" ]; then
  list
elif [ "$(type -t "verb_$verb")" = function ]; then
  shift
  "verb_$verb" "$@"
else
  echo "build.sh: no verb $verb" >&2
  list >&2
  exit 2
fi
