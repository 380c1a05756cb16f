"""From a table of text to a batch that can be approved: mapping, filters, validation, limits, preview."""
