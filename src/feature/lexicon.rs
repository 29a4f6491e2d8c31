//! What the author of a page calls an element: words in `class`, `id`, `itemprop`, `role` and test ids, as evidence.
//!
//! The words are English because style sheets are, whatever the language of the page; a few other languages that name
//! their classes themselves are in the list. Evidence is a bit set per element, and how near it stands above a block is
//! a feature; nothing is decided here. A value is read up to [`MAX_BYTES`] bytes, once per distinct value.

use crate::hash::Map;
use crate::lists::{Lists, Phrase, Place};
use crate::names::Attr;
use crate::page::{NodeId, Page};
use std::sync::LazyLock;

/// Kinds of evidence, bits of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Evidence {
    Body,
    Headline,
    Standfirst,
    Byline,
    Meta,
    Caption,
    Quote,
    Comment,
    Share,
    Related,
    Promo,
    Ad,
    Nav,
    Footer,
    Header,
    Side,
    Tags,
    Overlay,
    Hidden,
    Card,
    Embed,
    Box,
    Reference,
    List,
    Consent,
}

pub const KINDS: usize = Evidence::Consent as usize + 1;

/// Evidence that speaks against the body of an article.
pub const AGAINST: u32 = bits(&[
    Evidence::Comment,
    Evidence::Share,
    Evidence::Related,
    Evidence::Promo,
    Evidence::Ad,
    Evidence::Nav,
    Evidence::Footer,
    Evidence::Header,
    Evidence::Side,
    Evidence::Tags,
    Evidence::Overlay,
    Evidence::Hidden,
    Evidence::Card,
    Evidence::Consent,
]);

/// Evidence that stands whatever the element holds: a consent dialogue may have more words than the story.
pub const ALWAYS: u32 = bits(&[Evidence::Consent]);

const fn bits(kinds: &[Evidence]) -> u32 {
    let mut out = 0;
    let mut i = 0;
    while i < kinds.len() {
        out |= 1 << kinds[i] as u32;
        i += 1;
    }
    out
}

/// Longest part of an attribute value that is read, in bytes.
const MAX_BYTES: usize = 160;

/// Patterns in lower case. `^` must begin a word (behind a character that is no letter, or a capital behind a small
/// letter), `=` must be the whole word.
#[rustfmt::skip]
const PATTERNS: [(Evidence, &str); KINDS] = [
    (Evidence::Body,
        "articlebody|article-body|article_body|article__body|storybody|story-body|articletext|article-text|\
        article-content|articlecontent|article__content|entry-content|post-content|post-body|postbody|post_body|\
        ^richtext|rich-text|bodytext|body-text|body-copy|bodycopy|^paragraph|^content-body|contentbody|maincontent|\
        main-content|^prose|^markdown|wysiwyg|=body|articlecopy|^texto|cuerpo|^post-text|message-body|^textblock|\
        text-block|storycontent|story-content|story__content"),
    (Evidence::Headline,
        "headline|^title|^titre|^titulo|^heading|entry-title|posttitle|articletitle"),
    (Evidence::Standfirst,
        "standfirst|^dek|=deck|^lede|=lead|^leadtext|^lead-|-lead|__lead|^chapo|^sapo|^entradilla|^subtitle|\
        subtitle|subheadline|sub-headline|^sub-title|^subhead|^summary|^intro|^teaser-text|^ingress|^vorspann|\
        ^excerpt|^synopsis|^abstract|^bajada|^copete|^sumario|^anons|^occhiello|^sommario|^description|^strapline|\
        ^preamble|^kicker-text|article-lead|^underline|^underrubrik"),
    (Evidence::Byline,
        "byline|^author|=by|^autor|^auteur|^writer|^contributor|=bio|^biography|^avatar|^profile|^firma|authorbio|\
        author-box|about-the-author|^journalist|^reporter"),
    (Evidence::Meta,
        "^date|^time|^publish|^meta|^timestamp|readingtime|reading-time|^dateline|^updated|^info|^views|^details|\
        ^datum|^fecha"),
    (Evidence::Caption,
        "caption|^credit|^copyright|figcaption|^legend|^bildunter|photo-credit|imagecredit|^pie-foto|^agency|\
        ^gallery|^slideshow|^carousel|^image|^picture|^photo|^media|^foto|^video|^player"),
    (Evidence::Quote,
        "pullquote|pull-quote|^quote|blockquote|^citation|^zitat"),
    (Evidence::Comment,
        "^comment|-comment|comments|disqus|^discussion|^respond|^reply|^replies|^kommentar|^commentaire|^livefyre|\
        ^coral|^forum|^feedback|^review|^opinion|^conversation"),
    (Evidence::Share,
        "^share|sharing|^social|facebook|twitter-share|whatsapp|^sharebar|addthis|addtoany|^follow|^teilen|^partage|\
        ^compart|^print|^bookmark|^like|^clipboard|^copy-link|^icon|^toolbar|^tool|^action"),
    (Evidence::Related,
        "related|^recommend|^more-|^read-more|readmore|^readnext|^read-next|^trending|^popular|^mostread|most-read|\
        ^latest|^also|^similar|^up-next|^upnext|^next-|^more_|=more|^seealso|see-also|outbrain|taboola|^suggest|\
        ^crosslink|^further|^relacion|^weitere|^verwandt|^recirc|^onward|^inarticle-link|^linkbox|^link-box|\
        ^interlink|^jeg_related|^you-may|^discover|^morefrom"),
    (Evidence::Promo,
        "newsletter|^subscri|^signup|^sign-up|^promo|^paywall|^piano|^cta|call-to-action|^callout|^donat|\
        ^membership|^register|^registration|^login|^signin|^abo|^offer|^mailing|^marketing|^support-us|^premium|\
        ^optin|^banner|^download|^app-|^whatsapp-channel|^podcast|^newsletter"),
    (Evidence::Ad,
        "=ad|=ads|^advert|^adsby|^ad-|^ads-|^ad_|^adslot|^adunit|^sponsor|^dfp|^gpt-|^googlead|-ad-|^affiliate|\
        ^publicidad|^anzeige|^werbung|^reklam|^commercial|^partner|^dianomi|^shop|^product|^price"),
    (Evidence::Nav,
        "=nav|^nav-|^nav_|navbar|navigation|^navi|^menu|-menu|breadcrumb|^pagination|^pager|^crumb|^skip|^sitemap|\
        ^submenu|^tabs|=tab|^dropdown|^drop-down|^prev|^toggle|^switch|^filter|^sort|^search|^language|^lang-|\
        ^hamburger"),
    (Evidence::Footer,
        "footer|^foot-|=foot|^bottom|^colophon|^copyright|^legal|^imprint|^disclaimer"),
    (Evidence::Header,
        "^header|-header|^masthead|^topbar|^top-bar|^top-|^site-header|^hero|^logo|^brand|^page-title"),
    (Evidence::Side,
        "sidebar|^side-|side_|=side|^rail|rightcol|right-col|^aside|^widget|^secondary|^column-right|^sticky|^right|\
        ^complementary|^module"),
    (Evidence::Tags,
        "=tag|=tags|^taglist|^tag-|^tags-|^topic|^categor|^keyword|^label|^kicker|^eyebrow|^section-|^rubrik|\
        ^hashtag|^article-tags|-tags|^badge|^pill|^channel"),
    (Evidence::Consent,
        "cookie|consent|^gdpr|onetrust|^ot-|^optanon|didomi|^sp_message|usercentrics|^qc-cmp|truste|^cmp-|^cmp_|\
        cookiebot|^ccpa|^sp-message|^uc-|^fc-consent|^cmplz|^borlabs|^klaro|^osano"),
    (Evidence::Overlay,
        "^modal|^popup|^pop-up|^overlay|^dialog|^lightbox|^privacy|^toast|^alert|^notice|^notification|\
        ^interstitial|^drawer|^flyout|^offcanvas|^snackbar|^message-"),
    (Evidence::Hidden,
        "=hidden|^hide|hidden|^d-none|^invisible|^collapse|^tooltip|^sr-|^screen-reader|^noprint|^no-print|\
        ^print-only|^fallback|^placeholder|^skeleton|^loading|^js-only|^noscript|^popover|^a11y|^visually"),
    (Evidence::Card,
        "^card|-card|__card|^teaser|-teaser|^tile|^thumb|^item|-item|__item|^preview|^snippet|^feed|^result|^grid|\
        ^box-article|^storylink|^entry-summary|^listing|^swiper|^slick|^slide"),
    (Evidence::Embed,
        "^tweet|twitter-tweet|instagram|^embed|tiktok|^fb-post|^youtube|^oembed|^social-embed|^iframe|^widget-embed|\
        ^infogram|^datawrapper"),
    (Evidence::Box,
        "infobox|^info-box|^factbox|^fact-box|^facts|^keypoint|^key-point|^keytakeaway|^takeaway|^highlights|\
        ^sidebar-box|^box|^inset|^infokasten|^kasten|^background|^atom|^explainer|^timeline|^accordion|^faq|\
        ^aside-box|^note|^panel|^glossary|^correction"),
    (Evidence::Reference,
        "^toc|table-of-contents|tableofcontents|^footnote|^endnote|^reference|^reflist|^biblio|^source|^sources|\
        ^cite|^contents|^anchor-|^jump"),
    (Evidence::List,
        "^list|-list|__list|=ul|^items|^collection|^stream|^archive|^index|^posts|^articles|^stories|^news-"),
];

/// Reads elements' names; remembers what it read.
pub struct Lexicon<'a> {
    seen: Map<&'a str, u32>,
}

impl<'a> Lexicon<'a> {
    pub fn new() -> Self {
        Lexicon { seen: Map::default() }
    }

    /// The evidence of an element's own names.
    pub fn of(&mut self, page: &'a Page, id: NodeId) -> u32 {
        let mut out = 0;
        for (name, value) in page.attrs(id) {
            if matches!(
                name,
                Attr::Class
                    | Attr::Id
                    | Attr::Itemprop
                    | Attr::Role
                    | Attr::DataTestid
                    | Attr::DataComponent
                    | Attr::DataType
                    | Attr::AriaLabel
            ) {
                out |= match self.seen.get(value) {
                    Some(&found) => found,
                    None => {
                        let found = read(value);
                        self.seen.insert(value, found);
                        found
                    }
                };
            }
        }
        out
    }
}

fn read(value: &str) -> u32 {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::new(&PATTERNS.map(|(_, list)| list)));
    let value = &value.as_bytes()[..value.len().min(MAX_BYTES)];
    let lower = value.to_ascii_lowercase();
    let mut out = 0;
    for start in 0..lower.len() {
        for Phrase { list, place, text } in LISTS.at(&lower, start) {
            let before = start.checked_sub(1).map(|i| value[i]);
            let begins = before.is_none_or(|before| {
                !before.is_ascii_alphabetic() || (before.is_ascii_lowercase() && value[start].is_ascii_uppercase())
            });
            let ends = value.get(start + text.len()).is_none_or(|after| !after.is_ascii_lowercase());
            if (place == Place::Anywhere || begins) && (place != Place::Whole || ends) {
                out |= 1 << PATTERNS[usize::from(list)].0 as u32;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(value: &str, evidence: Evidence) -> bool {
        read(value) & 1 << evidence as u32 != 0
    }

    #[test]
    fn reads_words_where_they_begin() {
        assert!(has("td-post-content tagdiv", Evidence::Body));
        assert!(has("x ArticleRelatedLinks", Evidence::Related));
        assert!(has("ad ad--mid", Evidence::Ad));
        assert!(!has("headword bread", Evidence::Ad));
        assert!(!has("unshared", Evidence::Share));
        assert!(has("c-shareBar", Evidence::Share));
    }
}
