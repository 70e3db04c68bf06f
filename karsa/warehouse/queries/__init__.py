"""What leaves the house: each table's rows of an agency and month, in batches."""
