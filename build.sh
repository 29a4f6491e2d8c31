#!/usr/bin/env bash
# Every task of the project, one verb each. A verb is a function `verb_NAME`; the line `#: NAME ...` above it is its
# line in the list. Each verb installs what it needs, or says in one line what to install and how.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

target=${CARGO_TARGET_DIR:-$PWD/target}
export CARGO_TARGET_DIR=$target

source tests/tools/install.sh
source tests/tools/wasm.sh

# The native tool, as $target/release/standfirst.
build_tool() {
  cargo build --locked --release --features cli
}

list() {
  echo "usage: ./build.sh VERB [ARGUMENT...]"
  sed -n 's/^#: /  /p' build.sh
}

#: build              writes dist/chromium and dist/firefox (load unpacked), and what the site in www/ needs
verb_build() {
  need_wasm_target
  need_npm
  build_wasm wasm extension/wasm standfirst
  build_wasm reader extension/wasm reader
  build_wasm reader,html www/wasm standfirst
  node tests/tools/dist.js chromium firefox
  node tests/tools/site.js
}

#: test               all tests: Rust, the core's wasm in Node, the extension in real Chromium and Firefox
verb_test() {
  need_browsers
  verb_build
  cargo test --locked --features cli
  build_tool
  # Tests of the browsers wait more than they compute, so two files share the machine. What measures the machine's time, or
  # sets what every browser on it reads, has it alone.
  node --test --test-concurrency=2 tests/node/*.test.js tests/browser/*.test.js
  node --test --test-concurrency=1 tests/browser/alone/*.test.js
}

#: check              format, lints, types, house rules, size budgets, and that both browsers take the extension as it is
verb_check() {
  need_browsers
  verb_build
  cargo fmt --check
  # Not as one feature set: what builds together may not build alone.
  local features
  for features in "" html cli; do
    cargo clippy --quiet --locked --all-targets --features "$features" -- -D warnings
  done
  RUSTFLAGS="$wasm_features" cargo clippy --quiet --locked --lib --target wasm32-unknown-unknown --features reader,html -- -D warnings
  tests/node_modules/.bin/biome check --error-on-warnings
  tests/node_modules/.bin/tsc --project tests/tsconfig.json
  tests/node_modules/.bin/tsc --project tests/tsconfig.web.json
  node tests/tools/check-house.js
  node tests/tools/check-messages.js
  node tests/tools/check-size.js
  tests/node_modules/.bin/web-ext lint --source-dir dist/firefox --warnings-as-errors
  node tests/tools/check-load.js
  echo "check: all is well"
}

#: package            writes the archives for the stores to dist/, the same bytes wherever this tree is built, and their sums
verb_package() {
  verb_build
  node tests/tools/package.js chromium firefox
}

#: demo               opens Chromium with the extension on a bundled news page; without a display, saves screenshots
verb_demo() {
  need_browsers
  verb_build
  build_tool
  node tests/tools/demo.js "$target/release/standfirst"
}

#: lab [PORT]         builds the site in www/ with the lab and serves it on this machine, at port 8080 unless told
verb_lab() {
  need_wasm_target
  need_npm
  build_wasm reader,html www/wasm standfirst
  node tests/tools/site.js
  node tests/tools/serve.js "${1:-8080}"
}

# The pages with their truth, or one line on what is missing. $CORPUS names another folder.
need_corpus() {
  corpus=${CORPUS:-../shared/corpus}
  if [ ! -d "$corpus/wcxb/html" ] || [ ! -d "$corpus/news/html" ]; then
    echo "build.sh: $1 needs the corpora in $corpus (or \$CORPUS): wcxb, public at github.com/Murrough-Foley/web-content-extraction-benchmark under CC-BY-4.0, and news in the same layout, both with folds.json; see model/README.md" >&2
    exit 1
  fi
}

#: eval [--lower]     scores the pipeline on pages it has not seen, against the floors; --lower accepts lower ones
verb_eval() {
  need_corpus eval
  need_cargo
  if [ ! -f model/work/fold-0.bin ]; then
    echo "build.sh: eval needs the weights of the folds, which ./build.sh train writes to model/work" >&2
    exit 1
  fi
  build_tool
  python3 model/eval.py --tool "$target/release/standfirst" --corpus "$corpus" --weights model/work \
    --shipped src/weights.bin --floors model/floors.json --peers "$corpus/../bench/peers" "$@"
  echo "roles and hiding in place, on the pages labelled by hand in tests/roles"
  python3 tests/roles/score.py "$corpus" --tool "$target/release/standfirst" --weights model/work
}

#: bench [--quick]    how long reading a page takes, as ratios to a bare walk, beside Readability.js and Defuddle
verb_bench() {
  need_browsers
  verb_build
  node tests/tools/bench/bench.js "$@"
}

#: train              trains the model anew, a model a fold and one on all pages, and writes src/weights.bin
verb_train() {
  need_corpus train
  need_cargo
  if [ ! -x model/.venv/bin/python ]; then
    python3 -m venv model/.venv
  fi
  model/.venv/bin/pip install --quiet --requirement model/requirements.txt
  build_tool
  nice model/.venv/bin/python model/train.py --tool "$target/release/standfirst" --corpus "$corpus" --work model/work \
    --out src/weights.bin "$@"
}

#: fixture FILE NAME  copies a saved page to tests/fixtures/NAME.html, with labels to correct; NAME is <topic>--<host>
verb_fixture() {
  local file=${1:-} name=${2:-} page
  if [ ! -f "$file" ] || [[ "$name" != ?*--?* ]]; then
    echo "usage: ./build.sh fixture FILE NAME      FILE: .html or .html.gz, NAME: <topic>--<host>" >&2
    exit 2
  fi
  need_node
  need_cargo
  build_tool
  page=tests/fixtures/$name.html
  case $file in
    *.gz) gunzip -c "$file" >"$page" ;;
    *) cp "$file" "$page" ;;
  esac
  node tests/tools/labels.js "$target/release/standfirst" "$page" >"tests/fixtures/$name.labels"
  cat <<END
$page
tests/fixtures/$name.labels
Correct the roles in the .labels by hand until each is what a careful editor would say; tests/fixtures/README.md says how.
Then: cargo test --features cli --test fixtures
END
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
