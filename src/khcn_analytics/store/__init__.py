"""Workspaces: where validated data lives."""
