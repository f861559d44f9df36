"""`python -m orebook`: the same as the `orebook` command."""

from orebook.serve.cli import main

main()
