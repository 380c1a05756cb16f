from __future__ import annotations

import pytest

from shipshell.sources.sheet_xml import attribute, elements, with_attribute, with_cells, with_dimension


def told(reference: str, text: str, style: int | None = None) -> str:
    styled = "" if style is None else f' s="{style}"'
    return f'<c r="{reference}"{styled} t="inlineStr"><is><t>{text}</t></is></c>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<row r="7"><c r="A7"/></row>', f'<row r="7"><c r="A7"/>{told("B7", "T")}{told("D7", "S")}</row>'),
        ('<row r="7"/>', f'<row r="7">{told("B7", "T")}{told("D7", "S")}</row>'),
        ('<row r="7" ht="20" />\n', f'<row r="7" ht="20">{told("B7", "T")}{told("D7", "S")}</row>\n'),
        (
            '<row r="7"><c r="A7"/><c r="C7"><v>1</v></c><c r="E7"/></row>',
            f'<row r="7"><c r="A7"/>{told("B7", "T")}<c r="C7"><v>1</v></c>{told("D7", "S")}<c r="E7"/></row>',
        ),
        (
            '<row r="7"><c r="B7" s="3" t="s"><v>9</v></c> <!-- <c r="D7"/> --> <c r="D7" s=\'4\'/></row>',
            f'<row r="7">{told("B7", "T", 3)} <!-- <c r="D7"/> --> {told("D7", "S", 4)}</row>',
        ),
        (
            "<row><c><v>1</v></c><c t='s'><v>2</v></c><c/></row>",
            f"<row><c><v>1</v></c>{told('B7', 'T')}<c/>{told('D7', 'S')}</row>",
        ),
        (
            '<x:row r="7"><x:c r="A7"><x:is><x:t>a &lt;/x:c> b</x:t></x:is></x:c></x:row>',
            (
                '<x:row r="7"><x:c r="A7"><x:is><x:t>a &lt;/x:c> b</x:t></x:is></x:c>'
                '<x:c r="B7" t="inlineStr"><x:is><x:t>T</x:t></x:is></x:c>'
                '<x:c r="D7" t="inlineStr"><x:is><x:t>S</x:t></x:is></x:c></x:row>'
            ),
        ),
        (
            '<row r="7" spans="1:2"><c r="A7" note="a > b"><v><![CDATA[</c></row>]]></v></c></row><!-- end -->',
            (
                '<row r="7" spans="1:4"><c r="A7" note="a > b"><v><![CDATA[</c></row>]]></v></c>'
                f"{told('B7', 'T')}{told('D7', 'S')}</row><!-- end -->"
            ),
        ),
        (
            '<row r="7" spans="1:2 3:9" s="5" customFormat="1"></row>',
            f'<row r="7" spans="1:2 3:9" s="5" customFormat="1">{told("B7", "T", 5)}{told("D7", "S", 5)}</row>',
        ),
        (
            '<row r="7"><c r="A7"/><extLst><ext><c r="Z9"/></ext></extLst></row>',
            f'<row r="7"><c r="A7"/>{told("B7", "T")}{told("D7", "S")}<extLst><ext><c r="Z9"/></ext></extLst></row>',
        ),
        ('<row r="7" s="5"></row>', f'<row r="7" s="5">{told("B7", "T")}{told("D7", "S")}</row>'),
    ],
)
def test_cells_are_put_into_a_row(before: str, after: str) -> None:
    assert with_cells(before, 7, {4: "S", 2: "T"}) == after


def test_an_emptied_cell_keeps_its_style_and_nothing_else() -> None:
    row = f'<row r="7">{told("B7", "T", 3)}<c r="D7" t="s" cm="1"><v>4</v></c></row>'
    assert with_cells(row, 7, {2: "", 4: ""}) == '<row r="7"><c r="B7" s="3"/><c r="D7"/></row>'


def test_a_new_header_looks_like_its_neighbour() -> None:
    row = '<row r="1"><c r="A1" s="1"/><c r="B1" s="2"/></row>'
    assert (
        with_cells(row, 1, {3: "T"}, style_from=2)
        == f'<row r="1"><c r="A1" s="1"/><c r="B1" s="2"/>{told("C1", "T", 2)}</row>'
    )


def test_the_extent_grows_and_never_shrinks() -> None:
    head = (
        '<?xml version="1.0"?><!-- <dimension ref="A1"/> --><worksheet><sheetPr/><dimension ref="A1:F9" /><sheetData>'
    )
    assert with_dimension(head, 8) == head.replace("A1:F9", "A1:H9")
    assert with_dimension(head, 3) == head
    assert with_dimension("<worksheet><sheetData>", 8) == "<worksheet><sheetData>"
    assert with_dimension("<x:dimension ref='B2'/>", 28) == "<x:dimension ref='B2:AB2'/>"


def test_attributes_are_told_from_what_looks_like_them() -> None:
    tag = """<c note=' s="1"' x:s="2" s = '3' r="A1">"""
    assert attribute(tag, "s") == "3"
    assert attribute(tag, "t") is None
    assert with_attribute(tag, "s", "4") == """<c note=' s="1"' x:s="2" s = '4' r="A1">"""


def test_elements_end_with_the_first_tree() -> None:
    found = list(elements("<?xml?><a><b/><c>x</c></a><d/>"))
    assert [(one.name, one.depth) for one in found] == [("b", 1), ("c", 1), ("a", 0)]
    assert [one.name for one in elements("<a/><b/>")] == ["a"]
