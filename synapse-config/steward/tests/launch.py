"""Runs Synapse until whoever started it lets go of standard input: a killed test leaves no server behind."""

import os
import sys
import threading


def _end_with_parent() -> None:
    # Not through `sys.stdin`: Python aborts when a thread still holds it at its end.
    while os.read(0, 4096):
        pass
    os._exit(0)


threading.Thread(target=_end_with_parent, daemon=True).start()

from synapse.app.homeserver import main  # noqa: E402

sys.argv[0] = "synapse_homeserver"
main()
