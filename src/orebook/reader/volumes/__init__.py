"""Quantities of the industry as a text states them: output, operating rates, stocks, trade, quotas, orders."""
