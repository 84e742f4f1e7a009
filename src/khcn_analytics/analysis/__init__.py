"""Where stored data meet formulas: values, changes, explanations, reconciliation and law of a workspace."""
