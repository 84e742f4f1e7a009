"""Sheets -> tables: where they stand, what their headers mean, which rows are records."""
