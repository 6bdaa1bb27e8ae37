"""Agreements as open contracting data (OCDS 1.1)."""
