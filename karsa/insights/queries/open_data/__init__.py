"""Open data: which sets there are, their rows, their files, and the catalogue of them."""
