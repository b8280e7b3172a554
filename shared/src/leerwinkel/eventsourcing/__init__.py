"""The kernel: an append-only log with boundaries, on JetStream or in memory; how to read it and how to decide on it."""

from leerwinkel.eventsourcing.decider import Decided, Decider, Occasion, Refusal, execute
from leerwinkel.eventsourcing.group_commit import GroupCommit
from leerwinkel.eventsourcing.jetstream import JetStreamLog
from leerwinkel.eventsourcing.log import Append, Conflict, Gap, Log, NewEvent, StoredEvent, Unavailable
from leerwinkel.eventsourcing.memory import MemoryLog

__all__ = [
    "Append",
    "Conflict",
    "Decided",
    "Decider",
    "Gap",
    "GroupCommit",
    "JetStreamLog",
    "Log",
    "MemoryLog",
    "NewEvent",
    "Occasion",
    "Refusal",
    "StoredEvent",
    "Unavailable",
    "execute",
]
