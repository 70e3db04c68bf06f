"""What the region's people deliver, measure and say, by kind of work."""
