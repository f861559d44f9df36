"""Every format a report comes in, made into text that knows where it stood."""
