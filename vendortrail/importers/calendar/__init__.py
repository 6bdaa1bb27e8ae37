"""Calendars (iCalendar, RFC 5545) as meetings with a vendor."""

from vendortrail.importers.calendar.source import CalendarSource

__all__ = ["CalendarSource"]
