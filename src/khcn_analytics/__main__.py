"""``python -m khcn_analytics``: the same as the command ``khcn``."""

from khcn_analytics.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
