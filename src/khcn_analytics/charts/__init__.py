"""Result frames -> Altair charts. Charts draw what they are given and compute nothing."""
