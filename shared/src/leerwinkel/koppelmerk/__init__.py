"""Keyed marks by which the linking service may find that clients of two regions are one person, and never who.

A region makes them under a key that all regions share and the VOL does not have, and sends them over the line to the
linking service. They are on no log: a log cannot forget.
"""
