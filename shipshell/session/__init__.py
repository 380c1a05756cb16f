"""The conversation: mode, pending preview, running job, and what is answered to a line."""
