# The wasm of the extension and of the lab: cargo, then wasm-bindgen, then wasm-opt. Sourced by build.sh.

# The proposals that rustc's output uses; wasm-opt refuses the module without them.
wasm_opt_flags=(
  --enable-simd --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext
  --enable-mutable-globals --enable-reference-types --enable-multivalue
)

# Of the processor that the wasm asks for: vectors, which carry the model's trees (src/model/lanes.rs). Every browser that the
# manifests allow has them (Chromium since 91, Firefox since 89).
wasm_features='-C target-feature=+simd128'

# build_wasm FEATURES DIRECTORY NAME: NAME.js, NAME_bg.wasm and their types. Does nothing when they are up to date.
build_wasm() {
  local features=$1 directory=$2 name=$3 built out aside
  built=$target/wasm32-unknown-unknown/wasm/standfirst.wasm
  out=$directory/${name}_bg.wasm
  # No path of this machine gets into the bytes, so that anyone who builds this tree gets the same ones.
  RUSTFLAGS="$wasm_features --remap-path-prefix=$PWD=/standfirst --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo" \
    cargo build --locked --lib --profile wasm --target wasm32-unknown-unknown --features "$features"
  if [ "$out" -nt "$built" ] && [ "$out" -nt tests/tools/wasm.sh ]; then return; fi

  cargo build --locked --release --manifest-path tests/tools/bindgen/Cargo.toml --target-dir "$target/bindgen"
  # Everything is made aside, and the wasm moves last: what an interrupted build leaves behind never looks up to date.
  aside=$directory/.new-$name
  rm -rf "$aside"
  mkdir -p "$aside"
  "$target/bindgen/release/bindgen" "$built" "$aside" "$name"
  # A function with one caller is only inlined when it is small: giant functions have so many locals that each mention of
  # one takes another byte, and they compress worse.
  tests/node_modules/.bin/wasm-opt -Oz --converge -ocimfs 20 --strip-debug --strip-producers --strip-target-features \
    "${wasm_opt_flags[@]}" "$aside/${name}_bg.wasm" -o "$aside/small.wasm"
  mv "$aside/small.wasm" "$aside/${name}_bg.wasm"
  find "$aside" -type f ! -name "${name}_bg.wasm" -exec mv -t "$directory" {} +
  mv "$aside/${name}_bg.wasm" "$out"
  rmdir "$aside"
}
