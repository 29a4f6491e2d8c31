//! What a block's text looks like, in one pass over it: capitals, digits, how it begins and ends, where its links go,
//! whether it opens with a phrase that newsrooms put before things that are not the story.
//!
//! It gives up on meaning: the phrases are a short list in a few languages and only ever one feature among many.

use super::grams::Grams;
use super::wording;
use crate::block::{self, Block, is_dense};
use crate::lists::Lists;
use crate::lower::{lower, push_lower};
use crate::names::{Attr, Tag};
use crate::page::{NodeId, Page, is_space};
use std::sync::LazyLock;

/// Measures of one block's text.
#[derive(Clone, Debug, Default)]
pub struct Text {
    pub upper: u32,
    pub letters: u32,
    pub digits: u32,
    pub dense: u32,
    /// | · • » › / and the like: what stands between items of a line.
    pub separators: u32,
    pub starts: Edge,
    pub ends: Edge,
    pub links: u32,
    /// Characters inside links, by [`LinkKind`].
    pub link_chars: [u32; LINK_KINDS],
    pub starts_linked: bool,
    pub starts_bold: bool,
    pub italic_chars: u32,
    pub time: bool,
    pub email: bool,
    pub copyright: bool,
    pub phrase: Phrase,
    /// Share of the text's word runs found in the page's own data, in tenths; -1 where there is none.
    pub in_body: i16,
    pub in_description: i16,
    pub in_title: i16,
    /// The buckets of its words, in order.
    pub buckets: Vec<u16>,
}

/// The kind of character at an edge of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Edge {
    #[default]
    Nothing,
    Lower,
    Upper,
    Digit,
    Stop,
    Colon,
    Question,
    Quote,
    Bracket,
    Other,
}

/// What a text opens with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Phrase {
    #[default]
    Nothing,
    /// "Photo:", "Getty Images": who made a picture.
    Credit,
    /// "By", "Updated": who and when.
    Byline,
    /// "Read more", "Lesen Sie auch": a way to another story.
    CrossLink,
    /// "Subscribe", "Sign up", "Follow us".
    CallToAction,
    /// "Advertisement".
    Advertisement,
    /// "Comments", "Share", "Tags", "Related": a label of a part of the page.
    Label,
    /// "All rights reserved", "Cookie".
    Legal,
    /// What stands in for an embed until the reader agrees to load it.
    Placeholder,
}

#[rustfmt::skip]
const PHRASES: [(Phrase, &str); 8] = [
    (Phrase::Placeholder,
        "an dieser stelle|externer inhalt|externen inhalt|empfohlener externer|empfohlener redaktioneller|\
        ich bin damit einverstanden|mit klick auf|um diesen inhalt|this content is|to view this|this embed|\
        allow cookies|accept cookies|enable cookies|please enable|your browser does|ce contenu|este contenido|\
        questo contenuto|deze inhoud|inhalt laden|we need your|for at se|for å se|loading|view this post|view on|\
        a post shared by|see this|watch this video|javascript"),
    (Phrase::CrossLink,
        "read more|read also|also read|read:|read next|read the full|more:|more from|more on this|more about|\
        see also|see more|related:|related story|related stories|related article|watch:|watch more|listen:|\
        don't miss|up next|learn more|find out more|click here|you may also|you might also|recommended|lesen sie|\
        lies auch|mehr zum thema|mehr dazu|siehe auch|lire aussi|à lire|a lire|lire la suite|voir aussi|\
        leia também|leia mais|veja também|saiba mais|lea también|lee también|leer más|te puede interesar|\
        ver también|le puede interesar|leggi anche|leggi di più|lees ook|lees meer|läs också|läs mer|les også|\
        læs også|lue myös|przeczytaj|czytaj|zobacz|читайте также|читать|читайте|смотрите также|див. також|ayrıca|\
        devamını oku|اقرأ|قراءة|קראו|もっと|あわせて読|関連|相关|延伸|关联|관련|continue reading|keep reading|view all|view more|\
        show more|load more|next:|previous:|previous article|next article|also on|in other news|check out|\
        explore more|további|baca juga|xem thêm|více"),
    (Phrase::CallToAction,
        "subscribe|sign up|signup|sign in|log in|login|register|join |follow us|follow |get the|get our|download|\
        support |donate|become a|newsletter|get in touch|contact us|contact |book |buy |shop |add to|try |\
        start your|request a|schedule|abonnez|abonnieren|jetzt |inscrivez|s'abonner|suscr|assine|siga |síguenos|\
        sigue |iscriviti|segui|abonneer|подпи|присоедин|підпи|abone|اشترك|تابع|订阅|登録|구독|tilaa|have a story|\
        have a tip|got a tip|got a story|send us|email us|enter your|click to|tap here|listen to this|\
        our standards|this article is|this story was|this article was"),
    (Phrase::Credit,
        "photo|image:|image credit|images:|picture:|credit|foto|bild:|bildquelle|imagen|crédit|credito|kuva:|фото|\
        source:|quelle:|getty images|ap photo|file photo|file -|© |(photo|(image|(ap|illustration|video:|写真|사진"),
    (Phrase::Byline,
        "by |by:|von |par |por |di |door |av |af |written by|posted |published|updated|last updated|last modified|\
        author|about the author|stand:|aktualisiert|veröffentlicht|publié|mis à jour|publicado|actualizado|\
        atualizado|pubblicato|aggiornato|gepubliceerd|publisert|publicerad|opublikowano|опубликовано|обновлено|\
        yayın|güncelle|reporting by|editing by|edited by|additional reporting|with reporting|reviewed by|\
        medically reviewed|autor"),
    (Phrase::Advertisement,
        "advert|ad |sponsored|anzeige|werbung|publicité|publicidad|pubblicità|advertentie|annons|annonse|annonce|\
        mainos|реклама|reklam|paid content|promoted|إعلان|广告|広告|광고|story continues|article continues|continue after"),
    (Phrase::Label,
        "comment|leave a|share|tags|tag:|topics|topic:|category|categories|related|most read|most popular|popular|\
        trending|latest|top stories|recent posts|archives|menu|search|home|skip to|teilen|kommentar|themen|\
        partager|mots-clés|comparte|compart|etiquetas|temas|condividi|delen|dela |del |jaa |поделиться|теги|темы|\
        paylaş|شارك|分享|共有|공유|print|save|copy link|reply|like|report|view |permalink|table of contents|\
        in this article|contents|key points|key takeaways|on this page|references|sources|footnotes"),
    (Phrase::Legal,
        "all rights|copyright|©|(c) |cookie|we use cookies|privacy|terms|this site|this website|by clicking|\
        by signing|by subscribing|disclaimer|alle rechte|tous droits|todos los derechos|we may earn|affiliate|\
        you can unsubscribe|your email|required fields"),
];

/// Where a link leads, as far as its address tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum LinkKind {
    Share,
    Tag,
    Author,
    Anchor,
    SameSite,
    Elsewhere,
    Nowhere,
}
pub const LINK_KINDS: usize = LinkKind::Nowhere as usize + 1;

/// Characters of a text's beginning that are compared with the phrases.
const PHRASE_CHARS: usize = 28;

/// What the page says of itself, to compare a block's text with.
pub struct Says {
    /// The page's canonical address. Where it was loaded from is not asked: a saved file has no address, and the
    /// features must not depend on that.
    pub address: String,
    pub host: String,
    pub title: Grams,
    pub description: Grams,
    pub body: Grams,
}

/// Measures a block's text. `link` gives the innermost link around a node.
pub fn measure(page: &Page, block: &Block, says: &Says, link: &[u32]) -> Text {
    let mut out = Text::default();
    let mut opening = String::new();
    let mut words = WordHashes::default();
    let (mut bold_end, mut italic_end) = (NodeId(0), NodeId(0));
    let mut last_link = u32::MAX;
    let mut first = true;
    // The character that the text ends with.
    let mut last = None;
    for id in block::runs(page, block) {
        match page.tag(id) {
            Tag::B | Tag::Strong => bold_end = bold_end.max(page.end(id)),
            Tag::I | Tag::Em => italic_end = italic_end.max(page.end(id)),
            Tag::Time => out.time = true,
            Tag::Br => words.end(),
            _ => {}
        }
        if !page.is_text(id) {
            continue;
        }
        let text = page.text(id);
        let mut chars = 0;
        for c in text.chars() {
            // Most of a text.
            if c.is_ascii_alphanumeric() && !first {
                chars += 1;
                words.add_lower(c.to_ascii_lowercase());
                if opening.len() < PHRASE_CHARS * 4 {
                    opening.push(c.to_ascii_lowercase());
                }
                last = Some(c);
                if c.is_ascii_digit() {
                    out.digits += 1;
                } else {
                    out.letters += 1;
                    out.upper += u32::from(c.is_ascii_uppercase());
                }
                continue;
            }
            if is_space(c) {
                words.end();
                if !opening.is_empty() && !opening.ends_with(' ') && opening.len() < PHRASE_CHARS * 4 {
                    opening.push(' ');
                }
                continue;
            }
            if c == '\u{ad}' {
                continue;
            }
            chars += 1;
            words.add(c);
            if opening.len() < PHRASE_CHARS * 4 {
                push_lower(&mut opening, c);
            }
            let edge = self::edge(c);
            if first {
                first = false;
                out.starts = edge;
                out.starts_linked = link[id.index()] != 0;
                out.starts_bold = id < bold_end;
            }
            // A closing quote or bracket does not hide the full stop before it.
            if !(matches!(edge, Edge::Quote | Edge::Bracket) && last.map(self::edge) == Some(Edge::Stop)) {
                last = Some(c);
            }
            if c.is_alphabetic() {
                out.letters += 1;
                out.upper += u32::from(c.is_uppercase());
                out.dense += u32::from(is_dense(c));
            } else if c.is_numeric() {
                out.digits += 1;
            }
            match c {
                '|' | '·' | '•' | '»' | '›' | '/' | '→' | '▶' | '►' | '●' => out.separators += 1,
                '@' => out.email = true,
                '©' => out.copyright = true,
                _ => {}
            }
        }
        if id < italic_end {
            out.italic_chars += chars;
        }
        let around = link[id.index()];
        if around != 0 && chars > 0 {
            if around != last_link {
                out.links += 1;
                last_link = around;
            }
            out.link_chars[link_kind(page, NodeId(around), &says.host) as usize] += chars;
        }
    }
    words.end();
    out.ends = last.map_or(Edge::Nothing, edge);
    out.phrase = phrase(&opening);
    out.in_body = says.body.share(&words.hashes);
    out.in_description = says.description.share(&words.hashes);
    out.in_title = says.title.share(&words.hashes);
    out.buckets = words.hashes.iter().map(|&hash| wording::bucket(hash)).collect();
    out
}

fn edge(c: char) -> Edge {
    match c {
        '.' | '…' | '。' | '।' | '!' | '！' => Edge::Stop,
        ':' | '：' => Edge::Colon,
        '?' | '？' | '؟' => Edge::Question,
        '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' | '「' | '」' => Edge::Quote,
        '(' | ')' | '[' | ']' | '（' | '）' => Edge::Bracket,
        _ if c.is_numeric() => Edge::Digit,
        _ if c.is_uppercase() => Edge::Upper,
        _ if c.is_alphabetic() => Edge::Lower,
        _ => Edge::Other,
    }
}

fn phrase(opening: &str) -> Phrase {
    let opening = opening.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    static OPENINGS: LazyLock<Lists> = LazyLock::new(|| Lists::new(&PHRASES.map(|(_, list)| list)));
    OPENINGS.start(opening).map_or(Phrase::Nothing, |list| PHRASES[list].0)
}

/// Parts of an address that tell where it leads.
#[rustfmt::skip]
const PATHS: [(LinkKind, &str); 3] = [
    (LinkKind::Share,
        "facebook.com/share|facebook.com/dialog|twitter.com/intent|twitter.com/share|x.com/intent|x.com/share|\
        wa.me/|whatsapp|linkedin.com/share|linkedin.com/shareArticle|pinterest.com/pin|t.me/share|\
        reddit.com/submit|mailto:?|news.google|flipboard|telegram.me|bsky.app/intent"),
    (LinkKind::Author,
        "/author/|/authors/|/autor/|/auteur/|/profile/|/people/|/by/|/staff/|/journalist|/user/"),
    (LinkKind::Tag,
        "/tag/|/tags/|/category/|/categories/|/topic/|/topics/|/thema/|/themen/|/sujet/|/tema/|/temas/|/hashtag/|\
        /label/|/keyword/|/etiqueta/|?tag="),
];

/// Longest part of an address that is looked at, in bytes.
const MAX_HREF: usize = 200;

fn link_kind(page: &Page, link: NodeId, host: &str) -> LinkKind {
    let Some(href) = page.attr(link, Attr::Href) else { return LinkKind::Nowhere };
    let href = &href[..href.floor_char_boundary(MAX_HREF)];
    let rel = page.attr(link, Attr::Rel).unwrap_or("");
    static KINDS: LazyLock<Lists> = LazyLock::new(|| Lists::new(&PATHS.map(|(_, list)| list)));
    let mut leads = [false; LINK_KINDS];
    for at in 0..href.len() {
        for path in KINDS.at(href.as_bytes(), at) {
            leads[PATHS[usize::from(path.list)].0 as usize] = true;
        }
    }
    if leads[LinkKind::Share as usize] {
        LinkKind::Share
    } else if href.is_empty() || href.starts_with("javascript:") || href == "#" {
        LinkKind::Nowhere
    } else if leads[LinkKind::Author as usize] || rel.contains("author") {
        LinkKind::Author
    } else if leads[LinkKind::Tag as usize] || rel.split_ascii_whitespace().any(|word| word == "tag") {
        LinkKind::Tag
    } else if href.starts_with('#') {
        LinkKind::Anchor
    } else if let Some(rest) = href.split_once("://").map(|(_, rest)| rest).or_else(|| href.strip_prefix("//")) {
        let to = site(rest);
        if !host.is_empty() && (to == host || to.ends_with(&format!(".{host}")) || host.ends_with(&format!(".{to}"))) {
            LinkKind::SameSite
        } else {
            LinkKind::Elsewhere
        }
    } else {
        LinkKind::SameSite
    }
}

/// The host of an address without its scheme, less `www.`.
pub fn site(rest: &str) -> &str {
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    host.strip_prefix("www.").unwrap_or(host)
}

/// The hashes of a text's words, in order; a character of a dense script is a word.
#[derive(Default)]
pub struct WordHashes {
    pub hashes: Vec<u64>,
    current: Option<u64>,
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

impl WordHashes {
    pub fn add(&mut self, c: char) {
        if is_dense(c) {
            self.end();
            self.hashes.push((FNV_OFFSET ^ u64::from(u32::from(c))).wrapping_mul(FNV_PRIME));
        } else if c.is_alphanumeric() {
            self.add_lower(lower(c));
        } else {
            self.end();
        }
    }
    /// Adds a letter or digit of a script with spaces between words, in lower case.
    fn add_lower(&mut self, c: char) {
        let hash = self.current.unwrap_or(FNV_OFFSET);
        self.current = Some((hash ^ u64::from(u32::from(c))).wrapping_mul(FNV_PRIME));
    }
    pub fn end(&mut self) {
        self.hashes.extend(self.current.take());
    }
    pub fn of(text: &str) -> Vec<u64> {
        let mut out = Self::default();
        for c in text.chars() {
            if c != '\u{ad}' {
                out.add(c);
            }
        }
        out.end();
        out.hashes
    }
}
