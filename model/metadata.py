"""Scores titles, bylines and dates against a corpus's truth, for eval.py. Standard library only.

A title or byline is right when it is the truth's but for case, punctuation and a "By"; a date when it is the same day.
`spurious` are the pages for which the truth has none: not all of them are wrong, as no truth names everything a page says.
"""
import json, os, re, unicodedata

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
    return found
