"""Rules of law as dated data, and what records say about keeping them."""
