"""From bytes to facts: what a report states, with the characters it came from, or an honest refusal."""
