"""The lists of what was reported: signals and complaints. What was written stands in neither, nor in a file."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import select

from leerwinkel.dienst.lijst import Filter, Kolom, Lijst, Rij, gecodeerd, jaarfilter, moment
from partners.tabellen import KLACHT, SIGNAAL
from partners.web.beleid import Beleidsstand
from partners.web.teksten import ERNST, label, opties


def signaallijst(beleid: Mapping[str, Sequence[Beleidsstand]]) -> Lijst:
    """The signals, and what became of them; `beleid`: the beleidssignalen that each is part of."""
    t = SIGNAAL.c
    standen = {"open": t.gevolg.is_(None), "opgevolgd": t.gevolg.is_not(None)}
    keuzes = [("", "Alle"), ("open", "Nog niet opgevolgd"), ("opgevolgd", "Opgevolgd")]
    return Lijst(
        naam="signalen",
        titel="Gemelde signalen",
        uitleg="Wat mensen tegenhoudt en wat het beleid moet weten, en wat ervan werd.",
        vraag=select(SIGNAAL),
        kolommen=_signaalkolommen(beleid),
        sleutel=[t.gemeld.desc(), t.signaal],
        volgorde="-gemeld",
        filters=[
            Filter("stand", "Stand", lambda stand: standen[stand], keuzes),
            Filter("soort", "Soort", lambda soort: t.soort == soort, opties("signaalsoort", "Alle")),
        ],
    )


def _signaalkolommen(beleid: Mapping[str, Sequence[Beleidsstand]]) -> list[Kolom]:
    t = SIGNAAL.c

    def bij_de_vol(rij: Rij) -> str:
        return ", ".join(stand.woord for stand in beleid.get(rij["signaal"], ()))

    return [
        gecodeerd("Thema", t.thema, "thema", breedte=34),
        gecodeerd("Soort", t.soort, "signaalsoort", op_blad=False, breedte=30),
        gecodeerd("Drempel", t.drempelsoort, "drempelsoort", op_blad=False, breedte=30),
        gecodeerd("Wat ervan werd", t.gevolg, "signaalgevolg", breedte=30),
        Kolom("vol", "Bij de VOL", bij_de_vol, breedte=30),
        Kolom("ernst", "Ernst", lambda rij: ERNST[rij["ernst"]], t.ernst, aflopend=True),
        gecodeerd("Gemeente", t.gemeente, "gemeente"),
        gecodeerd("Bestuursniveau", t.bestuursniveau, "bestuursniveau", op_blad=False),
        Kolom("doelgroepen", "Voor wie", _voor_wie, op_blad=False, breedte=40),
        moment("Gemeld", t.gemeld),
        gecodeerd("Opgevolgd door", t.door, "signaalopvolger", op_blad=False),
    ]


def _voor_wie(rij: Rij) -> str:
    return ", ".join(label(groep, "doelgroep") for groep in rij["doelgroepen"].split())


def klachtlijst() -> Lijst:
    """The complaints."""
    t = KLACHT.c
    standen = {"open": t.behandeld.is_(None), "behandeld": t.behandeld.is_not(None)}
    keuzes = [("", "Alle"), ("open", "Wacht"), ("behandeld", "Behandeld")]
    return Lijst(
        naam="klachten",
        titel="Klachten",
        uitleg="Waarover geklaagd werd, en wat ermee gebeurde. Niet van wie de klacht komt.",
        vraag=select(KLACHT),
        kolommen=[
            gecodeerd("Klacht", t.thema, "klachtthema", breedte=34),
            gecodeerd("Uitkomst", t.uitkomst, "klachtuitkomst"),
            moment("Ontvangen", t.ontvangen),
            moment("Behandeld", t.behandeld),
        ],
        sleutel=[t.ontvangen.desc(), t.klacht],
        volgorde="-ontvangen",
        filters=[
            Filter("stand", "Stand", lambda stand: standen[stand], keuzes),
            jaarfilter(t.ontvangen, datetime.now(UTC)),
        ],
    )
