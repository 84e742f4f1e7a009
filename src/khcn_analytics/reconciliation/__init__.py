"""Printed figures set against each other and against the records."""
