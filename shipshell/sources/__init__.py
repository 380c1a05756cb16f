"""Sources: where the orders stand, and where the tracking numbers go."""
