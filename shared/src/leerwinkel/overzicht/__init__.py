"""The whole system on one screen: what runs, how far everything is, and what needs attention. Works with parts down."""
