"""Sources under proof: what stands in them, what a person does to them, and whether anything else changed.

A desk for another kind of source has the methods of `Desk`; `DESKS` lists those in files.
"""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from openpyxl import Workbook, load_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

HEADER = ("Order", "Name", "Address", "City", "State", "Zip", "Phone", "Weight", "Service", "Note, if any")
ADDRESS = 2
_PLACES = (("Bend", "OR", "97701"), ("Salem", "OR", "97301"), ("Alpharetta", "GA", "30005"))


def order(row: int) -> list[str]:
    """The cells of a row, written in a way that careless hands would not keep."""
    city, state, code = _PLACES[row % 3]
    phone = f"541555{row:04}"
    return [
        f"A{row}",
        f"Person {row}",
        f"{row} Elm Ave",
        city,
        state,
        code,
        phone,
        f"{row % 90}.5",  # UPS takes no more than 150 lb
        "Ground",
        f'é, "x" {row}',
    ]


class Desk(Protocol):
    """A source of `rows` orders, `Person 1` and so on, in a folder of its own.

    Attributes:
        kind: csv, xlsx ...
        folder: where it stands.
        path: the file that holds it.
        name: as a person names it to `ship`.
        keeps_jobs: whether its jobs are kept beside its orders.
    """

    kind: ClassVar[str]
    folder: Path
    path: Path
    name: str
    keeps_jobs: ClassVar[bool]

    def numbers(self) -> list[str]:
        """The tracking number of each row, "" where there is none."""

    def edit(self, row: int, address: str) -> None:
        """Change the address of a row, as a person would."""

    def put_number(self, row: int, number: str) -> None:
        """Write somebody else's number into a row, as a person would; the column is there."""

    def differences(self) -> list[str]:
        """What is otherwise than it was, but for the two columns and what a person changed since."""

    def content(self) -> object:
        """All that it holds, to be compared."""

    def put_back(self) -> None:
        """Put it back as it was before anything shipped, as a person would from a copy."""

    def leftovers(self) -> list[str]:
        """The names of files beside it that are not its own."""


class CsvDesk:
    """A CSV file with its own habits: line ends, quotes, other characters."""

    kind: ClassVar[str] = "csv"
    keeps_jobs: ClassVar[bool] = False

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder = folder
        self.name = "orders.csv"
        self.path = folder / self.name
        lines = [
            self._line(HEADER, quoted=(1, 9)),
            *(self._line(order(row), quoted=(1, 9)) for row in range(1, rows + 1)),
        ]
        self._lines = lines
        self.path.write_bytes("".join(f"{line}\r\n" for line in lines).encode())

    @staticmethod
    def _line(cells: Iterable[str], quoted: tuple[int, ...]) -> str:
        doubled = (cell.replace('"', '""') for cell in cells)
        return ",".join(f'"{cell}"' if at in quoted else cell for at, cell in enumerate(doubled))

    def numbers(self) -> list[str]:
        added = [self._added(at, line) for at, line in enumerate(self._now())]
        return [cells[0] if cells else "" for cells in added[1:]]

    def edit(self, row: int, address: str) -> None:
        lines = self._now()
        cells = lines[row].split(",")
        old, cells[ADDRESS] = cells[ADDRESS], address
        lines[row] = ",".join(cells)
        self._lines[row] = self._lines[row].replace(old, address, 1)
        self._save(lines)

    def put_number(self, row: int, number: str) -> None:
        lines = self._now()
        lines[row] = f"{self._lines[row]},{number},"
        self._save(lines)

    def put_back(self) -> None:
        self._save(self._lines)

    def differences(self) -> list[str]:
        data = self.path.read_bytes()
        if not data.endswith(b"\r\n"):
            return [f"{self.name} is cut short: {len(data)} bytes"]
        lines = self._now()
        if len(lines) != len(self._lines):
            return [f"{self.name} has {len(lines)} lines, not {len(self._lines)}"]
        return [f"line {at}: {line!r}" for at, line in enumerate(lines) if self._added(at, line) is None]

    def content(self) -> object:
        return self.path.read_bytes()

    def leftovers(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if path != self.path)

    def _now(self) -> list[str]:
        return self.path.read_bytes().decode().split("\r\n")[:-1]

    def _save(self, lines: list[str]) -> None:
        self.path.write_bytes("".join(f"{line}\r\n" for line in lines).encode())

    def _added(self, at: int, line: str) -> list[str] | None:
        """The two cells that were added to a line, none where it is as it was; None where it is otherwise."""
        if line == self._lines[at]:
            return []
        cells = line.removeprefix(self._lines[at]).split(",")
        return cells[1:] if len(cells) == len(("", "number", "time")) and not cells[0] else None


class XlsxDesk:
    """A workbook with a second sheet, title rows, formats and a comment in its zip, which all must stay."""

    kind: ClassVar[str] = "xlsx"
    keeps_jobs: ClassVar[bool] = False
    _SHEET = "xl/worksheets/sheet1.xml"

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder = folder
        self.name = "orders.xlsx"
        self.path = folder / self.name
        self._rows, self._first = rows, self._made(rows)
        self.path.write_bytes(self._first)
        self._remember()

    def numbers(self) -> list[str]:
        sheet = self._sheet(self.path.read_bytes())
        header = [cell.value for cell in sheet[2]]
        if "tracking_number" not in header:
            return [""] * self._rows
        at = header.index("tracking_number") + 1
        return [str(sheet.cell(row + 2, at).value or "") for row in range(1, self._rows + 1)]

    def edit(self, row: int, address: str) -> None:
        self._set(row, ADDRESS + 1, address)

    def put_number(self, row: int, number: str) -> None:
        header = [cell.value for cell in self._sheet(self.path.read_bytes())[2]]
        self._set(row, header.index("tracking_number") + 1, number)

    def put_back(self) -> None:
        self.path.write_bytes(self._first)

    def differences(self) -> list[str]:
        data = self.path.read_bytes()
        try:
            cells, members = self._cells(data), self._members(data)
        except Exception as error:  # noqa: BLE001 - whatever a damaged file makes of a reader
            return [f"{self.name} cannot be read: {error}"]
        changed = [
            name for name in {*members, *self._members_before} if members.get(name) != self._members_before.get(name)
        ]
        odd = [f"member {name}" for name in sorted(changed) if name != self._SHEET]
        return odd + [
            f"cell {at}: {value}" for at, value in sorted(set(cells.items()) ^ set(self._cells_before.items()))
        ]

    def content(self) -> object:
        return self.path.read_bytes()

    def leftovers(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if path != self.path)

    def _set(self, row: int, column: int, value: str) -> None:
        workbook = load_workbook(self.path)
        workbook["Orders"].cell(row + 2, column, value)
        workbook.save(self.path)
        self._remember()

    def _remember(self) -> None:
        data = self.path.read_bytes()
        self._cells_before, self._members_before = self._cells(data), self._members(data)

    @staticmethod
    def _made(rows: int) -> bytes:
        workbook = Workbook()
        sheet = workbook.active
        assert sheet is not None
        sheet.title = "Orders"
        sheet.append(["Orders of November"])
        sheet.append(list(HEADER))
        for row in range(1, rows + 1):
            sheet.append(order(row))
        workbook.create_sheet("Notes")["B2"] = "=1+1"
        buffer = io.BytesIO()
        workbook.save(buffer)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.comment = b"kept"
        return buffer.getvalue()

    @staticmethod
    def _sheet(data: bytes) -> Worksheet:
        return load_workbook(io.BytesIO(data))["Orders"]

    def _cells(self, data: bytes) -> dict[str, str]:
        """Every cell with its value and format, but those of the two columns."""
        sheet = self._sheet(data)
        ours = {cell.column for cell in sheet[2] if cell.value in ("tracking_number", "shipped_at")}
        cells = (
            cell for row in sheet.iter_rows() for cell in row if cell.column not in ours and cell.value is not None
        )
        return {cell.coordinate: f"{cell.value!r} {cell.style_id} {cell.number_format}" for cell in cells}

    @staticmethod
    def _members(data: bytes) -> dict[str, object]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            kept: dict[str, object] = {one.filename: (one.CRC, one.compress_size) for one in archive.infolist()}
            return {**kept, "comment": archive.comment}


class SqliteDesk:
    """A table of a SQLite database, beside another that is nobody's business."""

    kind: ClassVar[str] = "sqlite"
    keeps_jobs: ClassVar[bool] = True
    _COLUMNS = ", ".join(f'"{name}"' for name in HEADER)

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder = folder
        self.path = folder / "orders.db"
        self.name = "sqlite:///orders.db table orders"
        with self._open() as database:
            database.execute(f"CREATE TABLE orders (id INTEGER PRIMARY KEY, {self._COLUMNS})")
            database.execute("CREATE TABLE secrets AS SELECT 'kept' AS word")
            marks = ", ".join("?" for _ in HEADER)
            database.executemany(
                f"INSERT INTO orders ({self._COLUMNS}) VALUES ({marks})", [order(row) for row in range(1, rows + 1)]
            )
        self._before = self._rows()

    def numbers(self) -> list[str]:
        with self._open() as database:
            columns = [name for _, name, *_ in database.execute("PRAGMA table_info(orders)")]
            if "tracking_number" not in columns:
                return [""] * len(self._before)
            return [number or "" for (number,) in database.execute("SELECT tracking_number FROM orders ORDER BY id")]

    def edit(self, row: int, address: str) -> None:
        with self._open() as database:
            database.execute(f'UPDATE orders SET "{HEADER[ADDRESS]}" = ? WHERE id = ?', (address, row))
        self._before = self._rows()

    def put_number(self, row: int, number: str) -> None:
        with self._open() as database:
            database.execute("UPDATE orders SET tracking_number = ? WHERE id = ?", (number, row))

    def put_back(self) -> None:
        with self._open() as database:
            database.execute("UPDATE orders SET tracking_number = NULL, shipped_at = NULL")

    def differences(self) -> list[str]:
        return [f"row {row}" for row in sorted(set(self._rows()) ^ set(self._before))]

    def content(self) -> object:
        return self._rows(), self.numbers()

    def select(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query on the job tables beside the orders finds; nothing where there are none."""
        return select(self.path, sql)

    def leftovers(self) -> list[str]:
        """A lock that nobody holds may lie there: the next batch takes it over and away."""
        names = (path.name for path in self.folder.iterdir() if path != self.path)
        return sorted(name for name in names if not name.endswith(".shipshell-lock"))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path)) as database, database:
            yield database

    def _rows(self) -> list[tuple[object, ...]]:
        with self._open() as database:
            rows = database.execute(f"SELECT id, {self._COLUMNS} FROM orders ORDER BY id").fetchall()
            secrets = database.execute("SELECT 'secrets', word FROM secrets").fetchall()
            return [*rows, *secrets, *database.execute("PRAGMA integrity_check").fetchall()]


DESKS: dict[str, type[CsvDesk | XlsxDesk | SqliteDesk]] = {"csv": CsvDesk, "xlsx": XlsxDesk, "sqlite": SqliteDesk}


def select(store: Path, sql: str) -> list[tuple[Any, ...]]:
    """What a query on the job tables of a SQLite file finds; nothing where there are none."""
    if not store.exists():
        return []
    with closing(sqlite3.connect(store)) as database:
        try:
            return database.execute(sql).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return []
            raise


def person(name: str) -> int:
    """The row of a recipient, whatever a person made of the name."""
    found = re.search(r"Person (\d+)", name)
    assert found, name
    return int(found[1])
