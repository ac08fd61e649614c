"""Limits that are given up again: "forget the budget", "走多少都行"."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from bot.understanding.folding import compiled

_DROP = r"(?:drop|forget(?: about)?|remove|ignore|lift|scrap|lose|ditch|delete|scratch|never mind|take (?:off|out|away)|get rid of|no more|without)(?: the| my| our| that| any)?"
_LOOSE = r"(?:不限(?:制)?|不设限|唔限|不用限制?|不管了?|唔使理|不用管|不计较?|唔计|随便|随意|无所谓|冇所谓|没有?上限|冇上限|取消|去掉|拿掉|删掉|撤掉|撤销|放开|算了|不要了?|唔要)"
_RELEASED = (
    (
        ("budget",),
        compiled(
            rf"(?:预算|价钱|价格|花费|花多少|(?<!多少)钱)(?:上限|限制|那条|嗰条|方面)?(?:就|都|也|可以|全部|先)?{_LOOSE}|{_LOOSE}(?:掉)?(?:这个|那个|嗰个)?(?:预算|价钱|花费)(?:上限|限制)?"
            r"|(?:不用|唔使|不需要|唔需要|不再|无须|毋须|不要|唔要|不设|唔设)(?:再)?(?:理|管|限|设|看|睇)?(?:这个|那个|嗰个|呢个)?(?:预算|花费上限|价钱上限)(?:上限|限制)?(?=$|[\s,，.。!！了喇啦咯吧])"
            r"|不差钱|唔争在钱|钱(?:不是|唔系)问题|不缺钱"
            rf"|\b{_DROP} (?:budget|price|money|spending|cost)(?: (?:limit|cap|ceiling))?\b|\b(?:money|cost|price|budget)(?:'s| is)? (?:no (?:object|issue|problem|limit)|not an issue|doesn'?t matter)\b|\bno (?:budget|price|spending) (?:limit|cap)\b"
        ),
    ),
    (
        ("max_walk", "max_leg_walk"),
        compiled(
            rf"(?:步行|走路|行路|路程)(?:上限|限制|距离)(?:就|都|也)?{_LOOSE}|(?:走|行)(?:多少|几多|多远|几远)(?:路)?(?:都|也)(?:行|可以|得|没关系|冇所谓|无所谓)|(?:不怕|唔怕)(?:走路|行路)了?"
            rf"|\b{_DROP} (?:walking|distance)(?: (?:limit|cap|restriction))\b|\b(?:don'?t|do not) mind (?:the )?walk(?:ing)?\b|\bhappy to walk\b"
        ),
    ),
    (
        ("max_places",),
        compiled(
            rf"(?:景点|地方)(?:数量|数目|个数)(?:就|都|也)?{_LOOSE}|去(?:多少|几多)个(?:地方|景点)?(?:都|也)(?:行|可以|得)"
            rf"|\b{_DROP} (?:limit (?:on|of) (?:places|stops)|(?:stop|place)s? limit)\b|\bas many (?:places|stops) as you like\b"
        ),
    ),
)


def find_released(text: str) -> tuple[str, ...]:
    """The fields of a request whose limit a folded text gives up."""
    return tuple(field for fields, pattern in _RELEASED if pattern.search(text) for field in fields)
