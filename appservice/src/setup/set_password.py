"""Gives an existing account a new password. The homeserver must not be running.

    python set_password.py homeserver.yaml @user:server < password

Synapse offers this only to admins, and a practice has none. Says "done" or "unknown".
"""

import sys
import unicodedata

import bcrypt
from synapse.config.homeserver import HomeServerConfig
from synapse.storage.engines import create_engine


def main() -> None:
    config = HomeServerConfig.load_config("set_password", ["-c", sys.argv[1]])
    user_id = sys.argv[2]
    password = unicodedata.normalize("NFKC", sys.stdin.readline().rstrip("\n"))
    peppered = password.encode() + (config.auth.password_pepper or "").encode()
    hashed = bcrypt.hashpw(peppered, bcrypt.gensalt(config.registration.bcrypt_rounds)).decode("ascii")

    database = config.database.get_single_database().config
    engine = create_engine(database)
    args = {key: value for key, value in database.get("args", {}).items() if not key.startswith("cp_")}
    connection = engine.module.connect(**args)
    mark = "?" if database["name"] == "sqlite3" else "%s"
    cursor = connection.cursor()
    cursor.execute(
        f"UPDATE users SET password_hash = {mark} WHERE name = {mark} AND appservice_id IS NULL", (hashed, user_id)
    )
    known = cursor.rowcount == 1
    connection.commit()
    connection.close()
    print("done" if known else "unknown")


main()
