"""Street and city names compared as the post office reads them: its abbreviations are the same words."""

from __future__ import annotations

import re
import unicodedata

#: The post office's own abbreviation, and what people write for it.
_SPELLINGS: dict[str, str] = {
    # kinds of street
    "ALY": "ALLEY",
    "AVE": "AVENUE AV",
    "BLVD": "BOULEVARD",
    "BND": "BEND",
    "BRG": "BRIDGE",
    "BYP": "BYPASS",
    "CIR": "CIRCLE",
    "CSWY": "CAUSEWAY",
    "CT": "COURT",
    "CTR": "CENTER CENTRE",
    "CV": "COVE",
    "DR": "DRIVE DRV",
    "EXPY": "EXPRESSWAY",
    "EXT": "EXTENSION",
    "FWY": "FREEWAY",
    "GDNS": "GARDENS",
    "GLN": "GLEN",
    "GRV": "GROVE",
    "HL": "HILL",
    "HLS": "HILLS",
    "HTS": "HEIGHTS",
    "HWY": "HIGHWAY",
    "JCT": "JUNCTION",
    "LK": "LAKE",
    "LN": "LANE",
    "LNDG": "LANDING",
    "MDWS": "MEADOWS",
    "MNR": "MANOR",
    "MTN": "MOUNTAIN",
    "PARK": "PRK",
    "PKWY": "PARKWAY PKY",
    "PL": "PLACE",
    "PLZ": "PLAZA",
    "PT": "POINT",
    "RD": "ROAD",
    "RDG": "RIDGE",
    "RIV": "RIVER",
    "RTE": "ROUTE RT",
    "SPGS": "SPRINGS",
    "SQ": "SQUARE",
    "ST": "STREET STR SAINT",
    "STA": "STATION",
    "TER": "TERRACE",
    "TPKE": "TURNPIKE",
    "TRCE": "TRACE",
    "TRL": "TRAIL",
    "VIS": "VISTA",
    "VLG": "VILLAGE",
    "VLY": "VALLEY",
    "VW": "VIEW",
    "XING": "CROSSING",
    # directions
    "N": "NORTH",
    "E": "EAST",
    "S": "SOUTH",
    "W": "WEST",
    "NE": "NORTHEAST",
    "NW": "NORTHWEST",
    "SE": "SOUTHEAST",
    "SW": "SOUTHWEST",
    # what is inside a house
    "#": "APT APARTMENT STE SUITE UNIT NO",
    "BLDG": "BUILDING",
    "DEPT": "DEPARTMENT",
    "FL": "FLOOR",
    "RM": "ROOM",
    # parts of names
    "CO": "COUNTY",
    "FT": "FORT",
    "MT": "MOUNT",
    # numbers
    "1ST": "FIRST",
    "2ND": "SECOND",
    "3RD": "THIRD",
    "4TH": "FOURTH",
    "5TH": "FIFTH",
    "6TH": "SIXTH",
    "7TH": "SEVENTH",
    "8TH": "EIGHTH",
    "9TH": "NINTH",
    "10TH": "TENTH",
}
_SHORT = {spelling: short for short, spellings in _SPELLINGS.items() for spelling in spellings.split()}

_WORD = re.compile(r"#|[A-Z0-9]+")
_DROPPED = str.maketrans("", "", ".'\u2019")


def same_words(one: str, other: str) -> bool:
    """Whether two street or city texts say the same, but for case, accents, punctuation and abbreviation."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = [_SHORT.get(word, word) for word in _WORD.findall(plain.upper().translate(_DROPPED))]
    # `Apt # 4` names the door once
    return [word for word, before in zip(words, ["", *words], strict=False) if (word, before) != ("#", "#")]
