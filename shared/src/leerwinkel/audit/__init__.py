"""A log that proves itself: Merkle trees, signed notes, checkpoints, tiles and receipts. Pure functions over bytes.

The formats are those of RFC 9162 and of C2SP, so that anybody's programs verify what we sign.
"""

from leerwinkel.audit.checkpoint import Checkpoint
from leerwinkel.audit.merkle import (
    Frontier,
    NotProven,
    consistency,
    entry,
    inclusion,
    leaf_hash,
    read_entry,
    verify_consistency,
    verify_inclusion,
)
from leerwinkel.audit.note import BadNote, Note, Signer, Verifier
from leerwinkel.audit.receipt import Receipt

__all__ = [
    "BadNote",
    "Checkpoint",
    "Frontier",
    "NotProven",
    "Note",
    "Receipt",
    "Signer",
    "Verifier",
    "consistency",
    "entry",
    "inclusion",
    "leaf_hash",
    "read_entry",
    "verify_consistency",
    "verify_inclusion",
]
