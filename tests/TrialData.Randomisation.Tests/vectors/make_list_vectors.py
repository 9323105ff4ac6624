"""Golden vectors for uploaded lists, computed from their documented constructions alone.

Written from the doc comments (remarks) of ListPieces and UploadedList with Python's hmac and hashlib; no line of the product is
used. The tree is built from the top down, each time by the largest power of two below the number of leaves (RFC 9162, 2.1.1), which is the
same tree. Run in this folder with Python 3.8 or later:

    python3 make_list_vectors.py > lists.json
"""

import hashlib
import hmac
import json
import struct

from make_scheme_vectors import cell
from make_vectors import SECRETS, text


def keyed(secret, message):
    return hmac.new(secret, message, hashlib.sha256).digest()


def tag(secret, name, before):
    return keyed(secret, text("TrialData uploaded list 2 tag") + text(name) + struct.pack(">I", before))[:16]


def root(leaves):
    if len(leaves) == 1:
        return leaves[0]
    left = 1
    while 2 * left < len(leaves):
        left *= 2
    return hashlib.sha256(b"\x01" + root(leaves[:left]) + root(leaves[left:])).digest()


def path(leaf, leaves):
    if len(leaves) == 1:
        return []
    left = 1
    while 2 * left < len(leaves):
        left *= 2
    if leaf < left:
        return path(leaf, leaves[:left]) + [root(leaves[left:])]
    return path(leaf - left, leaves[left:]) + [root(leaves[:left])]


def vector(secret, arms, factors, rows):
    """Rows are pairs of the levels, in the order of the factors, and the arm."""
    places, used, tagged = {arm: k for k, arm in enumerate(arms)}, {}, []
    whole = hmac.new(secret, b"TrialData uploaded list 1\n", hashlib.sha256)
    for levels, arm in rows:
        name = cell(zip(factors, levels))
        before = used.get(name, 0)
        used[name] = before + 1
        tagged.append((tag(secret, name, before), places[arm]))
        whole.update(f"{name}\t{arm}\n".encode())
    tagged.sort()
    cut = [tagged[k:k + 64] for k in range(0, len(tagged), 64)]
    contents = []
    for k, piece in enumerate(cut):
        first = bytes(16) if k == 0 else piece[0][0]
        last = cut[k + 1][0][0] if k + 1 < len(cut) else b"\xff" * 16
        content = first + last + b"".join(t + struct.pack(">I", place) for t, place in piece)
        contents.append(content + bytes(1312 - len(content)))
    leaves = [keyed(secret, text("TrialData uploaded list 2 leaf") + struct.pack(">I", k) + c) for k, c in enumerate(contents)]
    return dict(
        secret=secret.hex(),
        arms=arms,
        factors=factors,
        rows=[dict(levels=list(levels), arm=arm) for levels, arm in rows],
        digest=whole.hexdigest(),
        root=root(leaves).hex(),
        pieces=[dict(start=c[:16].hex(), content=hashlib.sha256(c).hexdigest(), path=b"".join(path(k, leaves)).hex()) for k, c in enumerate(contents)],
        lastPiece=contents[-1].hex(),
    )


def drawn(count, arms, factors):
    rows = []
    for i in range(count):
        digest = hashlib.sha256(f"row {i}".encode()).digest()
        rows.append(([levels[digest[k + 1] % len(levels)] for k, levels in enumerate(factors.values())], arms[digest[0] % len(arms)]))
    return rows


def main():
    sites = {"site": ["S1", "S2", "S3"], "severity": ["low", "high=|\\", "höchste 😀"]}
    lists = [
        vector(SECRETS[1], ["NEW", "OLD"], ["site"], [(["S1"], "NEW"), (["S2"], "OLD"), (["S1"], "OLD"), (["S2"], "NEW"), (["S1"], "OLD")]),
        vector(SECRETS[0], ["A", "B"], [], drawn(64, ["A", "B"], {})),
        vector(SECRETS[2], ["A", "B", "C"], [], drawn(65, ["A", "B", "C"], {})),
        vector(SECRETS[2], ["POD", "TAU"], list(sites), drawn(700, ["POD", "TAU"], sites)),
    ]
    print('{\n"lists": [\n' + ",\n".join("  " + json.dumps(each, ensure_ascii=False) for each in lists) + "\n]\n}")


if __name__ == "__main__":
    main()
