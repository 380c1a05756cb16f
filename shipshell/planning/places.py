"""Where things are: states and territories, the state of each three-digit ZIP prefix, and countries by name."""

from __future__ import annotations

import re

STATES: dict[str, str] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan",
    "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas",
    "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin",
    "WY": "Wyoming", "PR": "Puerto Rico",
}  # fmt: skip

#: Where UPS does not deliver as it does at home: the armed forces' mail and the islands other than Puerto Rico.
MILITARY: dict[str, str] = {
    "AA": "Armed Forces Americas", "AE": "Armed Forces Europe", "AP": "Armed Forces Pacific",
}  # fmt: skip
TERRITORIES: dict[str, str] = {
    "VI": "US Virgin Islands", "GU": "Guam", "AS": "American Samoa", "MP": "Northern Mariana Islands",
    "FM": "Micronesia", "MH": "Marshall Islands", "PW": "Palau",
}  # fmt: skip

_SHORT = (
    "ala AL, ariz AZ, ark AR, calif CA, cal CA, colo CO, conn CT, del DE, dist of columbia DC,"
    "washington dc DC, fla FL, ill IL, ind IN, kan KS, kans KS, ken KY, mass MA, mich MI, minn MN, miss MS,"
    "mo MO, mont MT, neb NE, nebr NE, nev NV, n h NH, n j NJ, n m NM, n mex NM, n y NY, n c NC, n d ND,"
    "n dak ND, okla OK, ore OR, oreg OR, penn PA, penna PA, r i RI, s c SC, s d SD, s dak SD, tenn TN, tex TX,"
    "vt VT, va VA, wash WA, w va WV, wis WI, wisc WI, wyo WY, virgin islands VI, u s virgin islands VI"
)

#: First and last three-digit prefix, and the state, where it is one state throughout.
_PREFIXES = (
    "005-005 NY, 006-007 PR, 008-008 VI, 009-009 PR, 010-027 MA, 028-029 RI, 030-038 NH, 039-049 ME, 050-054 VT,"
    "055-055 MA, 056-059 VT, 060-069 CT, 070-089 NJ, 090-098 AE, 100-149 NY, 150-196 PA, 197-199 DE, 200-200 DC,"
    "201-201 VA, 202-205 DC, 206-219 MD, 220-246 VA, 247-268 WV, 270-289 NC, 290-299 SC, 300-319 GA, 320-339 FL,"
    "340-340 AA, 341-349 FL, 350-369 AL, 370-385 TN, 386-397 MS, 398-399 GA, 400-427 KY, 430-459 OH, 460-479 IN,"
    "480-499 MI, 500-528 IA, 530-549 WI, 550-567 MN, 569-569 DC, 570-577 SD, 580-588 ND, 590-599 MT, 600-629 IL,"
    "630-658 MO, 660-679 KS, 680-693 NE, 700-714 LA, 716-729 AR, 730-732 OK, 733-733 TX, 734-749 OK, 750-799 TX,"
    "800-816 CO, 820-831 WY, 832-838 ID, 840-847 UT, 850-865 AZ, 870-884 NM, 885-885 TX, 889-898 NV, 900-961 CA,"
    "962-966 AP, 967-968 HI, 970-979 OR, 980-994 WA, 995-999 AK"
)

#: Single ZIP codes that belong to another state than their prefix does.
_APART = {"06390": "NY", "83414": "WY", "96799": "AS"}
#: Prefix 969 by its fourth digit's islands: Palau, Micronesia, Northern Marianas, Marshall Islands; else Guam.
_PACIFIC = {"96939": "PW", "96940": "PW", "96941": "FM", "96942": "FM", "96943": "FM", "96944": "FM",
            "96950": "MP", "96951": "MP", "96952": "MP", "96960": "MH", "96970": "MH"}  # fmt: skip

#: Countries by the names and codes people write, in lower case without dots.
_COUNTRIES = {
    **dict.fromkeys(
        ("us", "usa", "united states", "united states of america", "u s", "u s a", "america", "the united states"), "US"
    ),
    "puerto rico": "PR", "canada": "CA", "mexico": "MX", "méxico": "MX", "united kingdom": "GB", "great britain": "GB",
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "ireland": "IE",
    "germany": "DE", "deutschland": "DE", "france": "FR", "spain": "ES", "italy": "IT", "netherlands": "NL",
    "the netherlands": "NL", "belgium": "BE", "austria": "AT", "switzerland": "CH", "sweden": "SE", "norway": "NO",
    "denmark": "DK", "finland": "FI", "poland": "PL", "portugal": "PT", "greece": "GR", "czech republic": "CZ",
    "australia": "AU", "new zealand": "NZ", "japan": "JP", "china": "CN", "hong kong": "HK", "taiwan": "TW",
    "singapore": "SG", "south korea": "KR", "korea": "KR", "india": "IN", "israel": "IL", "turkey": "TR",
    "south africa": "ZA", "brazil": "BR", "argentina": "AR", "chile": "CL", "colombia": "CO", "peru": "PE",
    "usvi": "VI", "virgin islands": "VI", "us virgin islands": "VI", "guam": "GU", "american samoa": "AS",
    "northern mariana islands": "MP", "usa puerto rico": "PR",
    "gbr": "GB", "can": "CA", "mex": "MX", "deu": "DE", "fra": "FR", "aus": "AU", "pri": "PR", "canadian": "CA",
}  # fmt: skip
_ISO = (
    "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD "
    "CF CG CH CI CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB "
    "GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE "
    "KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MP MQ MR MS "
    "MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NZ OM PA PE PF PG PH PK PL PR PS PT PW PY QA RE RO RS RU "
    "RW SA SB SC SD SE SG SI SK SL SM SN SR SS ST SV SX SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG "
    "US UY UZ VA VC VE VG VI VN VU WS YE ZA ZM ZW "
)
_CODES = frozenset(_ISO.split())


#: `Austin, TX 78701`: without a comma only two capitals are a state (`Fort Worth TX`).
_PLACE = re.compile(
    r"(?P<city>[^,\d]+?)(?:\s*,\s*(?P<state>[A-Za-z. ]+?)|\s+(?P<bare>[A-Z]{2}))(?:,?\s+(?P<zip>\d{5}(?:-?\d{4})?))?"
)


_LAST = frozenset("0123456789AaSs.")
_ENDING = re.compile(r"[\s,]\d{5}(?:-\d{4})?(?:[\s,]+(?:USA?|United States))?\.?$")


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _state_names() -> dict[str, str]:
    places = {**STATES, **MILITARY, **TERRITORIES}
    short = (entry.strip().rsplit(" ", 1) for entry in _SHORT.split(","))
    return {
        **{code.lower(): code for code in places},
        **{_key(name): code for code, name in places.items()},
        **dict(short),
    }


def _prefix_states() -> dict[str, str]:
    table = {}
    for entry in _PREFIXES.split(","):
        span, state = entry.split()
        first, last = map(int, span.split("-"))
        table.update({f"{prefix:03}": state for prefix in range(first, last + 1)})
    return table


_STATE_NAMES = _state_names()
_PREFIX_STATES = _prefix_states()


def state_code(text: str) -> str:
    """The two letters of a state or territory named by code, name or usual short form (`Mass.`), "" if it is none."""
    key = _key(text)
    return _STATE_NAMES.get(key) or _STATE_NAMES.get(key.replace(" ", ""), "")


def state_of_zip(digits: str) -> str:
    """The state that a ZIP code (five digits or more) belongs to, "" where the prefix is not in use."""
    code = digits[:5]
    if code.startswith("969"):
        return _PACIFIC.get(code, "GU")
    return _APART.get(code) or _PREFIX_STATES.get(code[:3], "")


def split_place(text: str) -> tuple[str, str, str]:
    """City, state and ZIP code of `Austin, TX 78701` or `Austin, Texas`; all "" where the state is not certain."""
    match = _PLACE.fullmatch(" ".join(text.split()))
    state = (match["state"] or match["bare"]) if match else ""
    if not match or not state_code(state):
        return "", "", ""
    return match["city"], state, match["zip"] or ""


def ends_in_place(text: str) -> bool:
    """Whether a text ends like a whole address: in a state and a ZIP code, with something before them."""
    match = _ENDING.search(text) if text[-1:] in _LAST else None  # nearly no line goes further
    if not match:
        return False
    words = re.findall(r"[^\s,]+", text[: match.start()])
    return any(state_code(" ".join(words[-size:])) for size in (1, 2) if len(words) > size)


def country_code(text: str) -> str:
    """The two letters of a country named by code or name, "" if it is none."""
    key = _key(text)
    code = key.replace(" ", "").upper()
    return _COUNTRIES.get(key, "") or (code if code in _CODES else "")
