"""The only importer of python-escpos, and of what it needs for ports; loaded when first used, for it loads slowly."""

from __future__ import annotations

import logging
import os
import shutil
from functools import cache
from types import ModuleType

from kiosk.printing.printer import PrinterFailure, Reason


@cache
def library() -> ModuleType:
    """The package `escpos`, with `escpos.printer`, `escpos.capabilities` and `escpos.exceptions` loaded.

    Raises:
        PrinterFailure: it is not installed, or does not load.
    """
    handlers = tuple(logging.root.handlers)
    try:
        import escpos.capabilities
        import escpos.exceptions
        import escpos.printer
    except (ImportError, OSError) as problem:
        raise PrinterFailure(Reason.NOT_INSTALLED, f"python-escpos does not load: {problem}") from problem
    # Loading it makes every log line of the program go to the screen, and leaves a folder behind in /tmp.
    for handler in set(logging.root.handlers).difference(handlers):
        logging.root.removeHandler(handler)
    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
        shutil.rmtree(escpos.capabilities.pickle_dir, ignore_errors=True)
    package: ModuleType = escpos
    return package
