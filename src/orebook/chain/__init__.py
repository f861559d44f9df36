"""Costs along the chain: where a link earns, loses, or is upside down."""
