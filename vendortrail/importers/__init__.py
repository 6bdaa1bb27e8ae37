"""Files that others made, read into records; nothing here knows where records are kept."""
