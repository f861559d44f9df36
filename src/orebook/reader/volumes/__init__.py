"""Quantities of the industry as a text states them: output, rates, stocks, trade, quotas, orders."""
