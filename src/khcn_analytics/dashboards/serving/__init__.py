"""Two servers: the leaders' dashboard and the planner's studio, who may come in, and data that stay fresh."""

import sys

# Altair checks charts with jsonschema, which makes a parser of international addresses at its import,
# a fifth of the time until a server is ready; no chart holds such an address. Its widgets for notebooks load half of
# IPython. None: not to be found.
for each in ("rfc3987_syntax", "anywidget"):
    sys.modules.setdefault(each, None)  # type: ignore[arg-type]
