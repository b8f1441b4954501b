"""The languages by their codes."""

from .chinese import CHINESE
from .english import ENGLISH
from .european import FRENCH, GERMAN

LANGUAGES = {language.code: language for language in (ENGLISH, CHINESE, GERMAN, FRENCH)}
