"""Workbooks whose orders ship, with their zip edited: what no library writes, and odd ways of writing the usual."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from excel_kit import MAIN, RELATIONS, members, prefixed, rezipped, with_part, with_sheet
from workbooks_kit import add_chart, add_everything, add_notes, add_table, by_openpyxl, by_xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable

EDITED: dict[str, Callable[[], bytes]] = {}

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def maker(make: Callable[[], bytes]) -> Callable[[], bytes]:
    EDITED[make.__name__] = make
    return make


def plain() -> bytes:
    return by_xlsxwriter(lambda _, __: None)


def declared(data: bytes, part: str, kind: str) -> bytes:
    override = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    return with_part(data, {"[Content_Types].xml": lambda xml: xml.replace(b"</Types>", override.encode())})


def related(data: bytes, part: str, *links: tuple[str, str]) -> bytes:
    """The workbook, in which `part` refers to these others (kind, target)."""
    folder, _, name = part.rpartition("/")
    lines = "".join(
        f'<Relationship Id="rIdX{at}" Type="{kind if ":" in kind else f"{RELATIONS}/{kind}"}" Target="{target}"/>'
        for at, (kind, target) in enumerate(links)
    )
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    closing = b"</Relationships>"
    return with_part(
        data,
        {f"{folder}/_rels/{name}.rels": lambda xml: (xml or empty).replace(closing, lines.encode() + closing)},
    )


@maker
def pivot_and_slicer() -> bytes:
    """A pivot table on a sheet of its own, the records it was reckoned from, and a slicer upon it."""
    data = by_xlsxwriter(lambda workbook, _: workbook.add_worksheet("Pivot"))
    cache, table = "xl/pivotCache/pivotCacheDefinition1.xml", "xl/pivotTables/pivotTable1.xml"
    slicer, slicer_cache = "xl/slicers/slicer1.xml", "xl/slicerCaches/slicerCache1.xml"
    x14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    parts = {
        cache: (
            f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{RELATIONS}" r:id="rIdX0" refreshOnLoad="0" recordCount="1">'
            '<cacheSource type="worksheet"><worksheetSource ref="E1:E2" sheet="Orders"/></cacheSource><cacheFields '
            'count="1"><cacheField name="State" numFmtId="0"><sharedItems count="1"><s v="MA"/></sharedItems></cacheField>'
            "</cacheFields></pivotCacheDefinition>"
        ),
        "xl/pivotCache/pivotCacheRecords1.xml": (
            f'<pivotCacheRecords xmlns="{MAIN}" count="1"><r><x v="0"/></r></pivotCacheRecords>'
        ),
        table: (
            f'<pivotTableDefinition xmlns="{MAIN}" name="P" cacheId="1" dataCaption="Values"><location ref="A3:A5" '
            'firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="1"><pivotField axis="axisRow" '
            'showAll="0"><items count="2"><item x="0"/><item t="default"/></items></pivotField></pivotFields><rowFields '
            'count="1"><field x="0"/></rowFields></pivotTableDefinition>'
        ),
        slicer: f'<slicers xmlns="{x14}"><slicer name="State" cache="Slicer_State" rowHeight="1"/></slicers>',
        slicer_cache: f'<slicerCacheDefinition xmlns="{x14}" name="Slicer_State" sourceName="State"/>',
    }
    data = with_part(data, {name: (lambda _, xml=xml: xml.encode()) for name, xml in parts.items()})  # type: ignore[misc]
    kinds = {
        cache: "pivotCacheDefinition",
        "xl/pivotCache/pivotCacheRecords1.xml": "pivotCacheRecords",
        table: "pivotTable",
    }
    for part, kind in kinds.items():
        data = declared(data, part, f"{_TYPES}.{kind}+xml")
    for part, kind in ((slicer, "slicer"), (slicer_cache, "slicerCache")):
        data = declared(data, part, f"application/vnd.ms-excel.{kind}+xml")
    office = "http://schemas.microsoft.com/office/2007/relationships"
    data = related(data, "xl/workbook.xml", ("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"))
    data = related(data, cache, ("pivotCacheRecords", "pivotCacheRecords1.xml"))
    data = related(data, table, ("pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml"))
    data = related(
        data,
        "xl/worksheets/sheet2.xml",
        ("pivotTable", "../pivotTables/pivotTable1.xml"),
        (f"{office}/slicer", "../slicers/slicer1.xml"),
    )
    caches = b'<pivotCaches><pivotCache cacheId="1" r:id="rIdX0"/></pivotCaches>'
    return with_part(data, {"xl/workbook.xml": lambda xml: re.sub(rb"<calcPr[^>]*/>", rb"\g<0>" + caches, xml)})


@maker
def threaded_comments() -> bytes:
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    office = "http://schemas.microsoft.com/office/2017/10/relationships"
    thread = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="B3" dT="2026-11-03T10:00:00.00" personId="{{A}}" '
        'id="{B}"><text>At the door?</text></threadedComment></ThreadedComments>'
    )
    person = f'<personList xmlns="{space}"><person displayName="Ana" id="{{A}}" userId="Ana" providerId="None"/></personList>'
    parts = {"xl/threadedComments/threadedComment1.xml": thread, "xl/persons/person.xml": person}
    data = with_part(
        by_xlsxwriter(add_notes),
        {name: (lambda _, xml=xml: xml.encode()) for name, xml in parts.items()},  # type: ignore[misc]
    )
    for part, kind in zip(parts, ("threadedcomments", "person"), strict=True):
        data = declared(data, part, f"application/vnd.ms-excel.{kind}+xml")
    link = (f"{office}/threadedComment", "../threadedComments/threadedComment1.xml")
    data = related(data, "xl/worksheets/sheet1.xml", link)
    return related(data, "xl/workbook.xml", (f"{office}/person", "persons/person.xml"))


@maker
def printer_and_custom_parts() -> bytes:
    data = with_part(
        plain(),
        {
            "xl/printerSettings/printerSettings1.bin": lambda _: b"\0\1printer" * 40,
            "customXml/item1.xml": lambda _: b"<packing><slip/></packing>",
        },
    )
    data = declared(data, "xl/printerSettings/printerSettings1.bin", f"{_TYPES}.printerSettings")
    return related(data, "xl/worksheets/sheet1.xml", ("printerSettings", "../printerSettings/printerSettings1.bin"))


@maker
def prefixes() -> bytes:
    return with_sheet(plain(), prefixed)


@maker
def no_references() -> bytes:
    return with_sheet(plain(), lambda xml: re.sub(r'<(row|c) r="\w+"', r"<\1", xml))


@maker
def character_data() -> bytes:
    def written(xml: str) -> str:
        xml = re.sub(r"<v>([^<]*)</v>", r"<v><![CDATA[\1]]></v>", xml)
        xml = xml.replace("<row ", '\n<!-- </row> ">" --><?pack </row>?>\t<row ')
        return xml.replace("?>", "?>\r\n<!-- <row r='1'/> -->", 1)

    return with_sheet(plain(), written)


@maker
def utf16_part() -> bytes:
    return with_sheet(by_openpyxl(), lambda xml: f'<?xml version="1.0" encoding="UTF-16"?>{xml}', "utf-16")


@maker
def sizes_behind_the_data() -> bytes:
    return rezipped(members(by_xlsxwriter(add_table)), streamed=True)


@maker
def zip64() -> bytes:
    return rezipped(members(by_xlsxwriter(add_everything)), zip64=True, comment=b"made by machines")


@maker
def stored() -> bytes:
    return rezipped(members(by_xlsxwriter(add_chart)), method=zipfile.ZIP_STORED)
