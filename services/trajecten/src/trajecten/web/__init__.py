"""The pages of trajecten: they show what others decided and derived, and pass on what is filled in."""
