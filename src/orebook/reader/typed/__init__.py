"""Market communication typed in: a line or a sheet of bids, offers and deals, each word with its characters.

What is typed is kept as a document of the format `typed`, with who entered it and for whom; it is never read
as prose. `figures` reads numbers, `lines` a line, `sheets` a sheet, `replaced` what a correction says.
"""
