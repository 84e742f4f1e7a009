"""Indicators: cards that say what is counted, a few general measures, and the engine."""
