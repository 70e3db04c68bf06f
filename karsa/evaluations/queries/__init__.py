"""What the pages of evaluation read."""
