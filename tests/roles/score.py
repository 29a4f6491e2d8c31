#!/usr/bin/env python3
"""Scores the tool's roles against the hand-made labels of this folder, role by role.

    python3 tests/roles/score.py CORPUS [--tool target/release/standfirst] [--weights model/work] [--wrong ROLE]

CORPUS holds news/html/<id>.html.gz and wcxb/html/<id>.html.gz (the README here says where the pages come from).
A label is matched to a block by the digest of its text, in order, so the figures survive a change of block borders:
labels that find no block are counted, not guessed. A label `byline/dateline` is right with either role.
It gives up on a page whose digest is not the one that was labelled, and says so.
With `--weights`, a folder of `fold-N.bin`, every page is scored by the weights that have not seen its site; without, by
the built-in ones, which have seen every page.
The clutter that hiding in place hides is counted in words, with and without the site's navigation and masthead, which
stay on purpose.
`--wrong ROLE` lists the blocks that have that role wrongly, or should have it, with the file and the block's number.
"""

import argparse
import difflib
import hashlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

BODY = {"paragraph", "subheading", "list", "quote", "table", "code", "math", "footnote", "note"}
BESIDE = {"caption", "media"}
HEAD = {"headline", "standfirst", "byline", "dateline", "lead-image"}
FRAME = {"navigation", "masthead", "search"}


def digest(text):
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def read_labels(path):
    """The page's digest and the labels, each a pair of roles and text digest."""
    sha, labels = "", []
    for line in path.read_text().splitlines():
        if line.startswith("# page: "):
            sha = line.rsplit("sha256: ", 1)[1]
        elif line and not line.startswith("#"):
            roles, text = line.split("\t")[:2]
            labels.append((roles.split("/"), text))
    return sha, labels


def blocks_of(tool, page, weights):
    more = ["--weights", weights] if weights else []
    run = subprocess.run([tool, "blocks", "--format", "jsonl", *more, page], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--tool", default="target/release/standfirst")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--wrong", metavar="ROLE")
    options = parser.parse_args()
    right, said, meant = Counter(), Counter(), Counter()
    confused, pages, unmatched = Counter(), 0, 0
    body = lost = clutter = kept = 0
    # Words by what a person called the block, and how many of them are hidden in place.
    there, hidden = Counter(), Counter()
    folds = {}
    if options.weights:
        folds = {s: json.loads((options.corpus / s / "folds.json").read_text()) for s in ("news", "wcxb")}
    for path in sorted(Path(__file__).parent.glob("*/*.labels")):
        page = options.corpus / path.parent.name / "html" / f"{path.stem}.html.gz"
        sha, labels = read_labels(path)
        if not page.exists() or hashlib.sha256(page.read_bytes()).hexdigest() != sha:
            print(f"{path.parent.name}/{path.stem}: not the page that was labelled", file=sys.stderr)
            continue
        pages += 1
        fold = folds[path.parent.name].get(path.stem, 0) if folds else None
        blocks = blocks_of(options.tool, page, options.weights and options.weights / f"fold-{fold}.bin")
        matcher = difflib.SequenceMatcher(
            None, [text for _, text in labels], [digest(block["text"]) for block in blocks], autojunk=False
        )
        matched = 0
        for at_label, at_block, size in matcher.get_matching_blocks():
            matched += size
            for roles, block in zip((roles for roles, _ in labels[at_label : at_label + size]), blocks[at_block:]):
                role = block["role"]
                truth = role if role in roles else roles[0]
                said[role] += 1
                meant[truth] += 1
                right[role] += role == truth
                if role != truth:
                    confused[truth, role] += 1
                    if options.wrong in (role, truth):
                        print(f"{path.parent.name}/{path.stem} #{block['block']}: {truth} is called {role}: {block['text'][:60]}")
                if block["text"] != "[media]":
                    count = len(block["text"].split())
                    part = "body" if set(roles) <= BODY else "frame" if set(roles) & FRAME else truth
                    there[part] += count
                    hidden[part] += count * block["hide"]
                if set(roles) <= BODY:
                    body += 1
                    # A subheading that is taken for the standfirst is shown, only in another place.
                    lost += not block["keep"] and role != "standfirst"
                elif not set(roles) & (BODY | BESIDE | HEAD):
                    clutter += 1
                    kept += block["keep"]
        unmatched += len(labels) - matched
    print(f"{pages} pages, {sum(meant.values())} blocks, {unmatched} labels without a block")
    print(f"{'role':14} {'precision':>9} {'recall':>9} {'blocks':>7}")
    for role in sorted(meant | said, key=lambda role: -meant[role]):
        precision = f"{right[role] / said[role]:.3f}" if said[role] else "-"
        recall = f"{right[role] / meant[role]:.3f}" if meant[role] else "-"
        print(f"{role:14} {precision:>9} {recall:>9} {meant[role]:7}")
    print(f"all roles: {sum(right.values()) / max(1, sum(meant.values())):.3f} of the blocks")
    print(f"body blocks lost: {lost} of {body} ({lost / max(1, body):.2%})")
    print(f"clutter blocks kept: {kept} of {clutter} ({kept / max(1, clutter):.2%})")
    article = BODY | BESIDE | HEAD | {"body"}
    clutter_roles = [role for role in sorted(there, key=lambda role: -there[role]) if role not in article]
    of = lambda roles: f"{sum(hidden[role] for role in roles) / max(1, sum(there[role] for role in roles)):.1%}"
    print(
        f"hidden in place, of clutter words: {of([r for r in clutter_roles if r != 'frame'])}; "
        f"with navigation and masthead: {of(clutter_roles)}; of the body's words: {of(['body'])}"
    )
    print("  " + ", ".join(f"{role} {of([role])} of {there[role]}" for role in clutter_roles[:14]))
    print("most confused: " + ", ".join(f"{truth} as {role} {n}" for (truth, role), n in confused.most_common(12)))


if __name__ == "__main__":
    main()
