"""Tests of quick notes."""
