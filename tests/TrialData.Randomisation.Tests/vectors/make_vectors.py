"""Golden vectors for TrialData.Randomisation, computed from the documented constructions alone.

Written from the doc comments of SealedDraws, PermutedBlocks and Commitment with Python's own hmac and hashlib;
no line of the product is used. Run in this folder with Python 3.8 or later:

    python3 make_vectors.py > vectors.json
"""

import hashlib
import hmac
import json
import struct

SECRETS = [bytes(32), bytes(range(32)), hashlib.sha256(b"a fixed secret for tests").digest()]


def text(s):
    data = s.encode("utf-8")
    return struct.pack(">I", len(data)) + data


def draw(secret, scheme, stratum, counter, bound):
    """The draw and the number of attempts it took."""
    if bound == 1:
        return 0, 0
    whole = 2**32 - 2**32 % bound
    attempt = 0
    while True:
        message = text("TrialData sealed draw 1") + text(scheme) + text(stratum) + struct.pack(">QI", counter, attempt)
        word = int.from_bytes(hmac.new(secret, message, hashlib.sha256).digest()[:4], "big")
        attempt += 1
        if word < whole:
            return word % bound, attempt


def allocations(secret, scheme, stratum, arms, sizes, count):
    drawn = []
    block = 0
    while len(drawn) < count:
        base = block * 65536
        size = sizes[draw(secret, scheme, stratum, base, len(sizes))[0]]
        places = [arm for arm, ratio in arms for _ in range(ratio * size // sum(r for _, r in arms))]
        for k in range(size - 1, 0, -1):
            other = draw(secret, scheme, stratum, base + size - k, k + 1)[0]
            places[k], places[other] = places[other], places[k]
        drawn += places
        block += 1
    return drawn[:count]


def main():
    draws = []
    for s, secret in enumerate(SECRETS):
        for scheme, stratum in [("pod-1", "site=S1"), ("pod-1", ""), ("scheme é", "Ärzte/网络/😀"), ("a", "bc"), ("ab", "c")]:
            for counter in [0, 1, 65536, 2**31 + 7, 2**63 - 1]:
                for bound in [2, 3, 6, 1000, 2**31 - 1, 2**30 + 2**29 + 1]:
                    value, attempts = draw(secret, scheme, stratum, counter, bound)
                    draws.append(dict(secret=secret.hex(), scheme=scheme, stratum=stratum, counter=counter, bound=bound, value=value, attempts=attempts))

    sequences = []
    for arms, sizes in [
        ([("POD", 1), ("TAU", 1)], [4]),
        ([("POD", 1), ("TAU", 1)], [2, 4, 6]),
        ([("A", 2), ("B", 1)], [3, 6, 9]),
        ([("A", 1), ("B", 1), ("C", 1)], [3, 6]),
    ]:
        for stratum in ["site=S1", "site=S2;age=<35"]:
            sequences.append(
                dict(
                    secret=SECRETS[2].hex(),
                    scheme="pod-1",
                    stratum=stratum,
                    arms=[dict(arm=a, ratio=r) for a, r in arms],
                    blockSizes=sizes,
                    allocations=allocations(SECRETS[2], "pod-1", stratum, arms, sizes, 40),
                )
            )

    commitments = []
    for scheme in [
        '{"arms":[{"arm":"POD","ratio":1},{"arm":"TAU","ratio":1}],"blockSizes":[2,4,6],"procedure":"permuted blocks 1","schemeId":"pod-1"}',
        '{"a":[true,false,null],"p":0.8,"text":"é \\" \\\\ \\n 😀"}',
    ]:
        # Both are already canonical: sorted names, no white space, plain numbers.
        assert json.dumps(json.loads(scheme), sort_keys=True, separators=(",", ":"), ensure_ascii=False) == scheme
        for secret in SECRETS:
            commitments.append(dict(scheme=scheme, secret=secret.hex(), commitment=hashlib.sha256(scheme.encode("utf-8") + secret).hexdigest()))

    lists = dict(draws=draws, sequences=sequences, commitments=commitments)
    body = ",\n".join(f'"{name}": [\n' + ",\n".join("  " + json.dumps(case, ensure_ascii=False) for case in cases) + "\n]" for name, cases in lists.items())
    print("{\n" + body + "\n}")


if __name__ == "__main__":
    main()
