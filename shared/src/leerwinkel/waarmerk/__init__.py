"""What a log gives out to be trusted: its checkpoints, its tiles and its keys; and the signer that makes them."""
