"""What `doctor` looks at. Every check tells what it finds, and mends nothing."""
