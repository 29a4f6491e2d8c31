"""Scores pages that nothing was trained or tuned on, against what two other libraries make of them.  Run by hand.

  python3 model/unseen.py [--tool PATH] [--corpus DIR] [--under .95] [--show NAME] [--facts]

DIR holds `mozilla/<name>/` (source.html.gz, expected.html, expected-metadata.json: Readability's own tests) and
`defuddle/<name>.html` with `<name>.md` (Defuddle's). Their expectations are conformance, no truth: both are often wrong.
What is compared is all that the reader would show, less its head, also where it would not be sure enough to open (the
confidence stands behind each page): as HTML for Readability, as Markdown for Defuddle.
Prints the pages under the given F1 or recall, worst first, then the means. --show NAME prints the runs of words that
only one side has ("-" theirs, "+" ours), --facts where the metadata differ.
"""
import argparse, difflib, glob, html.parser, json, os, re, subprocess

from eval import mean, prf, words
from metadata import byline, day, plain

# Text that no reader shows, or that neither side's words should be compared by.
SILENT = {'script', 'style', 'template', 'head', 'header', 'svg', 'annotation', 'annotation-xml'}
VOID = {'area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'}
FACTS = (('title', 'title', plain), ('byline', 'byline', byline), ('site', 'siteName', plain), ('date', 'publishedTime', day),
         ('lang', 'lang', str), ('dir', 'dir', str), ('excerpt', 'excerpt', plain))

# The address of pages that have none, without which relative ones lead nowhere.
NOWHERE = 'http://fakehost/test/page.html'


class Text(html.parser.HTMLParser):
    """The text of HTML; `silent` counts the open elements that have none."""

    def __init__(self, source):
        super().__init__()
        self.parts, self.silent, self.open = [], 0, []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
            self.silent += tag in SILENT
        if tag not in ('a', 'b', 'em', 'i', 'span', 'strong', 'sub', 'sup'): self.parts.append(' ')

    def handle_endtag(self, tag):
        if tag not in self.open: return
        while True:
            last = self.open.pop()
            self.silent -= last in SILENT
            if last == tag: return

    def handle_data(self, data):
        if not self.silent: self.parts.append(data)


def of_html(source):
    return ''.join(Text(source).parts)


def of_markdown(source):
    """Words of Markdown, whatever its style: no addresses, no marks, no HTML tags."""
    source = re.sub(r'\\([^\w\s])', r'\1', source)
    source = re.sub(r'\]\((?:<[^>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+"[^"]*")?\)', '] ', source)
    source = re.sub(r'!\[[^\]]*\]', ' ', source)
    source = re.sub(r'\[\^[^\]]*\]:?', ' ', source)
    source = re.sub(r'<(?!!)/?[a-zA-Z][^<>]*>', ' ', source)
    return re.sub(r'^\s*```\S*|^\s*\d+[.)] |[_*`]', ' ', source, flags=re.M)


def without_head(source, title):
    """Ours without its headline and its line of who and when: theirs have none."""
    parts = source.strip().split('\n\n')
    if title and parts and parts[0].startswith('# '): parts.pop(0)
    if parts and re.search(r' · |^\[[^\]]*\]\([^ ]*\)$|^<[^ ]*>$|^\d{4}-\d\d-\d\d$', parts[0]) and '\n' not in parts[0]: parts.pop(0)
    return '\n\n'.join(parts)


class Tool:
    def __init__(self, path): self.path = path

    def run(self, file, form, url):
        command = [self.path, 'extract', '--anyway', '--format', form, '--url', url, file]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def page(self, file, url):
        return json.loads(self.run(file, 'jsonl', url))


def mozilla(tool, folder):
    """(name, ours, theirs, our facts, theirs) of each page."""
    for name in sorted(os.listdir(folder)):
        file = f'{folder}/{name}/source.html.gz'
        page = tool.page(file, NOWHERE)
        ours = of_html(tool.run(file, 'html', NOWHERE))
        facts = json.load(open(f'{folder}/{name}/expected-metadata.json', encoding='utf8'))
        yield name, ours, of_html(open(f'{folder}/{name}/expected.html', encoding='utf8').read()), page, facts


def defuddle(tool, folder):
    for file in sorted(glob.glob(f'{folder}/*.html')):
        source = open(file, encoding='utf8').read()
        told = re.match(r'\s*<!--\s*(\{.*?\})\s*-->', source)
        page = tool.page(file, json.loads(told[1]).get('url', NOWHERE) if told else NOWHERE)
        expected = open(file[:-5] + '.md', encoding='utf8').read()
        head = re.match(r'\s*```json\n(.*?)\n```', expected, re.S)
        facts = json.loads(head[1]) if head else {}
        facts = {'title': facts.get('title'), 'byline': facts.get('author'), 'siteName': facts.get('site'), 'publishedTime': facts.get('published')}
        ours = of_markdown(without_head(page['markdown'], page['title']))
        yield os.path.basename(file)[:-5], ours, of_markdown(expected[head.end() if head else 0:]), page, facts


def show(ours, theirs):
    ours, theirs = words(ours), words(theirs)
    for what, a, b, c, d in difflib.SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if what == 'equal': continue
        if b > a: print(f'  - {" ".join(theirs[a:b])}')
        if d > c: print(f'  + {" ".join(ours[c:d])}')


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--tool', default='target/release/standfirst')
    ap.add_argument('--corpus', default=os.environ.get('CORPUS', '../shared/corpus'))
    ap.add_argument('--under', type=float, default=.95)
    ap.add_argument('--show')
    ap.add_argument('--facts', action='store_true')
    args = ap.parse_args()
    for name, read in (('mozilla', mozilla), ('defuddle', defuddle)):
        rows = []
        for page, ours, theirs, got, want in read(Tool(args.tool), f'{args.corpus}/{name}'):
            rows.append((*prf(ours, theirs), page, got['confidence']))
            if args.show and args.show in page:
                print(page)
                show(ours, theirs)
            for our, their, same in FACTS if args.facts else ():
                if want.get(their) and same(got[our] or '') != same(want[their]):
                    print(f'{page:50} {our:8} ours {got[our]!r}\n{"":60}theirs {want[their]!r}')
        for p, r, f, page, confidence in sorted(rows, key=lambda row: row[2]):
            if min(f, r) < args.under:
                print(f'  F1 {f:.3f}  P {p:.3f}  R {r:.3f}  {page}  ({confidence})')
        print(f'{name}: {len(rows)} pages, F1 {mean(r[2] for r in rows):.4f}  P {mean(r[0] for r in rows):.4f}  R {mean(r[1] for r in rows):.4f}'
              f'  under {args.under} F1: {sum(r[2] < args.under for r in rows)}')


if __name__ == '__main__':
    main()
