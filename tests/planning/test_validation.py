"""From a table to requests: every row is good, or all that is wrong with it is named."""

from __future__ import annotations

import time
from decimal import Decimal

import pandas as pd
import pytest

from shipshell.config import Defaults
from shipshell.model.address import Address, Party, Shipper
from shipshell.model.package import Dimensions, Package
from shipshell.model.shipment import ShipmentRequest
from shipshell.planning.mapping import map_columns
from shipshell.planning.validation import Validated, validate
from shipshell.sources.base import Table

SHIPPER = Shipper(Party("Acme Depot", Address(("400 Depot Rd",), "Timonium", "MD", "21093")), "A1B2C3")
PLAIN = ["Name", "Address", "City", "State", "Zip", "Weight"]
GOOD = ["Pat Doe", "77 Elm Ave", "Alpharetta", "GA", "30005", "3.5"]


def checked(
    columns: list[str], rows: list[list[str]], *, service: str | None = None, defaults: Defaults | None = None
) -> Validated:
    frame = pd.DataFrame(rows, columns=columns, dtype="str", index=range(1, len(rows) + 1))
    column_map = map_columns(columns, frame, {})
    assert column_map.doubtful == ()
    return validate(
        Table(frame), column_map, shipper=SHIPPER, defaults=defaults or Defaults(), service_override=service
    )


def codes(found: Validated, row: int) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.column, problem.value) for problem in found.problems[row]]


def test_a_full_row_becomes_a_request() -> None:
    columns = [*PLAIN, "Company", "Address 2", "Phone", "Email", "L", "W", "H", "Service", "Order #", "PO #"]
    columns += ["Declared Value", "Signature", "Saturday", "Residential", "Description", "Package Type"]
    columns[1] = "Address 1"
    row = [
        *GOOD,
        "Elm Books",
        "Apt 4",
        "(512) 555-0134",
        "pat@example.com",
        "4",
        "12",
        "9",
        "2nd Day Air",
        "#1001",
        "77",
    ]
    row += ["$120", "adult", "yes", "no", "Books", "Pak"]
    found = checked(columns, [row], defaults=Defaults(label_format="ZPL"))
    assert found.problems == {}
    assert found.request(1) == ShipmentRequest(
        SHIPPER,
        Party(
            "Elm Books",
            Address(("77 Elm Ave", "Apt 4"), "Alpharetta", "GA", "30005", "US", residential=False),
            attention="Pat Doe",
            phone="5125550134",
            email="pat@example.com",
        ),
        Package(Decimal("3.5"), Dimensions(12, 9, 4), "04", Decimal(120), "adult"),
        "02",
        reference="#1001",
        reference2="77",
        description="Books",
        saturday=True,
        label_format="ZPL",
    )


def test_all_errors_of_all_rows_are_named_at_once() -> None:
    found = checked(
        PLAIN,
        [
            ["", "PO Box 1", "", "TX", "02139", ""],
            GOOD,
            ["Pat", "1 Elm", "Austin", "TX", "73301", "151"],
        ],
    )
    assert found.rows == (2,)
    assert codes(found, 1) == [
        ("E-2001", "Name", ""),
        ("E-2004", "Address", "PO Box 1"),
        ("E-2001", "City", ""),
        ("E-2002", "Zip", "02139"),
        ("E-2001", "Weight", ""),
    ]
    assert codes(found, 3) == [("E-2005", "Weight", "151")]
    assert found.problems[3][0].row == 3


def test_the_cell_at_fault_is_named_with_its_value() -> None:
    columns = ["Name", "Address 1", "Address 2", *PLAIN[2:], "Length", "Width", "Height", "PO #", "Order #"]
    row = ["Pat", "62 Main St", "PO Box 7", *GOOD[2:], "5", "200", "4", "9" * 50, "1"]
    found = checked(columns, [row])
    assert codes(found, 1) == [
        ("E-2004", "Address 2", "PO Box 7"),
        ("E-2005", "Width", "200"),
        ("E-2003", "PO #", "9" * 50),
    ]
    assert found.problems[1][2].message == "The second reference is too long: UPS has room for 35 characters."


def test_rows_keep_their_numbers_where_rows_are_missing() -> None:
    frame = pd.DataFrame([GOOD, [*GOOD[:5], ""], GOOD], columns=PLAIN, dtype="str", index=[2, 5, 9])
    found = validate(
        Table(frame), map_columns(PLAIN, frame, {}), shipper=SHIPPER, defaults=Defaults(), service_override=None
    )
    assert found.rows == (2, 9)
    assert list(found.problems) == [5]
    assert found.ship_to(9).name == "Pat Doe"


def test_mended_values_are_warnings() -> None:
    found = checked([*PLAIN, "Phone"], [["Pat", "1 Elm", "Boston", "MA", "2139", "1", "123"], [*GOOD, ""]])
    assert found.rows == (1, 2)
    assert list(found.warnings) == [1]
    assert len(found.warnings[1]) == 2
    assert found.request(1).ship_to.address.postal_code == "02139"


def test_the_unit_of_the_header_counts_before_the_default() -> None:
    headed = checked([*PLAIN[:5], "Weight (oz)"], [[*GOOD[:5], "32"], [*GOOD[:5], "3 lb"]])
    assert [headed.request(row).package.weight for row in headed.rows] == [Decimal(2), Decimal(3)]
    assert headed.notes == ()
    bare = checked(PLAIN, [[*GOOD[:5], "32"]], defaults=Defaults(weight_unit="oz"))
    assert bare.request(1).package.weight == Decimal(2)
    assert bare.notes == ('Bare numbers in "Weight" are read as ounces.',)


def test_a_unit_column_and_two_part_weights() -> None:
    units = checked(
        [*PLAIN, "Weight Unit"], [[*GOOD[:5], "32", "oz"], [*GOOD[:5], "2", "KG"], [*GOOD[:5], "2", "stone"]]
    )
    assert [units.request(row).package.weight for row in units.rows] == [Decimal(2), Decimal("4.5")]
    assert codes(units, 3) == [("E-2002", "Weight Unit", "stone")]
    parts = checked([*PLAIN[:5], "Pounds", "Ounces"], [[*GOOD[:5], "2", "4"], [*GOOD[:5], "", "8"]])
    assert [parts.request(row).package.weight for row in parts.rows] == [Decimal("2.3"), Decimal("0.5")]


def test_an_override_goes_before_the_rows_own_service() -> None:
    columns, rows = [*PLAIN, "Service"], [[*GOOD, "Ground"], [*GOOD, "Standard"], [*GOOD, ""], [*GOOD, "2nd Day Air"]]
    own = checked(columns, rows)
    assert own.rows == (1, 3, 4)
    assert codes(own, 2) == [("E-2002", "Service", "Standard")]
    assert own.service_changes == frozenset()
    found = checked(columns, rows, service="02")
    assert {found.request(row).service for row in found.rows} == {"02"}
    assert found.rows == (1, 2, 3, 4)
    assert found.service_changes == {1, 2}


@pytest.mark.parametrize("service", ["Ground", "3 Day Select", "Next Day Air Saver", "2nd Day Air A.M."])
def test_saturday_is_refused_where_the_service_has_none(service: str) -> None:
    columns = [*PLAIN, "Service", "Saturday"]
    found = checked(columns, [[*GOOD, service, "yes"], [*GOOD, service, "no"], [*GOOD, "2nd Day Air", "yes"]])
    assert found.rows == (2, 3)
    assert codes(found, 1) == [("E-2006", "Saturday", "yes")]
    assert codes(checked(columns, [[*GOOD, "", "yes"]]), 1) == [("E-2006", "Saturday", "yes")]
    assert checked(columns, [[*GOOD, service, "yes"]], service="14").rows == (1,)


def test_a_service_off_the_lane_is_an_error_wherever_it_comes_from() -> None:
    assert codes(checked([*PLAIN, "Service"], [[*GOOD, "Worldwide Express"]]), 1) == [
        ("E-2006", "Service", "Worldwide Express")
    ]
    assert codes(checked(PLAIN, [GOOD], service="11"), 1) == [("E-2006", "", "")]


def test_an_unreadable_packaging_is_one_error_not_two() -> None:
    found = checked([*PLAIN, "Package Type"], [[*GOOD, "crate"]])
    assert codes(found, 1) == [("E-2002", "Package Type", "crate")]


def test_a_filled_third_party_column_blocks_the_row() -> None:
    found = checked([*PLAIN, "Billing Option", "Third Party Account"], [[*GOOD, "PP", ""], [*GOOD, "PP", "X9Y8Z7"]])
    assert found.rows == (1,)
    assert codes(found, 2) == [("E-2008", "Third Party Account", "X9Y8Z7")]


def test_a_weight_that_contradicts_its_unit_is_warned_about() -> None:
    rows = [
        [*GOOD[:5], weight, unit]
        for weight, unit in (("2 lb", "oz"), ("2 oz", "oz"), ("2 lb 4 oz", "oz"), ("2 lb", ""))
    ]
    beside = checked([*PLAIN, "Weight Unit"], rows)
    assert beside.warnings == {1: ('weight "2 lb" is taken as 2 lb, although its unit is given as "oz"',)}
    headed = checked([*PLAIN[:5], "Weight (oz)"], [[*GOOD[:5], weight] for weight in ("32", "2 lb", "32 oz")])
    assert list(headed.warnings) == [2]


def test_a_header_and_a_column_of_units_may_contradict_each_other() -> None:
    found = checked([*PLAIN[:5], "Weight (lb)", "Weight Unit"], [[*GOOD[:5], "2", unit] for unit in ("lbs", "oz")])
    assert list(found.warnings) == [2]


def test_a_weight_without_a_unit_where_others_have_one_is_an_error() -> None:
    rows = [[*GOOD[:5], weight, unit] for weight, unit in (("40", "oz"), ("40", ""), ("2 lb", ""), ("40", "foo"))]
    found = checked([*PLAIN, "Weight Unit"], rows)
    assert found.rows == (1, 3)
    assert codes(found, 2) == [("E-2001", "Weight Unit", "")]
    assert codes(found, 4) == [("E-2002", "Weight Unit", "foo")]
    assert found.notes == ()


def test_a_column_of_units_without_any_says_nothing() -> None:
    found = checked([*PLAIN, "Weight Unit"], [[*GOOD, ""], [*GOOD, " "]])
    assert found.rows == (1, 2)
    assert found.notes == ('Bare numbers in "Weight" are read as pounds.',)


def test_sizes_in_the_unit_that_a_column_names() -> None:
    found = checked([*PLAIN, "L", "W", "H", "Dimension Unit"], [[*GOOD, "300", "200", "100", "mm"]])
    assert found.request(1).package.dimensions == Dimensions(12, 8, 4)


def test_an_unknown_unit_of_size_is_at_fault_itself() -> None:
    cells = [("12", "furlong"), ("12", "in"), ("12", ""), ("", "furlong"), ("12 cm", "furlong")]
    found = checked([*PLAIN, "L", "W", "H", "Dimension Unit"], [[*GOOD, *[size] * 3, unit] for size, unit in cells])
    assert found.rows == (2, 4, 5)
    assert codes(found, 1) == [("E-2002", "Dimension Unit", "furlong")]
    assert codes(found, 3) == [("E-2001", "Dimension Unit", "")]


def test_a_value_that_is_not_to_be_declared_is_not() -> None:
    columns = [*PLAIN, "Package_DeclaredValueOption", "Package_DeclaredValueAmount"]
    found = checked(columns, [[*GOOD, option, "5000"] for option in ("N", "Y", "")])
    assert [found.request(row).package.declared_value for row in (1, 2, 3)] == [None, Decimal(5000), Decimal(5000)]
    assert list(found.warnings) == [1]


def test_a_column_that_asks_for_an_adult_does_so_beside_one_of_signatures() -> None:
    rows = [[*GOOD, "", "Y"], [*GOOD, "no", "yes"], [*GOOD, "yes", ""], [*GOOD, "", "perhaps"]]
    found = checked([*PLAIN, "Signature", "21+"], rows)
    assert [found.request(row).package.signature for row in found.rows] == ["adult", "adult", "signature"]
    assert list(found.warnings) == [2]
    assert codes(found, 4) == [("E-2002", "21+", "perhaps")]


@pytest.mark.parametrize(
    "header", ["Insure For", "Insured for", "Insurance Amount", "Insured Value (USD)", "Insured Value"]
)
def test_what_a_parcel_is_insured_for_is_its_declared_value(header: str) -> None:
    found = checked([*PLAIN, header], [[*GOOD, "$500"], [*GOOD, ""], [*GOOD, "no"]])
    assert [found.request(row).package.declared_value for row in (1, 2, 3)] == [Decimal(500), None, None]


@pytest.mark.parametrize("header", ["Insurance", "Insurance Required", "Insured?", "Requires insurance"])
def test_whether_to_insure_is_no_value(header: str) -> None:
    found = checked([*PLAIN, header], [[*GOOD, cell] for cell in ("", "no", "0.00", "Aetna", "Y", "$500")])
    assert found.rows == (1, 2, 3, 4, 5)
    assert [found.request(row).package.declared_value for row in found.rows] == [None] * 5
    assert list(found.warnings) == [5]
    assert codes(found, 6) == [("E-2002", header, "$500")]


@pytest.mark.parametrize("header", ["Shipping Insurance", "Shipping Insurance Amount", "Package Protection"])
def test_what_a_buyer_paid_for_insurance_is_no_value(header: str) -> None:
    rows = [[*GOOD, "1.85", ""], [*GOOD, "1.85", "90"], [*GOOD, "$0.00", ""], [*GOOD, "yes", ""], [*GOOD, "", ""]]
    found = checked([*PLAIN, header, "Declared Value"], rows)
    assert [found.request(row).package.declared_value for row in (1, 2)] == [None, Decimal(90)]
    assert list(found.warnings) == [1, 4]
    assert found.problems == {}


@pytest.mark.parametrize("header", ["Carrier", "Shipping Carrier", "Courier"])
def test_another_carrier_is_warned_about(header: str) -> None:
    found = checked([*PLAIN, header], [[*GOOD, carrier] for carrier in ("UPS", "FedEx", "", "USPS")])
    assert list(found.warnings) == [2, 4]
    assert found.problems == {}


@pytest.mark.parametrize("header", ["Rush", "Expedite?", "Expedited Shipping", "Urgent", "Rush Order"])
def test_haste_without_a_service_is_warned_about(header: str) -> None:
    rows = [[*GOOD, haste, service] for haste, service in (("Yes", ""), ("no", ""), ("", ""), ("Yes", "2nd Day Air"))]
    rows += [[*GOOD, "12.50", ""], [*GOOD, "RUSH", ""]]
    found = checked([*PLAIN, header, "Service"], rows)
    assert list(found.warnings) == [1, 6]
    assert found.warnings[1] == (f'"{header}" says Yes, but no service is named: it goes by Ground',)
    assert checked([*PLAIN, header, "Service"], rows, service="01").warnings == {}


@pytest.mark.parametrize("header", ["No. of Packages", "Boxes", "Packages", "# of Cartons", "Package Count"])
def test_a_row_of_several_parcels_is_an_error(header: str) -> None:
    found = checked([*PLAIN, header], [[*GOOD, count] for count in ("1", "3", "", "1.0")])
    assert found.rows == (1, 3, 4)
    assert codes(found, 2) == [("E-2002", header, "3")]


@pytest.mark.parametrize("header", ["Pieces", "Pcs", "# of Pieces", "No. of pcs"])
def test_pieces_may_be_parcels_and_are_warned_about(header: str) -> None:
    rows = [[*GOOD, count, "1"] for count in ("1", "2", "", "3 pcs")]
    found = checked([*PLAIN, header, "Item"], rows)
    assert found.warnings == {
        2: ('pieces "2" go as one parcel with one label',),
        4: ('pieces "3 pcs" go as one parcel with one label',),
    }
    assert checked([*PLAIN, header, "Boxes"], rows).warnings == {}
    assert checked([*PLAIN, "Quantity", "Qty"], rows).warnings == {}


@pytest.mark.parametrize("header", ["COD Amount", "C.O.D.", "Package_CODAmount", "Cash on Delivery"])
def test_nothing_is_collected_on_delivery(header: str) -> None:
    found = checked([*PLAIN, header], [[*GOOD, amount] for amount in ("", "$0.00", "No", "45.00")])
    assert found.rows == (1, 2, 3)
    assert codes(found, 4) == [("E-2002", header, "45.00")]


@pytest.mark.parametrize(
    "header",
    ["Hazmat", "Dangerous Goods", "Hazardous?", "Lithium Batteries", "Package_HazMat", "UN Number", "Item Hazmat"],
)
def test_dangerous_goods_block_the_row(header: str) -> None:
    found = checked([*PLAIN, header], [[*GOOD, cell] for cell in ("", "no", "None", "yes")])
    assert found.rows == (1, 2, 3)
    assert codes(found, 4) == [("E-2002", header, "yes")]


def test_an_order_that_is_paid_at_the_door_is_warned_about() -> None:
    found = checked([*PLAIN, "Payment Method"], [[*GOOD, "Cash on Delivery (COD)"], [*GOOD, "Visa"]])
    assert list(found.warnings) == [1]


def test_a_row_to_puerto_rico_without_a_value_is_an_error() -> None:
    there = ["Pat Doe", "1 Calle Sol", "San Juan", "PR", "00901", "3"]
    found = checked([*PLAIN, "Declared Value"], [[*there, ""], [*there, "20"], [*GOOD, ""]])
    assert found.rows == (2, 3)
    assert codes(found, 1) == [("E-2001", "Declared Value", "")]
    assert codes(checked(PLAIN, [there]), 1) == [("E-2001", "", "")]


def test_an_order_without_number_of_its_own() -> None:
    rows = [[*GOOD, "77", "12-345"], [*GOOD, "78", ""], [*GOOD, "", "AUTO"], [*GOOD, "79", "auto"]]
    found = checked([*PLAIN, "Sales Record Number", "Order Number"], rows)
    assert [found.request(row).reference for row in found.rows] == ["12-345", "78", "", "79"]


def test_terms_that_bill_another_party_block_the_row() -> None:
    rows = [[*GOOD, "Prepaid", ""], [*GOOD, "Collect", ""], [*GOOD, "", "X9Y8Z7"], [*GOOD, "", SHIPPER.account_number]]
    found = checked([*PLAIN, "Freight Terms", "UPS Account"], rows)
    assert found.rows == (1, 4)
    assert codes(found, 2) == [("E-2008", "Freight Terms", "Collect")]
    assert codes(found, 3) == [("E-2008", "UPS Account", "X9Y8Z7")]


def test_text_direction_never_reaches_a_request() -> None:
    found = checked(PLAIN, [["Pat\u202e Doe", *GOOD[1:]]])
    assert found.request(1).ship_to.name == "Pat Doe"


def test_a_hundred_thousand_rows_are_no_matter() -> None:
    places = [("Boston", "MA", "02139"), ("Austin", "TX", "73301"), ("Alpharetta", "GA", "30005")]
    rows = [[f"Person {n}", f"{n} Main Street", *places[n % 3], f"{n % 900 / 10 + 1:.1f} lb"] for n in range(100_000)]
    started = time.process_time()
    found = checked(PLAIN, rows)
    assert len(found.rows) == 100_000
    assert time.process_time() - started < 10  # seconds; about 2 on an idle machine, where the budget is 3
