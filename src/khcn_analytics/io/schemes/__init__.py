"""Schemes of scores in files: TOML, workbooks, and the tables that departments have."""
