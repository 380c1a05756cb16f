"""The values that every floor speaks of: addresses, packages, shipments, money, events and errors."""
