"""From quotes to a low, a high and a mid, by a published method."""
