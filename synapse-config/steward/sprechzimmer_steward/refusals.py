"""Answers that say no. Each is a sentence for whoever reads it, and a code for the program that asked."""

from synapse.api.errors import Codes, LimitExceededError, SynapseError

REASON = "de.sprechzimmer.reason"
"""Beside `errcode` in every refusal of the steward: tells it from Synapse's own, and a developer why."""


def refused(reason: str) -> SynapseError:
    """A guest asked for something that is not on the list."""
    return SynapseError(403, "A guest of a visit may not do this.", Codes.FORBIDDEN, additional_fields={REASON: reason})


def too_large(what: str) -> SynapseError:
    return SynapseError(
        413,
        f"The {what} is too large for a guest of a visit.",
        Codes.TOO_LARGE,
        additional_fields={REASON: "too-large"},
    )


def too_fast(what: str, retry_after_ms: int) -> SynapseError:
    return LimitExceededError(limiter_name=f"steward {what}", retry_after_ms=retry_after_ms)


def bad_request(sentence: str) -> SynapseError:
    return SynapseError(400, sentence, Codes.BAD_JSON)


def unsigned() -> SynapseError:
    """One answer for a wrong signature, an old date, a used nonce and a request that came through a proxy."""
    return SynapseError(403, "This request is not signed by the appservice of this practice.", Codes.FORBIDDEN)


def voucher_refused() -> SynapseError:
    return SynapseError(403, "This voucher is not from this practice.", "de.sprechzimmer.voucher_refused")


def voucher_expired() -> SynapseError:
    return SynapseError(
        401, "This voucher has expired. Redeem the link again for a new one.", "de.sprechzimmer.voucher_expired"
    )


def guest_taken() -> SynapseError:
    return SynapseError(409, "This guest belongs to another browser.", "de.sprechzimmer.guest_taken")


def guest_gone() -> SynapseError:
    return SynapseError(410, "This visit has ended and its guest is gone.", "de.sprechzimmer.guest_gone")


def not_ours(what: str) -> SynapseError:
    """The appservice named somebody or something the steward has no say over."""
    return SynapseError(403, f"This {what} was not made for a visit.", "de.sprechzimmer.not_ours")
