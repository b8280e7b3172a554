"""Who may do what at the VOL: one table, for pages and API alike (design: privacy and access). The rest is refused."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Rol(StrEnum):
    """What somebody is at the VOL; it decides what they may do."""

    ANALIST = "vol-analist"
    BEHEERDER = "vol-beheerder"
    AUDITOR = "auditor"
    COORDINATOR = "coordinator"
    """Of a region, which is whose figures they see."""
    MACHINE = "machine"
    """The command line beside the service. No sign-in gives it."""


NAMEN: Final[Mapping[Rol, str]] = {
    Rol.ANALIST: "VOL-analist",
    Rol.BEHEERDER: "VOL-beheerder",
    Rol.AUDITOR: "Auditor",
    Rol.COORDINATOR: "Coördinator",
    Rol.MACHINE: "Opdrachtregel",
}
"""How a role is called on a page."""


class Wat(StrEnum):
    """What a page or a command needs somebody to be allowed to."""

    CIJFERS = "cijfers"
    VERGELIJKEN = "vergelijken"
    RECORDS = "records"
    SIGNALEN = "signalen"
    SIGNALEN_BEHANDELEN = "signalen-behandelen"
    KWALITEIT = "kwaliteit"
    KWALITEITSWERK = "kwaliteitswerk"
    DOELEN = "doelen"
    DATAKWALITEIT = "datakwaliteit"
    QUARANTAINE = "quarantaine"
    DUBBELS = "dubbels"
    BEOORDELEN = "beoordelen"
    RAPPORTEN = "rapporten"
    VOORSTELLEN = "voorstellen"
    AFSLUITEN = "afsluiten"
    AUDIT = "audit"
    INZAGE = "inzage"
    TOESTAND = "toestand"
    ONDERHOUD = "onderhoud"


UITLEG: Final[Mapping[Wat, str]] = {
    Wat.CIJFERS: "de cijfers zien, op het scherm en voor programma’s",
    Wat.VERGELIJKEN: "de regio’s naast elkaar zien, en elk cijfer met zijn grafieken",
    Wat.RECORDS: "de gecodeerde records en gebeurtenissen achter een cijfer zien",
    Wat.SIGNALEN: "de signalen en hun bewijs zien",
    Wat.SIGNALEN_BEHANDELEN: "een beleidssignaal vaststellen, behandelen en beantwoorden",
    Wat.KWALITEIT: "doelen, verbeteracties en zelfevaluaties zien",
    Wat.KWALITEITSWERK: "een verbeteractie starten en opvolgen, een zelfevaluatie scoren",
    Wat.DOELEN: "een doel vastleggen of intrekken",
    Wat.DATAKWALITEIT: "de datakwaliteit, wat aangehouden is en de quarantaine zien",
    Wat.QUARANTAINE: "een stroom aanhouden of vrijgeven, uit de quarantaine opnieuw aanbieden",
    Wat.DUBBELS: "mogelijke dubbels zien",
    Wat.BEOORDELEN: "over een mogelijke dubbel oordelen, en dat terugdraaien",
    Wat.RAPPORTEN: "de rapporten zien en ophalen",
    Wat.VOORSTELLEN: "voorstellen om een periode af te sluiten",
    Wat.AFSLUITEN: "de afsluiting van een periode goedkeuren, rapporten bevriezen",
    Wat.AUDIT: "het log, de controlepunten en de bewijzen zien, en afspelen tot een datum",
    Wat.INZAGE: "zien wie naar gebeurtenissen en records keek",
    Wat.TOESTAND: "zien hoe ver de inname is",
    Wat.ONDERHOUD: "de opslag opnieuw opbouwen of archiveren",
}
"""What each means, as it stands in the documentation (Dutch)."""


class Bereik(StrEnum):
    """Of which regions."""

    ALLE = "alle"
    EIGEN_REGIO = "eigen-regio"


_KIJKEN: Final = (
    Wat.CIJFERS,
    Wat.VERGELIJKEN,
    Wat.RECORDS,
    Wat.SIGNALEN,
    Wat.KWALITEIT,
    Wat.DATAKWALITEIT,
    Wat.DUBBELS,
    Wat.RAPPORTEN,
    Wat.AUDIT,
    Wat.TOESTAND,
)
"""Reading, for everybody of the VOL: who decides sees what it rests on. Looking at records is written down."""


def _alle(*wat: Wat) -> Mapping[Wat, Bereik]:
    return dict.fromkeys(wat, Bereik.ALLE)


BEVOEGDHEDEN: Final[Mapping[Rol, Mapping[Wat, Bereik]]] = {
    Rol.ANALIST: _alle(*_KIJKEN, Wat.SIGNALEN_BEHANDELEN, Wat.KWALITEITSWERK, Wat.BEOORDELEN, Wat.VOORSTELLEN),
    Rol.BEHEERDER: _alle(*_KIJKEN, Wat.DOELEN, Wat.QUARANTAINE, Wat.VOORSTELLEN, Wat.AFSLUITEN, Wat.INZAGE),
    Rol.AUDITOR: _alle(*_KIJKEN, Wat.INZAGE),
    Rol.COORDINATOR: {Wat.CIJFERS: Bereik.EIGEN_REGIO},
    Rol.MACHINE: _alle(Wat.CIJFERS, Wat.VERGELIJKEN, Wat.RAPPORTEN, Wat.QUARANTAINE, Wat.TOESTAND, Wat.ONDERHOUD),
}


def rollen(wat: Wat) -> frozenset[str]:
    """Those who may do it at least somewhere."""
    return frozenset(rol for rol, mag in BEVOEGDHEDEN.items() if wat in mag)
