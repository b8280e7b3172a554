"""Bundling: signals of several people and regions about the same thing become one proposal. A rule, no chance in it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta

from vol_reporting.signalen.melding import Melding
from vol_reporting.signalen.voorstel import HOOGSTENS, Voorstel

VENSTER = timedelta(days=183)
"""Half a year: what is reported that close together has one cause often enough to be looked at together."""
MINSTENS = 5
"""So many signals are more than one person's concern; with fewer, groups and months would be small numbers."""

Onderwerp = tuple[str, str, str]


def bundel(meldingen: Iterable[Melding], al_gebundeld: Collection[tuple[str, str]] = ()) -> list[Voorstel]:
    """The same theme, drempel and area within a window, each signal in one bundle; the order given does not matter.

    `al_gebundeld` are the events (source, id) that are evidence of a beleidssignaal already. The largest come first.
    """
    vrij = {(m.source, m.id): m for m in meldingen if (m.source, m.id) not in al_gebundeld}
    per_onderwerp: dict[Onderwerp, list[Melding]] = defaultdict(list)
    for melding in sorted(vrij.values(), key=lambda m: (m.dag, m.regio, m.signaal, m.id)):
        per_onderwerp[melding.thema, melding.drempelsoort or "", melding.gebied].append(melding)
    voorstellen = [_voorstel(bundel_) for rij in per_onderwerp.values() for bundel_ in _bundels(rij)]
    return sorted(voorstellen, key=lambda v: (-len(v.regios), -len(v.meldingen), v.van, v.nummer))


def _bundels(rij: Sequence[Melding]) -> Iterator[Sequence[Melding]]:
    """From the oldest signal on: a window that is full enough is a bundle, and the next begins after it."""
    begin = 0
    while begin < len(rij):
        einde = begin
        while einde < min(len(rij), begin + HOOGSTENS) and rij[einde].dag < rij[begin].dag + VENSTER:
            einde += 1
        if einde - begin >= MINSTENS:
            yield rij[begin:einde]
            begin = einde
        else:
            begin += 1


def _voorstel(meldingen: Sequence[Melding]) -> Voorstel:
    regios = tuple(sorted({melding.regio for melding in meldingen}))
    waar = "één regio" if len(regios) == 1 else f"{len(regios)} regio’s"
    dagen = (meldingen[-1].dag - meldingen[0].dag).days + 1
    return Voorstel(
        herkomst="gebundeld",
        waarom=f"{len(meldingen)} signalen over hetzelfde, uit {waar}, in {dagen} dagen.",
        van=meldingen[0].dag,
        tot=meldingen[-1].dag + timedelta(days=1),
        regios=regios,
        thema=meldingen[0].thema,
        drempelsoort=meldingen[0].drempelsoort,
        meldingen=tuple(meldingen),
    )
