"""Which provider speaks with the model that the settings name; libraries are loaded only then."""

from __future__ import annotations

from probatum.errors import UsageError
from probatum.language_model.model_settings import ModelSettings, ProviderName
from probatum.language_model.openai_compatible import OpenAICompatible
from probatum.language_model.provider import Provider


def provider(settings: ModelSettings) -> Provider:
    """Who serves the model. Raises `UsageError` where the extra of its library is missing."""
    if settings.provider is ProviderName.COMPATIBLE:
        return OpenAICompatible(settings)
    if settings.address is None:
        raise UsageError(f"model.provider is {settings.provider}; set model.address too")
    try:
        if settings.provider is ProviderName.ANTHROPIC:
            from probatum.language_model.anthropic_messages import AnthropicProvider

            return AnthropicProvider(settings)
        if settings.provider is ProviderName.GOOGLE:
            from probatum.language_model.google_gemini import GoogleProvider

            return GoogleProvider(settings)
        from probatum.language_model.openai_and_azure import OpenAIProvider

        return OpenAIProvider(settings)
    except ImportError as error:
        azure = settings.provider is ProviderName.AZURE
        extra = ProviderName.OPENAI if azure else settings.provider
        raise UsageError(
            f"model.provider {settings.provider} needs the extra {extra}: "
            f"pip install 'probatum[{extra}]'"
        ) from error
