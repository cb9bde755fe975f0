"""Install what ipdesk needs and start it: ``python3 installer/bootstrap.py setup|run|test|bench``.

Needs nothing but Python's standard library. This file alone also has to be understood by Pythons that are too
old for the program, so that they can say so.
"""

import os
import shutil
import sys

SUPPORTED = ((3, 11), (3, 12), (3, 13))


def _suitable_python() -> "str | None":
    """Return another interpreter on the path that the program runs on, or None; the newest comes first."""
    names = ["python{}.{}".format(*version) for version in reversed(SUPPORTED)]
    return next(filter(None, map(shutil.which, names)), None)


def main() -> int:
    """Run the command line here, or in a Python that suits it; return the exit status."""
    if sys.version_info[:2] in SUPPORTED:
        import commands

        return commands.main(sys.argv[1:])
    other = _suitable_python()
    if other is None:
        sys.stderr.write(
            "需要 Python 3.11、3.12 或 3.13，当前是 {0}.{1}。 / "
            "Python 3.11, 3.12 or 3.13 is needed, this is {0}.{1}.\n".format(*sys.version_info[:2])
        )
        return 1
    os.execv(other, [other, *sys.argv])


if __name__ == "__main__":
    sys.exit(main())
