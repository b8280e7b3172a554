"""Intake of the VOL: from the hub's copy of every region's log into the event table, or whole into quarantine."""
