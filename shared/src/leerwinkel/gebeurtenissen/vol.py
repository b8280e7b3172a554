"""The VOL's own events: what decides a figure besides the regions' facts, so that it can be replayed too.

`bereik` says which regions read it: `regio` one, `alle` all, `intern` none.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from leerwinkel.gebeurtenissen.basis import Aantal, Doel, Gegevens, Regio, Token
from leerwinkel.gebeurtenissen.codelijst import Code

Periode = Annotated[str, Field(pattern=r"^\d{4}(-Q[1-4]|-\d{2})?$")]
Indicatorcode = Annotated[str, Field(pattern=r"^[A-Z]\d{2}[a-z]?$")]
Positie = Annotated[int, Field(ge=0)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Getal = Annotated[float, Field(allow_inf_nan=False)]


class _Vol(Gegevens):
    service: ClassVar[str] = "vol"
    entiteit: ClassVar[str] = "vol"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "intern"


class StandVastgelegd(_Vol):
    """How far the VOL had every log at a moment: evidence for figures "as known then"."""

    posities: dict[Regio, Positie]
    eigen: Positie


class BeleidssignaalVastgesteld(_Vol):
    """Signals of the regions, or a figure out of its limits, became one signal for policy."""

    entiteit: ClassVar[str] = "beleidssignaal"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "alle"

    herkomst: Annotated[str, Code("beleidssignaalherkomst")]
    thema: Annotated[str, Code("thema")] | None = None
    drempelsoort: Annotated[str, Code("drempelsoort")] | None = None
    indicator: Indicatorcode | None = None
    regios: tuple[Regio, ...]
    bewijs: tuple[Doel, ...] = ()


class BeleidssignaalInBehandeling(_Vol):
    """Somebody at the VOL owns it now."""

    entiteit: ClassVar[str] = "beleidssignaal"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "alle"

    eigenaar: Token
    bestuursniveau: Annotated[str, Code("bestuursniveau")]


class BeleidssignaalBeantwoord(_Vol):
    """The answer, which goes back to the regions that reported it."""

    entiteit: ClassVar[str] = "beleidssignaal"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "alle"

    gevolg: Annotated[str, Code("signaalgevolg")]


class DoelstellingVastgelegd(_Vol):
    """A target of the management agreement (blueprint 7.1), for a leerwinkel or, without `regio`, for Flanders."""

    entiteit: ClassVar[str] = "doelstelling"

    indicator: Indicatorcode
    regio: Regio | None = None
    periode: Periode
    streefwaarde: Getal


class ReferentiewaardeVastgelegd(_Vol):
    """A value that figures are set against: population, share of laaggeschoolden, hourly cost, norm."""

    entiteit: ClassVar[str] = "referentiewaarde"

    naam: Annotated[str, Code("referentiewaarde")]
    regio: Regio | None = None
    waarde: Getal
    bron: Annotated[str, Field(min_length=1, max_length=200)]
    geldig_van: date
    geldig_tot: date | None = None


class CodelijstInGebruik(_Vol):
    """From a day on, a version of a code list counts."""

    entiteit: ClassVar[str] = "codelijst"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "alle"

    lijst: Token
    sha256: Hash
    vanaf: date


class QuarantaineVrijgegeven(_Vol):
    """An event in quarantine was offered again after a fix."""

    entiteit: ClassVar[str] = "quarantaine"

    regio: Regio
    positie: Positie


class StroomAangehouden(_Vol):
    """A region's stream is held apart for a decision; nothing is lost."""

    entiteit: ClassVar[str] = "stroom"

    regio: Regio
    vanaf_positie: Positie
    reden: Annotated[str, Code("aanhoudreden")]


class StroomVrijgegeven(_Vol):
    """The stream counts again."""

    entiteit: ClassVar[str] = "stroom"

    regio: Regio
    tot_positie: Positie


class VerbeteractieGestart(_Vol):
    """Plan and do of an improvement (PDCA), tied to the figures that it should move."""

    entiteit: ClassVar[str] = "verbeteractie"

    regio: Regio | None = None
    indicatoren: tuple[Indicatorcode, ...]
    caf: Annotated[str, Code("caf_criterium")]


class VerbeteractieBijgestuurd(_Vol):
    """Check: what was found on the way."""

    entiteit: ClassVar[str] = "verbeteractie"

    bevinding: Annotated[str, Code("actiebevinding")]


class VerbeteractieAfgerond(_Vol):
    """Act: how it ended."""

    entiteit: ClassVar[str] = "verbeteractie"

    uitkomst: Annotated[str, Code("actie_uitkomst")]


class ZelfevaluatieVastgelegd(_Vol):
    """A score of a CAF criterion by a leerwinkel about itself (0–100)."""

    entiteit: ClassVar[str] = "zelfevaluatie"

    regio: Regio
    jaar: Annotated[int, Field(ge=2000, le=2100)]
    caf: Annotated[str, Code("caf_criterium")]
    score: Annotated[int, Field(ge=0, le=100)]


class PeriodeAfgesloten(_Vol):
    """A period is closed, by a named role holder."""

    entiteit: ClassVar[str] = "periode"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "alle"

    periode: Periode
    goedgekeurd_door: Token


class RapportBevroren(_Vol):
    """A report whose bytes no longer change."""

    entiteit: ClassVar[str] = "rapport"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "alle"

    periode: Periode
    manifest_sha256: Hash


class DubbelVoorgesteld(_Vol):
    """Two clients of two regions may be one person; no figure uses this."""

    entiteit: ClassVar[str] = "dubbel"

    regio_a: Regio
    client_a: Token
    regio_b: Regio
    client_b: Token


class DubbelBeoordeeld(DubbelVoorgesteld):
    """A person at the VOL decided; the latest judgement on a pair counts, so it can be undone."""

    oordeel: Annotated[str, Code("dubbeloordeel")]


class DatakwaliteitGemeld(_Vol):
    """A task for a region: something in its registration to mend."""

    entiteit: ClassVar[str] = "datakwaliteit"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "regio"

    regio: Regio
    regel: Token
    doel: Doel | None = None
    aantal: Aantal = 1
