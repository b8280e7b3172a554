"""A stream of its own for one test."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Stream:
    """Its name, and the first token of its subjects."""

    name: str
    prefix: str

    def config(self) -> dict[str, Any]:
        """The settings of a log: append-only, atomic batches, direct reads."""
        return {
            "name": self.name,
            "subjects": [f"{self.prefix}.>"],
            "storage": "file",
            "allow_direct": True,
            "allow_atomic": True,
            "deny_delete": True,
            "deny_purge": True,
        }
