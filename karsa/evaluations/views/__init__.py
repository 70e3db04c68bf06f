"""Pages of evaluation: thin, one service call at most."""
