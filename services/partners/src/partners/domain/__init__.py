"""What the partners service decides: one module per aggregate, and the sentences of its refusals."""
