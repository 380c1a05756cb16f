"""Where ZIP codes lie: the state and a rough place of each three-digit prefix, and distances between them.

The places are centres of whole groups of prefixes: good for a plausible zone, useless for navigation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

_EARTH_RADIUS_MILES = 3959
_ZIP_CODE = re.compile(r"[0-9]{5}")


class _Group(NamedTuple):
    first: int
    last: int
    state: str
    latitude: float
    longitude: float


# fmt: off
_GROUPS = tuple(_Group(*row) for row in (
    (5, 5, "NY", 40.8, -73.0), (6, 7, "PR", 18.3, -66.3), (8, 8, "VI", 18.3, -64.9), (9, 9, "PR", 18.4, -66.1),
    (10, 13, "MA", 42.2, -72.6), (14, 27, "MA", 42.3, -71.2), (28, 29, "RI", 41.8, -71.4), (30, 38, "NH", 43.2, -71.5),
    (39, 49, "ME", 44.3, -69.8), (50, 54, "VT", 43.9, -72.7), (55, 55, "MA", 42.7, -71.2), (56, 59, "VT", 44.3, -72.6),
    (60, 69, "CT", 41.5, -72.8), (70, 79, "NJ", 40.8, -74.2), (80, 89, "NJ", 40.0, -74.7),
    (90, 98, "AE", 50.0, 8.6),
    (100, 119, "NY", 40.7, -73.8), (120, 129, "NY", 42.7, -73.8), (130, 149, "NY", 43.0, -77.2),
    (150, 168, "PA", 40.6, -79.6), (169, 188, "PA", 41.0, -76.3), (189, 196, "PA", 40.1, -75.4),
    (197, 199, "DE", 39.5, -75.6), (200, 200, "DC", 38.9, -77.0), (201, 201, "VA", 38.9, -77.5),
    (202, 205, "DC", 38.9, -77.0), (206, 219, "MD", 39.2, -76.8), (220, 223, "VA", 38.8, -77.2),
    (224, 239, "VA", 37.3, -76.9), (240, 246, "VA", 37.2, -80.1), (247, 268, "WV", 38.7, -80.9),
    (270, 279, "NC", 35.8, -78.9), (280, 289, "NC", 35.3, -81.2), (290, 299, "SC", 34.0, -81.0),
    (300, 312, "GA", 33.6, -84.2), (313, 319, "GA", 31.9, -82.5), (320, 329, "FL", 29.6, -82.2),
    (330, 334, "FL", 26.2, -80.2), (335, 339, "FL", 27.7, -82.3), (340, 340, "AA", 25.8, -80.3),
    (341, 349, "FL", 27.2, -81.3),
    (350, 369, "AL", 33.0, -86.8), (370, 379, "TN", 36.0, -85.5), (380, 385, "TN", 35.3, -88.9),
    (386, 397, "MS", 32.6, -89.7), (398, 399, "GA", 31.6, -84.2), (400, 427, "KY", 37.9, -85.3),
    (430, 449, "OH", 41.0, -82.2), (450, 459, "OH", 39.6, -83.9), (460, 479, "IN", 39.9, -86.3),
    (480, 499, "MI", 42.8, -84.2), (500, 528, "IA", 42.0, -93.0), (530, 549, "WI", 43.7, -88.9),
    (550, 567, "MN", 45.1, -93.5), (569, 569, "DC", 38.9, -77.0), (570, 577, "SD", 44.0, -98.6),
    (580, 588, "ND", 47.3, -99.2), (590, 599, "MT", 46.8, -111.0), (600, 619, "IL", 41.8, -88.2),
    (620, 629, "IL", 38.9, -89.5), (630, 649, "MO", 38.7, -91.7), (650, 658, "MO", 37.9, -92.8),
    (660, 679, "KS", 38.5, -96.4), (680, 693, "NE", 41.2, -97.2), (700, 714, "LA", 30.6, -91.3),
    (716, 729, "AR", 35.0, -92.6), (730, 732, "OK", 35.4, -97.5), (733, 733, "TX", 30.3, -97.7),
    (734, 749, "OK", 35.8, -96.4), (750, 769, "TX", 32.6, -97.1), (770, 779, "TX", 29.7, -95.5),
    (780, 789, "TX", 29.2, -98.3), (790, 797, "TX", 32.9, -101.6), (798, 799, "TX", 31.7, -106.4),
    (800, 816, "CO", 39.5, -105.1), (820, 831, "WY", 42.7, -107.0), (832, 838, "ID", 44.4, -115.1),
    (840, 847, "UT", 40.4, -111.9), (850, 865, "AZ", 33.4, -111.8), (870, 884, "NM", 34.6, -106.3),
    (885, 885, "TX", 31.7, -106.4), (889, 891, "NV", 36.2, -115.2), (893, 898, "NV", 39.6, -118.6),
    (900, 918, "CA", 34.0, -118.2), (919, 928, "CA", 33.4, -117.3), (930, 938, "CA", 35.9, -119.4),
    (939, 954, "CA", 37.7, -122.1), (955, 961, "CA", 39.1, -121.6), (962, 966, "AP", 35.7, 139.7),
    (967, 968, "HI", 21.2, -157.6), (969, 969, "GU", 13.5, 144.8), (970, 979, "OR", 44.8, -122.5),
    (980, 994, "WA", 47.4, -121.7), (995, 999, "AK", 61.4, -149.0),
))
# fmt: on

#: ZIP codes that post offices of a neighbouring state serve.
_BORDER = {"06390": "NY", "42223": "TN", "59221": "ND", "81137": "NM", "84536": "AZ", "86044": "UT", "97635": "CA"}
#: Pacific islands share prefixes: American Samoa lies in Hawaii's, the Marianas in Guam's.
_SHARED = {"AS": "HI", "MP": "GU"}

MILITARY = frozenset({"AA", "AE", "AP"})
TERRITORIES = frozenset({"AS", "GU", "MP", "VI"})
STATES = frozenset(group.state for group in _GROUPS) | frozenset(_SHARED)


@dataclass(frozen=True, slots=True)
class Place:
    """A rough place and the state it lies in."""

    state: str
    latitude: float
    longitude: float


def place_of(postal_code: str) -> Place | None:
    """Where a US ZIP code (five digits or more) lies; None where there is no such prefix."""
    if not _ZIP_CODE.match(postal_code):
        return None
    prefix = int(postal_code[:3])
    group = _GROUPS[max(0, bisect_right(_GROUPS, prefix, key=lambda g: g.first) - 1)]
    return Place(group.state, group.latitude, group.longitude) if group.first <= prefix <= group.last else None


def agree(state: str, postal_code: str) -> bool:
    """Whether the ZIP code exists and lies in the state."""
    place = place_of(postal_code)
    if place is None:
        return False
    return place.state in (state, _SHARED.get(state)) or _BORDER.get(postal_code[:5]) == state


def miles(a: Place, b: Place) -> float:
    """The great-circle distance."""
    height = radians(b.latitude - a.latitude) / 2
    width = radians(b.longitude - a.longitude) / 2
    chord = sin(height) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(width) ** 2
    return 2 * _EARTH_RADIUS_MILES * asin(sqrt(chord))
