"""The only place that reads files: tables, headers, cells, and the checks on what was read."""
