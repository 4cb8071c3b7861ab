"""What the owner set: by the call, the environment, the settings file, or not at all."""

from probatum.settings.assembled import Settings, settings

__all__ = ["Settings", "settings"]
