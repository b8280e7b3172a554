"""What became of a figure after an improvement action: before beside after, and whether it is more than chance.

Nothing here says that the action did it. Both periods have the same months of the year, so that a season is no effect,
and are looked at equally long after their end, so that what still had to happen is no effect either.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from vol_reporting.cijfers import Cijfer
from vol_reporting.indicatoren import definities
from vol_reporting.kalender import maand_eerder
from vol_reporting.kwaliteit.licht import MINSTENS
from vol_reporting.kwaliteit.meting import Meter, telt_op
from vol_reporting.momenten import BRUSSEL
from vol_reporting.periode import Periode
from vol_reporting.statistiek import Interval, verschil

MAANDEN: Final = 12
"""At most so many months after the action are looked at."""

Uitslag = Literal["zoals-bedoeld", "andersom", "toeval", "te-weinig", "niet-te-meten", "nog-niet", "geen-ervoor"]
"""Beyond chance the way it should, or the other way; within chance; too little; no interval; nothing to see yet;
nobody registered yet before."""
_BEGIN: Final = "SELECT min(dag) FROM main.gebeurtenis WHERE regio <> 'vol' AND (regio = ? OR ? = 'vlaanderen')"


@dataclass(frozen=True, slots=True)
class Vensters:
    """The months before an action and the same months after it."""

    voor: Periode
    na: Periode


@dataclass(frozen=True, slots=True)
class Effect:
    """Of one figure. `even_rijp`: whether both were looked at equally long after their end; before, at `bekend_op`."""

    code: str
    richting: str
    uitslag: Uitslag
    voor: Cijfer | None = None
    na: Cijfer | None = None
    verschil: float | None = None
    ruimte: Interval | None = None
    even_rijp: bool = True
    bekend_op: datetime | None = None


def vensters(aanvang: date, einde: date, peil: date) -> Vensters | None:
    """The whole months after the action, and the last time that these came before it; None where there are none yet.

    `einde` itself is no day of the action any more. The months that `peil` is in, and later ones, do not count.
    """
    van = einde if einde.day == 1 else maand_eerder(einde, -1)
    tot = min(maand_eerder(van, -MAANDEN), peil.replace(day=1))
    if tot <= van:
        return None
    jaren = 1
    while maand_eerder(tot, 12 * jaren) > aanvang:
        jaren += 1
    return Vensters(_periode(maand_eerder(van, 12 * jaren), maand_eerder(tot, 12 * jaren)), _periode(van, tot))


def _periode(van: date, tot: date) -> Periode:
    return Periode.lees(f"{van:%Y-%m}..{tot:%Y-%m}")


def meet(meter: Meter, code: str, gebied: str, richting: str, over: Vensters | None) -> Effect:
    """The figure before and after, in an area. `richting` is which way it should go."""
    if over is None:
        return Effect(code, richting, "nog-niet")
    na, toen = _totaal(meter, code, gebied, over.na), _even_rijp(meter, over)
    if not _registreerde_al(meter, gebied, over):
        return Effect(code, richting, "geen-ervoor", na=na)
    voor, even_rijp = _totaal(toen, code, gebied, over.voor), True
    if not (voor.noemer or voor.teller):
        # what was registered much later, by an import say, was not known so soon after
        toen, voor = meter, _totaal(meter, code, gebied, over.voor)
        even_rijp = not (voor.noemer or voor.teller)
    gemeten = Effect(code, richting, "niet-te-meten", voor, na, even_rijp=even_rijp, bekend_op=toen.vraag.bekend_op)
    return _vergelijk(gemeten, toen, meter)


def _registreerde_al(meter: Meter, gebied: str, over: Vensters) -> bool:
    """Whether the area registered from the first of the months before on: else nothing then is no zero."""
    [(begin,)] = meter.opslag.cursor().execute(_BEGIN, [gebied, gebied]).fetchall()
    return begin is not None and over.voor.van is not None and begin < maand_eerder(over.voor.van, -1)


def _even_rijp(meter: Meter, over: Vensters) -> Meter:
    """A look at the months before, so long after their end as those after the action are looked at now."""
    if over.voor.tot is None or over.na.tot is None:
        raise ValueError("months have two ends")
    op = datetime.combine(over.voor.tot + (meter.peil - over.na.tot) + timedelta(days=1), time(), BRUSSEL)
    return replace(meter, vraag=replace(meter.vraag, bekend_op=op), peil=op.date())


def _totaal(meter: Meter, code: str, gebied: str, periode: Periode) -> Cijfer:
    return next(c for c in meter.cijfers([code], [periode], gebied) if c.dimensie is None)


def _vergelijk(effect: Effect, toen: Meter, nu: Meter) -> Effect:
    voor, na = effect.voor, effect.na
    if voor is None or na is None or voor.waarde is None or na.waarde is None:
        return replace(effect, uitslag="te-weinig")
    anders = replace(effect, verschil=na.waarde - voor.waarde)
    if not telt_op(definities()[effect.code]) and min(voor.noemer or 0, na.noemer or 0) < MINSTENS:
        return replace(anders, uitslag="te-weinig")
    ruimte_voor, ruimte_na = toen.ruimte(voor), nu.ruimte(na)
    if ruimte_voor is None or ruimte_na is None:
        return anders
    ruimte = verschil(voor.waarde, ruimte_voor, na.waarde, ruimte_na)
    return replace(anders, ruimte=ruimte, uitslag=_uitslag(ruimte, effect.richting))


def _uitslag(ruimte: Interval, richting: str) -> Uitslag:
    if ruimte.onder <= 0 <= ruimte.boven:
        return "toeval"
    return "zoals-bedoeld" if (ruimte.onder > 0) == (richting == "hoger") else "andersom"
