"""Where prices may go: the fans of the week, up to the weeks the review looks ahead."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from orebook.facts import Forecast
from orebook.review.blocks import Fan, FanStep
from orebook.review.content import Figure
from orebook.review.register import Register


def fans(register: Register) -> tuple[Fan, ...]:
    """A fan for each product the week was given forecasts of, in their order."""
    ahead = int(register.week.method.parameters["fan_weeks"])
    near = [item for item in register.week.forecasts if item.horizon_weeks <= ahead]
    products = list(dict.fromkeys(item.product for item in near))
    near.sort(key=lambda item: (products.index(item.product), item.horizon_weeks))
    grouped = groupby(near, key=lambda item: item.product)
    return tuple(_fan(register, product, list(found)) for product, found in grouped)


def _fan(register: Register, product: str, found: list[Forecast]) -> Fan:
    name, last = f"{product}.fan", found[-1]
    register.entry(name, "forecast", product, last.price_date)
    grounds = tuple(dict.fromkeys(item.leaned_on for item in found if item.leaned_on))
    register.rest(name, used=_quotes(register, last), steps=grounds, method=last.model)
    return Fan(
        product=product,
        unit=last.unit or register.week.products[product].unit,
        entry=name,
        model=last.model,
        leaned_on=last.leaned_on,
        steps=tuple(_step(register, name, item) for item in found),
        marks=register.marks(register.recent(product)),
    )


def _step(register: Register, name: str, forecast: Forecast) -> FanStep:
    """Enter one horizon: a figure a level, all resting on the same quotes."""
    common = Figure(
        key=name,
        value=0.0,
        unit=forecast.unit or register.week.products[forecast.product].unit,
        subject=forecast.product,
        what="forecast",
        on=forecast.price_date,
        entry=name,
        cites=_quotes(register, forecast),
        how="forecast",
    )
    levels = sorted((float(level), value) for level, value in forecast.quantiles.items())
    keys = {}
    for level, value in levels:
        key = f"{name}.{forecast.horizon_weeks}.{level:g}"
        keys[level] = register.add(replace(common, key=key, value=value))
    return FanStep(weeks=forecast.horizon_weeks, levels=keys)


def _quotes(register: Register, forecast: Forecast) -> tuple[str, ...]:
    """The quotes behind a forecast's assessments; evidence will refuse an assessment the week lacks."""
    cited: dict[str, None] = {}
    for wanted in forecast.assessments:
        assessment = register.assessments.get(wanted)
        rests = (*assessment.used, *assessment.judgements) if assessment else (wanted,)
        cited.update(dict.fromkeys(rests))
        if assessment is not None:
            register.rely(assessment, f"{forecast.product}.fan.{forecast.horizon_weeks}.0.5")
    return tuple(cited)
