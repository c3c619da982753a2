"""Keeping libasound quiet: by itself it writes pages onto the terminal when a device is missing, over any screen."""

from __future__ import annotations

import ctypes
from functools import cache

_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
"""`snd_lib_error_handler_t` without its variable arguments, which nobody reads."""

_say_nothing = _HANDLER(lambda *message: None)


@cache
def hush() -> None:
    """Drop libasound's messages in this process; what matters of them comes back as an error code."""
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_say_nothing)
    except OSError:
        return  # no libasound, no messages
