"""The `orebook` command: thin twins of `Book`'s methods; rooms open only when a command needs them."""

from __future__ import annotations

import io
import os
import sys

import click

from orebook.errors import OrebookError
from orebook.serve.cli import (
    add,
    ask,
    audit,
    catalogue,
    changes,
    correct,
    export,
    follow,
    history,
    industry,
    judge,
    keep,
    market,
    publishing,
    quarantine,
    registers,
    teach,
    trust,
    weekly,
)
from orebook.serve.cli.options import BOOK


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@BOOK
@click.version_option(package_name="orebook", prog_name="orebook")
@click.pass_context
def cli(context: click.Context, book: str | None) -> None:
    """What a metal cost, who said so, where the chain loses money, and who will yield first.

    Start with: orebook init, then orebook sample, then orebook week 2025-W02
    """
    context.obj = book


for command in (
    keep.init, keep.read, add.add, keep.sample,
    follow.watch, follow.feed,
    history.load, history.history, history.series,
    market.quote, market.quotes_from, market.submitter, market.divergence,
    correct.correct, correct.affected, correct.diff, catalogue.chains, catalogue.methods, catalogue.sources,
    catalogue.publications,
    ask.prices, ask.assess, ask.why, ask.margins, ask.stance, ask.forecast,
    weekly.review, weekly.week, publishing.publish,
    registers.complaint, registers.conflict, changes.method_change, registers.overdue,
    export.export, trust.trust,
    catalogue.products, catalogue.quotes, catalogue.documents,
    quarantine.quarantine, quarantine.release, judge.judge, judge.average,
    industry.statistics, industry.events,
    audit.audit, audit.migrate,
    teach.refusals, teach.answer, teach.reread, teach.learn, teach.lint,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """Run the command; a refusal to do something ends with exit 2 and says what to do."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a code page without 镨 shows "?" and goes on
    try:
        cli(prog_name="orebook")
        sys.stdout.flush()
    except OrebookError as error:
        click.echo(f"orebook: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"orebook: {error.filename or 'the answer'}: {error.strerror}. Check the disk.", err=True)
        os._exit(2)  # what could not be written once is not tried again on the way out
