"""Columns find their fields, and what is doubtful is asked."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from shipshell.model.errors import ShipshellError
from shipshell.planning.mapping import ColumnMap, map_columns

PLAIN = ["Name", "Address", "City", "State", "Zip", "Weight"]
SHOPIFY = re.split(
    ", ",
    "Name, Email, Financial Status, Fulfillment Status, Shipping, Shipping Method, Lineitem name, Billing Name,"
    " Billing Address1, Billing City, Billing Zip, Billing Province, Shipping Name, Shipping Street, Shipping Address1,"
    " Shipping Address2, Shipping Company, Shipping City, Shipping Zip, Shipping Province, Shipping Country,"
    " Shipping Phone, Cancelled at, Payment Reference, Phone, Shipping Province Name",
)
AMAZON = re.split(
    ", ",
    "order-id, buyer-name, buyer-email, ship-service-level, recipient-name, ship-address-1, ship-address-2, ship-city,"
    " ship-state, ship-postal-code, ship-country, bill-address-1, bill-city, purchase-order-number, item-price",
)
SHIPSTATION = re.split(
    ", ",
    "Order - Number, Ship To - Name, Ship To - Company, Ship To - Address 1, Ship To - City, Ship To - State,"
    " Ship To - Postal Code, Bill To - Name, Customer Email, Weight, Weight - TotalOz, Weight - WeightLbs,"
    " Weight - WeightOz, Dimensions - Length, Dimensions - Width, Dimensions - Height, Item - Weight",
)


def mapped(columns: list[str], rows: list[list[str]] | None = None, **chosen: str) -> ColumnMap:
    columns = [column.strip() for column in columns]
    sample = None if rows is None else pd.DataFrame(rows, columns=columns, dtype="str")
    return map_columns(columns, sample, chosen)


def columns_of(found: ColumnMap) -> dict[str, tuple[str, ...]]:
    return {field: match.columns for field, match in found.matches.items()}


def asked(found: ColumnMap) -> dict[str, tuple[str, ...]]:
    return {doubt.field: doubt.candidates for doubt in found.doubtful}


def test_a_plain_sheet() -> None:
    found = mapped(PLAIN)
    assert columns_of(found) == {
        "name": ("Name",),
        "address1": ("Address",),
        "city": ("City",),
        "state": ("State",),
        "postal_code": ("Zip",),
        "weight": ("Weight",),
    }
    assert (found.doubtful, found.missing, found.unused) == ((), (), ())


def test_shopify_keeps_billing_and_money_out() -> None:
    row = ["#1001"] + ["x"] * (len(SHOPIFY) - 1)
    found = mapped(SHOPIFY, [row, row])
    columns = columns_of(found)
    assert columns["reference"] == ("Name",)
    assert columns["name"] == ("Shipping Name",)
    assert columns["address1"] == ("Shipping Address1",)
    assert columns["state"] == ("Shipping Province",)
    assert columns["phone"] == ("Shipping Phone",)
    assert found.missing == ("weight",)
    assert not [column for column in found.order_columns if column.startswith("Billing")]
    assert {"Shipping", "Shipping Street", "Phone", "Payment Reference"} <= set(found.unused)


def test_amazon_takes_the_recipient_and_two_references() -> None:
    columns = columns_of(mapped(AMAZON))
    assert columns["name"] == ("recipient-name",)
    assert columns["reference"] == ("order-id",)
    assert columns["reference2"] == ("purchase-order-number",)
    assert "email" not in columns


def test_shipstation_takes_the_total_weight_and_never_the_customers_email() -> None:
    found = mapped(SHIPSTATION)
    assert found.matches["weight"].columns == ("Weight - TotalOz",)
    assert found.matches["weight"].units == ("oz",)
    assert "Customer Email" in found.unused
    assert found.doubtful == ()


def test_first_and_last_name_are_joined() -> None:
    found = mapped(["First Name", "Last Name", *PLAIN[1:]])
    assert found.matches["name"].columns == ("First Name", "Last Name")


def test_pounds_and_ounces_are_added_where_they_are_parts() -> None:
    columns = [*PLAIN[:5], "Weight (lb)", "Weight (oz)"]
    head = ["A", "1 Elm", "Austin", "TX", "73301"]
    parts = mapped(columns, [[*head, "2", "4"], [*head, "0", "12"]])
    assert parts.matches["weight"].columns == ("Weight (lb)", "Weight (oz)")
    assert parts.matches["weight"].units == ("lb", "oz")
    twice = mapped(columns, [[*head, "2", "32"], [*head, "1.5", "24"]])
    assert asked(twice) == {"weight": ("Weight (lb)", "Weight (oz)")}


def test_two_equal_columns_are_asked() -> None:
    found = mapped([*PLAIN, "City (2)"])
    assert asked(found) == {"city": ("City", "City (2)")}
    assert "city" not in found.matches
    assert "city" not in found.missing


@pytest.mark.parametrize("header", ["Weight - WeightOz", "Weight - WeightLbs", "Ounces", "Oz"])
def test_half_a_weight_is_asked_about(header: str) -> None:
    assert asked(mapped([*PLAIN[:5], header], [[*PLAIN[:5], "8"]])) == {"weight": (header,)}


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Weight (oz)", "8"), ("Weight_oz", "8"), ("Pounds", "2"), ("Lbs.", "2"), ("Ounces", "40"), ("WeightLbs", "2.5")],
)
def test_a_whole_weight_is_not(header: str, cell: str) -> None:
    assert mapped([*PLAIN[:5], header], [[*PLAIN[:5], cell]]).columns_of("weight") == (header,)


@pytest.mark.parametrize("unit", ["mm", "cm", "m", "ft", "feet", "yd"])
def test_sizes_in_any_unit(unit: str) -> None:
    found = mapped([*PLAIN, f"Length ({unit})", f"Width {unit}", f"Height_{unit}"])
    assert [found.matches[side].units for side in ("length", "width", "height")] == [(unit.replace("feet", "ft"),)] * 3


def test_sizes_of_unknown_words_are_asked_about() -> None:
    columns = [*PLAIN, "Outer Length", "Outer Width", "Outer Height"]
    assert list(asked(mapped(columns))) == ["length", "width", "height"]
    assert asked(map_columns(columns, None, {"Outer Width": "nothing"})) == {}
    assert asked(mapped([*PLAIN, "Chain Length", "Item Length", "Item Width", "Item Height"])) == {}


def test_a_blank_order_number_gives_way_to_the_next_number_of_the_order() -> None:
    found = mapped([*PLAIN, "Sales Record Number", "Order Number"])
    assert found.columns_of("reference") == ("Order Number",)
    assert found.columns_of("spare_reference") == ("Sales Record Number",)
    assert "spare_reference" not in mapped([*PLAIN, "Order Number", "Job", "Invoice"]).matches


def test_an_items_weight_is_asked_about() -> None:
    assert asked(mapped([*PLAIN[:5], "Item Weight"])) == {"weight": ("Item Weight",)}


def test_a_bare_name_beside_ship_to_columns_is_asked_about() -> None:
    found = mapped(["Name", "Ship To Address 1", "Ship To City", "Ship To State", "Ship Zip", "Weight"])
    assert asked(found) == {"name": ("Name",)}


def test_an_addressee_is_a_name_beside_an_address() -> None:
    found = map_columns(["Addressee", "Address", "City", "State", "Zip", "Weight"], None, {})
    assert (found.columns_of("name"), found.columns_of("address1"), found.doubtful) == (
        ("Addressee",),
        ("Address",),
        (),
    )


def test_an_order_number_is_no_name() -> None:
    found = mapped(PLAIN, [["#1001", "1 Elm", "Austin", "TX", "73301", "2"]])
    assert found.missing == ("name",)
    assert found.matches["reference"].columns == ("Name",)


def test_a_bill_to_sheet_has_no_recipient() -> None:
    found = mapped(["Bill To Name", "Bill To Address", "Bill To City", "Bill To State", "Bill To Zip", "Weight"])
    assert found.missing == ("name", "address1", "city", "state", "postal_code")


def test_what_a_person_says_goes_before_everything() -> None:
    found = map_columns([*PLAIN, "Qty", "Order"], None, {"qty": "weight", "Order": "nothing"})
    assert found.matches["weight"].columns == ("Qty",)
    assert found.matches["weight"].sure == "chosen"
    assert "Weight" in found.unused
    assert "reference" not in found.matches


def test_a_chosen_column_keeps_the_unit_of_its_header() -> None:
    found = map_columns([*PLAIN, "Item Weight (oz)"], None, {"Item Weight (oz)": "weight"})
    assert found.matches["weight"].units == ("oz",)


@pytest.mark.parametrize(
    ("chosen", "code", "hint"),
    [({"Zipp": "postal_code"}, "E-1024", '"Zip"'), ({"Zip": "postal_cod"}, "E-1025", "postal_code")],
)
def test_what_does_not_exist_is_said_with_the_nearest(chosen: dict[str, str], code: str, hint: str) -> None:
    with pytest.raises(ShipshellError) as caught:
        map_columns(PLAIN, None, chosen)
    assert caught.value.problem.code == code
    assert hint in caught.value.problem.hint


def test_a_field_may_be_named_by_its_phrase() -> None:
    assert map_columns([*PLAIN[:4], "Where", "Weight"], None, {"Where": "zip code"}).matches["postal_code"].columns == (
        "Where",
    )


def test_order_columns_leave_the_status_out() -> None:
    found = mapped([*PLAIN, "Order Status", "Third Party Account"])
    assert found.matches["status"].columns == ("Order Status",)
    assert found.order_columns == (*PLAIN, "Third Party Account")


def test_a_column_of_units_is_the_weights_unit_whatever_its_header() -> None:
    columns = [*PLAIN, "WUn"]
    head = ["A", "1 Elm", "Austin", "TX", "73301", "2"]
    assert mapped(columns, [[*head, "LB"], [*head, "KG"]]).matches["weight_unit"].columns == ("WUn",)
    assert "weight_unit" not in mapped(columns, [[*head, "LB"], [*head, "new"]]).matches


def test_an_address_between_another_partys_name_and_the_recipients_is_asked_about() -> None:
    place = ["Address", "City", "State", "Zip"]
    assert set(asked(mapped(["Bill To", *place, "Ship To", "Weight"]))) == {"address1", "city", "state", "postal_code"}
    assert asked(mapped(["Bill To", *place, "Ship To", "Weight"], Address="address1")) == {}
    assert asked(mapped(["Bill To", "Ship To", *place, "Weight"])) == {}
    assert asked(mapped(["Ship To", *place, "Weight", "Bill To"])) == {}


def test_a_unit_column_is_an_apartment_only_where_it_holds_apartments() -> None:
    columns = [*PLAIN, "Unit"]
    head = ["A", "1 Elm", "Austin", "TX", "73301", "2"]
    weighed = mapped(columns, [[*head, "kg"], [*head, "LB"]])
    assert weighed.matches["weight_unit"].columns == ("Unit",)
    assert "address2" not in weighed.matches
    for apartment in ("4B", "G"):
        assert mapped(columns, [[*head, apartment]]).matches["address2"].columns == ("Unit",)


def test_a_business_that_is_yes_or_no_is_no_companys_name() -> None:
    columns = [*PLAIN, "Business?"]
    head = ["A", "1 Elm", "Austin", "TX", "73301", "2"]
    assert "company" not in mapped(columns, [[*head, "Y"], [*head, ""], [*head, "no"]]).matches
    assert mapped(columns, [[*head, "Y"], [*head, "X Corp"]]).matches["company"].columns == ("Business?",)


@pytest.mark.parametrize(("header", "unit"), [("Catalog Wt (oz)", "oz"), ("Box lb/oz", ""), ("Packed in kg", "kg")])
def test_the_unit_in_a_header_counts_however_the_column_was_chosen(header: str, unit: str) -> None:
    assert map_columns([*PLAIN[:5], header], None, {header: "weight"}).matches["weight"].units == (unit,)


@pytest.mark.parametrize("header", ["Packed Wt", "Parcel Lbs", "Weight per box", "Shipment weight approx"])
def test_a_required_field_that_a_header_may_mean_is_asked_about(header: str) -> None:
    found = mapped([*PLAIN[:5], header])
    weight = found.matches.get("weight")
    assert asked(found) == ({} if weight else {"weight": (header,)})
    assert found.missing == ()


def test_an_apartment_that_is_not_read_is_asked_about() -> None:
    assert asked(mapped([*PLAIN, "Floor / Suite"])) == {"address2": ("Floor / Suite",)}
    assert map_columns([*PLAIN, "Floor / Suite"], None, {"Floor / Suite": "nothing"}).doubtful == ()


@pytest.mark.parametrize("other", ["Shipping Weight", "Actual Weight", "Gross Weight (lb)"])
def test_two_weights_of_the_parcel_are_asked_about(other: str) -> None:
    columns = [*PLAIN[:5], "Package Weight", other]
    assert asked(mapped(columns)) == {"weight": ("Package Weight", other)}


@pytest.mark.parametrize("header", ["Apartment / unit number (if any)", "Unit No. (optional)", "Ship Unit"])
def test_a_unit_of_a_home_is_no_articles_and_is_asked_about(header: str) -> None:
    assert asked(mapped([*PLAIN, header])) == {"address2": (header,)}


@pytest.mark.parametrize("header", ["Address (cont.)", "Address Cont'd", "Address Line Two", "Ste", "Unit/Apt"])
def test_the_rest_of_a_street_is_read_under_its_other_names(header: str) -> None:
    assert mapped([*PLAIN, header]).matches["address2"].columns == (header,)


@pytest.mark.parametrize("header", ["Bldg", "Building", "Floor", "Ship To Room No"])
def test_a_place_within_a_house_is_asked_about(header: str) -> None:
    assert asked(mapped([*PLAIN, header])) == {"address2": (header,)}
    assert asked(mapped([*PLAIN, "Apt", header])) == {}


@pytest.mark.parametrize("header", ["Unit Price", "Unit of Measure", "Product Unit", "Units"])
def test_a_unit_of_an_article_is_none_of_an_address(header: str) -> None:
    assert asked(mapped([*PLAIN, header])) == {}


@pytest.mark.parametrize("header", ["country_id", "Country ISO-2", "Shipping Country ID", "ISO Country Code"])
def test_a_country_by_its_code_is_read(header: str) -> None:
    assert mapped([*PLAIN, header]).matches["country"].columns == (header,)


def test_a_country_that_is_not_read_is_asked_about_where_it_leads_abroad() -> None:
    columns = [*PLAIN, "Client Zone Country"]
    head = ["A", "1 Elm", "Austin", "TX", "73301", "2"]
    assert asked(mapped(columns, [[*head, "US"], [*head, ""]])) == {}
    assert asked(mapped(columns, [[*head, "US"], [*head, "Mexico"]])) == {"country": ("Client Zone Country",)}


def test_city_state_and_zip_may_share_a_cell() -> None:
    assert mapped(["Name", "Street", "City/State/Zip", "Weight"]).missing == ()
    assert mapped(["Name", "Street", "City & State", "Weight"]).missing == ("postal_code",)


def test_a_description_without_a_parcel_is_of_something_else() -> None:
    assert "description" not in mapped(["Amount", "Description", *PLAIN[:5]]).matches
    assert "description" in mapped([*PLAIN, "Description"]).matches


def test_an_attention_alone_is_no_name() -> None:
    assert mapped(["Attn", *PLAIN[1:]]).missing == ("name",)


def test_columns_with_whole_addresses_are_named() -> None:
    columns = ["Order", "Ship To", "Weight"]
    found = mapped(columns, [["A1", "Pat Doe, 1 Main St, Austin, TX 78701", "2"]])
    assert found.whole == ("Ship To",)
