"""After a log was made anew: whether it is the one that was signed, and what becomes of its checkpoints if not."""

from datetime import datetime

from leerwinkel.audit import BadNote, Checkpoint
from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.zegbaar import Zegbaar
from leerwinkel.waarmerk.merkteken import Merkteken, haal_merk_weg
from leerwinkel.waarmerk.natelling import tel_na
from leerwinkel.waarmerk.ondertekenaar import Gebroken
from leerwinkel.waarmerk.uitgave import Uitgave

_VAN_HET_LOG = ("checkpoint", "checkpoints", "tile", "getuigd")


class NietBewezen(Zegbaar):
    """The log that was made anew is not the one that was signed; the message is for the user (Dutch)."""


async def toets_herstel(log: JetStreamLog, uitgave: Uitgave, nu: datetime, *, verlies: bool) -> str:
    """Count the new log again, and let it be appended to where it is what was signed; says so (Dutch).

    With `verlies` the checkpoints of a log that is lost are set aside, and it is signed anew from its beginning. Raises
    NietBewezen without.
    """
    try:
        note = uitgave.laatste()
        await tel_na(log, uitgave)
    except (Gebroken, BadNote) as anders:
        positie = anders.positie if isinstance(anders, Gebroken) else None
        zin = anders.zin if isinstance(anders, Gebroken) else "Een controlepunt is beschadigd."
        wat = f"Het log is niet wat ondertekend werd: {zin}"
        if not verlies:
            await in_draad(Merkteken(wat, positie).zet, uitgave)
            raise NietBewezen(
                f"{wat} Er komt niets bij. Zoek met de VOL uit wat er veranderd is (`audit verifieer`); kan het niet "
                "meer terug, aanvaard dan het verlies met --verlies-aanvaard."
            ) from anders
        return f"{wat} {await in_draad(_zet_opzij, uitgave, nu, positie)}"
    await in_draad(haal_merk_weg, uitgave)
    if note is None:
        return "Van dit log was nog niets ondertekend."
    return f"Het is wat ondertekend werd, tot positie {Checkpoint.parse(note.text).size}."


def _zet_opzij(uitgave: Uitgave, nu: datetime, positie: int | None) -> str:
    """While it is marked the signer writes nothing; it begins anew once the mark is gone."""
    Merkteken("Het log wordt opnieuw ondertekend.", positie).zet(uitgave)
    opzij = uitgave.map / "opzij" / f"{nu:%Y%m%dT%H%M%S%f}"
    opzij.mkdir(parents=True)
    for naam in _VAN_HET_LOG:
        if (bron := uitgave.map / naam).exists():
            bron.rename(opzij / naam)
    haal_merk_weg(uitgave)
    return (
        f"De controlepunten van vroeger staan in {opzij}; het log wordt opnieuw ondertekend, van het begin. De getuige "
        "van de VOL tekent pas mee als ook de VOL haar controlepunten van deze regio opzij zet."
    )
