"""Uniform registration: what was recorded everywhere, as tables that every figure reads. One SQL file per table."""
