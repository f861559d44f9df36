"""The façade a user opens; it fetches, calls and passes on, and never computes."""
