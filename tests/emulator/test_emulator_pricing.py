"""Zones, weights and charges."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from ups_caller import Caller, rate_body

from shipshell.emulator import services
from shipshell.emulator.order import RATE, read_order
from shipshell.emulator.pricing import billable_pounds, price, zone_of

if TYPE_CHECKING:
    from pathlib import Path

    from shipshell.emulator.pricing import Charges


def _price(changes: dict[str, Any] | None = None, service: str = "03") -> Charges:
    return price(read_order(rate_body(changes), RATE), service)


def _to(state: str, postal_code: str) -> dict[str, Any]:
    return {"ShipTo.Address.StateProvinceCode": state, "ShipTo.Address.PostalCode": postal_code}


def _weighing(pounds: str) -> dict[str, Any]:
    return {"Package.0.PackageWeight.Weight": pounds}


def _sized(length: str, width: str, height: str) -> dict[str, Any]:
    sizes = {"UnitOfMeasurement": {"Code": "IN"}, "Length": length, "Width": width, "Height": height}
    return {"Package.0.Dimensions": sizes}


def _items(changes: dict[str, Any], service: str = "03") -> dict[str, Decimal]:
    return {item.code: item.amount for item in _price(changes, service).items}


def test_the_sample_of_the_facts_page() -> None:
    charges = _price()
    assert charges.zone == 4
    assert charges.billing_weight == 4
    assert abs(charges.published - Decimal("24.01")) < Decimal("0.50")
    assert abs(charges.negotiated - Decimal("19.90")) < Decimal("0.50")


@pytest.mark.parametrize(
    ("state", "postal_code", "zone"),
    [
        ("MD", "21201", 2),
        ("NJ", "08601", 2),
        ("NC", "27601", 3),
        ("IL", "60601", 5),
        ("TX", "75201", 6),
        ("CO", "80202", 7),
        ("CA", "90210", 8),
        ("HI", "96813", 44),
        ("PR", "00901", 45),
        ("GU", "96910", 62),
    ],
)
def test_zones_grow_with_distance_from_maryland(state: str, postal_code: str, zone: int) -> None:
    order = read_order(rate_body(_to(state, postal_code)), RATE)
    assert zone_of(order.ship_from, order.ship_to) == zone
    assert zone_of(order.ship_to, order.ship_from) == zone


@pytest.mark.parametrize(
    ("changes", "pounds"),
    [
        (_weighing("3.5"), 4),
        (_weighing("4"), 4),
        (_weighing("0.1"), 4),  # 12 x 9 x 4 / 139 = 3.1
        (_sized("20", "20", "20"), 58),  # 57.6
        ({"Package.0.Dimensions": None, **_weighing("0.1")}, 1),
        ({"Package.0.Dimensions": None, "Package.0.PackageWeight": {"UnitOfMeasurement": {"Code": "KGS"},
                                                                    "Weight": "10"}}, 23),
    ],
)  # fmt: skip
def test_billable_weight_is_the_heavier_of_weight_and_size(changes: dict[str, Any], pounds: int) -> None:
    (parcel,) = read_order(rate_body(changes), RATE).parcels
    assert billable_pounds(parcel) == pounds


def test_price_rises_with_weight_and_zone() -> None:
    places = (_to("MD", "21201"), _to("GA", "30005"), _to("CA", "90210"), _to("HI", "96813"))
    by_zone = [_price(place).published for place in places]
    by_weight = [_price(_weighing(pounds)).published for pounds in ("4", "5", "20", "49")]
    for prices in (by_zone, by_weight):
        assert prices == sorted(set(prices))


def test_faster_is_dearer_and_the_contract_is_below_the_list() -> None:
    prices = [_price(service=code) for code in services._DOMESTIC if code != "93"]
    assert [p.published for p in prices] == sorted(p.published for p in prices)
    assert all(0 < p.negotiated < p.published for p in prices)


def test_surcharges() -> None:
    business = {"ShipTo.Address.ResidentialAddressIndicator": None}
    assert set(_items({})) == {"270", "375"}
    assert set(_items(business)) == {"375"}
    assert "376" in _items(_to("GA", "30090"))
    assert "100" in _items(_sized("49", "4", "4"))
    assert "100" in _items(_weighing("51"))
    assert "100" not in _items(_weighing("50"))
    assert set(_items(business | _sized("97", "4", "4"))) == {"220", "375"}
    assert "300" in _items({"ShipmentServiceOptions.SaturdayDeliveryIndicator": ""}, "01")
    options = "Package.0.PackageServiceOptions"
    assert "120" in _items({f"{options}.DeliveryConfirmation.DCISType": "2"})
    assert "400" not in _items({f"{options}.DeclaredValue.MonetaryValue": "100"})
    assert _items({f"{options}.DeclaredValue.MonetaryValue": "1000"})["400"] == Decimal("15.50")


def test_the_total_is_the_sum_of_its_parts() -> None:
    changes = {"Package.0.PackageServiceOptions.DeliveryConfirmation.DCISType": "2"}
    with_it, without = _price(changes), _price()
    assert with_it.published == with_it.transport + with_it.options
    assert with_it.published - without.published == with_it.options == _items(changes)["120"]


def test_two_packages_cost_twice_one() -> None:
    body = rate_body()
    body["RateRequest"]["Shipment"]["Package"] *= 2
    one, two = _price(), price(read_order(body, RATE), "03")
    assert two.billing_weight == 2 * one.billing_weight
    assert abs(two.published - 2 * one.published) <= Decimal("0.01")


def test_a_rate_is_what_the_shipment_costs(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    (rated,) = caller.rate().json["RateResponse"]["RatedShipment"]
    shipped = caller.ship().shipped
    assert shipped["ShipmentCharges"]["TotalCharges"] == rated["TotalCharges"]
    assert shipped["NegotiatedRateCharges"] == rated["NegotiatedRateCharges"]
    assert shipped["BillingWeight"] == rated["BillingWeight"]


def test_no_contract_price_unless_asked_for(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    changes = {"ShipmentRatingOptions": None}
    assert "NegotiatedRateCharges" not in caller.ship(changes).shipped
    assert "NegotiatedRateCharges" not in caller.rate(changes).json["RateResponse"]["RatedShipment"][0]


def test_shop_rates_every_service_that_would_take_the_package(tmp_path: Path) -> None:
    caller = Caller(tmp_path)

    def shop(changes: dict[str, Any]) -> list[str]:
        return [
            rated["Service"]["Code"] for rated in caller.rate(changes, "Shop").json["RateResponse"]["RatedShipment"]
        ]

    assert sorted(shop({"Service": None})) == ["01", "02", "03", "12", "13", "14", "59", "93"]
    assert "03" not in shop({"Package.0.PackagingType": {"Code": "04"}, "Package.0.Packaging.Code": "04"})
    assert "12" not in shop(_to("HI", "96813"))
