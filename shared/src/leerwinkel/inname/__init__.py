"""The door of a region: one validation for imports and other systems, and an answer for every event."""
