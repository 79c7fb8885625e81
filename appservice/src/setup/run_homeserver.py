"""Runs Synapse for as long as somebody holds the other end of its standard input.

Whoever starts this keeps a pipe open. When the pipe closes, because its holder let go or was killed, Synapse is asked
to stop; if it has not stopped ten seconds later it is stopped for it. So a homeserver never outlives its practice.

    python run_homeserver.py -c homeserver.yaml
"""

import os
import signal
import sys
import threading
import time


def stop_with_parent() -> None:
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(10)
    os._exit(1)


# Logs, media and the database are for the owner of the data folder only.
os.umask(0o077)
threading.Thread(target=stop_with_parent, daemon=True).start()

from synapse.app.homeserver import main  # noqa: E402

sys.argv[0] = "synapse_homeserver"
main()
