"""What the site needs of Sphinx beyond what Sphinx has."""
