"""Benchmarks: each a ratio against the bare thing, measured in the same run (`make bench`)."""
