"""What the corpora, and what is measured of them, are told by."""
import hashlib, json, os, struct


def digest(corpus):
    """Of every file of a corpus, in the order of the names."""
    total = hashlib.sha256()
    for folder in ('ground-truth', 'html'):
        for name in sorted(os.listdir(f'{corpus}/{folder}')):
            total.update(hashlib.sha256(open(f'{corpus}/{folder}/{name}', 'rb').read()).digest())
    return total.hexdigest()[:16]


def features_digest(base):
    """Of the features and their names, as `standfirst features` wrote them: weights are worth nothing with others."""
    with open(f'{base}.jsonl', 'rb') as lines:
        total = hashlib.sha256(lines.readline())
    total.update(open(f'{base}.x', 'rb').read())
    return total.hexdigest()[:16]


def header(weights):
    """What a file of weights says of itself: how it was made, of which corpora and features."""
    with open(weights, 'rb') as file:
        length, = struct.unpack('<4xH', file.read(6))
        return json.loads(file.read(length))
