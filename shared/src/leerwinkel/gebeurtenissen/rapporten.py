"""The VOL's events of reports: a period proposed for closing, and closed by somebody else; reports that were frozen."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from leerwinkel.gebeurtenissen.basis import Aantal, Model, Regio, Tijdstip, Token, VolGegevens, geordend
from leerwinkel.gebeurtenissen.codelijst import Code
from leerwinkel.gebeurtenissen.vol import Hash, Indicatorcode, Periode, Positie

Posities = Annotated[dict[Regio, Positie], AfterValidator(geordend)]


class Bevinding(Model):
    """A warning that was shown to who closes a period: about which region, and how many."""

    soort: Annotated[str, Code("afsluitbevinding")]
    regio: Regio
    aantal: Aantal = 0


class Cijferversie(Model):
    """By which version a figure was counted: its number, and the SHA-256 of its description and its SQL."""

    versie: Annotated[int, Field(ge=1, le=999)]
    sha256: Hash


class Waarmerk(Model):
    """The checkpoint of a log that a stand is in: its leaves, their root, and who signed that.

    `handtekeningen` are the lines below the signed note, each without its dash: with the origin of the log they make
    the note again, byte for byte.
    """

    omvang: Positie
    wortel: Hash
    handtekeningen: tuple[Annotated[str, Field(pattern=r"^[a-z0-9./-]{1,64} [A-Za-z0-9+/]{8,200}={0,2}$")], ...]


class _Afsluiting(VolGegevens):
    """What is closed: a period as known at a stand, and in spite of which warnings, for which reasons.

    `stand_van` is when the VOL had received that stand.
    """

    entiteit: ClassVar[str] = "periode"

    periode: Periode
    voorgesteld_door: Token
    posities: Posities
    eigen: Positie
    stand_van: Tijdstip
    bevindingen: tuple[Bevinding, ...] = ()
    gronden: tuple[Annotated[str, Code("afsluitgrond")], ...] = ()


class AfsluitingVoorgesteld(_Afsluiting):
    """Somebody at the VOL asks a colleague to close a period; a later proposal takes the place of this one."""


class PeriodeAfgesloten(_Afsluiting):
    """A period is closed as it was proposed, by somebody else. What comes later never alters it."""

    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "alle"

    goedgekeurd_door: Token


class RapportBevroren(VolGegevens):
    """A report whose bytes no longer change, with all that they were made of: so that anybody can make them again.

    Without `regio` it is of Flanders. `stand_van` is when the VOL had received the stand, `bekend_op` a limit on what
    the regions had registered, where there was one. `opzet` is the version of the selection; `registratie_sha256` is of
    the SQL of the uniform registration, `inhoud_sha256` of the canonical bytes, and `manifest_sha256` of the manifest:
    all the other fields, written canonically. `checkpoints`: log (a region, or `vol`) → the first checkpoint that holds
    the stand, for those that the witness had cosigned by then.
    """

    entiteit: ClassVar[str] = "periode"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "alle"

    periode: Periode
    regio: Regio | None = None
    bestemming: Annotated[str, Code("rapportbestemming")]
    opzet: Annotated[int, Field(ge=1, le=999)]
    posities: Posities
    eigen: Positie
    stand_van: Tijdstip
    bekend_op: Tijdstip | None = None
    definities: Annotated[dict[Indicatorcode, Cijferversie], AfterValidator(geordend)]
    codelijsten: Annotated[dict[Token, Hash], AfterValidator(geordend)]
    registratie_sha256: Hash
    checkpoints: Annotated[dict[Token, Waarmerk], AfterValidator(geordend)] | None = None
    programma: Annotated[str, Field(pattern=r"^[0-9A-Za-z.+-]{1,40}$")]
    inhoud_sha256: Hash
    manifest_sha256: Hash
