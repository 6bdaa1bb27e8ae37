"""A Document in a format that other programs read; one module a format."""
