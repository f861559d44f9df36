"""Who is firm, who is yielding, and which links are stuck; from phrases, never from text."""
