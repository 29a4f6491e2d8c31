//! The months' names, in some thirty languages.

/// The beginnings of the months' names. The longest that fits decides, so that "juillet" is not "juin".
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "jan ene gen янв січ студз sty led oca janv tammi ιαν يناير ינואר بניואר sij saus sau ian xan urt ján jaan",
    "feb fév fev фев лют лют şub sub únor úno helmi φεβ فبراير פברואר velj vas otsail veeb",
    "mar mär mrz мар берез бер břez bře ožuj kovo μαρ μάρ مارس מרץ már märts maa martx mrt",
    "apr abr avr апр квіт кві kwie kwi dub nisan nis huhti απρ أبريل ابريل אפריל trav bal ápr aibr ebr apir",
    "may mai maj mag mei maio май мая трав тра květ kvě touko μαι μαΐ μάι مايو מאי svib geg máj maí maig maiatz toukok",
    "jun juin giu июн черв чер czerw cze červn haz kesä ιουν يونيو יוני lipnja birž jún júní juny ekain juuni",
    "jul juil lug июл лип lip temmuz tem heinä ιουλ يوليو יולי srpnja liep červenec července júl júlí uztail juuli",
    "aug ago août aou авг серп сер sie srp ağu agu elo αυγ αύγ أغسطس اغسطس אוגוסט kolov rugp ág ágú ágú abuztu",
    "sep set сен верес вер wrz zář eyl syys σεπ سبتمبر ספטמבר rujn rugs szept irail",
    "oct okt ott out окт жовт жов paź říj eki loka οκτ أكتوبر اكتوبر אוקטובר spal out urri",
    "nov ноя лис lis kas marras νοε νοέ نوفمبر נובמבר studen lapkr nóv azaro",
    "dec dez dic déc дек груд гру gru pros ara joulu δεκ ديسمبر דצמבר gruod des dets abend",
];

/// The month that a lower-case word names.
pub fn month(word: &str) -> Option<u32> {
    let mut best = None;
    let mut longest = 0;
    // Hebrew and Arabic join "in" to the name.
    let bare = word.strip_prefix('ב').unwrap_or(word);
    for (at, stems) in MONTHS.iter().enumerate() {
        for stem in stems.split(' ') {
            if stem.len() > longest && (word.starts_with(stem) || bare.starts_with(stem)) {
                longest = stem.len();
                best = Some(at as u32 + 1);
            }
        }
    }
    // The longest names have twelve letters or so; longer words only begin like one.
    best.filter(|_| word.chars().count() <= 12)
}
