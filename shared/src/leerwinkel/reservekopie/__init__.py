"""Back-ups: of the log and the tables that are data, of the kluis, and of the keys, each in a place of its own.

A back-up of the kluis is worth nothing without one of the keys, and neither lives longer than 30 days (ADR 30).
"""
