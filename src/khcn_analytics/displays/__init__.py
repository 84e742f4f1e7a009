"""How values show themselves in a notebook: said once as data, drawn as HTML or written as text."""
