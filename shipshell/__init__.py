"""A conversational shell that ships a batch of parcels and never buys one twice."""

__version__ = "0.1.0"
