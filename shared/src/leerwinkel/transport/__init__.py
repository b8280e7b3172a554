"""Round nats-py: short ways where its own are too long for our figures, and defects mended from outside.

Each names the version it was made for; conformance tests hold it beside nats-py's own way (ADR 11).
"""
