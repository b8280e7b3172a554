"""Who can sign in on this machine, for trying out: at least one per role. Invented people."""

from typing import Final

from leerwinkel.identiteit.persoon import Identiteit, Toekenning

VOL: Final = "vol"
_REGIO: Final = (
    ("onthaal-1", "Noor", "onthaal", None),
    ("begeleider-1", "Sam", "begeleider", None),
    ("begeleider-2", "Lotte", "begeleider", None),
    ("coordinator-1", "Amina", "coordinator", None),
    ("partner-1", "Bram", "partner", "cvo"),
    ("systeem-1", "Bronregistratie", "systeem", None),
)
_VOL: Final = (
    ("vol-analist-1", "Hanne", "vol-analist"),
    ("vol-analist-2", "Karim", "vol-analist"),
    ("vol-beheerder-1", "Greet", "vol-beheerder"),
    ("auditor-1", "Rosa", "auditor"),
)


def proefgebruikers(regio: str) -> tuple[Identiteit, ...]:
    """Those of that region, then those of the VOL."""
    hier = (
        Identiteit(wie, naam, frozenset({Toekenning(rol, regio)}), organisatie or regio)
        for wie, naam, rol, organisatie in _REGIO
    )
    daar = (Identiteit(wie, naam, frozenset({Toekenning(rol, VOL)}), VOL) for wie, naam, rol in _VOL)
    return (*hier, *daar)
