"""The kernel: an append-only log with boundaries, on JetStream or in memory, and how it is read."""

from leerwinkel.eventsourcing.group_commit import GroupCommit
from leerwinkel.eventsourcing.jetstream import JetStreamLog
from leerwinkel.eventsourcing.log import Append, Conflict, Gap, Log, NewEvent, StoredEvent, Unavailable
from leerwinkel.eventsourcing.memory import MemoryLog

__all__ = [
    "Append",
    "Conflict",
    "Gap",
    "GroupCommit",
    "JetStreamLog",
    "Log",
    "MemoryLog",
    "NewEvent",
    "StoredEvent",
    "Unavailable",
]
