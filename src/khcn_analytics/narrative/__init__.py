"""Changes told in sentences: what moved most, where it came from, what can't be compared."""
