"""Telling the owner that evidence changed: by e-mail and by webhook, where they were configured."""
