"""Where stored data meet formulas: values, changes, causes, estimates, explanations, charts and law of a workspace."""
