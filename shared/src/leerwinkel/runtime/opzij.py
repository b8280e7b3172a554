"""Setting the files of a damaged stream aside: copied before the server removes them, never deleted by us."""

import shutil
from datetime import datetime
from pathlib import Path

from nats.aio.client import Client

from leerwinkel.eventsourcing.streams import delete_stream
from leerwinkel.runtime.zegbaar import Zegbaar


class GeenOpslag(Zegbaar):
    """The files of the node are not where they were looked for; the message is for the user (Dutch)."""


async def zet_opzij(nc: Client, stroom: str, knooppunt: Path, nu: datetime) -> Path | None:
    """Copy a stream's files to `opzij/` of its node and remove the stream. Gives where they are; None without files.

    `knooppunt` is the node's folder, which holds `jetstream/`. Raises GeenOpslag, Unavailable, and OSError when the
    copy does not fit: then nothing has changed.
    """
    if not (knooppunt / "jetstream").is_dir():
        raise GeenOpslag(
            f"In {knooppunt} staat geen opslag van NATS. Geef dit bevel op de machine van het knooppunt, "
            "met de map waarin zijn `jetstream` staat achter --knooppunt."
        )
    opzij: Path | None = None
    for bron in bestanden_van(stroom, knooppunt):
        opzij = knooppunt / "opzij" / f"{stroom}-{nu:%Y%m%dT%H%M%S%f}"
        shutil.copytree(bron, opzij)
    if not await delete_stream(nc, stroom):
        # a stream that the server could not load is not its to remove
        for bron in bestanden_van(stroom, knooppunt):
            shutil.rmtree(bron)
    return opzij


def bestanden_van(stroom: str, knooppunt: Path) -> list[Path]:
    """The folders of a stream in a node's folder, one per account; it looks into no stream, for those come and go."""
    return sorted((knooppunt / "jetstream").glob(f"*/*/streams/{stroom}"))
