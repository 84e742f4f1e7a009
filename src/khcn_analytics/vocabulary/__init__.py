"""Words: labels in both languages, units, code lists, and how text and numbers are written."""
