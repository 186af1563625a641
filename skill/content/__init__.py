"""Reads and checks the content folder: TOML files in, the core's types and a language's words out."""

from skill.content.model import Content as Content
from skill.content.model import Intent as Intent
from skill.content.model import Language as Language
from skill.content.model import Locale as Locale
from skill.content.model import SlotValue as SlotValue
