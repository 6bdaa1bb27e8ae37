"""What is brought to a negotiation: papers made of a vendor's history, as Documents."""
