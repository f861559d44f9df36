"""What each source's licence lets leave the house. It fails closed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from orebook.errors import BadArgumentError, nearest
from orebook.facts import Refusal
from orebook.terms import Method, Source


@dataclass(frozen=True, slots=True)
class _Standing:
    """A source that was used: what to call it, and the licence it counts as having."""

    name: str | None
    known_as: str
    licence: str
    stated: bool  # whether somebody said so
    address: str | None
    may: tuple[str, ...]


def gate(
    sources: Mapping[str, Source], used: Collection[str | None], use: str, method: Method
) -> tuple[Refusal, ...]:
    """Say which sources may not be used this way, and what to do about each; nothing said means go.

    Methods publish/1 and publish/2, rules P1 to P3: which use each licence permits is in the method file; a
    source that lists its uses itself (`may`) is taken at its word. A source that is not in `sources`, or was
    never named (None), counts as of unknown licence.

    Args:
        sources: the catalogue's sources by id; an alias of one finds it too.
        used: ids of the sources whose figures are to be used, in any order.
        use: store, derive, display, export or publish.
        method: publish/2, or publish/1, which knows the last three.

    Raises:
        BadArgumentError: for a use the method does not know.

    >>> from orebook.testing import method
    >>> smm = Source(id="smm", name="SMM", address="https://www.metal.com", licence="cite-only")
    >>> gate({"smm": smm}, ["smm"], "publish", method("publish/1"))
    ()
    >>> [refusal] = gate({"smm": smm}, ["smm"], "export", method("publish/1"))
    >>> print(refusal.rule, refusal.message)
    P1 Source "smm" (SMM) is cite-only: display and publish are permitted, export is not. Leave its figures
    out, or put the licence you were granted into sources.toml.
    """
    uses = method.parameters["uses"]
    if use not in uses:
        raise BadArgumentError(f'"{use}" is not a use.{nearest(use, uses)} Uses are: {", ".join(uses)}.')
    found = [_refuse(_standing(sources, name, method), use, method) for name in ordered(used)]
    return tuple(refusal for refusal in found if refusal is not None)


def ordered(used: Iterable[str | None]) -> list[str | None]:
    """Each source once, by name, the unnamed last.

    >>> ordered(["smm", None, "argus", "smm"])
    ['argus', 'smm', None]
    """
    return sorted(set(used), key=lambda name: (name is None, name or ""))


def _standing(sources: Mapping[str, Source], name: str | None, method: Method) -> _Standing:
    """What is known of a source and its licence. Rule P2: what nobody said is unknown."""
    unsaid, permits = method.parameters["unsaid"], method.parameters["permits"]

    def unknown(known_as: str, address: str | None = None) -> _Standing:
        return _Standing(name, known_as, unsaid, False, address, tuple(permits[unsaid]))

    if name is None:
        return unknown("Some figures come from a source nobody named")
    source = _find(sources, name)
    if source is None:
        guess = nearest(name, list(sources), 1).rstrip(".")
        return unknown(f'Source "{name}" is not in sources.toml.{guess}')
    called, licence = f'Source "{source.id}" ({source.name})', source.licence
    if source.may is not None:
        return _Standing(name, f"{called} lists its uses", licence, True, source.address, source.may)
    if licence == unsaid:
        return unknown(f"{called} has no licence stated", source.address)
    if licence in permits:
        may = tuple(permits[licence])
        return _Standing(name, f"{called} is {licence}", licence, True, source.address, may)
    return unknown(
        f'{called} has the licence "{licence}", which is none of {", ".join(permits)}', source.address
    )


def _find(sources: Mapping[str, Source], name: str) -> Source | None:
    """A source by its id or, whatever the case of its letters, by an alias."""
    if name in sources:
        return sources[name]
    called = name.casefold()
    return next((one for one in sources.values() if called in map(str.casefold, one.aliases)), None)


def _refuse(standing: _Standing, use: str, method: Method) -> Refusal | None:
    if use not in standing.may:
        listed = f"{_joined(standing.may)} {'are' if len(standing.may) > 1 else 'is'} permitted"
        remedy = _remedy(standing, method)
        message = f"{standing.known_as}: {listed}, {use} is not. Leave its figures out, or {remedy}."
        return _refusal("P1" if standing.stated else "P2", message, standing)
    if standing.address is None and use in method.parameters["address"].get(standing.licence, ()):
        message = (
            f"{standing.known_as} and has no address a reader could go to, so {use} is not permitted. "
            "Put its address into sources.toml."
        )
        return _refusal("P3", message, standing)
    return None


def _joined(words: tuple[str, ...]) -> str:
    *most, last = words or ("nothing",)
    return f"{', '.join(most)} and {last}" if most else last


def _remedy(standing: _Standing, method: Method) -> str:
    if standing.name is None:
        return (
            "say whose they are when they are added: --source NAME of sources.toml; what you were told "
            "yourself is your own, --source own"
        )
    if standing.stated:
        return "put the licence you were granted into sources.toml"
    words = [word for word in method.parameters["permits"] if word != method.parameters["unsaid"]]
    return f"say in sources.toml which licence it has: {', '.join(words)}"


def _refusal(rule: str, message: str, standing: _Standing) -> Refusal:
    return Refusal(rule=rule, message=message, where=f"source {standing.name or 'not named'}", suggestions=())
