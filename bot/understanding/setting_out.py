"""When one would rather set out: at once, or not early."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from bot.understanding.folding import compiled

_LATE = compiled(
    r"(?:不|唔|别|懒得|起不|不能|甭)(?:想|用|要|好|使|可以|能)?(?:咁|太|那么|这么|得)?早(?:起|出门|出发|开始|起身)|太?早起?(?:不来|唔到|不了)|睡(?:个)?懒觉|睡到自然醒|瞓(?:晏|到自然醒)"
    r"|\b(?:don'?t|do not|not|no|hate|without) (?:want to |like to |wanna |have to |fancy )?(?:get(?:ting)? up|start(?:ing)?|ris(?:e|ing)|wak(?:e|ing)(?: up)?|be up)(?: too| so| very)? early\b"
    r"|\bnot (?:an |a )?(?:early (?:bird|riser|start)|morning person)\b|\bnot too early\b|\b(?:sleep|lie) in\b|\bno early (?:start|morning)s?\b"
)
_AT_ONCE = compiled(
    r"现在|而家|宜家|当下|马上|即刻|此刻|\b(?:right now|now|already here|at the moment|currently|straight away)\b"
)


def rises_late(folded: str) -> bool:
    """Whether a folded text says that one doesn't want to rise or start early."""
    return bool(_LATE.search(folded))


def begins_at_once(folded: str) -> bool:
    """Whether a folded text speaks of the present."""
    return bool(_AT_ONCE.search(folded))
