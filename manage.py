#!/usr/bin/env python
"""The reading room's commands: `python manage.py help` lists them."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.management import execute_from_command_line

    from newsroom.environ import BadSetting

    try:
        execute_from_command_line(sys.argv)
    except BadSetting as refusal:
        # Its message says all; where in the settings it was raised helps nobody.
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
