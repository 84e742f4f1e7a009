"""What changed between periods, and what must not be compared."""
