"""Signals of policy: proposed by bundling and by detection, confirmed and followed up by people, as events of the VOL.

What proposes and what decides are pure functions; `bronnen` reads, `vastleggen` appends.
"""
