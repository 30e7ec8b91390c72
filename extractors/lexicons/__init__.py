"""Data files only: names the world uses, one row a name."""
