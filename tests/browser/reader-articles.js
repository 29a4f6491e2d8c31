// Articles written by hand for the reader's tests: every shape of content, in the scripts that are set differently.
// They are what the core would hand over, so that the reader is tested apart from the labelling.

/** @typedef {import('../../extension/shared/types.js').Article} Article */
/** @typedef {import('../../extension/shared/types.js').Piece} Piece */

let block = 0;

/**
 * An element; attributes are given as an object, text as strings. Elements of their own line get a block number.
 * @param {string} tag
 * @param {Record<string, string> | Piece | string} [first]
 * @param {...(Piece | string)} rest
 * @returns {Piece}
 */
function h(tag, first = {}, ...rest) {
  const isPiece = typeof first === 'string' || 'children' in first || 'kind' in first;
  const children = (isPiece ? [first, ...rest] : rest).map((child) =>
    typeof child === 'string' ? { type: /** @type {const} */ ('text'), text: child } : /** @type {Piece} */ (child),
  );
  const attrs = isPiece ? [] : Object.entries(/** @type {Record<string, string>} */ (first));
  const numbered = /^(p|h[2-6]|li|pre|figcaption|td|th|dt|dd)$/.test(tag);
  return { type: 'element', tag, attrs, ...(numbered && { block: block++ }), children };
}

/** A picture that needs no network. @param {number} width @param {number} height @param {string} colour */
const picture = (width, height, colour) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="${colour}"/><stop offset="1" stop-color="#223"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="70%" cy="35%" r="${height / 6}" fill="#fff8" /><path d="M0 ${height} L${width * 0.3} ${height * 0.5} L${width * 0.55} ${height * 0.8} L${width * 0.75} ${height * 0.6} L${width} ${height}Z" fill="#0006"/></svg>`,
  )}`;

/** @param {number} width @param {number} height @param {string} colour @param {string} caption @param {string} alt */
const figure = (width, height, colour, caption, alt) =>
  h(
    'figure',
    h('img', { src: picture(width, height, colour), width: String(width), height: String(height), alt }),
    h('figcaption', caption),
  );

/** @type {Record<string, Article>} */
export const articles = {
  news: {
    metadata: {
      title: 'The river that came back: how a mill town bought its own floodplain',
      byline: 'Ana Kowalczyk, Tomás Oliveira',
      date: '2026-03-04',
      site: 'The Valley Ledger',
      lang: 'en',
      dir: 'ltr',
      url: 'https://ledger.example/river',
      image: null,
      excerpt: null,
    },
    standfirst: h(
      'p',
      'For two centuries Harrow Bridge built walls against the water. Then the council tried something cheaper: it let the water in.',
    ),
    lead: figure(
      1600,
      900,
      '#4a7d8c',
      'The Wend at first light, seen from the old fulling mill. Photograph: M. Adeyemi',
      'A river winding through wet meadows',
    ),
    body: [
      h(
        'p',
        'On the morning the last wall came down, nobody made a speech. A digger driver named Ruth Pell lifted the coping stones one at a time, set them on the grass, and went to have her tea. By noon the ',
        h('a', { href: 'https://ledger.example/wend' }, 'River Wend'),
        ' had found the old channel, and by evening it had filled it.',
      ),
      h(
        'p',
        'The project cost £3.2m, about a sixth of what engineers had quoted for a higher wall — and it will, if the modelling holds, protect 640 homes instead of 410. “We kept asking how tall,” says Pell. “We should have been asking ',
        h('em', 'where'),
        '.”',
      ),
      {
        type: 'removed',
        roles: ['related', 'newsletter'],
        blocks: 3,
        children: [
          h('p', 'Sign up for our weekly newsletter'),
          h('p', h('a', { href: 'https://ledger.example/a' }, 'Ten walks for a rainy day')),
          h('p', h('a', { href: 'https://ledger.example/b' }, 'Why councils are broke')),
        ],
      },
      h('h2', { id: 'buying' }, 'Buying the low fields'),
      h(
        'p',
        'The town’s first move was the least dramatic. Between 2019 and 2022 it bought eleven fields that no farmer wanted to defend any longer, using a loan that would be repaid from avoided insurance losses.',
        h('sup', h('a', { href: '#note-1', id: 'ref-1' }, '1')),
        ' Three families stayed on as tenants and now graze cattle on land that floods, on average, nineteen days a year.',
      ),
      h(
        'blockquote',
        h('p', 'A wall tells people they are safe. A meadow tells them what the river is doing.'),
        h('p', h('cite', 'Dr Ilse Brandt, hydrologist')),
      ),
      h('p', 'What the fields gave the town can be listed:'),
      h(
        'ul',
        h('li', 'storage for 1.1 million cubic metres of water;'),
        h('li', 'a path to the station that is dry 346 days a year;'),
        h(
          'li',
          'and, unexpectedly, 23 pairs of lapwings, which had not bred here since 1987.',
          h('ul', h('li', 'Two were ringed in May.')),
        ),
      ),
      h('h2', { id: 'numbers' }, 'What the numbers say'),
      h(
        'table',
        h('caption', 'Peak levels at the bridge, in metres above datum'),
        h(
          'thead',
          h(
            'tr',
            h('th', { scope: 'col' }, 'Storm'),
            h('th', { scope: 'col' }, 'Rain, mm'),
            h('th', { scope: 'col' }, 'Level before'),
            h('th', { scope: 'col' }, 'Level after'),
            h('th', { scope: 'col' }, 'Homes flooded'),
          ),
        ),
        h(
          'tbody',
          h('tr', h('th', { scope: 'row' }, 'Bert, 2024'), h('td', '84'), h('td', '5.92'), h('td', '—'), h('td', '71')),
          h(
            'tr',
            h('th', { scope: 'row' }, 'Éowyn, 2025'),
            h('td', '91'),
            h('td', '6.10 (modelled)'),
            h('td', '5.31'),
            h('td', '2'),
          ),
          h(
            'tr',
            h('th', { scope: 'row' }, 'Floris, 2025'),
            h('td', '66'),
            h('td', '5.40 (modelled)'),
            h('td', '4.97'),
            h('td', '0'),
          ),
        ),
      ),
      figure(
        900,
        1200,
        '#7d6a4a',
        'Lapwings over the Long Acre. The posts mark the old property line.',
        'Birds above a flooded meadow',
      ),
      { type: 'embed', kind: 'video', src: 'https://video.example/embed/1', title: 'Drone footage of the first flood' },
      h('h3', 'Who pays when it fails'),
      h(
        'p',
        'Not everyone is convinced. Harold Finch, whose garden now ends in reeds, points out that the council’s promise of compensation is not a law. “It is a letter,” he says, “and letters get lost.” The insurer that backed the loan will publish its own figures in the autumn; a spokesperson declined to comment on them but called the early results ',
        h('strong', 'encouraging'),
        '.',
      ),
      h('hr'),
      h('p', h('small', 'Additional reporting by the data desk.')),
      h('h2', 'Notes'),
      h(
        'ol',
        h('li', { id: 'note-1' }, 'Council minutes, 14 November 2018, item 7. ', h('a', { href: '#ref-1' }, '↩')),
      ),
    ],
  },
  technical: {
    metadata: {
      title: 'Counting distinct things in very little memory',
      byline: 'Priya Raghunathan',
      date: '2025-11-19',
      site: 'Small Systems',
      lang: 'en',
      dir: 'ltr',
      url: 'https://small.example/hll',
    },
    standfirst: null,
    lead: null,
    body: [
      h(
        'p',
        'A sketch answers “how many different visitors?” with a few kilobytes, whatever the traffic. Call ',
        h('code', 'sketch.add(key)'),
        ' for every request and press ',
        h('kbd', 'Ctrl'),
        '+',
        h('kbd', 'C'),
        ' when you have seen enough.',
      ),
      h('h2', { id: 'estimate' }, 'The estimate'),
      h('p', 'With ', h('math', h('mi', 'm')), ' registers holding the longest run of zeros, the harmonic mean gives'),
      h(
        'p',
        h(
          'math',
          { display: 'block' },
          h(
            'mrow',
            h('mi', 'E'),
            h('mo', '='),
            h('msub', h('mi', 'α'), h('mi', 'm')),
            h('msup', h('mi', 'm'), h('mn', '2')),
            h(
              'msup',
              h(
                'mrow',
                h('mo', '('),
                h('munderover', h('mo', '∑'), h('mrow', h('mi', 'j'), h('mo', '='), h('mn', '1')), h('mi', 'm')),
                h('msup', h('mn', '2'), h('mrow', h('mo', '−'), h('msub', h('mi', 'M'), h('mi', 'j')))),
                h('mo', ')'),
              ),
              h('mrow', h('mo', '−'), h('mn', '1')),
            ),
            h('mo', ','),
            h('mspace', { width: '1em' }),
            h('mfrac', h('mi', 'σ'), h('mi', 'E')),
            h('mo', '≈'),
            h('mfrac', h('mn', '1.04'), h('msqrt', h('mi', 'm'))),
          ),
        ),
      ),
      h(
        'pre',
        { 'data-lang': 'rust' },
        h(
          'code',
          { 'data-lang': 'rust' },
          '/// Adds one key. Never allocates.\npub fn add(&mut self, key: &[u8]) {\n    let hash = self.hasher.hash_one(key);\n    let register = (hash >> (64 - self.precision)) as usize; // the first bits choose a register, whatever the rest may hold\n    let zeros = (hash << self.precision).leading_zeros() as u8 + 1;\n    self.registers[register] = self.registers[register].max(zeros);\n}\n',
        ),
      ),
      h('h2', { id: 'cost' }, 'What it costs'),
      h('p', 'Twelve bits of precision take 4 KiB and err by 1.6 %. The table is wide on purpose:'),
      h(
        'table',
        h(
          'thead',
          h(
            'tr',
            ...[
              'Precision',
              'Registers',
              'Bytes (dense)',
              'Bytes (sparse)',
              'Standard error',
              'Add, ns',
              'Merge, µs',
              'Estimate, µs',
              'Serialised size at 10,000 keys',
            ].map((text) => h('th', { scope: 'col' }, text)),
          ),
        ),
        h(
          'tbody',
          ...[
            ['10', '1,024', '768', '96', '3.25 %', '4.1', '0.3', '0.8', '771'],
            ['12', '4,096', '3,072', '180', '1.63 %', '4.2', '1.1', '2.9', '3,075'],
            ['14', '16,384', '12,288', '410', '0.81 %', '4.9', '4.4', '11.5', '12,291'],
          ].map((row) => h('tr', ...row.map((text) => h('td', text)))),
        ),
      ),
      h('h3', 'Unbroken strings'),
      h(
        'p',
        'The key is printed as ',
        h('code', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08f3a1'),
        ', and an address such as https://small.example/a/very/long/path/that/never/seems/to/end/and/has/no/place/to/break must not widen the page.',
      ),
      h(
        'dl',
        h('dt', 'Register'),
        h('dd', 'One small counter, six bits wide.'),
        h('dt', 'Precision'),
        h('dd', 'How many bits of the hash choose the register.'),
      ),
    ],
  },
  arabic: {
    metadata: {
      title: 'مدينة صغيرة تشتري سهل النهر وتترك الماء يعود إلى مجراه القديم',
      byline: 'ليلى حداد',
      date: '2026-03-04',
      site: 'صحيفة الوادي',
      lang: 'ar',
      dir: 'rtl',
      url: 'https://wadi.example/1',
    },
    standfirst: h('p', 'بنت البلدة الجدران قرنين كاملين، ثم جرّب المجلس حلاً أرخص: أن يسمح للماء بالدخول.'),
    lead: figure(1600, 900, '#8c6a4a', 'النهر عند الفجر كما يُرى من الطاحونة القديمة.', 'نهر'),
    body: [
      h(
        'p',
        'في صباح اليوم الذي سقط فيه آخر جدار لم يُلقِ أحد خطاباً. رفعت سائقة الحفّارة الحجارة واحداً بعد آخر ووضعتها على العشب، ثم ذهبت لتشرب الشاي. وعند الظهر وجد ',
        h('a', { href: 'https://wadi.example/2' }, 'النهر'),
        ' مجراه القديم، وفي المساء كان قد ملأه. كلّف المشروع 3.2 مليون، أي نحو سدس ما طلبه المهندسون (HEC-RAS 6.5) لجدار أعلى.',
      ),
      h('h2', 'شراء الحقول المنخفضة'),
      h('p', 'اشترت البلدة بين عامي 2019 و2022 أحد عشر حقلاً لم يعد أحد من المزارعين يريد الدفاع عنها.'),
      h('blockquote', h('p', 'الجدار يقول للناس إنهم في أمان، أما المرج فيقول لهم ما يفعله النهر.')),
      h('ol', h('li', 'تخزين 1.1 مليون متر مكعب من الماء.'), h('li', 'طريق إلى المحطة جافّ معظم أيام السنة.')),
      { type: 'removed', roles: ['related'], blocks: 1, children: [h('p', 'اقرأ أيضاً')] },
      h('p', 'يقول أحد الجيران: «إنها رسالة، والرسائل تضيع».'),
    ],
  },
  hebrew: {
    metadata: {
      title: 'עיירה קטנה קנתה את מישור ההצפה שלה',
      byline: 'נועה ברק',
      date: '2026-01-12',
      site: 'יומן העמק',
      lang: 'he',
      dir: 'rtl',
      url: 'https://emek.example/1',
    },
    standfirst: null,
    lead: null,
    body: [
      h(
        'p',
        'בבוקר שבו נפלה החומה האחרונה איש לא נאם. נהגת המחפר הרימה את האבנים בזו אחר זו, הניחה אותן על הדשא והלכה לשתות תה. עד הצהריים מצא הנהר את ',
        h('em', 'האפיק הישן'),
        ' (Old Channel), ועד הערב מילא אותו.',
      ),
      h('h2', 'מי משלם'),
      h('p', 'הפרויקט עלה 3.2 מיליון, כשישית ממה שהעריכו המהנדסים.'),
      h('pre', h('code', 'let level = gauge.read()?;\n')),
    ],
  },
  japanese: {
    metadata: {
      title: '川が戻ってきた町——氾濫原を買い取った小さな自治体の十年',
      byline: '佐藤 美咲',
      date: '2026-03-04',
      site: '谷間新聞',
      lang: 'ja',
      dir: 'ltr',
      url: 'https://tani.example/1',
    },
    standfirst: h(
      'p',
      '二百年のあいだ、町は水に対して壁を築いてきた。そして議会は、もっと安い方法を試すことにした。水を入れるのである。',
    ),
    lead: figure(1600, 900, '#4a6d8c', '夜明けの川。旧水車小屋から撮影。', '川'),
    body: [
      h(
        'p',
        '最後の壁が取り払われた朝、演説をする者はいなかった。重機を操る女性が笠石をひとつずつ持ち上げ、草の上に並べると、お茶を飲みに行った。正午までに川は昔の',
        h('ruby', '流路', h('rp', '（'), h('rt', 'りゅうろ'), h('rp', '）')),
        'を見つけ、夕方にはそこを満たしていた。事業費は320万ポンドで、技術者が見積もった高い壁の約6分の1にあたる。「どれだけ高くするかばかり考えていました」と彼女は言う。「',
        h('em', 'どこに'),
        '造るかを考えるべきだったのです」。',
      ),
      h('h2', '低い畑を買う'),
      h(
        'p',
        '2019年から2022年にかけて、町は農家がもう守りたがらなくなった11枚の畑を買い取った。平均して年に19日水につかる土地で、いまは牛が草を食べている。',
      ),
      h('h2', '数字が語ること'),
      h(
        'p',
        '橋の水位は、モデルの予測より79センチメートル低かった。住民の一人は「約束は法律ではない。手紙だ。手紙はなくなるものだ」と話す。',
      ),
      h('h2', 'これから'),
      h('p', '保険会社は秋に独自の数字を公表する予定である。'),
    ],
  },
  bare: {
    metadata: {
      title:
        'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsänderungsantrag: warum ein einziges Wort den Stadtrat eine ganze Nacht lang beschäftigte und was danach geschah',
      byline: null,
      date: null,
      site: null,
      lang: 'de',
      dir: null,
      url: null,
    },
    standfirst: null,
    lead: null,
    body: [
      h(
        'p',
        'Der Antrag bestand aus einem Wort. Die Sitzung begann um sieben, und als sie um vier Uhr morgens endete, war das Wort um zwei Silben kürzer.',
      ),
      h('p', h('img', { src: 'https://127.0.0.1:9/none.png', alt: 'Der Sitzungssaal bei Nacht' })),
      h('figure', h('img', { src: 'https://127.0.0.1:9/none2.png', alt: '' })),
      h('p', 'Niemand hat es je ausgesprochen.'),
      { type: 'embed', kind: 'post', src: 'https://social.example/post/1' },
    ],
  },
};

/** What a hostile page could hand over if the core let it through: the writer of nodes must not. @type {Article} */
export const hostile = {
  metadata: {
    title: '<img src=x onerror=ran=1>',
    byline: '<b onmouseover=ran=1>',
    site: 'x',
    lang: '"><script>',
    url: 'javascript:ran=1',
  },
  standfirst: h('script', 'ran=1'),
  lead: h('iframe', { src: 'https://a.example/', srcdoc: '<script>parent.ran=1</script>' }),
  body: [
    h(
      'p',
      { onclick: 'ran=1', style: 'position:fixed', id: 'x' },
      'the words stay',
      h('object', { data: 'https://a.example/' }),
    ),
    h(
      'p',
      h('a', { href: 'javascript:ran=1' }, '1'),
      h('a', { href: ' javascript:ran=1' }, '2'),
      h('a', { href: 'data:text/html,x' }, '3'),
      h('a', { href: '#x' }, '4'),
    ),
    h('p', h('a', { href: 'https://a.example/' }, '5', h('b', h('a', { href: 'https://b.example/' }, '6')))),
    h('p', h('img', { src: 'javascript:ran=1', srcset: 'javascript:ran=1 2x', onerror: 'ran=1', alt: '' })),
    h('svg', h('script', 'ran=1'), h('a', { 'xlink:href': 'javascript:ran=1' }, '7')),
    h(
      'math',
      h('annotation-xml', { encoding: 'text/html' }, h('script', 'ran=1')),
      h('mi', { href: 'javascript:ran=1' }, 'x'),
    ),
    h('form', { action: 'javascript:ran=1' }, h('input', { autofocus: '', onfocus: 'ran=1' })),
    { type: 'embed', kind: 'frame', src: 'javascript:ran=1' },
    Array.from({ length: 40 }).reduce((/** @type {Piece} */ inside) => h('div', inside), h('p', 'deep')),
  ],
};
