"""Order and shipment files as shops and carriers write them, with their documented headers, their traps, invented orders.

`EXPORTS` has one builder a file, by name; `write_export` puts one into a folder. What the people in them ordered is the
same in every file, so that a test may say once what must go on a label: see `PEOPLE`.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

Cells = dict[str, str]


@dataclass(frozen=True)
class Person:
    """Somebody who gets a parcel; the ZIP with its leading zero, the state as code and word."""

    name: str
    company: str
    address1: str
    address2: str
    city: str
    state: str
    state_name: str
    postal_code: str
    phone: str
    email: str
    pounds: str = "2.5"

    @property
    def first(self) -> str:
        return self.name.split()[0]

    @property
    def last(self) -> str:
        return self.name.split(maxsplit=1)[1]

    @property
    def ounces(self) -> str:
        return f"{float(self.pounds) * 16:g}"


CHIDI = Person(
    "Chidi Okafor", "", "12 Elm St", "Apt 4", "Watertown", "MA", "Massachusetts", "02472", "617-555-0134",
    "chidi@example.com",
)  # fmt: skip
MARIA = Person(
    "Maria Santos", "", "500 Congress St", "", "Portland", "ME", "Maine", "04101", "207-555-0171", "maria@example.com",
    "1.25",
)  # fmt: skip
LIAM = Person(
    "Liam O'Neill", "Blue Heron Books", "1200 NW Marshall St", "Suite 3", "Portland", "OR", "Oregon", "97209",
    "503-555-0102", "liam@example.com", "12",
)  # fmt: skip
#: Who gets a parcel, in the order of every file.
PEOPLE = (CHIDI, MARIA, LIAM)
#: Who pays for Chidi's: another address, which must never be on a label.
PAYER = Person(
    "Paula Payer", "Payer Holdings", "1 Billing Plaza", "", "Dallas", "TX", "Texas", "75201", "214-555-0100",
    "paula@example.com",
)  # fmt: skip


def write_export(folder: Path, name: str) -> Path:
    """Write the export called `name` into `folder`, under the file name that its program gives it."""
    file, build = EXPORTS[name]
    path = folder / file
    path.write_bytes(build())
    return path


def delimited(
    header: Sequence[str] | None,
    rows: Sequence[Mapping[str, str]],
    *,
    columns: Sequence[str] = (),
    delimiter: str = ",",
    quoting: int = csv.QUOTE_MINIMAL,
    end: str = "\r\n",
) -> str:
    """The rows under a header (or none, then `columns` tells the positions); a row names only its filled cells."""
    names = list(header or columns)
    file = io.StringIO(newline="")
    mark = None if quoting == csv.QUOTE_NONE else '"'
    writer = csv.writer(file, delimiter=delimiter, quoting=quoting, quotechar=mark, lineterminator=end)  # type: ignore[arg-type]
    if header:
        writer.writerow(names)
    for row in rows:
        assert set(row) <= set(names), set(row) - set(names)
        writer.writerow([row.get(name, "") for name in names])
    return file.getvalue()


def names_of(text: str) -> list[str]:
    """Header names from a comma-separated list over several lines."""
    return [name.strip() for name in " ".join(text.split()).split(",")]


_SHOPIFY = names_of("""
    Name, Email, Financial Status, Paid at, Fulfillment Status, Fulfilled at, Accepts Marketing, Currency, Subtotal,
    Shipping, Taxes, Total, Discount Code, Discount Amount, Shipping Method, Created at, Lineitem quantity, Lineitem name,
    Lineitem price, Lineitem compare at price, Lineitem sku, Lineitem requires shipping, Lineitem taxable,
    Lineitem fulfillment status, Billing Name, Billing Street, Billing Address1, Billing Address2, Billing Company,
    Billing City, Billing Zip, Billing Province, Billing Country, Billing Phone, Shipping Name, Shipping Street,
    Shipping Address1, Shipping Address2, Shipping Company, Shipping City, Shipping Zip, Shipping Province,
    Shipping Country, Shipping Phone, Notes, Note Attributes, Cancelled at, Payment Method, Payment Reference,
    Refunded Amount, Vendor, Outstanding Balance, Employee, Location, Device ID, Id, Tags, Risk Level, Source,
    Lineitem discount, Tax 1 Name, Tax 1 Value, Tax 2 Name, Tax 2 Value, Tax 3 Name, Tax 3 Value, Tax 4 Name, Tax 4 Value,
    Tax 5 Name, Tax 5 Value, Phone, Receipt Number, Duties, Billing Province Name, Shipping Province Name, Payment ID,
    Payment Terms Name, Next Payment Due At, Payment References""")


def shopify() -> bytes:
    """Further items in rows of their own without address, ZIPs behind an apostrophe, notes over two lines."""
    rows: list[Cells] = []
    for number, person in enumerate(PEOPLE, start=1001):
        payer = PAYER if person is CHIDI else person
        rows.append(_shopify_order(f"#{number}", person) | _party("Billing ", payer) | _party("Shipping ", person))
    item = {"Name": "#1001", "Email": CHIDI.email, "Lineitem quantity": "1", "Lineitem name": "Tea towel"}
    rows.insert(1, item | {"Lineitem price": "9.00", "Lineitem requires shipping": "true"})
    rows[0]["Notes"] = "Please ring twice,\nthe bell is faint"
    return delimited(_SHOPIFY, rows, end="\n").encode()


def _shopify_order(number: str, person: Person) -> Cells:
    return {
        "Name": number, "Email": person.email, "Financial Status": "paid", "Paid at": "2026-10-02 17:09:34 -0400",
        "Fulfillment Status": "unfulfilled", "Accepts Marketing": "no", "Currency": "USD", "Subtotal": "32.00",
        "Shipping": "7.95", "Taxes": "2.00", "Total": "41.95", "Shipping Method": "Standard",
        "Created at": "2026-10-02 17:09:33 -0400", "Lineitem quantity": "2", "Lineitem name": "Mug, blue",
        "Lineitem price": "16.00", "Lineitem sku": "MUG-1", "Lineitem requires shipping": "true",
        "Payment Method": "Shopify Payments", "Vendor": "Mug Shop", "Id": "5123456789012", "Risk Level": "Low",
        "Source": "web", "Shipping Province Name": person.state_name, "Phone": "'+12145550100",
    }  # fmt: skip


def _party(prefix: str, person: Person) -> Cells:
    street = f"{person.address1}, {person.address2}" if person.address2 else person.address1
    return {
        prefix + "Name": person.name, prefix + "Street": street, prefix + "Address1": person.address1,
        prefix + "Address2": person.address2, prefix + "Company": person.company, prefix + "City": person.city,
        prefix + "Zip": f"'{person.postal_code}", prefix + "Province": person.state, prefix + "Country": "US",
        prefix + "Phone": f"'+1{person.phone.replace('-', '')}",
    }  # fmt: skip


_WOO = names_of("""
    order_id, order_number, order_date, paid_date, status, shipping_total, shipping_tax_total, fee_total, tax_total,
    order_total, order_currency, payment_method, shipping_method, customer_id, customer_user, customer_email,
    billing_first_name, billing_last_name, billing_company, billing_email, billing_phone, billing_address_1,
    billing_address_2, billing_postcode, billing_city, billing_state, billing_country, shipping_first_name,
    shipping_last_name, shipping_company, shipping_phone, shipping_address_1, shipping_address_2, shipping_postcode,
    shipping_city, shipping_state, shipping_country, customer_note, line_item_1""")


def woocommerce() -> bytes:
    """Snake case; money and method under the word shipping."""
    rows = []
    for number, person in enumerate(PEOPLE, start=2001):
        payer = PAYER if person is CHIDI else person
        rows.append({
            "order_id": str(number), "order_number": str(number), "order_date": "2026-10-02 17:09:34",
            "status": "processing", "shipping_total": "7.95", "order_total": "41.95", "order_currency": "USD",
            "shipping_method": "Flat rate", "customer_email": payer.email, "billing_email": payer.email,
            "billing_phone": payer.phone, "customer_note": "Leave it, please, at the back door",
            **_woo_party("billing_", payer), **_woo_party("shipping_", person), "shipping_phone": person.phone,
            "line_item_1": "name:Mug, blue|quantity:2",
        })  # fmt: skip
    return delimited(_WOO, rows, end="\n").encode()


def _woo_party(prefix: str, person: Person) -> Cells:
    return {
        prefix + "first_name": person.first, prefix + "last_name": person.last, prefix + "company": person.company,
        prefix + "address_1": person.address1, prefix + "address_2": person.address2,
        prefix + "postcode": person.postal_code, prefix + "city": person.city, prefix + "state": person.state,
        prefix + "country": "US",
    }  # fmt: skip


_WOO_SUFFIX = names_of("""
    Order Number, Order Status, Order Date, Customer Note, First Name (Billing), Last Name (Billing), Company (Billing),
    Address 1&2 (Billing), City (Billing), State Code (Billing), Postcode (Billing), Country Code (Billing),
    Email (Billing), Phone (Billing), First Name (Shipping), Last Name (Shipping), Address 1&2 (Shipping),
    City (Shipping), State Code (Shipping), Postcode (Shipping), Country Code (Shipping), Payment Method Title,
    Cart Discount Amount, Order Subtotal Amount, Shipping Method Title, Order Shipping Amount, Order Refund Amount,
    Order Total Amount, Order Total Tax Amount, Item #, SKU, Name, Product Variation, Quantity, Item Cost, Coupon Code""")


def woocommerce_suffix() -> bytes:
    """The party behind the field; `Name` is the product; an order's lines repeat its address; with a byte-order mark."""
    rows = []
    for number, person in enumerate(PEOPLE, start=3001):
        payer = PAYER if person is CHIDI else person
        order = {
            "Order Number": str(number), "Order Status": "Processing", "Order Date": "2026-10-02 17:09",
            **_woo_suffixed("Billing", payer), **_woo_suffixed("Shipping", person), "Company (Billing)": payer.company,
            "Email (Billing)": payer.email, "Phone (Billing)": payer.phone, "Shipping Method Title": "Flat rate",
            "Order Shipping Amount": "7.95", "Order Total Amount": "41.95",
        }  # fmt: skip
        rows.append(order | {"Item #": "1", "SKU": "MUG-1", "Name": "Mug, blue", "Quantity": "2", "Item Cost": "16"})
        if person is CHIDI:
            rows.append(order | {"Item #": "2", "SKU": "TT-9", "Name": "Tea towel", "Quantity": "1", "Item Cost": "9"})
    return delimited(_WOO_SUFFIX, rows).encode("utf-8-sig")


def _woo_suffixed(party: str, person: Person) -> Cells:
    cells = {
        "First Name": person.first, "Last Name": person.last,
        "Address 1&2": f"{person.address1} {person.address2}".strip(), "City": person.city, "State Code": person.state,
        "Postcode": person.postal_code, "Country Code": "US",
    }  # fmt: skip
    return {f"{name} ({party})": cell for name, cell in cells.items()}


_AMAZON = names_of("""
    order-id, order-item-id, purchase-date, payments-date, buyer-email, buyer-name, buyer-phone-number, sku,
    product-name, quantity-purchased, currency, item-price, item-tax, shipping-price, shipping-tax, ship-service-level,
    recipient-name, ship-address-1, ship-address-2, ship-address-3, ship-city, ship-state, ship-postal-code,
    ship-country, ship-phone-number, delivery-start-date, delivery-end-date, delivery-time-zone, delivery-Instructions,
    sales-channel, is-business-order, purchase-order-number, price-designation""")
_AMAZON_UNSHIPPED = names_of("""
    order-id, order-item-id, purchase-date, payments-date, reporting-date, promise-date, days-past-promise, buyer-email,
    buyer-name, buyer-phone-number, sku, number-of-items, product-name, quantity-purchased, quantity-shipped,
    quantity-to-ship, ship-service-level, recipient-name, ship-address-1, ship-address-2, ship-address-3, ship-city,
    ship-state, ship-postal-code, ship-country, is-business-order, purchase-order-number, price-designation,
    verge-of-cancellation, verge-of-lateShipment""")


def amazon() -> bytes:
    """Tab-separated, Windows-1252; items repeat the order with its address; quotes as inch marks in a product's name."""
    rows = _amazon_rows({"sales-channel": "Amazon.com", "currency": "USD", "item-price": "16.00"}, phone=True)
    rows[0]["product-name"] = 'Tray 12" caf\xe9'
    return delimited(_AMAZON, rows, delimiter="\t", quoting=csv.QUOTE_NONE).encode("cp1252")


def amazon_unshipped() -> bytes:
    """The same with other columns and no phone."""
    shared = {"number-of-items": "1", "quantity-shipped": "0", "quantity-to-ship": "1", "days-past-promise": "-2"}
    return delimited(_AMAZON_UNSHIPPED, _amazon_rows(shared, phone=False), delimiter="\t").encode()


def _amazon_rows(shared: Cells, *, phone: bool) -> list[Cells]:
    rows = []
    for number, person in enumerate(PEOPLE, start=1):
        order = {
            "order-id": f"111-222222{number}-3333333", "purchase-date": "2026-10-02T10:50:49-08:00",
            "buyer-email": f"{person.first.lower()}@marketplace.example.com", "buyer-name": PAYER.name,
            "buyer-phone-number": PAYER.phone, "product-name": "Mug", "quantity-purchased": "1",
            "ship-service-level": "Standard", "recipient-name": person.name, "ship-address-1": person.address1,
            "ship-address-2": person.address2, "ship-city": person.city, "ship-state": person.state,
            "ship-postal-code": f"{person.postal_code}-1427", "ship-country": "US", **shared,
        }  # fmt: skip
        if phone:
            order["ship-phone-number"] = f"+1 {person.phone}"
        items = 2 if person is CHIDI else 1
        rows += [order | {"order-item-id": f"4444444444444{number}{item}", "sku": f"S{item}"} for item in range(items)]
    return rows


_EBAY = names_of("""
    Sales Record Number, Order Number, Buyer Username, Buyer Name, Buyer Email, Buyer Note, Buyer Address 1,
    Buyer Address 2, Buyer City, Buyer State, Buyer Zip, Buyer Country, Ship To Name, Ship To Phone, Ship To Address 1,
    Ship To Address 2, Ship To City, Ship To State, Ship To Zip, Ship To Country, Item Number, Item Title, Custom Label,
    Sold Via Promoted Listings, Quantity, Sold For, Shipping And Handling, Seller Collected Tax, eBay Collected Tax,
    Total Price, Payment Method, Sale Date, Paid On Date, Ship By Date, Minimum Estimated Delivery Date, Shipped On Date,
    Feedback Left, Feedback Received, My Item Note, Shipping Service, Tracking Number, Transaction ID, Variation Details,
    Global Shipping Program, Global Shipping Reference ID, Click And Collect""")


def ebay() -> bytes:
    """Bare commas above the header and under it, everything in quotes, a count and the seller's name at the end."""
    rows = []
    for number, person in enumerate(PEOPLE, start=201):
        buyer = PAYER if person is CHIDI else person
        rows.append({
            "Sales Record Number": str(number), "Order Number": f"11-0{number}2-33445", "Buyer Username": "buyer_77",
            "Buyer Name": buyer.name, "Buyer Email": buyer.email, "Buyer Address 1": buyer.address1,
            "Buyer City": buyer.city, "Buyer State": buyer.state, "Buyer Zip": buyer.postal_code,
            "Buyer Country": "United States", "Ship To Name": person.name, "Ship To Phone": f"+1 {person.phone}",
            "Ship To Address 1": person.address1, "Ship To Address 2": person.address2, "Ship To City": person.city,
            "Ship To State": person.state, "Ship To Zip": f"{person.postal_code}-1427",
            "Ship To Country": "United States", "Item Number": "263300001111", "Item Title": "Mug, blue",
            "Quantity": "1", "Sold For": "$10.00", "Shipping And Handling": "$4.99", "Total Price": "$14.99",
            "Payment Method": "PayPal", "Sale Date": "Aug-02-26", "Paid On Date": "Aug-02-26",
            "Ship By Date": "Aug-04-26", "Shipping Service": "Economy Shipping", "Global Shipping Program": "No",
        })  # fmt: skip
    table = delimited(_EBAY, rows, quoting=csv.QUOTE_ALL)
    header, _, data = table.partition("\r\n")
    bare = "," * (len(_EBAY) - 1) + "\r\n"
    return (f'{bare}{header}\r\n{bare}{data}\r\n"3","record(s) downloaded"\r\n"Seller ID : mugshop"\r\n').encode(
        "utf-8-sig"
    )


_ETSY_ORDERS = names_of("""
    Sale Date, Order ID, Buyer User ID, Full Name, First Name, Last Name, Number of Items, Payment Method, Date Shipped,
    Street 1, Street 2, Ship City, Ship State, Ship Zipcode, Ship Country, Currency, Order Value, Coupon Code,
    Coupon Details, Discount Amount, Shipping Discount, Shipping, Sales Tax, Order Total, Status, Card Processing Fees,
    Order Net, Adjusted Order Total, Adjusted Card Processing Fees, Adjusted Net Order Amount, Buyer, Order Type,
    Payment Type, InPerson Discount, InPerson Location, SKU""")
_ETSY_ITEMS = names_of("""
    Sale Date, Item Name, Buyer, Quantity, Price, Coupon Code, Coupon Details, Discount Amount, Shipping Discount,
    Order Shipping, Order Sales Tax, Item Total, Currency, Transaction ID, Listing ID, Date Paid, Date Shipped, Ship Name,
    Ship Address1, Ship Address2, Ship City, Ship State, Ship Zipcode, Ship Country, Order ID, Variations, Order Type,
    Listings Type, Payment Type, InPerson Discount, InPerson Location, VAT Paid by Buyer, SKU""")


def etsy_orders() -> bytes:
    """Streets without the prefix that the city has; the country in words; the last order shipped already."""
    rows = []
    for number, person in enumerate(PEOPLE, start=1):
        rows.append({
            "Sale Date": "09/03/26", "Order ID": f"310000000{number}", "Full Name": person.name,
            "First Name": person.first, "Last Name": person.last, "Number of Items": "1", "Payment Method": "Other",
            "Street 1": person.address1, "Street 2": person.address2, "Ship City": person.city,
            "Ship State": person.state, "Ship Zipcode": person.postal_code, "Ship Country": "United States",
            "Currency": "USD", "Order Value": "32.00", "Shipping": "7.95", "Order Total": "41.95", "Buyer": "crafty77",
            "Order Type": "online", "Date Shipped": "09/05/26" if person is LIAM else "",
        })  # fmt: skip
    return delimited(_ETSY_ORDERS, rows, end="\n").encode()


def etsy_items() -> bytes:
    """One row an item, the address repeated; `Item Name` and `Buyer` are not the recipient."""
    rows = []
    for number, person in enumerate(PEOPLE, start=1):
        order = {
            "Sale Date": "09/03/26", "Buyer": PAYER.name, "Quantity": "1", "Price": "16.00", "Order Shipping": "7.95",
            "Currency": "USD", "Date Paid": "09/03/2026", "Ship Name": person.name, "Ship Address1": person.address1,
            "Ship Address2": person.address2, "Ship City": person.city, "Ship State": person.state,
            "Ship Zipcode": person.postal_code, "Ship Country": "United States", "Order ID": f"310000000{number}",
            "Order Type": "online",
        }  # fmt: skip
        items = ("Mug, blue", "Tea towel") if person is CHIDI else ("Mug, blue",)
        rows += [order | {"Item Name": item, "Transaction ID": f"41{number}{at}"} for at, item in enumerate(items)]
    return delimited(_ETSY_ITEMS, rows, end="\n").encode()


def quickbooks_iif() -> bytes:
    """Several record kinds in one file, an address block in cells of no fixed meaning: no table."""
    lines = [
        "!HDR\tPROD\tVER\tREL",
        "HDR\tQuickBooks\tVersion 30\tRelease R1",
        "!TRNS\tTRNSID\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT\tDOCNUM\tSHIPVIA\tSADDR1\tSADDR2\tSADDR3",
        "!SPL\tSPLID\tTRNSTYPE\tDATE\tACCNT\tAMOUNT",
        "!ENDTRNS",
        "TRNS\t1\tINVOICE\t10/2/2026\tSales\tOkafor\t41.95\t77\tUPS\tChidi Okafor\t12 Elm St\tWatertown, MA  02472",
        "SPL\t2\tINVOICE\t10/2/2026\tSales\t-41.95",
        "ENDTRNS",
    ]
    return ("\r\n".join(lines) + "\r\n").encode("cp1252")


_QUICKBOOKS = names_of("""
    Date, Num, P. O. #, Name, Name Address, Name Street1, Name City, Name State, Name Zip, Ship To Address 1,
    Ship To Address 2, Ship To City, Ship To State, Ship Zip, Via, Ship Date, Item, Qty, U/M, Amount""")


def quickbooks_report() -> bytes:
    """Title lines, a group's line, its subtotal and a total among the rows; an empty first column; no weight."""
    header = ["", *_QUICKBOOKS]
    lines: list[list[str]] = [
        ["Mug Shop, Inc."],
        ["Sales by Ship To Address"],
        ["October 1 - 31, 2026", "", "", "Accrual Basis"],
        [],
        header,
    ]
    for number, person in enumerate(PEOPLE, start=77):
        row = {
            "Date": "10/02/2026", "Num": str(number), "P. O. #": f"PO-{number}", "Name": PAYER.name,
            "Name Street1": PAYER.address1, "Name City": PAYER.city, "Name State": PAYER.state,
            "Name Zip": PAYER.postal_code, "Ship To Address 1": person.address1, "Ship To Address 2": person.address2,
            "Ship To City": person.city, "Ship To State": person.state, "Ship Zip": person.postal_code, "Via": "UPS",
            "Ship Date": "10/03/2026", "Item": "MUG-1", "Qty": "2", "U/M": "ea", "Amount": "32.00",
        }  # fmt: skip
        lines.append(["", *(row.get(name, "") for name in _QUICKBOOKS)])
    total = ["", *[""] * (len(_QUICKBOOKS) - 1), "96.00"]
    lines += [[f"Total {PAYER.name}", *total[1:]], ["TOTAL", *total[1:]]]
    lines.insert(5, [PAYER.name])
    file = io.StringIO(newline="")
    csv.writer(file).writerows(lines)
    return file.getvalue().encode("cp1252")


_WORLDSHIP = names_of("""
    OrderId, ShipmentInformation_ServiceType, ShipmentInformation_BillingOption, ShipmentInformation_QvnOption,
    ShipmentInformation_QvnShipNotification1Option, ShipmentInformation_NotificationRecipient1Type,
    ShipmentInformation_NotificationRecipient1FaxorEmail, ShipTo_CompanyOrName, ShipTo_StreetAddress,
    ShipTo_RoomFloorAddress2, ShipTo_City, ShipTo_State, ShipTo_Country, ShipTo_ZipCode, ShipTo_Telephone,
    ShipTo_ResidentialIndicator, ThirdParty_CompanyOrName, ThirdParty_StreetAddress, ThirdParty_City, ThirdParty_State,
    ThirdParty_ZipCode, Package_PackageType, Package_Weight, Package_Reference1, Package_Reference2, Package_Reference3,
    Package_Reference4, Package_Reference5, Package_DeclaredValueOption, Package_DeclaredValueAmount, ShipTo_LocationID""")


def worldship() -> bytes:
    """ZIPs without their zero, services as codes and words, columns of other parties (empty)."""
    services = ("GND", "03", "Ground")
    rows = []
    for number, (person, service) in enumerate(zip(PEOPLE, services, strict=True), start=501):
        rows.append({
            "OrderId": str(number), "ShipmentInformation_ServiceType": service,
            "ShipmentInformation_BillingOption": "PP", "ShipmentInformation_QvnOption": "1",
            "ShipmentInformation_QvnShipNotification1Option": "1",
            "ShipmentInformation_NotificationRecipient1Type": "1",
            "ShipmentInformation_NotificationRecipient1FaxorEmail": person.email,
            "ShipTo_CompanyOrName": person.company or person.name, "ShipTo_StreetAddress": person.address1,
            "ShipTo_RoomFloorAddress2": person.address2, "ShipTo_City": person.city, "ShipTo_State": person.state,
            "ShipTo_Country": "US", "ShipTo_ZipCode": person.postal_code.lstrip("0"), "ShipTo_Telephone": person.phone,
            "ShipTo_ResidentialIndicator": "N" if person.company else "Y", "Package_PackageType": "CP",
            "Package_Weight": person.pounds, "Package_Reference1": f"R-{number}",
        })  # fmt: skip
    return delimited(_WORLDSHIP, rows).encode()


#: The positions of a UPS.com batch file, which has no header.
UPS_BATCH = names_of("""
    Contact Name, Company or Name, Country, Address 1, Address 2, Address 3, City, State/Province/Other, Postal Code,
    Telephone, Ext, Residential Ind, Consignee Email, Packaging Type, Customs Value, Weight, Length, Width, Height,
    Unit of Measure, Description of Goods, Documents of No Commercial Value, GNIFC, Pkg Decl Value, Service,
    Delivery Confirmation, Shipper Release, Ret of Documents, Saturday Deliver, Carbon Neutral, Large Package,
    Addl handling, Reference 1, Reference 2, Reference 3, QV Notif 1-Addr, QV Notif 1-Ship, QV Notif 1-Excp,
    QV Notif 1-Delv""")


def ups_batch(delimiter: str = ",") -> bytes:
    """No header row; a delimiter for every position, filled or not."""
    rows = []
    for number, person in enumerate(PEOPLE, start=901):
        rows.append({
            "Contact Name": person.name if person.company else "", "Company or Name": person.company or person.name,
            "Country": "US", "Address 1": person.address1, "Address 2": person.address2, "City": person.city,
            "State/Province/Other": person.state, "Postal Code": person.postal_code, "Telephone": person.phone,
            "Residential Ind": "" if person.company else "1", "Consignee Email": person.email, "Packaging Type": "2",
            "Weight": person.pounds, "Service": "03", "Reference 1": f"R-{number}",
        })  # fmt: skip
    return delimited(None, rows, columns=UPS_BATCH, delimiter=delimiter).encode()


def ups_batch_semicolons() -> bytes:
    """The same as `.ssv`."""
    return ups_batch(";")


_CAMPUSSHIP = names_of("""
    Company or Name, Nickname, Contact, Address 1, Address 2, Address 3, City, State, Postal code, Country, Telephone,
    Email""")


def campusship_addresses() -> bytes:
    """An address book: no order, no weight."""
    rows = [
        {
            "Company or Name": person.company or person.name, "Nickname": person.first, "Contact": person.name,
            "Address 1": person.address1, "Address 2": person.address2, "City": person.city, "State": person.state,
            "Postal code": person.postal_code, "Country": "US", "Telephone": person.phone, "Email": person.email,
        }
        for person in PEOPLE
    ]  # fmt: skip
    return delimited(_CAMPUSSHIP, rows).encode()


_SHIPSTATION = names_of("""
    Order - Number, Date - Order Date, Ship To - Name, Ship To - Company, Ship To - Address 1, Ship To - Address 2,
    Ship To - Address 3, Ship To - City, Ship To - State, Ship To - Postal Code, Ship To - Country, Ship To - Phone,
    Ship To - Residential Flag, Ship To - Verified Flag, Ship To - Zone, Bill To - Name, Customer Email,
    Weight - TotalOz, Weight - WeightLbs, Weight - WeightOz, Dimensions - Length, Dimensions - Width,
    Dimensions - Height, Service - Package Type, Carrier - Service Selected, Item - SKU, Item - Name, Item - Qty,
    Item - Weight, Item - Weight (oz), Amount - Order Total, Amount - Order Shipping, Market - Store Name,
    Custom - Field 1, Notes - From Buyer, Tracking Number""")


def shipstation() -> bytes:
    """The weight in ounces and, beside it, in its two parts; the weight of an item as well."""
    rows = []
    for number, person in enumerate(PEOPLE, start=7001):
        ounces = float(person.ounces)
        rows.append({
            "Order - Number": str(number), "Date - Order Date": "10/2/2026 5:09:34 PM", "Ship To - Name": person.name,
            "Ship To - Company": person.company, "Ship To - Address 1": person.address1,
            "Ship To - Address 2": person.address2, "Ship To - City": person.city, "Ship To - State": person.state,
            "Ship To - Postal Code": person.postal_code, "Ship To - Country": "US", "Ship To - Phone": person.phone,
            "Bill To - Name": PAYER.name, "Customer Email": person.email, "Weight - TotalOz": person.ounces,
            "Weight - WeightLbs": str(int(ounces // 16)), "Weight - WeightOz": f"{ounces % 16:g}",
            "Item - Name": "Mug, blue", "Item - Qty": "2", "Item - Weight": "9", "Item - Weight (oz)": "9",
            "Amount - Order Total": "41.95", "Amount - Order Shipping": "7.95", "Market - Store Name": "Mug Shop",
        })  # fmt: skip
    return delimited(_SHIPSTATION, rows).encode("utf-8-sig")


_SHIPSTATION_IMPORT = names_of("""
    Order #, Order Date, Recipient Full Name, Recipient Email, Recipient Phone, Recipient Company, Address Line 1,
    Address Line 2, Address Line 3, City, State, Postal Code, Country Code, Item SKU, Item Name / Title, Item Quantity,
    Item Weight (oz)""")


def shipstation_import() -> bytes:
    """One row an item with the same order number; only an item's weight."""
    rows = []
    for number, person in enumerate(PEOPLE, start=7001):
        order = {
            "Order #": str(number), "Order Date": "10/2/2026", "Recipient Full Name": person.name,
            "Recipient Email": person.email, "Recipient Phone": person.phone, "Recipient Company": person.company,
            "Address Line 1": person.address1, "Address Line 2": person.address2, "City": person.city,
            "State": person.state, "Postal Code": person.postal_code, "Country Code": "US", "Item Quantity": "1",
            "Item Weight (oz)": "9",
        }  # fmt: skip
        items = ("MUG-1", "TT-9") if person is CHIDI else ("MUG-1",)
        rows += [order | {"Item SKU": item, "Item Name / Title": f"{item}, blue"} for item in items]
    return delimited(_SHIPSTATION_IMPORT, rows).encode()


_SHIPPO = names_of("""
    Order Number, Order Date, Recipient Name, Company, Email, Phone, Street Line 1, Street Number, Street Line 2, City,
    State/Province, Zip/Postal Code, Country, Item Title, SKU, Quantity, Item Weight, Item Weight Unit, Item Price,
    Item Currency, Order Weight, Order Weight Unit, Order Amount, Order Currency""")


def shippo() -> bytes:
    """The weight's unit in a column of its own, another in each row; the house number in one as well."""
    rows = []
    for number, (person, unit) in enumerate(zip(PEOPLE, ("lb", "oz", "lb"), strict=True), start=1):
        house, street = person.address1.split(maxsplit=1)
        rows.append({
            "Order Number": f"SP-{number}", "Order Date": "2026-10-02", "Recipient Name": person.name,
            "Company": person.company, "Email": person.email, "Phone": person.phone, "Street Line 1": street,
            "Street Number": house, "Street Line 2": person.address2, "City": person.city,
            "State/Province": person.state, "Zip/Postal Code": person.postal_code, "Country": "USA",
            "Item Title": "Mug, blue", "SKU": "MUG-1", "Quantity": "2", "Item Weight": "0.5", "Item Weight Unit": "lb",
            "Item Price": "16.00", "Order Weight": person.ounces if unit == "oz" else person.pounds,
            "Order Weight Unit": unit, "Order Amount": "41.95", "Order Currency": "USD",
        })  # fmt: skip
    return delimited(_SHIPPO, rows).encode()


_PIRATE_SHIP = names_of("""
    Name, Company, Address1, Address2, City, State, Zip, Country, Phone, Weight_oz, Length, Width, Height, Description,
    Order_ID""")


def pirate_ship() -> bytes:
    """Ounces; every ZIP through Excel, which takes the zero."""
    rows = [
        {
            "Name": person.name, "Company": person.company, "Address1": person.address1, "Address2": person.address2,
            "City": person.city, "State": person.state, "Zip": person.postal_code.lstrip("0"), "Country": "US",
            "Phone": person.phone, "Weight_oz": person.ounces, "Length": "10", "Width": "8", "Height": "4",
            "Description": "Mugs", "Order_ID": f"PS-{number}",
        }
        for number, person in enumerate(PEOPLE, start=1)
    ]  # fmt: skip
    return delimited(_PIRATE_SHIP, rows).encode()


_HAND_MADE = names_of("Order No, Deliver To, Business, Street, Apt/Suite, Town, ST, Zip, Tel, Wt (lb), Ship Via, Notes")


def hand_made() -> bytes:
    """A title, comments, groups and a `SHIPPED` line among the orders, the header again, totals; rows cut short."""
    rows = [
        {
            "Order No": f"H-{number}", "Deliver To": person.name, "Business": person.company,
            "Street": person.address1, "Apt/Suite": person.address2, "Town": person.city, "ST": person.state_name,
            "Zip": person.postal_code, "Tel": person.phone, "Wt (lb)": person.pounds, "Ship Via": "Ground",
        }
        for number, person in enumerate(PEOPLE, start=1)
    ]  # fmt: skip
    header, *orders = delimited(_HAND_MADE, rows, end="\n").splitlines()
    orders = [order.rstrip(",") for order in orders]
    lines = ["Week 44", "# packed by Ana, checked by Tom", "", header, *orders[:1], "SHIPPED", *orders[1:2], header]
    return "\n".join([*lines, *orders[2:], "Total,,,,,,,,,15.75"]).encode()


#: File name and builder of each export, by name.
EXPORTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "shopify": ("orders_export_1.csv", shopify),
    "woocommerce": ("order_export.csv", woocommerce),
    "woocommerce suffix": ("orders-2026-10-02.csv", woocommerce_suffix),
    "amazon": ("89901020.txt", amazon),
    "amazon unshipped": ("unshipped.txt", amazon_unshipped),
    "ebay": ("eBay-OrdersReport.csv", ebay),
    "etsy orders": ("EtsySoldOrders2026-10.csv", etsy_orders),
    "etsy items": ("EtsySoldOrderItems2026-10.csv", etsy_items),
    "quickbooks iif": ("invoices.iif", quickbooks_iif),
    "quickbooks report": ("Sales by Ship To.csv", quickbooks_report),
    "worldship": ("worldship.csv", worldship),
    "ups batch": ("batch.csv", ups_batch),
    "ups batch semicolons": ("batch.ssv", ups_batch_semicolons),
    "campusship addresses": ("addressbook.csv", campusship_addresses),
    "shipstation": ("shipstation.csv", shipstation),
    "shipstation import": ("import.csv", shipstation_import),
    "shippo": ("shippo.csv", shippo),
    "pirate ship": ("pirateship.csv", pirate_ship),
    "hand made": ("week 44.csv", hand_made),
}
