"""The text of cells -> values."""
