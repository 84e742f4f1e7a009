"""The pages of the reference that follow from the code; ``docs/generate.py`` writes them."""
