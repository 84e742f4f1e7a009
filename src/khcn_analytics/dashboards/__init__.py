"""The served dashboard: filters (state), store (frames), views (panes) and pages."""
