"""Unit and employee files as a region has them, read row by row; nothing is half imported."""
