"""The command line, one file a command: each has `add(commands)` and runs with the parsed words."""
