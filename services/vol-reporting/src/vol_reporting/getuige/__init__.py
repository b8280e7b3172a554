"""The witness: it cosigns the checkpoints of every log, and only those that the VOL's own copy gives too (ADR 26).

A process of its own, apart from figures and pages: it reads the hub's streams itself, and knows no storage.
"""
