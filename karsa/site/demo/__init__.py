"""The demo: the sample region with a believable year of our own data."""
