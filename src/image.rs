//! Pictures and embedded frames: the address that a person would see, whatever way a page loads it late.

use crate::article::{EmbedKind, Piece};
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page};
use crate::reading::Resolve;
use crate::{address, allow};

/// Attributes that hold the real address of a picture loaded late, the most telling first; `src` itself comes last,
/// because before a script runs it is a placeholder.
pub const LATE_SRC: &[Attr] = &[Attr::DataSrc, Attr::DataLazySrc, Attr::DataOriginal, Attr::DataUrl, Attr::Src];
pub const LATE_SRCSET: &[Attr] = &[Attr::DataSrcset, Attr::DataLazySrcset, Attr::Srcset];

/// A picture this small, in CSS pixels, is a tracker or a spacer.
const MIN_PIXELS: u32 = 3;
/// A picture inside the page shorter than this, in characters of its address, is a placeholder.
const MIN_DATA_LENGTH: usize = 600;
/// Nodes of one media element that are looked at.
const MAX_NODES: usize = 64;

/// The pieces of a media element: an image, or a placeholder for what would load from elsewhere.
pub fn piece(page: &Page, id: NodeId, resolve: &Resolve) -> Option<Piece> {
    match page.tag(id) {
        Tag::Img | Tag::AmpImg => image(page, id, &[], resolve),
        Tag::Picture => picture(page, id, resolve),
        Tag::Video => embed(page, id, Some(EmbedKind::Video), resolve),
        Tag::Audio => embed(page, id, Some(EmbedKind::Audio), resolve),
        Tag::Iframe | Tag::Embed | Tag::Object => embed(page, id, None, resolve),
        _ => None,
    }
}

fn picture(page: &Page, id: NodeId, resolve: &Resolve) -> Option<Piece> {
    let inside = || page.subtree(id).take(MAX_NODES);
    let img = inside().find(|&node| page.tag(node) == Tag::Img)?;
    let sources: Vec<NodeId> = inside().filter(|&node| page.tag(node) == Tag::Source).collect();
    image(page, img, &sources, resolve)
}

fn image(page: &Page, id: NodeId, sources: &[NodeId], resolve: &Resolve) -> Option<Piece> {
    let size = |name| page.attr(id, name).and_then(|value| value.trim_end_matches("px").parse::<u32>().ok());
    if size(Attr::Width).is_some_and(|width| width < MIN_PIXELS)
        || size(Attr::Height).is_some_and(|height| height < MIN_PIXELS)
    {
        return None;
    }
    let resolve_srcset = |value: &str| srcset(value, resolve);
    let mut set = LATE_SRCSET.iter().filter_map(|&name| page.attr(id, name)).find_map(resolve_srcset);
    if set.is_none() {
        set = sources
            .iter()
            .flat_map(|&source| LATE_SRCSET.iter().filter_map(move |&name| page.attr(source, name)))
            .find_map(resolve_srcset);
    }
    let src = LATE_SRC
        .iter()
        .filter_map(|&name| page.attr(id, name))
        .filter(|value| !is_placeholder(value))
        .find_map(|value| address(value, resolve))
        .or_else(|| noscript_source(page, id, resolve));
    // A browser that knows no `srcset` needs one address; the largest of the set is the best there is.
    let src = src.or_else(|| set.as_deref().and_then(largest))?;
    let mut attrs = vec![("src".to_owned(), src)];
    if let Some(set) = set {
        attrs.push(("srcset".into(), set));
        if let Some(sizes) = page.attr(id, Attr::Sizes) {
            attrs.push(("sizes".into(), sizes.to_owned()));
        }
    }
    for name in [Attr::Alt, Attr::Title, Attr::Width, Attr::Height] {
        if let Some(value) = page.attr(id, name)
            && allow::keep("img", name.name(), value)
        {
            attrs.push((name.name().into(), value.to_owned()));
        }
    }
    Some(Piece::Element { tag: "img".into(), attrs, block: None, children: Vec::new() })
}

/// The picture that a `<noscript>` beside a placeholder holds.
fn noscript_source(page: &Page, id: NodeId, resolve: &Resolve) -> Option<String> {
    let parent = page.parent(id)?;
    let noscript = page.children(parent).take(MAX_NODES).find(|&node| page.tag(node) == Tag::Noscript)?;
    let img = page.subtree(noscript).take(MAX_NODES).find(|&node| page.tag(node) == Tag::Img)?;
    address(page.attr(img, Attr::Src)?, resolve)
}

/// An address that a page shows until the real one is there.
fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    if value.is_empty() || value.starts_with("data:") && value.len() < MIN_DATA_LENGTH {
        return true;
    }
    let name = value.split(['?', '#']).next().unwrap_or("").rsplit('/').next().unwrap_or("").to_ascii_lowercase();
    ["blank.", "spacer.", "placeholder.", "1x1.", "transparent.", "pixel.", "loading.", "lazy."]
        .iter()
        .any(|word| name.starts_with(word))
}

fn address(value: &str, resolve: &Resolve) -> Option<String> {
    resolve(value.trim()).filter(|url| allow::image_scheme(url))
}

/// A `srcset` with absolute addresses; `None` when nothing usable is left.
fn srcset(value: &str, resolve: &Resolve) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    for (url, descriptor) in candidates(value) {
        if is_placeholder(url) {
            continue;
        }
        let Some(url) = address(url, resolve) else { continue };
        // A comma at the end of an address would end the candidate.
        if url.ends_with(',') || url.contains(char::is_whitespace) {
            continue;
        }
        out.push(if descriptor.is_empty() { url } else { format!("{url} {descriptor}") });
    }
    (!out.is_empty()).then(|| out.join(", "))
}

/// The candidates of a `srcset`: address and descriptor.
fn candidates(value: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = value;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (url, behind) = rest.split_at(end);
        if let Some(url) = url.strip_suffix(',') {
            rest = behind;
            return Some((url, ""));
        }
        let comma = behind.find(',').unwrap_or(behind.len());
        let (descriptor, tail) = behind.split_at(comma);
        rest = tail;
        Some((url, descriptor.trim()))
    })
}

fn largest(srcset: &str) -> Option<String> {
    let size = |descriptor: &str| {
        let number = descriptor.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        number.split('.').next().and_then(|number| number.parse::<u32>().ok()).unwrap_or(0)
    };
    candidates(srcset).max_by_key(|(_, descriptor)| size(descriptor)).map(|(url, _)| url.to_owned())
}

fn embed(page: &Page, id: NodeId, kind: Option<EmbedKind>, resolve: &Resolve) -> Option<Piece> {
    let own = [Attr::Src, Attr::DataSrc, Attr::DataLazySrc].into_iter().find_map(|name| page.attr(id, name));
    let inside = || {
        page.subtree(id)
            .skip(1)
            .take(MAX_NODES)
            .filter(|&node| page.tag(node) == Tag::Source)
            .find_map(|node| page.attr(node, Attr::Src))
    };
    let src = own.or_else(inside).and_then(|value| resolve(value.trim())).filter(|url| allow::embed_scheme(url))?;
    let hidden = page.attr(id, Attr::Width) == Some("0")
        || page.attr(id, Attr::Height) == Some("0")
        || page.attr(id, Attr::Hidden).is_some();
    if hidden {
        return None;
    }
    let kind = kind.unwrap_or_else(|| kind_of(&src));
    let title = page.attr(id, Attr::Title).or_else(|| page.attr(id, Attr::AriaLabel)).map(str::to_owned);
    let poster = page.attr(id, Attr::Poster).and_then(|value| address(value, resolve));
    Some(Piece::Embed { kind, src, title: title.filter(|title| !title.is_empty()), poster })
}

/// What an embedded frame shows, by the service it comes from.
fn kind_of(src: &str) -> EmbedKind {
    let host = address::parts(src).0.to_ascii_lowercase();
    let is = |names: &[&str]| {
        names.iter().any(|name| host == *name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.')))
    };
    if is(&[
        "youtube.com",
        "youtube-nocookie.com",
        "youtu.be",
        "vimeo.com",
        "dailymotion.com",
        "twitch.tv",
        "jwplatform.com",
        "brightcove.net",
    ]) {
        EmbedKind::Video
    } else if is(&["soundcloud.com", "spotify.com", "podbean.com", "acast.com", "podcasts.apple.com", "bandcamp.com"]) {
        EmbedKind::Audio
    } else if is(&[
        "twitter.com",
        "x.com",
        "instagram.com",
        "facebook.com",
        "tiktok.com",
        "bsky.app",
        "threads.net",
        "reddit.com",
        "t.me",
    ]) {
        EmbedKind::Post
    } else if is(&["openstreetmap.org", "mapbox.com"]) || host.contains("google.") && src.contains("/maps") {
        EmbedKind::Map
    } else {
        EmbedKind::Frame
    }
}
