"""``python -m probatum``: the same as the ``probatum`` command."""

from probatum.interfaces.cli.main import main

if __name__ == "__main__":
    main()
