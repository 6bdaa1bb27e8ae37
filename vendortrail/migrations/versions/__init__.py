"""One module a revision; the newest one's number is ``vendortrail.trail_file.SCHEMA``."""
