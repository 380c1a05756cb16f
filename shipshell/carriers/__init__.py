"""Carriers: who takes the parcels. UPS over its REST interface, behind one protocol."""
