"""Chances, exact to the last digits of a float: the tails of binomial, Poisson and t, and where such a tail is met.

A tail is an incomplete beta or gamma function, which also has a value between whole numbers. So a limit can be drawn as
a smooth line that says of every whole number just what its exact tail says.
"""

from collections.abc import Callable
from math import exp, lgamma, log, log1p, sqrt

_KLEIN = 1e-300
_NAUW = 1e-14
_NAUWKEURIG = 1e-10


def beta_tot(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for a and b above 0."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_tot(1 - x, b, a)
    voor = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a

    def term(m: int) -> float:
        k = m // 2
        if m % 2:
            return -(a + k) * (a + b + k) * x / ((a + m - 1) * (a + m))
        return k * (b - k) * x / ((a + m - 1) * (a + m))

    return voor / _kettingbreuk(term)


def _kettingbreuk(term: Callable[[int], float]) -> float:
    """1 + term(1) / (1 + term(2) / (1 + …)), from the front (modified Lentz)."""
    waarde = c = 1.0
    d = 0.0
    m = 0
    while True:
        m += 1
        d = 1 / _niet_nul(1 + term(m) * d)
        c = _niet_nul(1 + term(m) / c)
        waarde *= c * d
        if abs(c * d - 1) < _NAUW:
            return waarde


def _niet_nul(x: float) -> float:
    return x if abs(x) > _KLEIN else _KLEIN


def gamma_tot(x: float, a: float) -> float:
    """The regularised lower incomplete gamma function P(a, x), for a above 0."""
    if x <= 0:
        return 0.0
    term = som = 1 / a
    n = a
    if x < a + 1 + 4 * sqrt(a):
        while term > som * _NAUW:
            n += 1
            term *= x / n
            som += term
        return som * exp(a * log(x) - x - lgamma(a))
    return 1 - _gamma_vanaf(x, a)


def _gamma_vanaf(x: float, a: float) -> float:
    """The upper tail by its continued fraction, good for x well above a."""
    b = x + 1 - a
    c, d = 1 / _KLEIN, 1 / b
    waarde = d
    m = 0
    while True:
        m += 1
        teller = -m * (m - a)
        b += 2
        d = 1 / (teller * d + b)
        c = b + teller / c
        waarde *= c * d
        if abs(c * d - 1) < _NAUW:
            return waarde * exp(a * log(x) - x - lgamma(a))


def hoogstens(k: float, n: int, p: float) -> float:
    """The chance of at most k hits in n trials with chance p. Between whole numbers it joins them smoothly."""
    if k < 0 or k >= n:
        return float(k >= n)
    return 1 - beta_tot(p, k + 1, n - k)


def minstens(k: float, n: int, p: float) -> float:
    """The chance of at least k hits in n trials with chance p. Between whole numbers it joins them smoothly."""
    if k <= 0 or k >= n + 1:
        return float(k <= 0)
    return beta_tot(p, k, n - k + 1)


def t_waarde(staart: float, graden: int) -> float:
    """The value that Student's t exceeds with that chance (under a half)."""

    def kans_erboven(t: float) -> float:
        return beta_tot(graden / (graden + t * t), graden / 2, 0.5) / 2

    boven = 2.0
    while kans_erboven(boven) > staart:
        boven *= 2
    return waar(lambda t: kans_erboven(t) - staart, 0.0, boven)


def waar(functie: Callable[[float], float], onder: float, boven: float) -> float:
    """Where a monotone function is 0 between two points, to ten digits; an end of the span where it is 0 nowhere."""
    dalend = functie(onder) > functie(boven)
    nauw = _NAUWKEURIG * max(1.0, abs(onder), abs(boven))
    while boven - onder > nauw:
        midden = (onder + boven) / 2
        if (functie(midden) > 0) == dalend:
            onder = midden
        else:
            boven = midden
    return (onder + boven) / 2
