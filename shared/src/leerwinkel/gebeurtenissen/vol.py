"""The VOL's own events: what decides a figure besides the regions' facts, so that it can be replayed too."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from leerwinkel.gebeurtenissen.basis import Aantal, Datum, Doel, Regio, Token, VolGegevens, geordend
from leerwinkel.gebeurtenissen.codelijst import Code

Periode = Annotated[str, Field(pattern=r"^[0-9]{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$")]
Indicatorcode = Annotated[str, Field(pattern=r"^[A-Z][0-9]{2}[a-z]?$")]
Positie = Annotated[int, Field(ge=0)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Getal = Annotated[float, Field(allow_inf_nan=False)]


class StandVastgelegd(VolGegevens):
    """How far the VOL had every log at a moment: evidence for figures "as known then"."""

    posities: Annotated[dict[Regio, Positie], AfterValidator(geordend)]
    eigen: Positie


class BeleidssignaalVastgesteld(VolGegevens):
    """Signals of the regions, or a figure out of its limits, became one signal for policy."""

    entiteit: ClassVar[str] = "beleidssignaal"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "alle"

    herkomst: Annotated[str, Code("beleidssignaalherkomst")]
    thema: Annotated[str, Code("thema")] | None = None
    drempelsoort: Annotated[str, Code("drempelsoort")] | None = None
    indicator: Indicatorcode | None = None
    regios: tuple[Regio, ...]
    bewijs: tuple[Doel, ...] = ()


class BeleidssignaalInBehandeling(VolGegevens):
    """Somebody at the VOL owns it now."""

    entiteit: ClassVar[str] = "beleidssignaal"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "alle"

    eigenaar: Token
    bestuursniveau: Annotated[str, Code("bestuursniveau")]


class BeleidssignaalBeantwoord(VolGegevens):
    """The answer, which goes back to the regions that reported it."""

    entiteit: ClassVar[str] = "beleidssignaal"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "alle"

    gevolg: Annotated[str, Code("signaalgevolg")]


class ReferentiewaardeVastgelegd(VolGegevens):
    """A value that figures are set against: population, share of laaggeschoolden, hourly cost, norm."""

    entiteit: ClassVar[str] = "referentiewaarde"

    naam: Annotated[str, Code("referentiewaarde")]
    regio: Regio | None = None
    waarde: Getal
    bron: Annotated[str, Field(min_length=1, max_length=200)]
    geldig_van: Datum
    geldig_tot: Datum | None = None


class CodelijstInGebruik(VolGegevens):
    """From a day on, a version of a code list counts."""

    entiteit: ClassVar[str] = "codelijst"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "alle"

    lijst: Token
    sha256: Hash
    vanaf: Datum


class QuarantaineVrijgegeven(VolGegevens):
    """An event in quarantine was offered again after a fix."""

    entiteit: ClassVar[str] = "quarantaine"

    regio: Regio
    positie: Positie


class StroomAangehouden(VolGegevens):
    """A region's stream is held apart for a decision; nothing is lost."""

    entiteit: ClassVar[str] = "stroom"

    regio: Regio
    vanaf_positie: Positie
    reden: Annotated[str, Code("aanhoudreden")]


class StroomVrijgegeven(VolGegevens):
    """The stream counts again: up to and including a position that was judged, and after that unless it stays held."""

    entiteit: ClassVar[str] = "stroom"

    regio: Regio
    tot_positie: Positie
    blijft_aangehouden: bool = False


class _Dubbel(VolGegevens):
    entiteit: ClassVar[str] = "dubbel"

    regio_a: Regio
    client_a: Token
    regio_b: Regio
    client_b: Token


class DubbelVoorgesteld(_Dubbel):
    """Two clients of two regions may be one person; no figure uses this.

    `gewicht`: how much more likely what agrees is for one person than for two, in bits. `overeenkomst`: what agrees.
    """

    gewicht: Getal | None = None
    overeenkomst: tuple[Annotated[str, Code("dubbelkenmerk")], ...] = ()


class DubbelBeoordeeld(_Dubbel):
    """A person at the VOL decided; the latest judgement on a pair counts, so it can be undone."""

    oordeel: Annotated[str, Code("dubbeloordeel")]


class DatakwaliteitGemeld(VolGegevens):
    """A task for a region: something in its registration to mend, and in how many facts. With 0 the task is closed."""

    entiteit: ClassVar[str] = "datakwaliteit"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "regio"

    regio: Regio
    regel: Token
    over_dossier: Token | None = None
    doel: Doel | None = None
    aantal: Aantal = 1
