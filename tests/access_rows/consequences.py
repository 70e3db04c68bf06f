"""Rewards, improvement, discipline and allowance of Rina."""
