"""Amazon's own definitions of what Alexa accepts, as strict JSON schemas to hold our JSON against.

Interaction models and manifests: the Swagger file of the Skill Management API in npm's ask-smapi-model.
Responses: the TypeScript types of npm's ask-sdk-model. `make setup` installs both in tests/peers.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError, relevance

Json = dict[str, object]

PEERS = Path(__file__).parent / "peers"
MODULES = PEERS / "node_modules"
BUILT_IN_TYPE = re.compile(r"AMAZON\.\w+")
SLOT_IN_SAMPLE = re.compile(r"\{([^}]*)\}")


def interaction_model_faults(model: Json) -> list[str]:
    """What Amazon would refuse in an interaction model: its shape, and the names inside that must agree."""
    shape = _faults(_skill_management_schema("v1.skill.interactionModel.InteractionModelData"), model)
    return shape or sorted(_name_faults(model["interactionModel"]["languageModel"]))


def manifest_faults(manifest: Json) -> list[str]:
    """What Amazon would refuse in a skill manifest (skill.json)."""
    shape = _faults(_skill_management_schema("v1.skill.Manifest.SkillManifestEnvelope"), manifest)
    # Amazon's definition has every part optional; a package without these cannot be deployed.
    missing = {"publishingInformation", "apis", "privacyAndCompliance"} - set(manifest.get("manifest", {}))
    return shape + [f"manifest: {part} is missing" for part in sorted(missing)]


def response_faults(response: Json) -> list[str]:
    """What Amazon's types do not allow in a response envelope."""
    return _faults(_response_schema(), response)


def peer(name: str) -> Path:
    """The path of an installed npm package or program (`.bin/tsc`); fails where `make setup` has not run."""
    path = MODULES / name
    if not path.exists():
        raise AssertionError(f"tests/peers/node_modules/{name} is missing: run `make setup` (it needs npm)")
    return path


def _name_faults(language: Json) -> Iterator[str]:
    """Slot types nowhere defined, samples with slots nowhere declared, and names given twice."""
    types = [slot_type["name"] for slot_type in language.get("types", [])]
    intents = [intent["name"] for intent in language["intents"]]
    for kind, names in (("intent", intents), ("type", types)):
        yield from (f"{kind} {name} is defined twice" for name in set(names) if names.count(name) > 1)
    for intent in language["intents"]:
        slots = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for slot, slot_type in slots.items():
            if slot_type not in types and not BUILT_IN_TYPE.fullmatch(slot_type):
                yield f"{intent['name']}: slot {slot} has the undefined type {slot_type}"
        for sample in intent.get("samples", []):
            for slot in set(SLOT_IN_SAMPLE.findall(sample)) - set(slots):
                yield f"{intent['name']}: sample '{sample}' names the undeclared slot {slot}"


def _faults(validator: Draft7Validator, value: Json) -> list[str]:
    return sorted(_line(error) for error in validator.iter_errors(value))


def _line(error: ValidationError) -> str:
    while error.context:
        error = max(error.context, key=relevance)
    return f"{'.'.join(map(str, error.absolute_path)) or 'the whole'}: {error.message[:200]}"


@cache
def _skill_management_schema(name: str) -> Draft7Validator:
    swagger = json.loads(peer("ask-smapi-model/spec.json").read_text("utf-8"))["definitions"]
    definitions = {key: _from_swagger(key, swagger) for key in swagger}
    return Draft7Validator({"definitions": definitions, "$ref": f"#/definitions/{name}"})


def _from_swagger(name: str, swagger: Json) -> Json:
    """One Swagger 2.0 definition as JSON schema: inheritance flattened, discriminators followed."""
    definition = swagger[name]
    if tag := definition.get("discriminator"):
        subtypes = {
            other["x-discriminator-value"]: f"#/definitions/{key}"
            for key, other in swagger.items()
            if {"$ref": f"#/definitions/{name}"} in other.get("allOf", [])
        }
        return _tagged_union(tag, subtypes)
    return _strict(_flattened(definition, swagger))


def _flattened(definition: Json, swagger: Json) -> Json:
    """A definition with the properties of those it extends."""
    if "allOf" not in definition:
        return definition
    properties, required = {}, set()
    for part in definition["allOf"]:
        base = swagger[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
        base = _flattened(base, swagger)
        properties |= base.get("properties", {})
        required |= set(base.get("required", []))
    return {"type": "object", "properties": properties, "required": sorted(required)}


def _strict(schema: object) -> object:
    """The same schema, with no property allowed that it does not name."""
    if isinstance(schema, list):
        return [_strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _strict(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema["properties"]:
        closed.setdefault("additionalProperties", False)
    return closed


def _tagged_union(tag: str, subtypes: dict[str, str]) -> Json:
    """An object whose property `tag` says which schema it follows: faults are told of that one alone."""
    choices = [
        {"if": {"required": [tag], "properties": {tag: {"const": value}}}, "then": {"$ref": reference}}
        for value, reference in subtypes.items()
    ]
    tagged = {"type": "object", "required": [tag], "properties": {tag: {"enum": sorted(subtypes)}}}
    return tagged | {"allOf": choices}


@cache
def _response_schema() -> Draft7Validator:
    # npm clears its modules folder, this file with it, whenever the locked versions change.
    kept = MODULES / ".cache" / "response-envelope.json"
    if not kept.exists():
        schema = _schema_of_type("ResponseEnvelope")
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(schema, "utf-8")
    schema = json.loads(kept.read_text("utf-8"))
    definitions = schema["definitions"]
    schema["definitions"] = {key: _by_type(value, definitions) for key, value in definitions.items()}
    return Draft7Validator(schema)


def _schema_of_type(name: str) -> str:
    """The JSON schema of one of the SDK's TypeScript types, as text."""
    types = peer("ask-sdk-model/index.d.ts")
    generator = peer("ts-json-schema-generator/bin/ts-json-schema-generator.js")
    options = ["--path", types, "--type", name, "--no-type-check", "--jsDoc", "none"]
    return subprocess.run(["node", generator, *options], check=True, capture_output=True, text=True).stdout


def _by_type(definition: Json, definitions: Json) -> Json:
    """A choice between types that each name themselves, as a tagged union; any other definition unchanged."""
    references = [option.get("$ref") for option in definition.get("anyOf", [])]
    options = [definitions[reference.rpartition("/")[2]] for reference in references if reference]
    tags = [option.get("properties", {}).get("type", {}).get("const") for option in options]
    if not tags or None in tags:
        return definition
    return _tagged_union("type", dict(zip(tags, references, strict=True)))
