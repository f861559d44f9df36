"""What each source's licence lets leave the house. It fails closed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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


def gate(
    sources: Mapping[str, Source], used: Collection[str | None], use: str, method: Method
) -> tuple[Refusal, ...]:
    """Say which sources may not be used this way, and what to do about each; nothing said means go.

    Method publish/1, rules P1 to P3: which use each licence permits is in the method file. A source that is
    not in `sources`, or was never named (None), counts as of unknown licence.

    Args:
        sources: the catalogue's sources by id; an alias of one finds it too.
        used: ids of the sources whose figures are to be used, in any order.
        use: display, export or publish.
        method: publish/1, or a later version.

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
    ordered = sorted(set(used), key=lambda name: (name is None, name or ""))
    found = [_refuse(_standing(sources, name, method), use, method) for name in ordered]
    return tuple(refusal for refusal in found if refusal is not None)


def _standing(sources: Mapping[str, Source], name: str | None, method: Method) -> _Standing:
    """What is known of a source and its licence. Rule P2: what nobody said is unknown."""
    unsaid, permits = method.parameters["unsaid"], method.parameters["permits"]
    if name is None:
        return _Standing(None, "Some figures come from a source nobody named", unsaid, False, None)
    source = _find(sources, name)
    if source is None:
        guess = nearest(name, list(sources), 1).rstrip(".")
        return _Standing(name, f'Source "{name}" is not in sources.toml.{guess}', unsaid, False, None)
    called = f'Source "{source.id}" ({source.name})'
    if source.licence == unsaid:
        return _Standing(name, f"{called} has no licence stated", unsaid, False, source.address)
    if source.licence in permits:
        return _Standing(name, f"{called} is {source.licence}", source.licence, True, source.address)
    unheard = f'{called} has the licence "{source.licence}", which is none of {", ".join(permits)}'
    return _Standing(name, unheard, unsaid, False, source.address)


def _find(sources: Mapping[str, Source], name: str) -> Source | None:
    """A source by its id or, whatever the case of its letters, by an alias."""
    if name in sources:
        return sources[name]
    called = name.casefold()
    return next((one for one in sources.values() if called in map(str.casefold, one.aliases)), None)


def _refuse(standing: _Standing, use: str, method: Method) -> Refusal | None:
    permitted: list[str] = method.parameters["permits"][standing.licence]
    if use not in permitted:
        listed = f"{' and '.join(permitted) or 'nothing'} {'are' if len(permitted) > 1 else 'is'} permitted"
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


def _remedy(standing: _Standing, method: Method) -> str:
    if standing.name is None:
        return "add them again with their source"
    if standing.stated:
        return "put the licence you were granted into sources.toml"
    words = [word for word in method.parameters["permits"] if word != method.parameters["unsaid"]]
    return f"say in sources.toml which licence it has: {', '.join(words)}"


def _refusal(rule: str, message: str, standing: _Standing) -> Refusal:
    return Refusal(rule=rule, message=message, where=f"source {standing.name or 'not named'}", suggestions=())
