"""The command `huiguan`, also as `python -m huiguan`."""

from huiguan.engines.collector import collect_seldom


def main() -> None:
    """Runs the command; what it imports is most of what a short one makes, and all of it stays."""
    collect_seldom()
    from huiguan.engines.cli import main as command

    command()


if __name__ == "__main__":
    main()
