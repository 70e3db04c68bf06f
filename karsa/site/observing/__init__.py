"""What an operator sees of a running Karsa: its log, its figures, and what is unsafe about it."""
