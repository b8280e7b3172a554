"""The users of each node and what each may publish and hear. The server enforces it; what is not named is refused.

`$JS.API` is JetStream of the node itself, `$JS.<node>.API` that of another over the line. A name in the middle of such
a subject is a stream or a consumer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from leerwinkel.runtime.ingang import Wie, postvak
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.stromen import (
    AANVULLING,
    DEUR_CONSUMER,
    HUB_CONSUMER,
    OPBOUW,
    beleid_consumer,
    inname_van,
    naam_van,
)
from leerwinkel.transport.domain import elsewhere

DIENSTEN = (Wie.INTAKE, Wie.TRAJECTEN, Wie.PARTNERS)
_EIGEN = "VOL_EIGEN"
_BIJ_HUB = ("VOL", AANVULLING, _EIGEN)
_API = "$JS.API"
BRON = "bron-"
"""Before the name of a source system, in that of its user."""
SYSTEMEN, KIJKERS = "SYSTEMEN", "KIJKERS"
"""The accounts of who offers events at a door, and of who only looks."""


@dataclass(frozen=True, slots=True)
class Rechten:
    """Of one user, in one account of its node.

    `rekening`: not where the streams are, for who must not write. A question names the subject of its answer, and the
    server asks nobody whether that may be written to; from another account the answer comes back to that account.
    """

    publiceert: tuple[str, ...] = ()
    hoort: tuple[str, ...] = ()
    publiceert_niet: tuple[str, ...] = ()
    rekening: str = ""


def _kijk(stroom: str, api: str = _API) -> list[str]:
    return [f"{api}.STREAM.INFO.{stroom}"]


def _lees(stroom: str, api: str = _API) -> list[str]:
    """Without a consumer: a consumer can be told to deliver where its maker may not publish."""
    return [*_kijk(stroom, api), f"{api}.DIRECT.GET.{stroom}"]


def _volg(stroom: str, api: str = _API) -> list[str]:
    """By a consumer of its own that has no name and no memory."""
    zonder_naam = [f"{api}.CONSUMER.MSG.NEXT.{stroom}.*", f"{api}.CONSUMER.DELETE.{stroom}.*"]
    return [*_lees(stroom, api), f"{api}.CONSUMER.CREATE.{stroom}", *zonder_naam]


def _duurzaam(stroom: str, consumer: str, onderwerp: str) -> list[str]:
    """By a consumer that the stream remembers."""
    return [
        f"{_API}.CONSUMER.INFO.{stroom}.{consumer}",
        f"{_API}.CONSUMER.CREATE.{stroom}.{consumer}.{onderwerp}",
        f"{_API}.CONSUMER.MSG.NEXT.{stroom}.{consumer}",
        f"$JS.ACK.{stroom}.{consumer}.>",
        f"$JS.ACK.*.*.{stroom}.{consumer}.>",
    ]


def _consumers(regio: str) -> list[tuple[str, str]]:
    """The ones with a name: stream and consumer."""
    log = naam_van(regio)
    beleid = [(log, beleid_consumer(dienst)) for dienst in DIENSTEN]
    return [(log, HUB_CONSUMER), (inname_van(regio), DEUR_CONSUMER), *beleid]


def _niet_die_van(regio: str, *eigen: str) -> tuple[str, ...]:
    """Nobody takes the messages of another's consumer, or takes it away."""
    anderen = [(stroom, consumer) for stroom, consumer in _consumers(regio) if consumer not in eigen]
    weg = [f"{_API}.CONSUMER.DELETE.{stroom}.{consumer}" for stroom, consumer in _consumers(regio)]
    return (*weg, *(f"{_API}.CONSUMER.MSG.NEXT.{stroom}.{consumer}" for stroom, consumer in anderen))


def _toestand(regio: str) -> list[str]:
    """What every process of a region looks at when it begins: whether all is set as agreed."""
    log = naam_van(regio)
    return [*_kijk(log), *_kijk(inname_van(regio)), f"{_API}.CONSUMER.INFO.{log}.{HUB_CONSUMER}"]


def van_regio(regio: str, systemen: Iterable[str] = ()) -> dict[str, Rechten]:
    """The users of a region's node; `systemen` are the source systems that have a key of their own."""
    log, deur, vraag = naam_van(regio), inname_van(regio), f"getuige.{regio}"
    volgt = [*_toestand(regio), *_volg(log), vraag]
    kern = [f"leerwinkel.{regio}.>", f"antwoord.{regio}.*", *_duurzaam(deur, DEUR_CONSUMER, f"inname.{regio}.>")]
    beheer = [f"{_API}.>", f"{OPBOUW}.{regio}.>", vraag]
    kijkt = (*_toestand(regio), f"{_API}.CONSUMER.INFO.{deur}.{DEUR_CONSUMER}")
    gebruikers = {
        Wie.KERN: Rechten((*volgt, *kern), publiceert_niet=_niet_die_van(regio, DEUR_CONSUMER)),
        **{dienst: _dienst(regio, dienst, volgt) for dienst in DIENSTEN},
        Wie.WAARMERK: Rechten(tuple(volgt), publiceert_niet=_niet_die_van(regio)),
        Wie.PUBLICEER: _aan_de_deur(regio, "*"),
        Wie.OVERZICHT: _kijker(regio, kijkt),
        Wie.BEHEER: Rechten(tuple(beheer)),
        **{f"{BRON}{naam}": _aan_de_deur(regio, naam) for naam in systemen},
    }
    return _met_postvak(regio, gebruikers)


def _aan_de_deur(regio: str, systeem: str) -> Rechten:
    return Rechten((f"inname.{regio}.{systeem}",), (f"antwoord.{regio}.{systeem}",), rekening=SYSTEMEN)


def _kijker(knoop: str, vragen: Iterable[str]) -> Rechten:
    """Asks JetStream, of this node or another, by a name of its own: `$JS` is in each account that account's."""
    return Rechten(tuple(elsewhere(each, knoop) for each in vragen), rekening=KIJKERS)


def _dienst(regio: str, dienst: Wie, volgt: Sequence[str]) -> Rechten:
    """A service appends its own events only, reacts to what stands on the log, and asks the VOL for its post."""
    beleid = beleid_consumer(dienst)
    eigen = [f"leerwinkel.{regio}.{dienst}.>", *_duurzaam(naam_van(regio), beleid, f"leerwinkel.{regio}.>")]
    vol = [f"volpost.{regio}.*", *([f"koppeling.{regio}"] if dienst is Wie.INTAKE else [])]
    hoort = ("vol.alle.>", f"vol.regio.{regio}.>")
    return Rechten((*volgt, *eigen, *vol), hoort, publiceert_niet=_niet_die_van(regio, beleid))


def van_hub(regios: Sequence[str]) -> dict[str, Rechten]:
    """The users of the hub, without the lines of the regions."""
    bij_regio = [each for regio in regios for each in _lees(naam_van(regio), f"$JS.{regio}.API")]
    bron = [each for regio in regios for each in _bron(regio)]
    lezen, volgen = ([each for stroom in _BIJ_HUB for each in soort(stroom)] for soort in (_lees, _volg))
    bewaakt = [*volgen, *bij_regio, *bron, f"{_API}.STREAM.UPDATE.VOL"]
    weg = [f"$JS.{regio}.API.CONSUMER.DELETE.{naam_van(regio)}.{HUB_CONSUMER}" for regio in regios]
    antwoorden = [f"{postvak(regio, '*')}.>" for regio in regios]
    gebruikers: dict[str, Rechten] = {
        Wie.VOL: Rechten((*bewaakt, "vol.>", "aanvulling.>"), ("volpost.*.*",)),
        Wie.GETUIGE: Rechten((*volgen, *bij_regio, *antwoorden), ("getuige.*",)),
        Wie.KOPPELDIENST: Rechten((*_lees(_EIGEN), "vol.intern.>", *antwoorden), ("koppeling.*",)),
        Wie.AUDITOR: _kijker(HUB, [*lezen, *bij_regio]),
        Wie.HERSTEL: _kijker(HUB, [*_lees("VOL"), *_lees(AANVULLING)]),
        Wie.OVERZICHT: _kijker(HUB, [*lezen, *bij_regio]),
        Wie.BEHEER: Rechten((f"{_API}.>", f"{OPBOUW}.{HUB}.>", *bij_regio, *bron, *weg)),
    }
    return _met_postvak(HUB, gebruikers)


def _bron(regio: str) -> list[str]:
    """The consumer through which the hub sources a region: looked at, and made where it is not there."""
    api, log = f"$JS.{regio}.API", naam_van(regio)
    return [f"{api}.INFO", *(f"{api}.CONSUMER.{wat}.{log}.{HUB_CONSUMER}" for wat in ("INFO", "CREATE"))]


def van_lijn(regio: str) -> Rechten:
    """What may come from a region to the hub (`publiceert`) and go there from the hub (`hoort`), whoever sends it.

    Questions are named in full: of `volpost.*.*` that is listened to, a line that may `volpost.gent.*` learns nothing.
    """
    vragen = [f"getuige.{regio}", f"koppeling.{regio}", f"volpost.{regio}.alle", f"volpost.{regio}.regio"]
    antwoorden = [f"{postvak(HUB, '*')}.>", "_R_.>", "$JSC.R.>"]
    bron = [f"src.{regio}.>"]
    stroom = f"$JS.FC.{naam_van(regio)}.{HUB_CONSUMER}.>"
    heen = (f"$JS.{regio}.API.>", f"{postvak(regio, '*')}.>", stroom)
    return Rechten((*vragen, *antwoorden, *bron), (*heen, "vol.alle.>", f"vol.regio.{regio}.>"))


def _met_postvak(knoop: str, gebruikers: dict[str, Rechten]) -> dict[str, Rechten]:
    """Everybody hears the answers to what they asked themselves."""
    return {
        wie: replace(rechten, hoort=(*rechten.hoort, f"{postvak(knoop, wie)}.>")) for wie, rechten in gebruikers.items()
    }
