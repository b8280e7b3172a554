"""The linking service: a process of its own, with a key and a table of its own, that only proposes.

It holds marks of which it cannot know whose they are, and reads no events. Nobody else at the VOL reads its table.
"""
