"""``python -m retold``: the command line."""

from retold.cli import main

main()
