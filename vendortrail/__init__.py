"""The audit trail and timeline of a company's dealings with its outsourcing vendors."""

__version__ = "0.1.0"
