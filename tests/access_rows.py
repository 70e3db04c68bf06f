"""The rows the access table speaks of: each makes one thing of Rina's and returns its key."""
