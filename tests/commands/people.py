"""A made-up cohort as a file: two markers of the catalogue, one other, a number to tell."""

from pathlib import Path

import numpy as np

HEADER = "id,diagnosis,sex,age,UA (mg/dL),HDL-C (mg/dL),zinc,HQ-25"
# The markers of a made-up model, `tests/scoring/clinic/clinic_models.py`.
MODELLED = "id,diagnosis,UA (mg/dL),T-Bil (mg/dL),HDL-C (mg/dL)"


def people_file(
    folder: Path, *, people: int = 48, groups: tuple[str, str] = ("control", "case"), seed: int = 3
) -> Path:
    """Write made-up people, of whom every other one is a case with less uric acid."""
    random = np.random.default_rng(seed)
    rows = [HEADER]
    for number in range(people):
        case = number % 2
        cells = [f"P{number}", groups[case], ("male", "female")[number // 2 % 2], 20 + number % 30]
        ua, hdl, zinc, hq = random.standard_normal(4)
        values = [f"{5 - 1.5 * case + ua:.2f}", f"{60 + 8 * hdl:.1f}", f"{80 + 9 * zinc:.1f}"]
        rows.append(",".join(map(str, [*cells, *values, f"{20 + 30 * case + 8 * hq:.0f}"])))
    return written(folder / "people.csv", rows)


def modelled_file(
    folder: Path, groups: tuple[str, str] = ("control", "case"), *, bias: float = 0.0
) -> Path:
    """Write made-up people with markers that a made-up model reads; cases lie as its own do.

    `bias` is added to everybody's uric acid, as another laboratory's method might.
    """
    random = np.random.default_rng(8)
    rows = [MODELLED]
    for number in range(60):
        case = number % 2
        ua, bilirubin, hdl = random.standard_normal(3)
        values = [f"{5 + ua - case + bias:.2f}", f"{max(0.1, 0.8 + 0.2 * (bilirubin + case)):.2f}",
                  f"{60 + 10 * (hdl - case):.1f}"]  # fmt: skip
        rows.append(",".join([f"P{number}", groups[case], *values]))
    return written(folder / "others.csv", rows)


def written(path: Path, rows: list[str]) -> Path:
    """Write rows into a file."""
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path
