"""What an auditor does: proves that the history is unaltered, replays it, and computes every figure again."""
