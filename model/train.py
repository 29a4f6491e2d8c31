"""Trains the block model and writes its weights.  ./build.sh train runs it.

  train.py --tool target/release/standfirst --corpus ../shared/corpus --work model/work --out src/weights.bin [--reuse]

1. The native tool writes features and labels of both corpora (`standfirst features`).
2. Stage one: one model of gradient-boosted trees over a block's features. Five fold models score the pages that they
   have not seen (folds by site or publisher), a sixth is trained on all pages.
3. The tool turns the unseen scores into the second stage's features: what stage one said of a block's surroundings.
4. Stage two: an article expert and a general one, blended by how sure the page-kind model is of an article.
5. Wording: a weight for each bucket of words, fitted to what the trees leave open; the same for the words of a page.
6. Everything is quantised (thresholds are integers from the start, leaves 8 bits) and written as one file for all
   pages, and one a fold under --work, which `eval` scores: every quoted figure is out of fold.

Deterministic for the pinned requirements and one thread a model.
"""
import argparse, json, os, struct, subprocess, sys, time
import lightgbm as lgb
import numpy as np
import scipy.optimize
import scipy.sparse
from corpus import digest, features_digest

FOLDS = 5
# Cuts a feature: at most 63 fit into the file.
MAX_CUTS = 63
# Weight of a news page, and of a page that is no article in the article expert.
NEWS_WEIGHT = 2.0
OTHER_IN_ARTICLE = 0.15
# Rows kept of one page and label, the others' weight on them: what a page of ten thousand cells adds is not news.
ROWS_ARTICLE, ROWS_OTHER = 260, 120
KINDS = ['article', 'forum', 'documentation', 'listing', 'product', 'other']
KIND_OF = {'collection': 'listing', 'service': 'other'}
TREES = dict(objective='binary', num_leaves=31, learning_rate=.12, min_data_in_leaf=60, lambda_l2=5., feature_fraction=.35,
             bagging_fraction=.8, bagging_freq=1, num_threads=1, verbose=-1, max_bin=255, min_data_in_bin=1,
             feature_pre_filter=False, boost_from_average=False, deterministic=True, force_col_wise=True)
FIRST = dict(TREES, trees=80)
SECOND = dict(TREES, trees=100)
KIND = dict(TREES, objective='multiclass', num_class=len(KINDS), num_leaves=4, learning_rate=.15, min_data_in_leaf=10, trees=80)
# The first stage's part in a score, as in src/model.rs.
FIRST_SHARE = .4
# Buckets of words, as in src/feature/wording.rs, and how strongly their weights are drawn to nothing.
WORDING_BUCKETS = 1 << 11
WORDING_L2 = 20.
WORDING_STEPS = 40
# The same for the words of a page: how strongly their weights are drawn to nothing.
PAGE_WORDING_L2 = .3


class Corpus:
    def __init__(self, name, args):
        base = f'{args.work}/{name}'
        if not (args.reuse and os.path.exists(base + '.jsonl')):
            subprocess.run([args.tool, 'features', f'{args.corpus}/{name}', base], check=True)
        self.name, self.base = name, base
        lines = [json.loads(line) for line in open(base + '.jsonl', encoding='utf8')]
        self.names, self.second_names, self.page_names = lines[0]['names'], lines[0]['second'], lines[0]['page']
        self.pages = lines[1:]
        self.x = np.fromfile(base + '.x', dtype='<i2').reshape(-1, len(self.names))
        b = np.fromfile(base + '.b', dtype='<i4').reshape(-1, 7)
        self.page, self.words, self.matched, self.main = b[:, 0], b[:, 1], b[:, 2], b[:, 3]
        # A row a block: its distinct buckets of words, each worth one by the square root of their number.
        ends = np.concatenate([[0], np.cumsum(b[:, 6])])
        buckets = np.fromfile(base + '.w', dtype='<u2').astype(np.int32)
        worth = np.repeat(1 / np.sqrt(np.maximum(1, b[:, 6])), b[:, 6])
        self.buckets, self.bucket_counts = buckets, b[:, 6]
        self.wording = scipy.sparse.csr_matrix((worth, buckets, ends), shape=(len(b), WORDING_BUCKETS))
        folds = json.load(open(f'{args.corpus}/{name}/folds.json'))
        self.page_fold = np.array([folds[page['id']] for page in self.pages])
        self.type = np.array([page['type'] for page in self.pages])
        self.truth = np.array([page['truth'] for page in self.pages])
        self.covered = np.array([page['covered'] for page in self.pages]) / np.maximum(1, self.truth)
        self.fold = self.page_fold[self.page]
        self.article = (self.type == 'article')[self.page]

    def page_wording(self, scores):
        """A row a page: of how many kept blocks it has each bucket, and of how many others, each part of length one."""
        of = [np.repeat(values, self.bucket_counts) for values in (self.page, np.round(scores * 1000) >= 500)]
        parts = []
        for rows in (of[1], ~of[1]):
            counts = scipy.sparse.csr_matrix((np.ones(rows.sum()), (of[0][rows], self.buckets[rows])), shape=(len(self.pages), WORDING_BUCKETS))
            counts.data = count_weight(counts.data)
            length = np.sqrt(np.asarray(counts.multiply(counts).sum(1)).ravel())
            parts.append(scipy.sparse.diags(1 / np.maximum(length, 1e-9)) @ counts)
        return scipy.sparse.hstack(parts, format='csr')

    def weights(self, weight):
        """Words, as the measure counts them, the same sum for each page; nothing where the truth is not told."""
        w = self.words + 2.
        w *= weight / np.bincount(self.page, w, len(self.pages))[self.page]
        w[(self.main < 0) | (self.words == 0) | (self.covered[self.page] < .6)] = 0
        draw = np.random.RandomState(0).rand(len(w))
        out = np.zeros(len(w))
        cap = np.where(self.type == 'article', ROWS_ARTICLE, ROWS_OTHER)
        for label in (0, 1):
            rows = (w > 0) & (self.main == label)
            p = np.minimum(1, cap / np.maximum(1, np.bincount(self.page[rows], minlength=len(self.pages))))[self.page]
            kept = rows & (draw < p)
            out[kept] = w[kept] / p[kept]
        return out

    def second(self, columns, args):
        """The second stage's features and the pages' for columns of first-stage scores."""
        path = self.base + '.scores'
        np.concatenate([np.round(c * 1000).astype('<i2') for c in columns]).tofile(path)
        subprocess.run([args.tool, 'features', f'{args.corpus}/{self.name}', self.base, '--scores', path], check=True)
        x2 = np.fromfile(self.base + '.x2', dtype='<i2').reshape(len(columns), len(self.x), len(self.second_names))
        p2 = np.fromfile(self.base + '.p2', dtype='<i2').reshape(len(columns), len(self.pages), len(self.page_names))
        return x2, p2

    def report(self, keep):
        """Prints how the kept blocks match the truth, and returns the summary. The rules that follow the model are not in it."""
        out = {}
        n = len(self.pages)
        kept, matched = np.bincount(self.page, self.words * keep, n), np.bincount(self.page, self.matched * keep, n)
        p, r = matched / np.maximum(kept, 1), np.minimum(1, matched / np.maximum(self.truth, 1))
        f = np.where(p + r > 0, 2 * p * r / np.maximum(p + r, 1e-9), 0.)
        f[self.truth == 0] = kept[self.truth == 0] == 0
        for kind in ['all'] + sorted(set(self.type)) * (len(set(self.type)) > 1):
            m = np.ones(n, bool) if kind == 'all' else self.type == kind
            print(f'  {self.name:5} {kind:14} F1 {f[m].mean():.4f}  P {p[m].mean():.4f}  R {r[m].mean():.4f}  good95 {(f[m] >= .95).mean():.3f}'
                  f'  lost {(r[m] < .5).mean():.3f}  exact {(f[m] > .9999).mean():.3f}', flush=True)
            if kind in ('all', 'article'):
                out[f'{self.name} {kind}'] = {'f1': round(f[m].mean(), 4), 'good95': round((f[m] >= .95).mean(), 3), 'lost': round((r[m] < .5).mean(), 3)}
        return out


def count_weight(counts):
    """As in src/model/wording.rs: the logarithm of a count and one, to the base of two, with straight lines between the powers."""
    number = counts + 1
    power = np.floor(np.log2(number))
    return power + (number - 2 ** power) / 2 ** power


def find_cuts(x):
    """Thresholds a feature, at quantiles of its distinct values."""
    out = []
    for column in x.T:
        values, counts = np.unique(column, return_counts=True)
        if len(values) > MAX_CUTS + 1:
            spread = np.repeat(values, np.minimum(counts, len(column) // MAX_CUTS + 1))
            out.append(np.unique(np.quantile(spread, np.linspace(0, 1, MAX_CUTS + 2)[1:-1], method='lower')).astype(int))
        else:
            out.append(values[:-1].astype(int))
    return out


def to_bins(x, cuts):
    out = np.empty(x.shape, np.uint8)
    for j, c in enumerate(cuts):
        out[:, j] = np.searchsorted(c, x[:, j], side='left')
    return out


def fit(x, y, w, params):
    params = dict(params)
    trees = params.pop('trees')
    rows = w > 0
    return lgb.train(params, lgb.Dataset(x[rows], label=y[rows], weight=w[rows]), trees)


def fit_wording(x, y, w, margin, l2=WORDING_L2):
    """Weights of the buckets and a bias (the last), by logistic regression on top of the trees' margin."""
    rows = w > 0
    x, y, w, margin = x[rows], y[rows], w[rows], margin[rows]
    turned = x.T.tocsr()

    def loss(v):
        z = x @ v[:-1] + v[-1] + margin
        off = w * (1 / (1 + np.exp(-z)) - y)
        value = (w * (np.logaddexp(0, z) - y * z)).sum() + l2 / 2 * (v[:-1] ** 2).sum()
        return value, np.append(turned @ off + l2 * v[:-1], off.sum())
    return scipy.optimize.minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method='L-BFGS-B', options={'maxiter': WORDING_STEPS}).x


def wording_bytes(v):
    """8 bits a bucket."""
    unit = max(1, int(np.ceil(np.abs(v[:-1]).max() / 127 * 65536)))
    steps = np.clip(np.round(v[:-1] * 65536 / unit), -127, 127).astype(np.int8)
    return struct.pack('<ii', unit, round(v[-1] * 65536)) + steps.tobytes()


def used_cuts(dumps, cuts):
    """The thresholds that the models ask for, a feature, and the new place of each old one."""
    used = [set() for _ in cuts]

    def look(node):
        if 'leaf_value' not in node:
            used[node['split_feature']].add(int(np.floor(node['threshold'])))
            look(node['left_child']), look(node['right_child'])
    for dump in dumps:
        for tree in dump['tree_info']:
            look(tree['tree_structure'])
    places = [{cut: place for place, cut in enumerate(sorted(one))} for one in used]
    return [[int(c[cut]) for cut in place] for c, place in zip(cuts, places)], places


class Packed:
    """A model's trees as bytes. `places` says which threshold of the file is which of the training's."""

    def __init__(self, dump, places):
        self.outputs = dump['num_tree_per_iteration']
        trees = [tree['tree_structure'] for tree in dump['tree_info']]
        largest = 0.

        def look(node):
            nonlocal largest
            if 'leaf_value' in node:
                largest = max(largest, abs(node['leaf_value']))
            else:
                look(node['left_child']), look(node['right_child'])
        for tree in trees:
            look(tree)
        self.unit = max(1, int(np.ceil(largest / 127 * 65536)))
        out = bytearray(struct.pack('<BIH', self.outputs, self.unit, len(trees)))

        def leaf(node):
            return struct.pack('<b', int(np.clip(round(node['leaf_value'] * 65536 / self.unit), -127, 127)))

        def write(node):
            left, right = node['left_child'], node['right_child']
            assert node['decision_type'] == '<='
            cut = places[node['split_feature']][int(np.floor(node['threshold']))]
            flags = cut | ('leaf_value' in left) << 6 | ('leaf_value' in right) << 7
            a = leaf(left) if 'leaf_value' in left else write(left)
            b = leaf(right) if 'leaf_value' in right else write(right)
            assert cut < 64
            return bytes([node['split_feature'], flags]) + a + b
        for tree in trees:
            # A tree without a split: one leaf. Written as a split that cannot tell.
            out += write(tree) if 'leaf_value' not in tree else bytes([0, 3 << 6]) + leaf(tree) * 2
        self.bytes = bytes(out)


def cuts_bytes(cuts):
    return struct.pack('<B', len(cuts)) + b''.join(struct.pack(f'<B{len(c)}h', len(c), *c) for c in cuts)


def weights_file(first, article, general, cuts, kind, page_cuts, wording, page_wording, header):
    logistic = [round(65536 / (1 + np.exp(-i / 16))) for i in range(129)]
    head = json.dumps(header, ensure_ascii=True).encode()
    out = b'SFW3' + struct.pack('<H', len(head)) + head + struct.pack('<129I', *logistic)
    for models, of in (((first, article, general), cuts), ((kind,), page_cuts)):
        dumps = [model.dump_model() for model in models]
        kept, places = used_cuts(dumps, of)
        out += cuts_bytes(kept)
        for dump in dumps:
            out += Packed(dump, places).bytes
    return out + wording_bytes(wording) + wording_bytes(page_wording)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--tool', required=True)
    ap.add_argument('--corpus', required=True)
    ap.add_argument('--work', required=True)
    ap.add_argument('--out', required=True)
    ap.add_argument('--reuse', action='store_true', help='features that are there already')
    ap.add_argument('--seed', type=int, default=1, help='of the trees: how much of a score is luck')
    args = ap.parse_args()
    for params in (FIRST, SECOND, KIND):
        params['seed'] = args.seed
    os.makedirs(args.work, exist_ok=True)
    begun = time.time()
    def say(text): print(f'{time.time() - begun:6.0f} s  {text}', flush=True)
    sets = [Corpus('wcxb', args), Corpus('news', args)]
    features = {s.name: features_digest(s.base) for s in sets}
    say('features')
    cat = np.concatenate
    cuts = find_cuts(cat([s.x for s in sets]))
    x = cat([to_bins(s.x, cuts) for s in sets])
    y = cat([s.main for s in sets])
    fold = cat([s.fold for s in sets])
    w = cat([s.weights(weight) for s, weight in zip(sets, (1., NEWS_WEIGHT))])
    w /= w[w > 0].mean()
    is_article = cat([s.article for s in sets])
    split = len(sets[0].x)
    say(f'{(w > 0).sum()} rows to train on')

    def folds_and_all(x, y, w, fold, params, name):
        models = []
        for f in list(range(FOLDS)) + [None]:
            models.append(fit(x, y, np.where(fold == f, 0, w) if f is not None else w, params))
            say(f'{name}, {"all" if f is None else f"fold {f}"}')
        return models
    def unseen(models, x, fold, **how):
        out = None
        for f in range(FOLDS):
            p = models[f].predict(x[fold == f], num_threads=2, **how)
            out = np.zeros((len(x),) + p.shape[1:]) if out is None else out
            out[fold == f] = p
        return out

    first = folds_and_all(x, y, w, fold, FIRST, 'stage one')
    scores = unseen(first, x, fold)
    parts = [scores[:split], scores[split:]]
    for s, p in zip(sets, parts): s.report(p >= .5)
    second = [s.second([p], args) for s, p in zip(sets, parts)]
    x2 = cat([part[0][0] for part in second])
    pages = cat([part[1][0] for part in second])
    cuts2 = cuts + find_cuts(x2)
    x2 = np.hstack([x, to_bins(x2, cuts2[len(cuts):])])

    page_fold = cat([s.page_fold for s in sets])
    kinds = cat([[KINDS.index(KIND_OF.get(t, t)) for t in s.type] for s in sets])
    page_cuts = find_cuts(pages)
    page_x = to_bins(pages, page_cuts)
    kind = folds_and_all(page_x, kinds, np.ones(len(kinds)), page_fold, KIND, 'page kind')
    told = unseen(kind, page_x, page_fold)
    say(f'page kind right {np.mean(told.argmax(1) == kinds):.3f}, article or not {np.mean((told.argmax(1) == 0) == (kinds == 0)):.3f}')
    page_words = scipy.sparse.vstack([s.page_wording(p) for s, p in zip(sets, parts)], format='csr')
    margin = np.log(told[:, 0] + 1e-6) - np.log(1 - told[:, 0] + 1e-6)
    page_wording = []
    for f in range(FOLDS + 1):
        page_wording.append(fit_wording(page_words, (kinds == 0).astype(float), (page_fold != f).astype(float), margin, PAGE_WORDING_L2))
        out = page_fold == f
        odds = np.exp(page_words[out] @ page_wording[f][:-1] + page_wording[f][-1]) * told[out, 0] / np.maximum(1e-6, 1 - told[out, 0])
        article_now = odds / (1 + odds)
        told[out, 1:] *= ((1 - article_now) / np.maximum(1e-6, 1 - told[out, 0]))[:, None]
        told[out, 0] = article_now
    say(f'with its words right {np.mean(told.argmax(1) == kinds):.3f}, article or not {np.mean((told.argmax(1) == 0) == (kinds == 0)):.3f}')
    page_of = cat([sets[0].page, sets[1].page + len(sets[0].pages)])
    sure = told[:, 0][page_of]

    article = folds_and_all(x2, y, w * np.where(is_article, 1, OTHER_IN_ARTICLE), fold, SECOND, 'article expert')
    general = folds_and_all(x2, y, w, fold, SECOND, 'general expert')
    a, g = unseen(article, x2, fold, raw_score=True), unseen(general, x2, fold, raw_score=True)
    own = unseen(first, x, fold, raw_score=True)
    trees = own * FIRST_SHARE + (a * sure + g * (1 - sure)) * (1 - FIRST_SHARE)
    x3 = scipy.sparse.vstack([s.wording for s in sets], format='csr')
    wording, said = [], np.zeros(len(x))
    for f in range(FOLDS + 1):
        wording.append(fit_wording(x3, y, np.where(fold == f, 0, w), trees))
        out = fold == f
        said[out] = x3[out] @ wording[f][:-1] + wording[f][-1]
    say('wording')
    np.save(f'{args.work}/unseen.npy', np.stack([scores, a, g, sure, own, said]))
    for name, margin in (('article expert', a), ('general expert', g), ('all together', trees + said)):
        print(name)
        unseen_scores = {}
        for s, m in zip(sets, (margin[:split], margin[split:])): unseen_scores.update(s.report(m >= 0))

    how = './build.sh train' + (f' --seed {args.seed}' if args.seed != 1 else '')
    header = {'how': how, 'lightgbm': lgb.__version__, 'unseen, without rules': unseen_scores, 'corpus': {s.name: digest(f'{args.corpus}/{s.name}') for s in sets}, 'features': features}
    for f in range(FOLDS + 1):
        packed = weights_file(first[f], article[f], general[f], cuts2, kind[f], page_cuts, wording[f], page_wording[f], header)
        path = args.out if f == FOLDS else f'{args.work}/fold-{f}.bin'
        open(path, 'wb').write(packed)
        say(f'{path}: {len(packed)} bytes')


if __name__ == '__main__':
    main()
