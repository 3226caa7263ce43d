"""Every figure the README quotes, one command each: `python -m benchmarks.NAME [--json FILE]`.

`make bench` runs them all, one after the other. Each prints a table whose ratios compare with a
limit or a peer measured in the same run.
"""
