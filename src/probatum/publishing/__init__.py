"""An answer as text, Markdown, HTML or JSON."""
