"""Datasets and result frames: the single source of truth for columns, types, words and rules."""
