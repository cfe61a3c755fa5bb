"""Names in a tokenized text: candidates, evidence of their kind, decisions. No parse, no part-of-speech tags."""
