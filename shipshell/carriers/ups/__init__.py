"""UPS over its REST interface: HTTP client, JSON forms, and the carrier made of both."""
