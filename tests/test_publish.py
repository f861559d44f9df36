"""What leaves the house: which sources the licence gate lets through, and what it says of the others."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orebook.errors import BadArgumentError
from orebook.publish import gate
from orebook.terms import Source
from orebook.testing import method, varied

METHOD = method("publish/1")
SMM = Source(
    id="smm",
    name="SMM",
    address="https://www.metal.com",
    licence="cite-only",
    aliases=("Shanghai Metals Market",),
)
HOUSE = Source(id="own", name="own notes", address=None, licence="own")
CUSTOMS = Source(id="gacc", name="China Customs", address="http://www.customs.gov.cn", licence="open")
BLOG = Source(id="blog", name="a blog", address="https://example.org", licence="unknown")
SOURCES = {one.id: one for one in (SMM, HOUSE, CUSTOMS, BLOG)}


# The licence gate


@pytest.mark.parametrize(
    ("source", "display", "publish", "export"),
    [
        ("own", True, True, True),
        ("gacc", True, True, True),
        ("smm", True, True, False),
        ("blog", True, False, False),
        ("a stranger", True, False, False),
        (None, True, False, False),
    ],
)
def test_what_each_licence_permits(source: str | None, display: bool, publish: bool, export: bool) -> None:
    for use, permitted in (("display", display), ("publish", publish), ("export", export)):
        assert (gate(SOURCES, [source], use, METHOD) == ()) is permitted


def test_a_cited_publisher_is_not_exported_and_is_told_why() -> None:
    [refusal] = gate(SOURCES, ["smm", "own"], "export", METHOD)
    assert (refusal.rule, refusal.where) == ("P1", "source smm")
    assert refusal.message == (
        'Source "smm" (SMM) is cite-only: display and publish are permitted, export is not. '
        "Leave its figures out, or put the licence you were granted into sources.toml."
    )


def test_a_source_without_a_licence_is_not_published() -> None:
    [refusal] = gate(SOURCES, ["blog"], "publish", METHOD)
    assert (refusal.rule, refusal.message) == (
        "P2",
        'Source "blog" (a blog) has no licence stated: display is permitted, publish is not. '
        "Leave its figures out, or say in sources.toml which licence it has: own, open, cite-only.",
    )


def test_a_source_that_is_not_listed_is_named_with_the_nearest() -> None:
    [refusal] = gate(SOURCES, ["smn"], "publish", METHOD)
    assert (refusal.rule, refusal.where) == ("P2", "source smn")
    assert refusal.message.startswith(
        'Source "smn" is not in sources.toml. Nearest: "smm": display is permitted'
    )


def test_a_source_nobody_named_is_not_published() -> None:
    [refusal] = gate(SOURCES, [None], "publish", METHOD)
    assert refusal.message == (
        "Some figures come from a source nobody named: display is permitted, publish is not. "
        "Leave its figures out, or say whose they are when they are added: --source NAME of sources.toml; "
        "what you were told yourself is your own, --source own."
    )


def test_a_licence_the_method_never_heard_of_counts_as_unknown() -> None:
    odd = Source(id="odd", name="Odd", address="https://example.org", licence="cc-by")
    [refusal] = gate({"odd": odd}, ["odd"], "export", METHOD)
    assert refusal.rule == "P2"
    assert 'has the licence "cc-by", which is none of own, open, cite-only, unknown' in refusal.message
    assert gate({"odd": odd}, ["odd"], "display", METHOD) == ()


def test_a_source_to_be_cited_needs_an_address() -> None:
    nowhere = Source(id="desk", name="a desk", address=None, licence="cite-only")
    [refusal] = gate({"desk": nowhere}, ["desk"], "publish", METHOD)
    assert refusal.rule == "P3"
    assert "has no address a reader could go to" in refusal.message
    assert gate({"desk": nowhere}, ["desk"], "display", METHOD) == ()


def test_an_alias_finds_its_source() -> None:
    assert gate(SOURCES, ["shanghai metals market"], "publish", METHOD) == ()


def test_every_source_at_fault_is_named_once_and_in_order() -> None:
    found = gate(SOURCES, ["smm", None, "blog", "smm", "own"], "export", METHOD)
    assert [one.where for one in found] == ["source blog", "source smm", "source not named"]


def test_nothing_used_is_nothing_refused() -> None:
    assert gate(SOURCES, [], "export", METHOD) == ()


def test_a_use_is_one_of_three() -> None:
    with pytest.raises(BadArgumentError, match=r'"exprot" is not a use\. Nearest: "export"'):
        gate(SOURCES, ["own"], "exprot", METHOD)


@given(st.text(), st.text(max_size=8))
def test_whatever_the_licence_is_called_the_gate_fails_closed(name: str, licence: str) -> None:
    stranger = Source(id=name, name=name, address="https://example.org", licence=licence)
    permits = METHOD.parameters["permits"]
    for use in ("export", "publish"):
        refused = bool(gate({name: stranger}, [name], use, METHOD))
        assert refused is (use not in permits.get(licence, ()))


def test_a_house_may_be_stricter_with_a_method_of_its_own() -> None:
    strict = varied(METHOD, permits={**METHOD.parameters["permits"], "cite-only": []})
    [refusal] = gate(SOURCES, ["smm"], "display", strict)
    assert "nothing is permitted, display is not" in refusal.message


def test_every_licence_and_use_of_the_table_is_spelt_alike() -> None:
    table = tomllib.loads(METHOD.text)["parameters"]
    assert set(table["permits"]) == {"own", "open", "cite-only", "unknown"}
    assert {use for uses in table["permits"].values() for use in uses} == set(table["uses"])
    assert set(table["address"]) <= set(table["permits"])
    assert table["unsaid"] in table["permits"]
