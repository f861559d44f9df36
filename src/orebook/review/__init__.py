"""The weekly review: a plan, its charts, its words, and a citation behind every figure."""
