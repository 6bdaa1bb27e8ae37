"""Open contracting data (OCDS 1.0 and 1.1): releases into records."""
