"""The only place that knows a terminal."""
