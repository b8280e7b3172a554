"""What may happen at the first contact: commands, states, and the rules of the blueprint. No input or output."""
