"""Every setting there is: its key in the settings file, its variable, its kind and what it does."""

from __future__ import annotations

from probatum.composition.unsupported import Unsupported
from probatum.language_model.model_settings import AZURE_VERSION, ProviderName
from probatum.settings.kind import (
    ADDRESS,
    COMPOSER,
    COUNTRY,
    NUMBER,
    OPENNESS,
    PATH,
    POLICY,
    PRICE,
    PROVIDER,
    RECOGNISER,
    SWITCH,
    TEXT,
    UNDERSTANDING,
    UNSUPPORTED,
)
from probatum.settings.known_reports import REPORTS
from probatum.settings.known_sources import SOURCES
from probatum.settings.setting import Setting

SETTINGS = (
    Setting(
        "library.folder",
        "PROBATUM_LIBRARY",
        PATH,
        "Folder of your library. Without it, one in your data folder.",
        '"/srv/probatum/library"',
    ),
    Setting(
        "library.reranker",
        "PROBATUM_RERANKER",
        PATH,
        "Folder of a cross-encoder of yours (`model.onnx`, `tokenizer.json`), which looks again at "
        "the first passages that `library search` finds; with the extra `dense`.",
        '"/srv/models/cross-encoder"',
    ),
    Setting(
        "answers.jurisdiction",
        "PROBATUM_JURISDICTION",
        COUNTRY,
        "The country you practise in: its guidelines outrank those of others.",
        '"GB"',
    ),
    Setting(
        "answers.composer",
        "PROBATUM_COMPOSER",
        COMPOSER,
        "Who writes answers, also on the page: `quoting`, or `writing`, which lets your language "
        "model edit quotes and reword for trainees and patients, each sentence checked.",
        '"quoting"',
        "quoting",
    ),
    Setting(
        "answers.understanding",
        "PROBATUM_UNDERSTANDING",
        UNDERSTANDING,
        "Who reads questions: `rules`, or `model`, where your language model reads them too. The "
        "rules stand; what the model reads besides is searched for or shown. Your question is then "
        "sent to it, by `privacy.model`.",
        '"rules"',
        "rules",
    ),
    Setting(
        "answers.unsupported",
        "PROBATUM_UNSUPPORTED",
        UNSUPPORTED,
        "What is shown where a language model wrote, twice, what its quote does not support: the "
        "`quote`; the quote and the sentence, `labelled` as general medical knowledge, if it only "
        "orders the quote's words anew; or both `left out`, and listed as such.",
        '"quote"',
        Unsupported.QUOTE,
    ),
    Setting(
        "board.records",
        "PROBATUM_RECORDS",
        TEXT,
        "Database of articles, people and the audit log: `postgresql+psycopg://…` or "
        "`sqlite:///…`. Without it, a file in the folder of your library.",
        '"postgresql+psycopg://probatum@db.example.org/probatum"',
        secret=True,
    ),
    Setting(
        "board.me",
        "PROBATUM_ME",
        TEXT,
        "Who you are on the board, as `people list` shows; `--as` comes before it.",
        '"jane.doe"',
    ),
    *REPORTS,
    Setting(
        "page.address",
        "PROBATUM_ADDRESS",
        ADDRESS,
        "Where people open the page, when a proxy stands before it. Links of invitations, of the "
        "feed and of articles lead there.",
        '"https://answers.example.org"',
    ),
    Setting(
        "page.open_to_all",
        "PROBATUM_OPEN_TO_ALL",
        OPENNESS,
        "What may be done on the page without signing in: `ask`, `read` answers, read `articles`, "
        "or `nothing`. Without it: `ask` as long as only this machine reaches the page and nobody "
        "was invited, else `articles`.",
        '"read"',
    ),
    Setting(
        "page.idle_minutes",
        "PROBATUM_IDLE_MINUTES",
        NUMBER,
        "Minutes unused after which one must sign in again.",
        "60",
        60.0,
    ),
    Setting(
        "page.longest_hours",
        "PROBATUM_LONGEST_HOURS",
        NUMBER,
        "Hours after which one must sign in again in any case.",
        "12",
        12.0,
    ),
    Setting(
        "openid.issuer",
        "PROBATUM_OPENID_ISSUER",
        ADDRESS,
        "Address of the OpenID Connect provider with which people may sign in on the page; with "
        "the extra `openid`. It leads people back to `/sign-in/provider/back` at `page.address`.",
        '"https://login.example.org/realms/hospital"',
    ),
    Setting(
        "openid.client",
        "PROBATUM_OPENID_CLIENT",
        TEXT,
        "The name under which the provider knows this server.",
        '"probatum"',
    ),
    Setting(
        "openid.secret", "PROBATUM_OPENID_SECRET", TEXT, "Its secret there.", '"…"', secret=True
    ),
    Setting(
        "openid.secret_file",
        "PROBATUM_OPENID_SECRET_FILE",
        PATH,
        "A file that holds its secret there and nothing else.",
        '"~/.secrets/openid"',
    ),
    Setting(
        "openid.name",
        "PROBATUM_OPENID_NAME",
        TEXT,
        "What the button calls the provider.",
        '"St. Elsewhere"',
        "your organisation",
    ),
    Setting(
        "privacy.services",
        "PROBATUM_PRIVACY_SERVICES",
        POLICY,
        "What is done with identifiers of people in text for a service: `block`, `remove`, `ask` "
        "or `allow`. Without it, they are removed, and stay for a service on this machine.",
        '"remove"',
    ),
    Setting(
        "privacy.model",
        "PROBATUM_PRIVACY_MODEL",
        POLICY,
        "The same for text that goes to a language model.",
        '"block"',
    ),
    Setting(
        "privacy.recogniser",
        "PROBATUM_PRIVACY_RECOGNISER",
        RECOGNISER,
        "What finds identifiers: `rules`, or `presidio`, which adds numbers of many countries by "
        "their check digits to them; with the extra `presidio`.",
        '"rules"',
        "rules",
    ),
    Setting(
        "privacy.names_model",
        "PROBATUM_PRIVACY_NAMES_MODEL",
        TEXT,
        "A spaCy model that is installed, by which Presidio finds names too, and now and then a "
        "word of medicine.",
        '"en_core_web_lg"',
    ),
    Setting(
        "model.provider",
        "PROBATUM_MODEL_PROVIDER",
        PROVIDER,
        "Who serves the model: any server that is compatible with OpenAI's (vLLM, Ollama, "
        "llama.cpp, LM Studio), or OpenAI, Azure OpenAI, Anthropic or Google, each with the extra "
        "of that name (Azure: `probatum[openai]`).",
        '"compatible"',
        ProviderName.COMPATIBLE,
    ),
    Setting(
        "model.address",
        "PROBATUM_MODEL_ADDRESS",
        ADDRESS,
        "Address of the model's server; of a compatible one that above `/chat/completions`. "
        "OpenAI, Anthropic and Google need none. Nothing else is contacted.",
        '"http://127.0.0.1:8080/v1"',
    ),
    Setting(
        "model.name",
        "PROBATUM_MODEL_NAME",
        TEXT,
        "Name of the model, as its server knows it; on Azure, of the deployment.",
        '"default"',
        "default",
    ),
    Setting(
        "model.remote",
        "PROBATUM_MODEL_REMOTE",
        SWITCH,
        "Whether the model may be on another machine, to which quotes are then sent.",
        "true",
        False,
    ),
    Setting("model.key", "PROBATUM_MODEL_KEY", TEXT, "Your API key of it.", '"…"', secret=True),
    Setting(
        "model.key_file",
        "PROBATUM_MODEL_KEY_FILE",
        PATH,
        "A file that holds your API key of it and nothing else.",
        '"~/.secrets/model-key"',
    ),
    Setting(
        "model.api_version",
        "PROBATUM_MODEL_API_VERSION",
        TEXT,
        "Version of the interface of Azure OpenAI.",
        f'"{AZURE_VERSION}"',
        AZURE_VERSION,
    ),
    Setting(
        "model.timeout",
        "PROBATUM_MODEL_TIMEOUT",
        NUMBER,
        "Seconds to wait for one answer of the model, all in all.",
        "60",
        60.0,
    ),
    Setting(
        "model.tokens_per_answer",
        "PROBATUM_MODEL_TOKENS_PER_ANSWER",
        NUMBER,
        "Tokens that the model may write at once, its thoughts included.",
        "4000",
        4000.0,
    ),
    Setting(
        "model.quotes_at_once",
        "PROBATUM_MODEL_QUOTES_AT_ONCE",
        NUMBER,
        "Quotes sent in one request. A small model does best with one.",
        "1",
        8.0,
    ),
    Setting(
        "model.tokens_per_question",
        "PROBATUM_MODEL_TOKENS_PER_QUESTION",
        NUMBER,
        "Tokens that one question may cost; then the quotes stand.",
        "30000",
        30_000.0,
    ),
    Setting(
        "model.tokens_per_day",
        "PROBATUM_MODEL_TOKENS_PER_DAY",
        NUMBER,
        "Tokens that one day may cost.",
        "1000000",
        1_000_000.0,
    ),
    Setting(
        "model.price_sent",
        "PROBATUM_MODEL_PRICE_SENT",
        PRICE,
        "Price of a million tokens that are sent. Without both prices the cost is unknown.",
        "3.0",
    ),
    Setting(
        "model.price_written",
        "PROBATUM_MODEL_PRICE_WRITTEN",
        PRICE,
        "Price of a million tokens that the model writes.",
        "15.0",
    ),
    Setting(
        "model.currency",
        "PROBATUM_MODEL_CURRENCY",
        TEXT,
        "Currency of the prices.",
        '"USD"',
        "USD",
    ),
    *SOURCES,
)
