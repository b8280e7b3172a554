"""Invented clients of the leerwinkels, made by the commands of their services."""
