//! What JavaScript asks of the core, read by hand: a deserialiser would be a tenth of the content script's module. What is
//! not there, or has another shape, is as if nobody had set it.

use crate::analysis::Options;
use crate::correction::{Correction, Look, Want};
use crate::memory::Memory;
use crate::role::Role;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

/// What the caller may set: the page's address, roles to hide or not, the person's corrections of the site; and what
/// it asks of the page beside its labels. Read by hand: a deserialiser would be a tenth of the module.
#[derive(Default)]
pub struct WireOptions {
    pub url: String,
    pub options: Options,
    /// A block to explain.
    #[cfg(feature = "reader")]
    pub explain: Option<u32>,
    #[cfg(feature = "reader")]
    pub describe: Option<Describe>,
}

/// A piece to make a correction of: an element, or a run of blocks.
#[cfg(feature = "reader")]
pub struct Describe {
    pub want: Want,
    pub node: Option<u32>,
    pub blocks: Vec<usize>,
}

/// The value of a property; `None` when there is none.
fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    get(object, name)?.as_string()
}

fn items(object: &JsValue, name: &str) -> Vec<JsValue> {
    get(object, name).filter(Array::is_array).map(|list| Array::from(&list).to_vec()).unwrap_or_default()
}

#[cfg(feature = "reader")]
fn number(value: &JsValue) -> Option<u32> {
    value.as_f64().map(|number| number as u32)
}

/// A correction as `extension/shared/corrections.js` keeps it.
fn correction(value: &JsValue) -> Option<Correction> {
    let names = |name: &str| items(value, name).iter().filter_map(JsValue::as_string).collect();
    let role = |name: &str| text(value, name).and_then(|role| Role::from_name(&role));
    let look = Look::parse(
        &text(value, "path")?,
        names("signature"),
        names("around"),
        role("heading"),
        &text(value, "shape").unwrap_or_default(),
    );
    Some(Correction { want: Want::from_name(&text(value, "want")?)?, role: role("role")?, look })
}

impl WireOptions {
    /// Reads what is there; whatever has another shape is as if it were not.
    pub fn read(options: &JsValue) -> WireOptions {
        let hide = get(options, "hide").as_ref().and_then(Object::try_from).map(|object| {
            let keys = Object::keys(object);
            let choice = |key: String| Some((Role::from_name(&key)?, get(object, &key)?.as_bool()?));
            keys.iter().filter_map(|key| key.as_string()).filter_map(choice).collect()
        });
        let corrections = items(options, "corrections").iter().filter_map(correction).collect();
        #[cfg(feature = "reader")]
        let describe = get(options, "describe").and_then(|asked| {
            let blocks = items(&asked, "blocks").iter().filter_map(number).map(|number| number as usize).collect();
            let node = get(&asked, "node").as_ref().and_then(number);
            Some(Describe { want: Want::from_name(&text(&asked, "want")?)?, node, blocks })
        });
        WireOptions {
            url: text(options, "url").unwrap_or_default(),
            options: Options {
                hide: hide.unwrap_or_default(),
                corrections,
                memory: get(options, "memory").and_then(|memory| read_memory(&memory)),
            },
            #[cfg(feature = "reader")]
            explain: get(options, "explain").as_ref().and_then(number),
            #[cfg(feature = "reader")]
            describe,
        }
    }
}

/// Reads `{key, furniture}`: 32 hexadecimal digits, and a list of marks in ascending order.
fn read_memory(memory: &JsValue) -> Option<Memory> {
    let digits = text(memory, "key")?;
    let mut key = [0; 16];
    for (at, digit) in digits.bytes().take(2 * key.len()).enumerate() {
        key[at / 2] = key[at / 2] << 4 | (digit as char).to_digit(16)? as u8;
    }
    let marks = items(memory, "furniture").into_iter().filter_map(|mark| mark.as_f64());
    Some(Memory::new(key, marks.map(|mark| mark as u64).collect()))
}
