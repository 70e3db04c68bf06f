"""Kills, and what is left after them."""
