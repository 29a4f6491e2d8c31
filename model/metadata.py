"""Scores titles, bylines and dates against a corpus's truth, for eval.py. Standard library only.

A title or byline is right when it is the truth's but for case, punctuation and a "By"; a date when it is the same day.
`spurious` are the pages for which the truth has none: not all of them are wrong, as no truth names everything a page says.
"""
import gzip, json, os, re, unicodedata
from collections import Counter

MONTHS = {name: number + 1 for number, name in enumerate('jan feb mar apr may jun jul aug sep oct nov dec'.split())}


def plain(text):
    text = unicodedata.normalize('NFKC', str(text or '')).casefold().replace('_', ' ')
    return ' '.join(re.findall(r'\w+', text))


def byline(text):
    return re.sub(r'^(?:written |posted |published )?by ', '', plain(text))


def day(text):
    """An ISO day; what is written otherwise stays as it is."""
    text = str(text or '').strip()
    iso = re.search(r'(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)', text)
    if iso:
        return '%04d-%02d-%02d' % tuple(map(int, iso.groups()))
    written = re.search(r'([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})', text)
    if written and written[1].lower() in MONTHS:
        return '%s-%02d-%02d' % (written[3], MONTHS[written[1].lower()], int(written[2]))
    return plain(text)


# Our field, the truth's, and how they are compared.
FACTS = (('title', 'title', plain), ('byline', 'author', byline), ('date', 'publish_date', day))


def truths(corpus):
    folder = f'{corpus}/ground-truth'
    return {name[:-5]: json.load(open(f'{folder}/{name}', encoding='utf8'))['ground_truth'] for name in sorted(os.listdir(folder))}


# What a page says before a day, in its data or in words; the last one before it decides.
SAID = re.compile(r'(publi|posted|issued|created|uploaded)|(modif|updat|review|revis|chang)', re.I)
SAID_CHARS = 120


def against(page, want):
    """Why no reader of this page can give the truth's day of publication, or '': it is no day, the page does not write
    it, or the page calls it the day of its last change and no other's. Knows dates in figures and in English."""
    if not re.fullmatch(r'\d{4}-\d\d-\d\d', want):
        return 'no day'
    year, month, number = map(int, want.split('-'))
    name = [name for name in MONTHS if MONTHS[name] == month][0] + r'[a-z]*\.?'
    written = [rf'{year}[-/.]?0?{month}[-/.]?0?{number}', rf'0?{number}[-/. ]0?{month}[-/. ]{year}',
               rf'0?{month}[-/. ]0?{number}[-/. ]{year}', rf'{name}\s+0?{number}(?:st|nd|rd|th)?,?\s+{year}',
               rf'0?{number}(?:st|nd|rd|th)?[\s.-]+(?:of )?{name},?[\s-]+{year}']
    places = [found.start() for found in re.finditer(rf'(?<!\d)(?:{"|".join(written)})(?!\d)', page, re.I)]
    if not places:
        return 'nowhere in the page'
    said = [list(SAID.finditer(page, max(0, place - SAID_CHARS), place)) for place in places]
    if any(words and words[-1][2] for words in said) and not any(words and words[-1][1] for words in said):
        return "the page's last change"
    return ''


def table(pages, corpus):
    """Prints a line a fact; gives the shares that are right."""
    truth = truths(corpus)
    found = {}
    print('\nmetadata of articles')
    for ours, theirs, same in FACTS:
        pairs = [(same(page[ours]), same(truth[page['id']].get(theirs))) for page in pages]
        named = [(got, want) for got, want in pairs if want]
        none = [got for got, want in pairs if not want]
        right = sum(got == want for got, want in named)
        missing = sum(not got for got, _ in named)
        found[ours] = right / max(1, len(named))
        print(f'  {ours:7} right {found[ours]:.3f} of {len(named):4}  missing {missing:3}  wrong {len(named) - right - missing:3}  '
              f'spurious {sum(map(bool, none)):3} of {len(none)}')
        if ours == 'date':
            wrong = [(page['id'], same(truth[page['id']].get(theirs))) for page in pages]
            wrong = [(page, want) for (page, want), (got, _) in zip(wrong, pairs) if want and got != want]
            html = lambda page: gzip.open(f'{corpus}/html/{page}.html.gz', 'rt', encoding='utf8', errors='replace').read()
            reasons = Counter(against(html(page), want) for page, want in wrong)
            print('          of those missing or wrong the truth is: ' + ', '.join(f'{reason or "in the page"} {n}' for reason, n in reasons.most_common()))
    return found
