"""Text with its file, line and column; nothing is interpreted yet."""
