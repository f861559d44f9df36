"""Evidence nobody can quietly change: append-only tables on two clocks."""
