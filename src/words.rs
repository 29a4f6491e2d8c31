//! Words that tell a role: of class names and ids, and of the short lines that head a section of clutter.
//!
//! They only ever add a reason; what decides is structure and score. Class words are matched whole, after a name is
//! split at its punctuation and capitals, so that `shared-desk` or `header` never reads as `share` or `ad`.

use crate::lists::Lists;
use crate::lower::push_lower;
use crate::role::Role;
use std::sync::LazyLock;

/// A text in lower case, letter by letter: the standard one also knows which sigma ends a Greek word, which no list here
/// asks for, and brings tables of all cased letters along.
pub fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_lower(&mut out, c);
    }
    out
}

/// Words of class names, ids and test ids, by the role that they speak for.
#[rustfmt::skip]
const CLASS_WORDS: [(Role, &str); 24] = [
    (Role::Share, "share|sharing|social|socials|sharebar|sharedaddy|addthis|addtoany|shares|sns"),
    (Role::Related,
        "related|recommended|recommendation|recommendations|recirc|recirculation|outbrain|taboola|readmore|trending|\
        popular|mostread|upnext|teaser|teasers|morefrom|zergnet|onward|suggestions|suggested|seealso|mostpopular"),
    (Role::Newsletter, "newsletter|newsletters|subscribe|signup|mailchimp|subscription|optin"),
    (Role::Promo, "paywall|promo|promos|promotion|promotions|cta|marketing|donate|donation|piano|upsell|membership"),
    (Role::Advertisement,
        "ad|ads|advert|adverts|advertisement|advertising|adslot|adsbygoogle|adunit|dfp|gpt|admanager|anzeige|\
        publicidad|werbung|banner"),
    (Role::Sponsored, "sponsored|sponsor|sponsors|partner|affiliate"),
    (Role::Comments, "comment|comments|disqus|respond|commentlist|discussion|replies|livefyre|coral"),
    (Role::Breadcrumb, "breadcrumb|breadcrumbs|crumb|crumbs"),
    (Role::Navigation, "skip|skiplink|nav|navigation|navbar|menu|pagination|pager|toc|sitenav|submenu|megamenu"),
    (Role::Footer, "footer|colophon|copyright"),
    (Role::Masthead, "masthead|topbar|siteheader"),
    (Role::Consent, "cookie|cookies|consent|gdpr|cmp|onetrust|didomi|privacy"),
    (Role::Overlay, "modal|popup|overlay|lightbox|interstitial|popover"),
    (Role::Tags, "tags|taglist|tagcloud|topics|keywords"),
    (Role::AuthorBio, "bio|authorbio|aboutauthor|signature"),
    (Role::Search, "search|searchform|searchbox"),
    (Role::Tools, "rating|ratings|votes|toolbar|tools|print|fontsize|textsize|calendar|weather"),
    (Role::Notice, "accessibility"),
    (Role::Other, "sidebar|widget|widgets"),
    (Role::Caption, "caption|captions|credit|credits|figcaption|photocredit"),
    (Role::Byline, "byline|author|authors|writer|contributor|contributors"),
    (Role::Dateline, "dateline|date|datetime|published|pubdate|timestamp|publishdate"),
    (Role::Footnote, "footnote|footnotes|endnote|endnotes"),
    (Role::Standfirst,
        "standfirst|subtitle|subhead|subheadline|dek|deck|lede|intro|excerpt|summary|teasertext|description|\
        vorspann|chapo|sapo|kicker"),
];

/// The role that one word of a class name, id or test id speaks for.
pub fn class_word(word: &str) -> Option<Role> {
    static WORDS: LazyLock<Lists> = LazyLock::new(|| Lists::new(&CLASS_WORDS.map(|(_, list)| list)));
    WORDS.whole(word).map(|list| CLASS_WORDS[list].0)
}

/// Calls `found` with each word of a class name or id, lower case: `relatedPosts-list` has related, posts, list.
pub fn split_words(name: &str, mut found: impl FnMut(&str)) {
    let mut word = String::new();
    let mut was_lower = false;
    for c in name.chars().chain([' ']) {
        let boundary = !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && was_lower);
        if boundary && !word.is_empty() {
            found(&word);
            word.clear();
        }
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
        was_lower = c.is_ascii_lowercase();
    }
}

/// How a phrase must stand in a line to speak for its role.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// At the start of the line.
    Start,
    /// Anywhere in it.
    Within,
    /// Alone.
    Whole,
}

use Place::{Start, Whole, Within};

/// Lines that head or make up clutter, in lower case. Languages: en de fr es it pt nl pl tr ru uk ja zh ko ar he;
/// of what heads related stories also no da sv fi lt cs ro hu el bg.
#[rustfmt::skip]
const PHRASES: [((Role, Place), &str); 14] = [
    ((Role::Tags, Start),
        "tags:|topics:|related topics|filed under|themen:|schlagwörter|mots-clés|etiquetas|temas:|теги|タグ|标签|태그|\
        posted in"),
    ((Role::Related, Start),
        "related|more from|more on|more in|more stories|more news|don't miss|don’t miss|up next|read more|\
        read next|read also|also read|you may also|you might also|you may like|most read|most popular|\
        most viewed|trending|recommended|latest news|latest stories|top stories|editor's picks|editor’s picks|\
        editors' picks|editors’ picks|\
        see also|what to read next|keep reading|next article|previous article|must read|in case you missed|\
        popular posts|follow our coverage|further reading|recent posts|continue reading|mehr zum thema|\
        lesen sie auch|lesen sie mehr|das könnte|meistgelesen|häufig gelesen|am meisten gelesen|auch interessant|weitere artikel|weitere themen|\
        passend dazu|ähnliche artikel|mehr aus|zum thema|mehr dazu|à lire aussi|lire aussi|a lire aussi|\
        sur le même sujet|les plus lus|articles liés|à ne pas manquer|lire plus|te puede interesar|lea también|\
        lee también|más leídas|lo más|noticias relacionadas|le puede interesar|más noticias|leggi anche|\
        potrebbe interessarti|articoli correlati|i più letti|ti potrebbe|leia também|leia mais|veja também|\
        mais lidas|relacionad|saiba mais|lees ook|meest gelezen|meer over|gerelateerd|czytaj także|\
        zobacz także|zobacz też|czytaj też|najczęściej czytane|ilgili haberler|bunlar da|en çok okunan|\
        ilginizi çekebilir|читайте также|по теме|самое читаемое|другие новости|читайте також|за темою|\
        популярне|новини за темою|関連記事|関連ニュース|あわせて読みたい|おすすめ|ランキング|人気記事|相关新闻|相关阅读|相关文章|推荐阅读|热门|延伸阅读|관련기사|관련 기사|\
        les også|læs også|läs också|läs även|mest lest|mest læste|mest lästa|lue myös|luetuimmat|taip pat skaitykite|\
        skaitykite taip pat|čtěte také|přečtěte si také|citește și|citeşte şi|olvassa el|διαβάστε επίσης|прочетете още|\
        많이 본|추천 기사|اقرأ أيضا|اقرأ أيضًا|مواضيع ذات صلة|الأكثر قراءة|עוד בנושא|כתבות נוספות|אולי יעניין"),
    ((Role::Newsletter, Within),
        "newsletter|sign up for|sign up to|straight to your inbox|to your inbox|in your inbox|subscribe to our|\
        email alerts|newsletter abonnieren|abonnez-vous|suscríbete|iscriviti|inscreva-se|nieuwsbrief|\
        zapisz się|e-bülten|подпишитесь|підпишіться|підписатися|メールマガジン|メルマガ|订阅|뉴스레터|النشرة البريدية|ניוזלטר"),
    ((Role::Promo, Within),
        "help continue the work|support our journalism|support independent|make a donation|donate now|\
        become a member|already a subscriber|subscribe now|download our app|download the app|get the app|\
        start your free trial|please donate|consider supporting|kostenlos testen|online-abo|\
        jetzt abonnieren|unterstützen sie uns|soutenez-nous|apóyanos|apoie|sostienici|\
        steun ons|поддержите|підтримайте|ご支援|支持我们|후원"),
    ((Role::Advertisement, Whole),
        "advertisement|advertisements|ad|ads|advertising|article continues below|story continues below|\
        scroll to continue|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|reklama|\
        reklam|реклама|広告|广告|광고|إعلان|פרסומת"),
    ((Role::Share, Whole),
        "share|share this|share this article|share this story|tweet|facebook|twitter|whatsapp|email|print|\
        copy link|linkedin|telegram|reddit|pinterest|x|bluesky|threads|send this to a friend|save|flipboard|\
        share article|messenger|gift article|link copied|copied|teilen|drucken|artikel teilen|partager|\
        imprimer|compartir|imprimir|condividi|stampa|compartilhar|compartilhe|delen|udostępnij|paylaş|yazdır|\
        поделиться|поділитися|поширити|シェア|シェアする|分享|공유|공유하기|شارك|مشاركة|שתפו|שיתוף|הדפסה|more"),
    ((Role::Share, Start),
        "share this|share on|share via|share to|follow us on|teilen auf|partager sur|compartir en|condividi su"),
    ((Role::Comments, Start),
        "comments|leave a comment|leave a reply|join the conversation|post a comment|view comments|\
        show comments|kommentare|kommentar|commentaires|comentarios|commenti|comentários|reacties|komentarze|\
        yorumlar|комментарии|коментарі|コメント|评论|댓글|التعليقات|תגובות"),
    ((Role::AuthorBio, Start),
        "about the author|about the writer|über den autor|über die autorin|zum autor|à propos de l'auteur|\
        sobre el autor|sobre o autor|over de auteur|об авторе|про автора"),
    ((Role::Consent, Within),
        "we use cookies|uses cookies|cookie policy|accept all|wir verwenden cookies|nous utilisons des cookies|\
        utilizamos cookies|your privacy choices|need to accept cookies|hosted by a third party|\
        daten können an drittplattformen|einverstanden, dass mir|empfohlener redaktioneller inhalt|\
        empfohlener externer inhalt|einen externen inhalt|ausgewählten, externen inhalt|\
        ausgewählten externen inhalt|paramétrage de vos cookies|accepter les cookies|aceptar las cookies|\
        accetta i cookie|accepteer cookies"),
    ((Role::Notice, Within),
        "enable javascript|javascript is enabled|javascript is disabled|your browser"),
    ((Role::Navigation, Start), "skip to|zum inhalt springen|aller au contenu"),
    ((Role::Search, Whole),
        "search|suche|suchen|recherche|rechercher|buscar|cerca|zoeken|szukaj|ara|поиск|пошук|検索|搜索|검색|بحث|חיפוש"),
    ((Role::Footer, Within),
        "all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|©|\
        все права защищены"),
];

/// Whether a text has one of the phrases of a list in it, wherever.
pub fn has_any(text: &str, phrases: &str) -> bool {
    phrases.split('|').any(|phrase| text.contains(phrase))
}

/// The clutter role that a short line speaks for. `line` is folded text in lower case.
pub fn phrase(line: &str) -> Option<Role> {
    let line = line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '.' | '…' | '!' | '|' | '»' | '>' | '-' | '–' | '—' | '•')
    });
    static LINES: LazyLock<Lists> = LazyLock::new(|| Lists::new(&PHRASES.map(|(_, list)| list)));
    let text = line.as_bytes();
    let mut first = usize::MAX;
    for at in 0..text.len() {
        for phrase in LINES.at(text, at) {
            let list = usize::from(phrase.list);
            let rest = &text[at + phrase.text.len()..];
            let hit = match PHRASES[list].0.1 {
                Start => at == 0 && !rest.first().is_some_and(u8::is_ascii_alphanumeric),
                Within => true,
                Whole => at == 0 && rest.is_empty(),
            };
            if hit {
                first = first.min(list);
            }
        }
    }
    PHRASES.get(first).map(|&((role, _), _)| role)
}

/// Whether a text asks for consent, or explains what was asked: whoever embeds others' content asks within the story.
pub fn speaks_of_consent(text: &str) -> bool {
    let text = lower(text);
    has_any(&text, "cookie|opt-out|opting-out|externe inhalt|externen inhalt")
}

/// What is said before one may read on. Languages: en de fr es it pt nl.
#[rustfmt::skip]
const SIGN_IN: &str = "sign in to|log in to|sign in or |log in or |create an account|create a free account|to unlock|register to|\
    reserved for subscribers|for subscribers only|subscribe to read|subscribe to continue|subscribe now|already a subscriber|\
    already have an account|registrieren sie sich|um weiterzulesen|jetzt weiterlesen|bereits abonnent|nur für abonnenten|\
    connectez-vous|créez un compte|créer un compte|réservé aux abonnés|déjà abonné|inicia sesión|crea una cuenta|\
    regístrate|solo para suscriptores|ya eres suscriptor|crea un account|registrati|riservato agli abbonati|sei già abbonato|\
    faça login|crie uma conta|exclusivo para assinantes|já é assinante|maak een account|log in om|al abonnee";

/// Whether a line asks to sign in, or to subscribe, before one may read on.
pub fn asks_to_sign_in(line: &str) -> bool {
    has_any(line, SIGN_IN)
}

/// How a line begins that sends the reader elsewhere. Languages: en de fr es it pt nl.
#[rustfmt::skip]
const CALLS: &str = "follow |find more|for more |click here|read the full|read more|listen to|watch:|sign up|download |join |\
    get the |subscribe|folgen sie|mehr |hier |suivez|retrouvez|abonnez|síganos|siga |sigue |apúntese|suscríbase|\
    segui|siga a|volg ";

/// Whether a short text sends the reader elsewhere: it begins as a call and names where to, by a link or an address.
pub fn is_call(line: &str, has_link: bool) -> bool {
    opens(line, Opening::Call) && (has_link || has_address(line))
}

/// Whether a text has an address written out.
pub fn has_address(line: &str) -> bool {
    has_any(line, "http|www.")
}

/// Words that open a byline.
#[rustfmt::skip]
const BYLINE_STARTS: &str = "by |by: |words by|written by|reported by|story by|posted by|von |par |por |di |door |af |av |autor:|autorin:|\
    text: |author:|автор|текст:|文/|文｜|記者|作者|글 |بقلم|كتب|מאת";

/// What a line may open as.
#[derive(Clone, Copy)]
enum Opening {
    Call,
    Byline,
    Caption,
}

fn opens(line: &str, opening: Opening) -> bool {
    static OPENINGS: LazyLock<Lists> = LazyLock::new(|| Lists::new(&[CALLS, BYLINE_STARTS, CAPTION_STARTS]));
    OPENINGS.at(line.as_bytes(), 0).any(|phrase| phrase.list == opening as u8)
}

/// Whether a short line opens as a byline does.
pub fn opens_byline(line: &str) -> bool {
    opens(line, Opening::Byline) || line.ends_with("기자")
}

/// How a caption begins that stands in a paragraph of its own.
const CAPTION_STARTS: &str = "pictured|photo:|photos:|photo by|photo credit|photo courtesy|file photo|image:|image credit|\
    image source|picture:|foto:|bild:|im bild";

/// Whether a short text begins as a caption does.
pub fn opens_caption(line: &str) -> bool {
    opens(line, Opening::Caption)
}

#[rustfmt::skip]
const CREDITS: &str = "photo|foto|©|getty|reuters|credit|image:|picture:|illustration|afp|imago|dpa|写真|사진|צילום|фото|图片|تصوير";

/// Whether a short text names who made a picture, as captions do.
pub fn has_credit(line: &str) -> bool {
    line.ends_with(')') || has_any(line, CREDITS)
}

#[rustfmt::skip]
const DATE_WORDS: &str = "january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|\
    sep|sept|oct|nov|dec|may|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\
    mon|tue|wed|thu|fri|sat|sun|am|pm|gmt|cet|cest|est|edt|bst|utc|\
    ago|hours|hour|minutes|minute|mins|min|days|day|weeks|published|updated|posted|on|at|last|modified|first|today|\
    yesterday|read|of|et|pt|est.|th|st|nd|rd|h|m|date|januar|februar|märz|mai|juni|juli|oktober|dezember|uhr|stand|\
    vor|stunden|aktualisiert|veröffentlicht|am|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|janvier|\
    février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|publié|le|à|mis|jour|il|y|a|heures|\
    enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|de|actualizado|\
    publicado|a|las|hace|horas|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|ore|\
    pubblicato|il|aggiornato|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|às|em|há|\
    januari|februari|maart|mei|augustus|om|uur|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|\
    października|listopada|grudnia|godz|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|\
    güncelleme|saat|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|назад|часов|\
    в|г|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|оновлено|\
    опубліковано|тому|годин|о|年|月|日|時|分|更新|公開|配信|发布|时间|입력|수정|년|월|일|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|\
    سبتمبر|أكتوبر|نوفمبر|ديسمبر|منذ|ساعات|בינואר|בפברואר|במרץ|באפריל|במאי|ביוני|ביולי|באוגוסט|בספטמבר|באוקטובר|\
    בנובמבר|בדצמבר|פורסם|עודכן|לפני|שעות";

/// Whether a line says little besides a date or a time: at least one digit, and nearly every word a number or a word of dates.
pub fn is_date_line(line: &str) -> bool {
    static WORDS: LazyLock<Lists> = LazyLock::new(|| Lists::new(&[DATE_WORDS]));
    if !line.bytes().any(|byte| byte.is_ascii_digit()) || line.chars().count() > 90 {
        return false;
    }
    let is_known = |word: &str| WORDS.whole(word).is_some();
    let (mut known, mut unknown, mut numbers) = (0, 0, 0);
    let words = line.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '.' | ':' | '/' | '-' | '–' | '—' | '|' | '(' | ')' | '•' | '·')
    });
    for word in words.filter(|word| !word.is_empty()) {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let letters = word.trim_matches(|c: char| c.is_ascii_digit());
        if digits > 0 && digits <= 4 {
            numbers += 1;
        }
        if letters.is_empty()
            || is_known(letters)
            || letters.chars().all(|c| c.is_ascii_digit() || is_known(c.encode_utf8(&mut [0; 4])))
        {
            known += 1;
        } else {
            unknown += 1;
        }
    }
    // 4.7, 4/5 and 4.3/5 are marks.
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let mark = !line.contains(char::is_alphabetic) && (digits < 3 || line.contains('.') && line.contains('/'));
    numbers > 0 && known >= 2 && unknown * 3 <= known && !mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_class_names() {
        let mut words = Vec::new();
        split_words("relatedPosts-list__item css-1A2b", |word| words.push(word.to_owned()));
        assert_eq!(words, ["related", "posts", "list", "item", "css", "1a2b"]);
    }

    #[test]
    fn knows_lines_by_their_phrase() {
        assert_eq!(phrase("don't miss"), Some(Role::Related));
        for line in ["editor’s picks", "häufig gelesen", "les også", "taip pat skaitykite"] {
            assert_eq!(phrase(line), Some(Role::Related), "{line}");
        }
        assert_eq!(phrase("relatedness is a virtue"), None);
        assert_eq!(phrase("share"), Some(Role::Share));
        assert_eq!(phrase("share prices fell again on monday"), None);
        assert_eq!(phrase("get our newsletter every morning"), Some(Role::Newsletter));
        for line in [
            "personenbezogene daten können an drittplattformen übermittelt werden.",
            "you need to accept cookies to see this",
            "accepter les cookies pour voir la vidéo",
            "hier finden sie einen ausgewählten, externen inhalt",
        ] {
            assert_eq!(phrase(line), Some(Role::Consent), "{line}");
        }
        assert_eq!(phrase("she accepts a cookie from nobody"), None);
    }

    #[test]
    fn knows_dates() {
        for line in [
            "published 6 hours ago on",
            "february 22, 2025",
            "stand: 03.05.2024, 14:30 uhr",
            "2025年1月13日 5時00分",
            "6 hours ago",
            "22 февраля 2025, 10:15",
        ] {
            assert!(is_date_line(line), "{line}");
        }
        for line in [
            "in 2024 the river rose by 3 metres",
            "share",
            "12 people were rescued in may",
            "chapter 7",
            "4.7",
            "4.3/5",
        ] {
            assert!(!is_date_line(line), "{line}");
        }
    }
}
