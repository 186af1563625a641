"""Makes Amazon's interaction models from the content: one JSON file a locale, the same for the same content."""

import json
from pathlib import Path

from skill.content import Content, Intent, Language, Locale, SlotValue

FALLBACK_SENSITIVITY = "MEDIUM"
"""How readily Alexa sends unrelated speech to the fallback (platform sheet 4.1); LOW is its default."""

INDENT = 0
"""One value a line, so that a diff can be read; no deeper: white space counts in the 1.5 MB of a model."""


def build_models(content: Content) -> dict[str, dict[str, object]]:
    """The interaction model of every locale, in Amazon's JSON shape (platform sheet 4.3)."""
    return {
        locale.code: _model(content, language, locale)
        for language in content.languages.values()
        for locale in language.locales.values()
    }


def write_models(content: Content, folder: Path) -> None:
    """Write `<locale>.json` for every locale, and remove the models of locales no longer served."""
    texts = _texts(content)
    folder.mkdir(parents=True, exist_ok=True)
    for name in _names(folder) - texts.keys():
        (folder / name).unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def stale_models(content: Content, folder: Path) -> list[str]:
    """Names of the files in the folder that are missing, differ from the content, or should not be there."""
    texts = _texts(content)
    names = sorted(texts.keys() | _names(folder))
    return [name for name in names if texts.get(name) != _read(folder / name)]


def _texts(content: Content) -> dict[str, str]:
    return {
        f"{code}.json": json.dumps(model, indent=INDENT, ensure_ascii=False) + "\n"
        for code, model in build_models(content).items()
    }


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.json")}


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _model(content: Content, language: Language, locale: Locale) -> dict[str, object]:
    intents = [_intent(intent, language, locale) for intent in content.intents.values()]
    language_model = {
        "invocationName": locale.invocation_name,
        "intents": intents,
        "types": [_type(name, language.slot_types[name], locale) for name in _type_names(content)],
        "modelConfiguration": {"fallbackIntentSensitivity": {"level": FALLBACK_SENSITIVITY}},
    }
    return {"interactionModel": {"languageModel": language_model}, "version": "1"}


def _intent(intent: Intent, language: Language, locale: Locale) -> dict[str, object]:
    samples = [_in_place(sample, locale) for sample in language.utterances.get(intent.name, ())]
    entry: dict[str, object] = {"name": intent.name}
    if intent.slots:
        entry["slots"] = [{"name": slot.name, "type": slot.type} for slot in intent.slots]
    return entry | {"samples": _once(samples)}


def _type(name: str, values: tuple[SlotValue, ...], locale: Locale) -> dict[str, object]:
    return {"name": name, "values": [_value(value, locale) for value in values]}


def _value(value: SlotValue, locale: Locale) -> dict[str, object]:
    name = _in_place(value.name, locale)
    synonyms = [_in_place(synonym, locale) for synonym in value.synonyms]
    # Amazon wants one synonym at least.
    return {
        "id": value.id,
        "name": {"value": name, "synonyms": [s for s in _once(synonyms) if s != name] or [name]},
    }


def _type_names(content: Content) -> list[str]:
    """The custom slot types in use; the built-in ones need no values."""
    types = (slot.type for intent in content.intents.values() for slot in intent.slots)
    return _once([type_ for type_ in types if not type_.startswith("AMAZON.")])


def _in_place(text: str, locale: Locale) -> str:
    """The text with the locale's own words; slots stay."""
    for term, word in locale.terms.items():
        text = text.replace(f"{{{term}}}", word)
    return text


def _once(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(texts))
