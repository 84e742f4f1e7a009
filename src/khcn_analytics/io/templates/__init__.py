"""Workbooks to fill in, and records written under their headers."""
