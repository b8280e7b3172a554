"""A quarter of which every number can be counted on fingers, for the tests of reports."""

from datetime import UTC, datetime
from typing import Any

from .bouw import Verhaal, lokaal

STAND_OP = datetime(2026, 10, 9, 6, 30, tzinfo=UTC)
LATER = datetime(2026, 10, 20, 6, 30, tzinfo=UTC)
VROUW, MAN = {"profiel": {"geslacht": "v"}}, {"profiel": {"geslacht": "m"}}


def kwartaal() -> Verhaal:
    """2026-Q3: in Gent three aanmeldingen, two trajecten and one keuze; in Limburg one aanmelding. Then a stand.

    The target of Gent is that 60 % of the trajecten get to a keuze.
    """
    v = Verhaal()
    ontvangen: dict[str, Any] = {"ontvangen": datetime(2026, 10, 2, tzinfo=UTC)}
    for naam, dag, wie in (("d1", "07-01", VROUW), ("d2", "08-14", MAN), ("d3", "09-30", VROUW)):
        v.aanmelding(naam, lokaal(f"2026-{dag}T09:00"), wie, **ontvangen)
    v.aanmelding("d4", lokaal("2026-09-01T09:00"), MAN, regio="limburg", **ontvangen)
    v.aanmelding("d5", lokaal("2026-06-30T23:59:59"), MAN, **ontvangen)
    for naam, dag in (("d1", "07-06"), ("d2", "08-20")):
        data = {"begeleider": "b1", "instemming": True}
        v.feit("traject-gestart", naam, lokaal(f"2026-{dag}T10:00"), data, systeem="trajecten", **ontvangen)
    v.sessie("d1", lokaal("2026-07-08T10:00"), minuten=50, **ontvangen)
    v.sessie("d1", lokaal("2026-07-15T10:00"), minuten=70, **ontvangen)
    keuze = {"aanbieder_soort": "cvo"}
    v.feit("keuze-gemaakt", "d1", lokaal("2026-07-22T10:00"), keuze, systeem="trajecten", **ontvangen)
    doel = {"indicator": "R01", "regio": "gent", "periode": "2026-Q3", "streefwaarde": 60.0}
    v.feit("doelstelling-vastgelegd", "doel1", lokaal("2026-01-05T09:00"), doel, regio="vol", systeem="vol-reporting")
    leg_stand_vast(v, STAND_OP)
    return v


def leg_stand_vast(v: Verhaal, op: datetime) -> None:
    """How far the VOL has every log."""
    posities = {o.regio: o.positie for o in v.ontvangsten if o.regio != "vol"}
    stand = {"posities": posities, "eigen": sum(o.regio == "vol" for o in v.ontvangsten)}
    v.feit("stand-vastgelegd", f"s{len(v.ontvangsten)}", op, stand, regio="vol", systeem="vol-reporting", ontvangen=op)


def later(v: Verhaal) -> None:
    """Afterwards: another aanmelding of the quarter, a keuze, and a stand that has them."""
    v.aanmelding("d6", lokaal("2026-09-15T09:00"), MAN, ontvangen=LATER)
    keuze = {"aanbieder_soort": "cvo"}
    v.feit("keuze-gemaakt", "d2", lokaal("2026-09-01T10:00"), keuze, systeem="trajecten", ontvangen=LATER)
    leg_stand_vast(v, LATER)
