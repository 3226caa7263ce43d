"""Reading large files, against what pandas and polars need to load them, and against the aims.

Every file holds made-up values. Tables are read as columns: texts parsed, units converted, every
cell accounted for; pandas and polars only find the numbers. Peers are measured in the same run.
"""

import csv
import io
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl

from benchmarks.figures import Figure, report
from core.exports import bundle_bytes
from core.markers import CATALOGUE, Marker, Sex
from core.panel import Measurement, Panel, Patient, Specimen, Value
from core.readers import stream_columns, stream_panels

WIDE_ROWS, LONG_ROWS, SHEET_ROWS, OBSERVATIONS = 1_000_000, 5_000_000, 50_000, 10_000
MARKERS = 20
DISTINCT = 5_000
REPEATS = 3
# A batch of rows is written at once.
BATCH = 50_000
TWICE = 2


def main() -> None:
    """Write the files, read them, and print the seconds and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        report("Reading large files (made-up values)", [*tables(place), *others(place)])


def tables(place: Path) -> Iterator[Figure]:
    """Measure a wide and a long CSV file against pandas and polars."""
    for name, rows, write in (
        ("wide", WIDE_ROWS, write_wide),
        ("long", LONG_ROWS, write_long),
    ):
        path = write(place / f"{name}.csv", rows)
        ours = best(partial(read_columns, path))
        yield Figure(f"{name} CSV, {rows} rows", ours, "s")
        for peer, load in (("pandas", pd.read_csv), ("polars", pl.read_csv)):
            alone = best(partial(load, path))
            yield Figure(f"{name} CSV, {peer} alone", alone, "s")
            yield Figure(f"{name} CSV, times {peer}", ours / alone, "", TWICE)
        path.unlink()


def others(place: Path) -> Iterator[Figure]:
    """Measure a FHIR bundle and a workbook against their aims."""
    bundle = place / "bundle.json"
    bundle.write_bytes(bundle_bytes(made_up_panels(OBSERVATIONS // MARKERS)))
    yield Figure(f"FHIR, {OBSERVATIONS} Observations", best(partial(read_panels, bundle)), "s", 1)
    book = write_sheet(place / "book.xlsx", SHEET_ROWS)
    yield Figure(f"XLSX, {SHEET_ROWS} rows, columns", best(partial(read_columns, book)), "s", 4)
    yield Figure(f"XLSX, {SHEET_ROWS} rows, panels", best(partial(read_panels, book)), "s", 4)


def best(work: Callable[[], object]) -> float:
    """Return the least time that a piece of work took, in [s]: what other work adds is not its."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def read_columns(path: Path) -> int:
    """Read a file as columns to the last number; return how many panels it holds.

    Raises RuntimeError if anything was refused: less work must never read as a fast run.
    """
    count = 0
    for columns, reading in stream_columns(path):
        if reading.problems:
            raise RuntimeError(reading.problems[0].key)
        count += len(columns.ids)
        for column in columns.markers:
            np.isnan(column.low + column.high).any()
    return count


def read_panels(path: Path) -> int:
    """Read a file into panels; return how many. Raises RuntimeError as `read_columns` does."""
    count = 0
    for reading in stream_panels(path):
        if reading.problems:
            raise RuntimeError(reading.problems[0].key)
        count += len(reading.panels)
    return count


def markers() -> list[Marker]:
    """Return the markers that the files hold."""
    return [marker for marker in CATALOGUE.values() if not marker.derived][:MARKERS]


def values(marker: Marker) -> list[str]:
    """Return distinct made-up values in the marker's unit, three significant figures each."""
    interval = marker.intervals.get(Sex.MALE)
    low = (interval and interval.low) or 0.05
    high = (interval and interval.high) or 0.3
    drawn = np.random.default_rng(1).uniform(low * 0.8, high * 1.2, DISTINCT)
    return [f"{value:.3g}" for value in drawn]


def context(number: int) -> list[str]:
    """Return who a made-up panel is from, and when it was drawn."""
    moment = f"2026-0{1 + number % 9}-{10 + number % 19} 09:{10 + number % 50}"
    return [f"made-up-{number}", "male" if number % 2 else "female", str(18 + number % 50), moment]


def write_wide(path: Path, rows: int) -> Path:
    """Write a table of panels."""
    pools = [values(marker) for marker in markers()]
    with path.open("w", encoding="utf-8", newline="") as output:
        table = csv.writer(output)
        table.writerow(["id", "sex", "age", "collected", *headers()])
        table.writerows(
            [*context(i), *(pool[(i * 7919 + j) % DISTINCT] for j, pool in enumerate(pools))]
            for i in range(rows)
        )
    return path


def headers() -> list[str]:
    """Return the headers of the markers with their units."""
    return [f"{marker.symbol} ({marker.unit})" for marker in markers()]


def write_long(path: Path, rows: int) -> Path:
    """Write a table of results."""
    named = [(marker.symbol, marker.unit, values(marker)) for marker in markers()]
    with path.open("w", encoding="utf-8", newline="") as output:
        output.write("id,collected,marker,value,unit,low,high\n")
        for start in range(0, rows // MARKERS, BATCH):
            buffer = io.StringIO()
            for i in range(start, min(start + BATCH, rows // MARKERS)):
                patient, _, _, moment = context(i)
                for j, (symbol, unit, pool) in enumerate(named):
                    value = pool[(i * 7919 + j) % DISTINCT]
                    buffer.write(f"{patient},{moment},{symbol},{value},{unit},,\n")
            output.write(buffer.getvalue())
    return path


def write_sheet(path: Path, rows: int) -> Path:
    """Write a workbook with one sheet of panels, as pandas writes it."""
    table = path.with_suffix(".csv")
    pd.read_csv(write_wide(table, rows)).to_excel(path, index=False)
    table.unlink()
    return path


def made_up_panels(count: int) -> list[Panel]:
    """Return panels of all the markers."""
    pools = [(marker, values(marker)) for marker in markers()]
    return [
        Panel(
            patient=Patient(id=f"made-up-{i}"),
            specimen=Specimen(),
            measurements=tuple(
                Measurement(
                    marker=marker,
                    value=Value.exactly(float(pool[i % DISTINCT])),
                    text=pool[i % DISTINCT],
                    unit=marker.unit,
                )
                for marker, pool in pools
            ),
        )
        for i in range(count)
    ]


if __name__ == "__main__":
    main()
