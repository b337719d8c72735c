"""What a county costs, by arithmetic from what the other benchmarks measured on one machine.

    python -m tests.benchmarks.audit.county --first CPU_S --again MS --disk KB

`first`: CPU seconds of one picture the first time (`peers audit`, or `runs`); `again`: CPU
milliseconds of a post that is judged again, and `disk`: KB that a post leaves (both `scaling`).
"""

from __future__ import annotations

import argparse

SCHOOLS, PICTURES = 600, 3_000_000
MACHINES, CORES = 10, 8
HOUR = 3600


def main() -> None:
    """Print the arithmetic, line by line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=float, required=True)
    parser.add_argument("--again", type=float, required=True)
    parser.add_argument("--disk", type=float, required=True)
    told = parser.parse_args()
    school, cores = PICTURES // SCHOOLS, MACHINES * CORES
    core_hours = PICTURES * told.first / HOUR
    print(f"{PICTURES:,} pictures / {SCHOOLS} schools = {school:,} a school, one picture a post")
    print(f"a school:  {school:,} x {told.first} s = {school * told.first / HOUR:.1f} core hours;")
    print(f"           on its own two cores {school * told.first / HOUR / 2:.1f} hours, one night")
    print(f"a county:  {PICTURES:,} x {told.first} s = {core_hours:,.0f} core hours")
    print(f"           on {MACHINES} machines of {CORES} cores: {core_hours / cores:.0f} hours")
    again = PICTURES * told.again / 1000 / HOUR
    print(f"again:     {PICTURES:,} x {told.again} ms = {again:.0f} core hours, all schools")
    disk = PICTURES * told.disk / 1e6
    print(
        f"on disk:   {PICTURES:,} x {told.disk} KB = {disk:,.0f} GB, {disk / SCHOOLS:.2f} a school"
    )


if __name__ == "__main__":
    main()
