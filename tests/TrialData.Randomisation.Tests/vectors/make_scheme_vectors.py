"""Golden vectors for the schemes of TrialData.Randomisation, computed from their documented constructions alone.

Written from the doc comments (remarks) of each scheme, of WeightedScheme, of DrawKey and of DowntimeSlots, with Python's
integers and fractions; no line of the product is used. Run in this folder with Python 3.8 or later:

    python3 make_scheme_vectors.py > schemes.json
"""

import hashlib
import hmac
import json
from fractions import Fraction
from itertools import product
from math import comb, gcd, isqrt

from make_vectors import SECRETS, draw, text

SCHEME = "pod-1"


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def escaped(s):
    return s.replace("\\", "\\\\").replace("|", "\\|").replace("=", "\\=")


def cell(levels):
    return "|".join(escaped(f) + "=" + escaped(l) for f, l in levels) or "all"


def shares(arms):
    divisor = 0
    for _, ratio in arms:
        divisor = gcd(divisor, ratio)
    return [k for k, (_, ratio) in enumerate(arms) for _ in range(ratio // divisor)]


def favoured(p, scores, limit):
    """p of the best share; ties for the best broken at random; the rest shared: as fractions, not by the published weights."""
    s = len(scores)
    best = [x <= limit for x in scores]
    m = sum(best)
    p = Fraction(str(p))
    other = (1 - p) / (s - 1)
    return [(p + (m - 1) * other) / m if b else other for b in best]


def whole(fractions):
    """Weights in lowest terms with the sum as bound."""
    denominator = 1
    for f in fractions:
        denominator = denominator * f.denominator // gcd(denominator, f.denominator)
    weights = [int(f * denominator) for f in fractions]
    divisor = 0
    for w in weights + [denominator]:
        divisor = gcd(divisor, w)
    return [w // divisor for w in weights]


class Scheme:
    """One cell a stratum, counts of arms, no scores; subclasses say what differs."""

    def __init__(self, arms, factors, **parameters):
        self.arms, self.factors, self.parameters = arms, factors, parameters
        self.arm_of_share = self.make_shares()
        self.width = len(self.arm_of_share)

    def make_shares(self):
        return list(range(len(self.arms)))

    def cells(self, levels):
        return [cell([(f, levels[f]) for f, _ in self.factors])]

    def opening(self, counters):
        return None

    def counter(self, counters):
        return sum(counters[0])

    def weigh(self, counters):
        raise NotImplementedError

    def count(self, counters, share):
        counters[0][share] += 1

    def json(self):
        value = dict(procedure=self.procedure, schemeId=SCHEME, arms=[dict(arm=a, ratio=r) for a, r in self.arms], **self.parameters)
        if self.factors:
            value["factors"] = [self.factor(f, l) for f, l in self.factors]
        return canonical(value)

    def factor(self, name, levels):
        return dict(name=name, **({"levels": levels} if levels else {}))


class Complete(Scheme):
    procedure = "complete 1"

    def weigh(self, counters):
        return [r for _, r in self.arms], []


class Blocks(Scheme):
    procedure = "permuted blocks 2"

    def __init__(self, *a, **p):
        super().__init__(*a, **p)
        self.width = 2 + len(self.arms)

    def allocated(self, counters):
        return counters[0][0] + sum(counters[0][2:])

    def opening(self, counters):
        if counters[0][1] == 0:
            sizes = self.parameters["blockSizes"]
            return len(sizes), 2 * self.allocated(counters), lambda v: counters[0].__setitem__(1, sizes[v])
        return None

    def counter(self, counters):
        return 2 * self.allocated(counters) + 1

    def weigh(self, counters):
        size, total = counters[0][1], sum(r for _, r in self.arms)
        return [r * size // total - counters[0][2 + k] for k, (_, r) in enumerate(self.arms)], []

    def count(self, counters, share):
        c = counters[0]
        c[2 + share] += 1
        if sum(c[2:]) == c[1]:
            c[0] += c[1]
            c[1:] = [0] * (len(c) - 1)


class AllocationRule(Scheme):
    procedure = "random allocation rule 1"

    def weigh(self, counters):
        total = sum(r for _, r in self.arms)
        return [r * self.parameters["participants"] // total - n for (_, r), n in zip(self.arms, counters[0])], []


class Coin(Scheme):
    procedure = "biased coin 1"

    def make_shares(self):
        return shares(self.arms)

    def weigh(self, counters):
        return whole(favoured(self.parameters["probability"], counters[0], min(counters[0]))), list(counters[0])


class Urn(Scheme):
    procedure = "urn 1"

    def make_shares(self):
        return shares(self.arms)

    def weigh(self, counters):
        n = sum(counters[0])
        weights = [self.parameters["initial"] + self.parameters["added"] * (n - x) for x in counters[0]]
        return weights if sum(weights) else [1] * len(weights), []


class Stick(Scheme):
    procedure = "big stick 1"

    def weigh(self, counters):
        a, b = counters[0]
        limit = self.parameters["limit"]
        return [0 if a - b >= limit else 1, 0 if b - a >= limit else 1], []


class Maximal(Scheme):
    procedure = "maximal procedure 1"

    def __init__(self, *a, **p):
        super().__init__(*a, **p)
        n, limit = p["participants"], p["limit"]
        self.ways = {(n, 0): 1}
        for m in range(n - 1, -1, -1):
            for d in range(-limit, limit + 1):
                w = sum(self.ways.get((m + 1, d + s), 0) for s in (-1, 1) if abs(d + s) <= limit)
                if w:
                    self.ways[m, d] = w

    def weigh(self, counters):
        a, b = counters[0]
        m, d = a + b, a - b
        if m == self.parameters["participants"]:
            return [0, 0], []
        away = 2**30 * self.ways.get((m + 1, -abs(d) - 1), 0) // self.ways[m, -abs(d)]
        return ([2**30 - away, away] if d <= 0 else [away, 2**30 - away]), []


class Minimisation(Scheme):
    procedure = "pocock-simon minimisation 1"

    def make_shares(self):
        return shares(self.arms)

    def cells(self, levels):
        return ["all"] + [cell([(f, levels[f])]) for f, _ in self.factors]

    def factor(self, name, levels):
        levels, weight = levels
        return dict(name=name, weight=weight, **({"levels": levels} if levels else {}))

    def measure(self, x):
        spread = len(x) * sum(v * v for v in x) - sum(x) ** 2
        return {"range": max(x) - min(x), "variance": spread, "standard deviation": isqrt(spread * 2**40)}[self.parameters["measure"]]

    def weigh(self, counters):
        weights = [self.parameters["overallWeight"]] + [w for _, (_, w) in self.factors]
        scores = []
        for share in range(self.width):
            scores.append(sum(w * self.measure([v + (k == share) for k, v in enumerate(c)]) for w, c in zip(weights, counters)))
        tie = sum(weights) if self.parameters["measure"] == "standard deviation" else 0
        return whole(favoured(self.parameters["probability"], scores, min(scores) + tie)), scores

    def count(self, counters, share):
        for c in counters:
            c[share] += 1


def fraction(part, total):
    divisor = gcd(part, total)
    return f"{part // divisor}/{total // divisor}"


def allocate(scheme, key, state, levels):
    names = scheme.cells(levels)
    counters = [list(state.get(name, [0] * scheme.width)) for name in names]
    before = [dict(cell=name, counters=list(c)) for name, c in zip(names, counters)]
    if scheme.opening(counters):
        bound, counter, note = scheme.opening(counters)
        note(draw(key, SCHEME, names[0], counter, bound)[0])
    weights, scores = scheme.weigh(counters)
    if sum(weights) == 0:
        return dict(levels=levels, before=before, arm=None)
    counter = scheme.counter(counters)
    value = draw(key, SCHEME, names[0], counter, sum(weights))[0]
    share = next(k for k in range(len(weights)) if value < sum(weights[: k + 1]))
    scheme.count(counters, share)
    state.update(zip(names, counters))
    of_arm = [sum(w for w, a in zip(weights, scheme.arm_of_share) if a == k) for k in range(len(scheme.arms))]
    return dict(
        levels=levels,
        before=before,
        imbalance=scores,
        probabilities=[fraction(w, sum(weights)) for w in of_arm],
        draw=dict(cell=names[0], counter=counter, bound=sum(weights), value=value),
        arm=scheme.arms[scheme.arm_of_share[share]][0],
        share=share,
    )


def draw_key(secret, nonce):
    def text_of(data):
        return len(data).to_bytes(4, "big") + data

    return hmac.new(secret, text("TrialData nonce 1") + text_of(nonce), hashlib.sha256).digest()


def case(scheme, count, nonce=None):
    secret = SECRETS[2]
    key = draw_key(secret, nonce) if nonce else secret
    state = {}
    steps = []
    for i in range(count):
        # Levels from a hash, so that nothing but this file is needed to make them again.
        digest = hashlib.sha256(f"participant {i}".encode()).digest()
        levels = {}
        for k, (name, known) in enumerate(scheme.factors):
            if isinstance(known, tuple):
                known = known[0]
            choice = known or ["S1", "S2", "a|b=c\\d"]
            levels[name] = choice[digest[k] % len(choice)]
        steps.append(allocate(scheme, key, state, levels))
    return dict(scheme=scheme.json(), secret=secret.hex(), nonce=nonce.hex() if nonce else None, allocations=steps)


def slot(scheme, key, site, number):
    """A downtime slot: blocks of twice the shares, drawn share by share."""
    arm_of = shares(scheme.arms)
    name = "downtime|" + cell([("site", site)])
    size = 2 * len(arm_of)
    weights = [2] * len(arm_of)
    for k in range(number - number % size, number + 1):
        bound = sum(weights)
        value = draw(key, SCHEME, name, k, bound)[0]
        share = next(s for s in range(len(weights)) if value < sum(weights[: s + 1]))
        if k < number:
            weights[share] -= 1
    of_arm = [sum(w for w, a in zip(weights, arm_of) if a == k) for k in range(len(scheme.arms))]
    return dict(
        arm=scheme.arms[arm_of[share]][0],
        share=share if len(scheme.arm_of_share) == len(arm_of) else arm_of[share],
        probabilities=[fraction(w, bound) for w in of_arm],
        draw=dict(cell=name, counter=number, bound=bound, value=value),
    )


def ledger(scheme, nonce, counts_downtime):
    """The lines of a ledger with allocations, slots out of order and an error."""
    secret = SECRETS[1]
    key = draw_key(secret, nonce)
    document = dict(trial="POD", nonce=True, scheme=json.loads(scheme.json()))
    commitment = hashlib.sha256(canonical(document).encode() + secret).hexdigest()
    lines = [canonical(dict(ledger="TrialData ledger 1", document=document, commitment=commitment, nonce=nonce.hex()))]
    previous = hashlib.sha256(lines[0].encode()).hexdigest()
    state = {}
    for i in range(18):
        levels = {"site": "S1" if i % 3 else "S2", "severity": "low" if i % 4 else "high", "work": "yes" if i % 5 else "no"}
        levels = {f: levels[f] for f, _ in scheme.factors}
        entry = dict(sequence=i + 1, schemeId=SCHEME, kind="allocated", recordedAt=f"2026-03-{i + 1:02}T09:30:00+00:00", participant=f"P{i}", levels=levels, imbalance=[], previous=previous)
        if i == 10:
            entry.update(kind="error", participant="P4", levels={}, cells=[], probabilities=[], concerns=5, reason="eligibility: found too young")
        elif i in (7, 12):
            made = slot(scheme, key, levels["site"], 5 - i % 5)
            names = scheme.cells(levels)
            counters = [list(state.get(name, [0] * scheme.width)) for name in names]
            entry.update(kind="manual", reason="no network", cells=[dict(cell=n, counters=list(c)) for n, c in zip(names, counters)])
            entry.update(arm=made["arm"], probabilities=made["probabilities"], draw=made["draw"])
            if counts_downtime:
                scheme.count(counters, made["share"])
                state.update(zip(names, counters))
        else:
            made = allocate(scheme, key, state, levels)
            entry.update(cells=made["before"], imbalance=made["imbalance"], probabilities=made["probabilities"], draw=made["draw"], arm=made["arm"])
        entry["hash"] = previous = hashlib.sha256(canonical(entry).encode()).hexdigest()
        lines.append(canonical(entry))
    return dict(secret=secret.hex(), lines=lines)


def exact(number):
    """A decimal as JSON writes it, without a point where it is whole."""
    return int(number) if number == int(number) else float(number)


def constrained(key, arms, members, covariates, enumerate_up_to, sample, accept=None, score_up_to=None):
    """Constrained randomisation of clusters: members are (code, area, values as texts), covariates (name, weight)."""
    secret, k, n = key, len(arms), len(members)
    areas = list(dict.fromkeys(area for _, area, _ in members))
    size = {a: sum(area == a for _, area, _ in members) for a in areas}

    def balanced(allocation):
        for a in areas:
            counts = [sum(1 for (_, area, _), arm in zip(members, allocation) if area == a and arm == j) for j in range(k)]
            if any(c not in (size[a] // k, size[a] // k + 1) for c in counts):
                return False
        totals = [allocation.count(j) for j in range(k)]
        return max(totals) - min(totals) <= 1

    total = 0
    everything = None
    if k**n <= 300000:
        everything = [list(a) for a in product(range(k), repeat=n) if balanced(list(a))]
        total = len(everything)
    else:
        # By areas: multinomial coefficients and, for two arms, the ways to give half of the odd areas' extra places to each arm.
        assert k == 2
        odd = sum(v % 2 for v in size.values())
        total = (1 if odd % 2 == 0 else 2) * comb(odd, odd // 2)
        for v in size.values():
            total *= comb(v, v // 2)

    if total <= enumerate_up_to:
        considered = everything
    else:
        considered, seen, attempt = [], set(), 0
        while len(considered) < sample:
            counter = attempt * 2**20

            def below(bound):
                nonlocal counter
                value = draw(secret, SCHEME, "clusters", counter, bound)[0]
                counter += 1
                return value

            while True:
                places, totals = {}, [0] * k
                for a in areas:
                    others, row = list(range(k)), [size[a] // k] * k
                    for _ in range(size[a] % k):
                        arm = others.pop(below(len(others)))
                        row[arm] += 1
                        totals[arm] += 1
                    places[a] = row
                if max(totals) - min(totals) <= 1:
                    break
            allocation = []
            for _, area, _ in members:
                value = below(sum(places[area]))
                arm = next(j for j in range(k) if value < sum(places[area][: j + 1]))
                places[area][arm] -= 1
                allocation.append(arm)
            if tuple(allocation) not in seen:
                seen.add(tuple(allocation))
                considered.append(allocation)
            attempt += 1

    z = []
    for c in range(len(covariates)):
        x = [int(Fraction(values[c]) * 10**6) for _, _, values in members]
        v = n * sum(i * i for i in x) - sum(x) ** 2
        z.append([(1 if n * i >= sum(x) else -1) * isqrt((n * i - sum(x)) ** 2 * (n - 1) * 10**12 // (n * v)) for i in x])

    def score(allocation):
        counts = [allocation.count(j) for j in range(k)]
        common = 1
        for c in counts:
            common = common * c // gcd(common, c)
        result = 0
        for (_, weight), row in zip(covariates, z):
            sums = [sum(value for value, arm in zip(row, allocation) if arm == j) for j in range(k)]
            result += sum(weight * (common // counts[i] * sums[i] - common // counts[j] * sums[j]) ** 2 for j in range(k) for i in range(j))
        return result, (10**6 * common) ** 2

    scores = [score(a)[0] for a in considered]
    if accept is not None:
        limit = sorted(scores)[-(-Fraction(accept) * len(scores) // 1) - 1]
    else:
        limit = int(Fraction(score_up_to) * score(considered[0])[1])
    acceptable = [a for a, s in zip(considered, scores) if s <= limit]
    value = draw(secret, SCHEME, "choice", 0, len(acceptable))[0]
    chosen = acceptable[value]
    chances = [[str(Fraction(sum(a[i] == j for a in acceptable), len(acceptable))) for j in range(k)] for i in range(n)]
    scheme = dict(
        procedure="constrained clusters 1",
        schemeId=SCHEME,
        arms=[dict(arm=a, ratio=1) for a in arms],
        clusters=[dict(code=c, area=a, covariates=[exact(Fraction(v)) for v in values]) for c, a, values in members],
        covariates=[dict(name=c, weight=w) for c, w in covariates],
        enumerateUpTo=enumerate_up_to,
        sample=sample,
    )
    if accept is not None:
        scheme["accept"] = exact(Fraction(accept))
    if score_up_to is not None:
        scheme["acceptScoreUpTo"] = exact(Fraction(score_up_to))
    return dict(
        scheme=canonical(scheme),
        secret=secret.hex(),
        allocations=str(total),
        considered=len(considered),
        acceptable=len(acceptable),
        score=score(chosen)[0] / score(chosen)[1],
        limit=limit / score(chosen)[1],
        best=min(scores) / score(chosen)[1],
        armOfCluster=[arms[j] for j in chosen],
        value=value,
        probabilities=[[c if "/" in c else c + "/1" for c in each] for each in chances],
    )


def cluster_ledger(nonce, *design, **rule):
    """The lines of a ledger of clusters: each cluster, participants of some of them, and an error."""
    secret = SECRETS[1]
    made = constrained(draw_key(secret, nonce), *design, **rule)
    members = design[1]
    document = dict(trial="POD", nonce=True, scheme=json.loads(made["scheme"]))
    commitment = hashlib.sha256(canonical(document).encode() + secret).hexdigest()
    lines = [canonical(dict(ledger="TrialData ledger 1", document=document, commitment=commitment, nonce=nonce.hex()))]
    previous = hashlib.sha256(lines[0].encode()).hexdigest()
    entries = [
        dict(kind="cluster", levels=dict(cluster=code), probabilities=made["probabilities"][i], draw=dict(cell="choice", counter=0, bound=made["acceptable"], value=made["value"]), arm=made["armOfCluster"][i])
        for i, (code, _, _) in enumerate(members)
    ]
    entries += [dict(kind="allocated", participant=f"P{i}", levels=dict(cluster=members[i * 3 % len(members)][0]), probabilities=[], arm=made["armOfCluster"][i * 3 % len(members)]) for i in range(5)]
    entries += [dict(kind="error", participant="P1", levels=dict(cluster=members[0][0]), probabilities=[], concerns=len(members) + 2, reason="wrongStratum: registered elsewhere")]
    for i, entry in enumerate(entries):
        entry.update(sequence=i + 1, schemeId=SCHEME, recordedAt=f"2026-03-02T09:{i:02}:00+00:00", cells=[], imbalance=[], previous=previous)
        entry["hash"] = previous = hashlib.sha256(canonical(entry).encode()).hexdigest()
        lines.append(canonical(entry))
    return dict(secret=secret.hex(), lines=lines)


def main():
    equal, two_one = [("POD", 1), ("TAU", 1)], [("POD", 2), ("TAU", 1)]
    three, uneven = [("A", 1), ("B", 1), ("C", 1)], [("A", 3), ("B", 2), ("C", 1)]
    site, severity = ("site", []), ("severity", ["low", "high"])
    minimised = [("site", ([], 2)), ("severity", (["low", "high"], 1)), ("work", (["yes", "no"], 1))]

    def rule(measure, p, overall=0, waiver=False):
        return dict(measure=measure, probability=p, overallWeight=overall, allowsDeterministic=waiver)

    nonce = hashlib.sha256(b"a nonce").digest()
    cases = [
        case(Complete(equal, []), 12),
        case(Complete(uneven, []), 12),
        case(Blocks(equal, [site], blockSizes=[2, 4, 6]), 24),
        case(Blocks(two_one, [site, severity], blockSizes=[3]), 24, nonce),
        case(Blocks(three, [], blockSizes=[6, 3]), 20),
        case(AllocationRule(equal, [severity], participants=8), 20),
        case(AllocationRule(uneven, [], participants=18), 19),
        case(Minimisation(equal, minimised, **rule("range", 0.8)), 24),
        case(Minimisation(equal, minimised, **rule("variance", 0.75, 1)), 24, nonce),
        case(Minimisation(two_one, minimised, **rule("range", 0.8)), 24),
        case(Minimisation(three, minimised, **rule("standard deviation", 0.9123)), 24),
        case(Minimisation(uneven, minimised, **rule("standard deviation", 0.8, 3)), 24),
        case(Minimisation(three, minimised[:1], **rule("variance", 1, 0, True)), 12),
        case(Coin(equal, [], probability=0.6667), 16),
        case(Coin(uneven, [severity], probability=0.7), 16),
        case(Stick(equal, [severity], limit=2), 20),
        case(Maximal(equal, [], participants=20, limit=3), 21),
        case(Maximal(equal, [severity], participants=200, limit=2), 20),
        case(Urn(equal, [], initial=0, added=1), 16),
        case(Urn(two_one, [severity], initial=1, added=3), 16),
    ]
    lines = []
    for each in cases:
        steps = each.pop("allocations")
        head = json.dumps(each, ensure_ascii=False)
        lines.append(head[:-1] + ', "allocations": [\n' + ",\n".join("    " + json.dumps(step, ensure_ascii=False) for step in steps) + "\n  ]}")
    slots = []
    for scheme in (Complete(uneven, []), Blocks(equal, [site], blockSizes=[4]), Minimisation(two_one, minimised, **rule("range", 0.8))):
        slots += [dict(scheme=scheme.json(), secret=SECRETS[2].hex(), site=s, number=k, **slot(scheme, SECRETS[2], s, k)) for s in ("S1", "a|b=c") for k in (0, 1, 2, 3, 4, 5, 6, 11, 12, 13)]
    ledgers = [
        ledger(Minimisation(two_one, minimised, **rule("range", 0.8)), nonce, True),
        ledger(Blocks(equal, [site, severity], blockSizes=[2, 4]), nonce, False),
        ledger(Urn(three, [site], initial=1, added=2), nonce, True),
    ]
    def some(count, of):
        digest = [hashlib.sha256(f"cluster {i}".encode()).digest() for i in range(count)]
        return [(f"C{i:02}", f"area {i % of}", [str(800 + 10 * d[0]), f"{d[1] % 7}.{d[2] % 10}5"]) for i, d in enumerate(digest)]

    covariates = [("size", 1), ("deprivation", 3)]
    clusters = [
        constrained(SECRETS[2], ["POD", "TAU"], some(10, 3), covariates, 1000, 100, "0.2"),
        constrained(SECRETS[2], ["A", "B", "C"], some(8, 2), covariates, 10000, 100, "0.1"),
        constrained(SECRETS[2], ["A", "B", "C"], [(c, a, v[1:]) for c, a, v in some(10, 3)], covariates[1:], 10, 150, "0.05"),
        constrained(SECRETS[2], ["POD", "TAU"], some(32, 9), covariates, 1000, 500, "0.1"),
        constrained(SECRETS[2], ["POD", "TAU"], some(10, 3), covariates, 1000, 100, score_up_to="0.25"),
        constrained(SECRETS[2], ["POD", "TAU"], some(32, 9), covariates, 1000, 500, score_up_to="0.0375"),
    ]
    cluster_ledgers = [
        cluster_ledger(nonce, ["POD", "TAU"], some(10, 3), covariates, 1000, 100, accept="0.2"),
        cluster_ledger(nonce, ["A", "B", "C"], some(8, 2), covariates, 10, 150, score_up_to="3.5"),
    ]
    keys = [dict(secret=s.hex(), nonce=n.hex(), key=draw_key(s, n).hex()) for s in SECRETS for n in (bytes(16), nonce)]
    print('{\n"cases": [\n  ' + ",\n  ".join(lines) + '\n],\n"keys": [\n' + ",\n".join("  " + json.dumps(k) for k in keys) + '\n],\n"slots": [\n' + ",\n".join("  " + json.dumps(k) for k in slots) + '\n],\n"ledgers": [\n' + ",\n".join("  " + json.dumps(k, ensure_ascii=False) for k in ledgers) + '\n],\n"clusters": [\n' + ",\n".join("  " + json.dumps(k) for k in clusters) + '\n],\n"clusterLedgers": [\n' + ",\n".join("  " + json.dumps(k) for k in cluster_ledgers) + "\n]\n}")


if __name__ == "__main__":
    main()
