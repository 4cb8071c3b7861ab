"""Pure values: question, document, passage, citation, claim, verdict, answer. No I/O."""
