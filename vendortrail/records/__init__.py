"""Every kind of record, validated and frozen; nothing here knows where records are kept."""
