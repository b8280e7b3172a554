"""What trajecten may decide about a dossier, and about a satisfaction question: pure functions over events.

Except of a held session, which carries its own moment, the time of a command is now: whoever registers late gives the
commands in the order in which things happened.
"""
