"""Meals that a visitor has elsewhere: at somebody's home, brought along, cooked or paid by others, eaten before; and those called off."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Iterator
from typing import Literal

from bot.understanding.folding import compiled

MealName = Literal["lunch", "dinner"]

_END = r"(?=$|[\s,.;!?~]|了|啦|喇|嘞|呀|啊|吧|哈|㗎|嘅|的(?:$|[\s,.]))"
_EATS = r"(?:吃|食|用餐|用膳|开饭|开餐|解决|搞掂|搞定|下厨|开伙|煮)"
# Who is asked to see to it, and who only wishes, has no one else who does.
_NOT_ASKED = r"(?!帮|请|麻烦|唔该|给|替|畀|俾|要|想|得|你|能|可|应|怎|点|哪|边|几|有[没冇]|[吗嘛呢])"
_SOMEBODY = rf"(?!(?:我|俺|咱|本人)(?:们|哋)?(?:来|会|都)?(?:请|做东|作东|包))(?:{_NOT_ASKED}[^\s,.;!?]){{1,7}}?"
# Who eats with those who travel along eats where they are.
_WITH = r"(?:跟|同|和|与|约了?|约咗)(?!你|我|大家|老婆|老公|太太|先生|爱人|对象|男友|女友|男朋友|女朋友|孩子|小孩|小朋友|娃|家人|[早午晚中])[^\s,.;!?]{1,7}?"
_TABLE = r"(?:食饭|吃饭|聚餐|饭局|饮茶|吃席|下馆子|喝酒|饮宴|开餐|聚会|吃|食)"
_PLACE_OF_ONES_OWN = r"(?:(?<![一哪这那几间大专回换找另])家(?:里|中|头)?(?!附近|旁|餐|店|饭|海|酒|馆|小|乡|常)|屋企|屋头|屋里|屋(?=吃|食)|酒店|宾馆|旅馆|旅社|饭店(?=吃饱|先|吃完|解决)|民宿|飞机|机场?上|车上|船上|邮轮上?|高铁上?|火车上?|动车上?|公司|单位|学校|宿舍|食堂|饭堂|别处|别的地方|别个地方|第二度|那边|嗰边)"
_AT_HOME = rf"(?:就|都|先|会|要|打算|得|已经)*(?:(?:在|喺|到|去|上|回|返)[^\s,.;!?]{{0,6}}?|(?:{_NOT_ASKED}[^\s,.;!?]){{0,3}}?){_PLACE_OF_ONES_OWN}(?:里|上|度|头|那)?(?:再|先|就|都|自己)*(?:{_EATS}|赤(?=$|[\s,.])|包|有|供)"
_HOSTED = rf"{_SOMEBODY}(?:(?<!麻烦)请(?=$|[\s,.;!?了]|客(?!户|人)|我|咱|俺|吃|食)|作东|做东|做庄|包(?:了|咗|晒|吃|食|餐|办)|管饭|(?:煮|烧|做|整|弄|炖|准备|预备|张罗|安排|搞掂|搞定|订|定|预|约)(?:好|咗|妥|了)(?![吗嘛没未])(?:晒|了)?|下厨|掌勺|(?:亲手|亲自)(?:做|煮|烧))"
_EATEN = r"(?:我[们哋]?|咱们?|俺们?|已经?|早就?|都|就|先|会|在[^\s,.;!?]{1,6}|喺[^\s,.;!?]{1,6})*(?:(?:吃|食)(?:过|饱|咗)(?!吗|未|没)|(?:吃|食)完(?:了|咗|喇)?(?:先|才|再(?:来|嚟|出|动|集)|出(?:门|发|来|嚟)|过(?:来|嚟)))"
_BROUGHT = r"(?:我[们哋]?|咱们?|俺们?|会|都|就|自己|打算)*(?:自?带(?:着|了|咗|上)?(?:(?:干|便|盒|自)?(?:粮|便当|饭盒|盒饭|饭|馒头|面包|饼|热锅|三文治|三明治|饭团|吃的))|(?:路上|车上|高铁上|火车上|飞机上)?(?:随便|凑合|对付|简单|就)*(?:啃|泡)(?:个|着|点|几|两)?(?:饼|馒头|面包|面|饭|干粮|玉米)|(?:路上|车上|高铁上|火车上|飞机上)(?:随便|凑合|对付|就)*(?:吃|食|解决|对付)|(?:吃|食)[^\s,.;!?]{1,4}?(?:凑合|对付|垫肚|垫垫|顶住|顶肚))"
_ONESELF = rf"(?:我[们哋]?|咱们?|俺们?|大家|大伙儿?|会|就|都|打算|要|想|可以)*(?:自己|自行|自个儿?|各自|自家)(?:去|来|会|再|就|另)?(?:找|揾|稳|整|煮|弄|做|买|{_EATS}|搞(?:掂|定)?|想办法|处理|带|备|打理|负责|张罗|安排)"
_NO_NEED = (
    r"(?:(?:这|那|嗰|呢)(?:一)?[餐顿]|就|都|也|你|您|真的|通通|统统|一律|时间|的时间|环节|部分|用餐)*(?:(?:不|唔|无|毋|莫|勿|甭|别|嫑|咪)(?:用|使|必|消|须|需|劳|要|烦|好)?(?:劳|烦)?(?:再|你|您|您老|给我[们哋]?|帮我[们哋]?|替我[们哋]?|为我[们哋]?|畀我[们哋]?)*"
    rf"(?:管|理|张罗|操心|费心|担心|安排|排|考虑|算|预|留|打理|操办|谂|找|揾|计|包|订|吃|食|设|放|塞|加)(?:进|入|上|我[们哋]?|吃饭|餐厅|馆子|馆|饭|时间|位置?|地方|的)*{_END})"
)
_CALLED_OFF = rf"(?:(?:这|那|嗰|呢)(?:一)?[餐顿]|就|都|也|给我|帮我|请|麻烦|统统|通通|一律|的?时间|环节|部分)*(?:省(?:了|掉|略|咗|(?={_END}))|砍(?:了|掉|咗)|抽(?:掉|走)|踢走|剔走|略过?|跳过|取消|费事|作罢|拉倒|(?:不|唔)要{_END})"
_AFTER = compiled(
    rf"\s*(?:[这那嗰呢]一?[餐顿])?(?:{_AT_HOME}|{_HOSTED}|{_EATEN}|{_BROUGHT}|[^\s,.;!?]{{0,4}}?(?:凑合|对付|垫垫|垫肚)|{_ONESELF}|{_NO_NEED}|{_CALLED_OFF}|(?:要|会|都|就|已经|得)*{_WITH}{_TABLE}|(?:要|会)?{_WITH}(?:在|喺)别处|(?:我|佢|他|她)?(?:另?有|约了?|约咗)(?:个|人|朋友|客户)?(?:饭局|应酬|酒席|喜酒|宴会?|酒局|安排|约){_END})"
    rf"|[^.;!?]{{0,18}}?[\s,](?:所以|那|就)?{_NO_NEED}{_END}"
    r"|(?:'s| is| are| will be)? (?:over )?(?:at|round) (?:home|(?:my|our|his|her|their|a|an|the)(?: \w+){0,2}(?:'s| hotel| house| home| place| digs| hostel| office| canteen| school| university| conference| venue| wedding| party))(?! (?:restaurant|cafe|stall))\b"
    r"|(?:'s| is| was)? (?:not|no|never) (?:to )?(?:be )?(?:included?|needed|wanted|required|necessary)\b"
    r"|(?:'s| is| will be)? (?:on|courtesy of|with) (?:my|our|some|a|an|the)(?: \w+)? (?:friends?|mates?|clients?|colleagues?|cousins?|relatives|in-?laws|boss|uncle|aunt(?:ie|y)?|hosts?|classmates?|customers?|suppliers?)\b"
    r"|(?:'s| is| will be)?,? (?:(?:being )?(?:cooked|made|provided|served|paid|included|hosted|laid on) (?:for us )?(?:by|at|with|in)\b|(?:we|i)(?:'ve| have|'ll have|'d have)? (?:already )?(?:had|eaten|sorted|got sorted)\b(?! (?:at|in) (?:mind))|(?:we|i)(?:'ll| will| can)? (?:sort|fix|arrange|grab|make|find|bring|handle|do|see to|take care of)(?: (?:it|that|our own|one|something))? (?:(?:by )?ourselves|(?:by )?myself|on (?:our|my) own)\b)"
)
"""Follows a meal that nobody here has to see to."""
_BEFORE = compiled(
    r"\b(?:drop|cut|lose|scrap|cancel|leave out|forget|bin|ditch|remove|strike|nix|omit|scratch|axe|delete|take out|no need for|don'?t bother with|never mind) (?:about )?(?:the |our |my |that |any )?$"
    r"|\b(?:sorted|covered|catered|taken care of|provided|spoken|accounted|fixed up|all set|set) for (?:the |our |that )?$"
    r"|\b(?:cook(?:ing|s)?|mak(?:ing|es)|do(?:ing|es)|host(?:ing|s)|feed(?:ing|s)|serv(?:ing|es)|treat(?:ing|s)|tak(?:ing|es)|hav(?:ing|es)|inviting|invited|invites?)(?: (?:for )?(?:us|me|everyone|the family))(?: \w+){0,5}? (?:so (?:you can )?(?:drop|skip|leave|cut)|(?:to|for|over for|round for|out for|out to)) (?:the |our )?$"
    r"|\b(?:i|we) (?:eat|have|take|get|do)(?: \w+){0,2} (?:my|our) own $|\b(?:bring|pack|brought|carry)\w*(?: (?:my|our|a|along))?(?: own| packed)? $|\bpacked $|\bcooking (?:us |me )?(?:a |the |our |my )?(?:\w+ )?$"
    r"|(?:取消|省(?:掉|去|略|了)|砍掉|删掉?|略过|跳过|抽掉|剔走|费事|戒了?|毋须|无须|不消|自备|自理|唔使(?:预|安排|理)|不(?:留|排|安排))(?:了|咗)?(?:中间|途中)?(?:的|嘅|那|嗰|这)?(?:一)?[顿餐]?$|(?:在|喺)(?:酒店|宾馆|旅馆|民宿|家|屋企|飞机上|机上|高铁上|火车上|船上|公司|学校)(?:先)?(?:吃|食)(?:了|过|咗|完|饱)?$"
    r"|(?:酒店|宾馆|旅馆|民宿|团费|团里?|公司|邮轮|会务组?)(?:已经|都|会|有|的|嘅)*(?:包|含|送|管|供应?|提供)(?:了|咗|埋)?(?:早|早餐|早饭)?(?:和|跟|同|、|,)?$"
)
"""Leads to a meal that nobody here has to see to."""
_HAD = compiled(r"(?:吃|食)(?:过|咗|完|了|好)$")
_COMING = compiled(
    r"(?:了|喇|啦)?\s?(?:才|先|再)?(?:来|嚟|过来|过嚟|出|动身|集合|去㗎|先至)|(?:了|喇|啦)(?=$|[\s,.;!?])"
)
"""Around a meal that was had before one comes."""
_KEPT = compiled(
    r"(?:塞|排|留|安排|加|预|腾|给我们?|要有|须有|包)(?:一|个|返|埋|出|进|入)*[顿餐]?(?:好的?|像样的?)?$|(?:吃|食)[^\s,.;!?不唔没]{1,5}(?:做|当|作为|为)$|\b(?:include|keep|add|plan|schedule|leave time for|make time for|with|want|book) (?:a |the |our |time for )?(?:\w+ )?$"
)
"""Leads to a meal that is wished for, whatever is said of other things."""

_NOON = r"(?:中午|晌午|正午|午间|晏昼|晏)"
_EVENING = r"(?:晚上|夜晚|今晚|晚间|傍晚|当晚|天黑(?:了|后)?)"
_ELSEWHERE_AT = compiled(
    rf"(?P<noon>{_NOON})?(?:和|跟|同埋?|、|,|\s)?(?P<evening>{_EVENING})?(?:[那这嗰呢]一?[顿餐])?(?<=[午昼间上晚傍后了黑晏顿餐])\s?(?:我[们哋]?|咱们?|俺们?|他们?|她们?|佢哋?|就|都|要|会|得|先|已经|打算|另外?)*"
    rf"(?:{_AT_HOME}|{_BROUGHT}|{_WITH}(?:一块儿?|一起|一齐|出去|出街)*{_TABLE}|(?:自己|自行|各自|自个儿?)[^\s,.;!?]{{0,4}}?(?:揾食|揾嘢食|找吃的?|吃|食|煮|整[^\s,.;!?]{{1,4}}|下厨|开伙|解决|搞掂|搞定)|(?:另?有|约了?|约咗|安排了|订了?|定了)(?:个|人|朋友|客户|好)*(?:饭局|应酬|酒席|喜酒|宴席?|聚餐|酒局|饭)"
    rf"|(?:在|喺|去|到)[^\s,.;!?]{{1,7}}?(?:另?有(?:饭局|应酬|饭)|吃席|吃酒席?|饮(?:喜酒|宴)|喝喜酒|摆酒|赴宴)|(?:去|要|得)?(?:饮|喝|吃|赴|食)(?:喜酒|酒席|宴席?|席)|{_SOMEBODY}(?:请|作东|做东|做庄)[^\s,.;!?]{{0,3}}(?:吃饭|食饭|客(?!户|人)|吃|食|饭)|(?:吃|食)(?:咗|过|饱)(?!吗|未|没|的|嘅))"
)
"""A part of the day in which one eats elsewhere."""
_AT_NOON_OR_NIGHT = compiled(
    r"\b(?:at |around )?(?P<noon>noon|midday)\b,? (?:we|i)(?:'ll| will| are going to| usually)? (?:eat|dine|have (?:food|something))(?: \w+)? (?:by ourselves|by myself|on (?:our|my) own|elsewhere|at (?:home|my|our))"
    r"|\b(?P<evening>in the evening|that evening|that night|tonight)\b,? (?:we|i)(?:'ll| will| are going to| usually|'re| are)? (?:eat(?:ing)?|din(?:e|ing)|have (?:food|something))(?: \w+)? (?:by ourselves|by myself|on (?:our|my) own|elsewhere|at (?:home|my|our|a)|with (?:my|our|some) (?:friends?|clients?|colleagues?|relatives))"
    r"|\b(?:cooking|cook|hosting|feeding|having|taking)(?: for)? us(?: \w+){0,2} (?P<evening2>that evening|tonight|that night|in the evening)"
)
_KEPT_AT = compiled(
    rf"(?P<noon>{_NOON})?(?P<evening>{_EVENING})?(?<=[午昼间上晚傍晏])(?:[那这嗰]一?[顿餐])?(?:倒是|就|一定|必须|记得|务必|都|也|要|得|想|请|麻烦|给我[们哋]?|帮我[们哋]?|畀我[们哋]?|俾我[们哋]?|大家|一块儿?|一起|一齐|\s)*(?:(?:找|揾|留|排|安排|预|腾)[^\s,.;!?不唔别自]{{0,7}}?(?:聚餐|开饭|饭点|吃饭|食饭|用餐|吃一?顿|食餐|一顿|一餐|餐饭|餐)|(?<=[要想得起齐儿块])(?:开饭|吃一顿|吃顿|聚餐|坐低食|坐下来?吃|食返餐|吃顿好|食餐好))"
)
"""A part of the day in which time is wanted for a meal."""
_NO_MEALS_TO_PLAN = compiled(
    rf"(?:[三两二]餐|[三两]顿|餐餐|顿顿|每餐|每顿|吃饭|食饭|(?<![\u4e00-\u9fff])饭|用餐|膳食|餐饮|吃的|伙食|吃喝)(?:[两三]餐|[两三]顿|这块|方面|问题|的事)?(?:我[们哋]?|咱们?|俺们?|就|都|也|全部?)*(?:{_NO_NEED}|{_ONESELF}|自理|自备|(?:不|唔)(?:包|要){_END}|各自|酒店包|有人(?:包|管))"
    rf"|(?:无|毋)(?:须|需|庸)(?:用膳|用餐|进食|吃饭|备餐)|(?:我[们哋]|团|团里|公司|会务组?|邮轮|酒店)(?:已经|都|是|系)*包(?:餐|[三两]餐|吃|食)(?![吗嘛])|\b(?:meals|food) (?:is |are )?(?:all )?(?:included|sorted|taken care of|covered|catered|provided|on us|our own (?:affair|business))\b|\bwe (?:cater for|feed) ourselves\b|\bself.?cater(?:ed|ing)\b|\bno need (?:for|to plan) (?:any )?(?:meals|food)\b"
)
_BOTH_KEPT = compiled(
    r"(?:[两二]餐|[两二]顿)(?:饭)?(?:我[们哋]?|就)?(?:都|全)(?:要|得|需要?|系要|想)?(?:帮我[们哋]?|给我[们哋]?|畀我[们哋]?|同我[们哋]?|替我[们哋]?)?(?:留|排|安排|预|吃|食|有|齐|要)|\bboth meals\b(?! (?:are|is|sorted|covered|included|out|off|elsewhere))|\b(?:餐|饭)[饭餐]?要齐"
)
_EATEN_BEFORE = compiled(
    r"(?:(?:在|喺|机|车|船|高铁|飞机|火车|屋企|家里?|酒店|宾馆|民宿)(?:上|度)?(?:先)?)?(?<!没)(?<!未)(?:吃|食)(?:饱|过饭|咗饭|过)(?:了|咗|喇)?(?=$|[\s,.;!?]|才|先|再|过?来|出|落|嚟|先至)(?!吗)"
    r"|\b(?:already|will have|(?:have|has|'ve) (?:already )?)(?: just)? ?(?:eaten|had (?:my|our) (?:meal|food|tea))\b|\beat(?:ing)? (?:beforehand|before (?:we|i) (?:come|start|set off|leave|arrive|meet))\b|\b(?:fed|full) already\b|\balready (?:fed|full)\b"
)
_PAST = compiled(
    r"(?:昨|琴日|琴晚|寻日|寻晚|前[天日晚]|上次|上回|上周)[^,.;!?\s]{0,6}$|\b(?:yesterday|last (?:night|time|week))\b[^,.;!?]{0,24}$"
)
"""Leads to a meal of which only a story is told."""
_ASKED = compiled(
    r"哪里|哪儿|哪家|边度|边间|推荐|介绍|建议|什么好|咩好|吗\s*[?]?$|\bwhere\b|\bwhich\b|\brecommend|\bsuggest|\bany good\b"
)


def seen_to(before: str, after: str) -> bool:
    """Whether a meal between the two texts needs no planning: it is had elsewhere, or called off."""
    clause = re.split(r"[.;!?]", after)[0]
    if _ASKED.search(before) or _ASKED.search(clause):
        return False
    return bool(_AFTER.match(clause) or _BEFORE.search(before) or (_HAD.search(before) and _COMING.match(clause)))


def long_ago(before: str) -> bool:
    """Whether the words that lead to a meal put it into the past."""
    return bool(_PAST.search(before))


def kept(before: str) -> bool:
    """Whether the words that lead to a meal ask for it."""
    return bool(_KEPT.search(before))


def by_part_of_day(text: str) -> Iterator[tuple[int, int, MealName, bool]]:
    """Where a text tells of eating at noon or at night without a meal's name, and whether time is wanted for it."""
    for wanted, patterns in ((False, (_ELSEWHERE_AT, _AT_NOON_OR_NIGHT)), (True, (_KEPT_AT,))):
        for pattern in patterns:
            for match in pattern.finditer(text):
                if _PAST.search(text[: match.start()]) or _ASKED.search(re.split(r"[.;!?]", text[match.start() :])[0]):
                    continue
                groups = match.groupdict()
                if groups["noon"]:
                    yield *match.span(), "lunch", wanted
                if groups["evening"] or groups.get("evening2"):
                    yield *match.span(), "dinner", wanted


def of_both(text: str) -> tuple[int, int, bool] | None:
    """Where a text speaks of the meals of the day together, and whether they are wanted."""
    for wanted, pattern in ((True, _BOTH_KEPT), (False, _NO_MEALS_TO_PLAN)):
        if (match := pattern.search(text)) and not _ASKED.search(match[0]):
            return *match.span(), wanted
    return None


def eaten_before(text: str) -> re.Match[str] | None:
    """Where somebody says to come with a full stomach, whichever the meal was."""
    match = _EATEN_BEFORE.search(text)
    return None if match and _PAST.search(text[: match.start()]) else match
