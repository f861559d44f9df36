"""Charts as inline SVG: drawn from figures, readable in print, without colour and without a network.

A chart's marks are figures with their evidence. The marks of its axes are a scale, not statements.
"""
