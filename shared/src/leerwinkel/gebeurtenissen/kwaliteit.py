"""The VOL's events of integrale kwaliteitszorg: targets, improvement actions, self-assessment (blueprint 7.1 and 8)."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from leerwinkel.gebeurtenissen.basis import Datum, Regio, Token, VolGegevens, geordend
from leerwinkel.gebeurtenissen.codelijst import Code
from leerwinkel.gebeurtenissen.vol import Getal, Indicatorcode, Periode

Jaar = Annotated[int, Field(ge=2000, le=2100)]
Score = Annotated[int, Field(ge=0, le=100)]
Beweging = Annotated[str, Code("beweging")]
Vindplaats = Annotated[str, Field(min_length=1, max_length=200)]
"""A document and the place in it, never what it says: no free text stands on a log."""


class DoelstellingVastgelegd(VolGegevens):
    """A target of the management agreement (blueprint 7.1), for a leerwinkel or, without `regio`, for Flanders.

    `dimensie` and `dimensiewaarde` name a row of the figure; without them it is the total. `norm` says what is asked of
    a figure that has no direction of its own. Beyond `grens` the light is red. `beheersovereenkomst` is the first year
    of the five-year agreement, `strategisch` the strategic goal that it serves there, `bron` where it was agreed.
    """

    entiteit: ClassVar[str] = "doelstelling"

    indicator: Indicatorcode
    regio: Regio | None = None
    periode: Periode
    streefwaarde: Getal
    dimensie: Token | None = None
    dimensiewaarde: Token | None = None
    norm: Annotated[str, Code("doelnorm")] | None = None
    grens: Getal | None = None
    beheersovereenkomst: Jaar | None = None
    strategisch: Annotated[str, Code("strategisch_doel")] | None = None
    bron: Vindplaats | None = None


class DoelstellingIngetrokken(VolGegevens):
    """The target counts no more; agreed again it does."""

    entiteit: ClassVar[str] = "doelstelling"

    reden: Annotated[str, Code("correctiereden")]


class VerbeteractieGestart(VolGegevens):
    """Plan and do of an improvement (PDCA), tied to the figures that it should move.

    `verwacht` says which way, where the figure has no direction of its own. It is done from `aanvang` up to `einde`,
    which itself does not count; what comes after can show its effect. `bron`: where the plan is written out.
    """

    entiteit: ClassVar[str] = "verbeteractie"

    regio: Regio | None = None
    indicatoren: tuple[Indicatorcode, ...]
    caf: Annotated[str, Code("caf_criterium")]
    aanleiding: Annotated[str, Code("actie_aanleiding")] | None = None
    aanpak: Annotated[str, Code("actie_aanpak")] | None = None
    actiehouder: Token | None = None
    verwacht: Annotated[dict[Indicatorcode, Beweging], AfterValidator(geordend)] = Field(
        default_factory=dict[Indicatorcode, Beweging]
    )
    aanvang: Datum | None = None
    einde: Datum | None = None
    bron: Vindplaats | None = None


class VerbeteractieBijgestuurd(VolGegevens):
    """Check: what was found on the way, and on which day; with `einde` or `aanpak` it goes on otherwise."""

    entiteit: ClassVar[str] = "verbeteractie"

    bevinding: Annotated[str, Code("actiebevinding")]
    bekeken_op: Datum | None = None
    aanpak: Annotated[str, Code("actie_aanpak")] | None = None
    einde: Datum | None = None


class VerbeteractieAfgerond(VolGegevens):
    """Act: how it ended, and what is kept of it."""

    entiteit: ClassVar[str] = "verbeteractie"

    uitkomst: Annotated[str, Code("actie_uitkomst")]
    borging: Annotated[str, Code("actie_borging")] | None = None


class ZelfevaluatieVastgelegd(VolGegevens):
    """A score of a CAF criterion by a leerwinkel about itself (0–100).

    `deelscores`: of an enabler plan, do, check and act; of a result the trend and how far targets were reached.
    `bewijsstukken`: what it rests on, beside figures; `bron`: where that is written out.
    """

    entiteit: ClassVar[str] = "zelfevaluatie"

    regio: Regio
    jaar: Jaar
    caf: Annotated[str, Code("caf_criterium")]
    score: Score
    deelscores: tuple[Score, ...] = ()
    bewijsstukken: tuple[Annotated[str, Code("bewijsstuk")], ...] = ()
    bron: Vindplaats | None = None
