"""The served dashboard: choices, parts that follow them, pages of parts, and the two apps that serve them."""
