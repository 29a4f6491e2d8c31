//! Reads a file: plain or gzip, in whatever encoding it declares.

use super::Failure;
use std::io::Read;
use std::path::Path;

/// Largest file, unpacked: beyond it a gzip bomb is likelier than a page. In bytes.
const MAX_BYTES: u64 = 256 << 20;
/// How far into a document a browser looks for the declaration of its encoding. In bytes.
const PRESCAN: usize = 8192;

/// The text of a file; `-` is standard input.
pub fn read(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let packed = std::mem::take(&mut bytes);
        flate2::read::MultiGzDecoder::new(&*packed).take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(format!("larger than {} MiB", MAX_BYTES >> 20).into());
    }
    if looks_binary(&bytes) {
        return Err("not an HTML file".into());
    }
    Ok(decode(&bytes))
}

/// A PDF, a picture, an archive: no markup at all, and bytes that no text has.
fn looks_binary(bytes: &[u8]) -> bool {
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let start = &bytes[..bytes.len().min(PRESCAN)];
    !utf16 && (start.starts_with(b"%PDF-") || start.contains(&0) && !start.contains(&b'<'))
}

/// By byte order mark, else as UTF-8 where it is valid, else as declared, else Windows-1252, as browsers do.
fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, skip)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[skip..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let encoding = declared(&bytes[..bytes.len().min(PRESCAN)]).unwrap_or(encoding_rs::WINDOWS_1252);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn declared(start: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let behind = start.split("charset").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let label = behind
        .trim_start_matches(['"', '\''])
        .split(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c))
        .next()?;
    encoding_rs::Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_as_browsers_do() {
        assert_eq!(decode("é".as_bytes()), "é");
        assert_eq!(decode(b"<meta charset=\"iso-8859-2\">\xb1"), "<meta charset=\"iso-8859-2\">ą");
        assert_eq!(decode(b"caf\xe9"), "café");
        assert_eq!(decode(b"\xff\xfeh\0i\0"), "hi");
    }

    #[test]
    fn tells_text_from_binary() {
        assert!(looks_binary(b"%PDF-1.7"));
        assert!(looks_binary(b"\x89PNG\0\0"));
        assert!(!looks_binary(b"plain text"));
    }
}
