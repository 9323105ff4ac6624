"""Conditional odds ratio of a two by two table with exact 95 % limits, in 60-digit arithmetic.

R's fisher.test stops its search at about 1e-4 of min(psi, 1/psi), so its printed limits are not those of the
definition in the worked examples on tea, twins and streptomycin. Run: python3 exact-limits.py
"""
from decimal import Decimal, getcontext
from math import comb

getcontext().prec = 60
TAIL = Decimal("0.025")


def limits(x1, n1, x0, n0):
    events = x1 + x0
    lowest = max(0, events - n0)
    weights = {k: comb(n1, k) * comb(n0, events - k) for k in range(lowest, min(events, n1) + 1)}

    def expectation(psi, of):
        terms = {k: weight * psi ** (k - lowest) for k, weight in weights.items()}
        return sum(of(k) * term for k, term in terms.items()) / sum(terms.values())

    def last(is_below):
        low, high = Decimal("1e-6"), Decimal("1e6")
        for _ in range(300):
            middle = (low * high).sqrt()
            low, high = (middle, high) if is_below(middle) else (low, middle)
        return low

    return (
        last(lambda psi: expectation(psi, lambda k: k) < x1),
        last(lambda psi: expectation(psi, lambda k: int(k >= x1)) < TAIL),
        last(lambda psi: expectation(psi, lambda k: int(k <= x1)) > TAIL),
    )


for table in [(3, 4, 1, 4), (2, 12, 15, 18), (38, 55, 17, 52)]:
    print(table, *(f"{value:.12g}" for value in limits(*table)))
