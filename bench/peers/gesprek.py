"""What the bench and a peer say to each other: a line with the work, a line with the seconds that it took.

Runs in the environment of the peers, without the project.
"""

import json
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

EVENTS = 30
"""How long a dossier is before it is decided on: a start, three sessions, and contacts."""
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ENVELOPE: dict[str, Any] = {
    "source": "urn:leerwinkel:gent:trajecten",
    "happened_at": NOW,
    "recorded_at": NOW,
    "medewerker": "m7",
    "correlatie": "formulier-12",
}
START = {"begeleider": "b1", "instemming": True}
SESSIE = {"soort": "intake", "vorm": "fysiek", "duur_minuten": 60, "begeleider": "b1"}
CONTACT = {"medium": "sms", "richting": "in"}

Work = Callable[[int], Awaitable[None]]


async def converse(about: str, works: dict[str, Work], prepare: dict[str, Work]) -> None:
    """Do work until there is no more; only the work itself is timed."""
    _say({"about": about})
    for line in sys.stdin:
        asked = json.loads(line)
        await prepare[asked["work"]](asked["times"])
        begin = time.perf_counter()
        await works[asked["work"]](asked["times"])
        _say({"seconds": time.perf_counter() - begin})


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()
