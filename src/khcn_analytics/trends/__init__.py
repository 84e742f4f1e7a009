"""What changed between periods and why, whether it is a trend, what the year will end with, and what must not be compared."""
