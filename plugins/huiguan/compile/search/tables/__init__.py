"""Tables of characters: traditional to simplified, and sounds."""
