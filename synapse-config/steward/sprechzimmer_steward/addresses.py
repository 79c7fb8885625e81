"""Keeps the addresses and browsers of guests out of the database.

Synapse writes both for every request (`user_ips`, `devices`), an hour's worth at the least. For clinicians that helps
to see a stolen session; for a patient it says from where, when and with what they spoke to a therapist.
"""

from .guests import is_guest_name
from .surface import Surface


def forget_addresses_of_guests(surface: Surface) -> None:
    """Puts itself before the one function Synapse writes them with."""
    write = surface.store.insert_client_ip

    async def insert_client_ip(
        user_id: str, access_token: str, ip: str, user_agent: str, device_id: str | None, now: int | None = None
    ) -> None:
        if not is_guest_name(user_id):
            await write(user_id, access_token, ip, user_agent, device_id, now)

    surface.store.insert_client_ip = insert_client_ip  # type: ignore[method-assign]
