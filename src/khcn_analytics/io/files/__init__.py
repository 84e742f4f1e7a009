"""A file -> its sheets as text, whatever kind of file it is."""
