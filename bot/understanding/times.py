"""Clock times and lengths of a day, and which of them begin and end it. Minutes from midnight; 1440 is 24:00."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bot.understanding.folding import compiled
from bot.understanding.found import Found, each
from bot.understanding.numbers import NUMBER, last_count, value, whole

_N = rf"(?:{NUMBER})"

PARTS: dict[str, tuple[str, int, int]] = {
    "dawn": (r"清晨|凌晨|大清早|early morning|\bdawn\b", 6 * 60, 9 * 60),
    "morning": (
        r"早上|早晨|朝早|\bzao ?shang\b|\bshang ?wu\b|上午|上昼|今早|明早|听朝|(?<!明)(?<!听)朝头早|(?<![最])[早朝](?=\s?(?:\d{1,2}|[二两三四五六七八九十]{1,3})\s?(?:点(?!儿)|:\d\d))|早[间起上头](?=\s?(?:\d{1,2}|[二两三四五六七八九十]{1,3})点)|\bmorning\b|\bmornings\b",
        9 * 60,
        12 * 60,
    ),
    "noon": (r"中午|晌午|正午|\bnoon\b|\bmidday\b(?! meal)", 12 * 60, 14 * 60),
    "afternoon": (r"下午|下昼|晏昼|午后|\bxia ?wu\b|\bafternoon\b|\barvo\b", 13 * 60, 18 * 60),
    "dusk": (r"傍晚|黄昏|\bdusk\b", 17 * 60, 20 * 60),
    "evening": (
        r"晚上|夜晚|\bwan ?shang\b|夜间|今晚|明晚|听晚|晚间|夜里|今夜|(?<=[周期拜][一二三四五六日天末])晚(?![餐饭上])|(?<=[日天])晚(?![餐饭上])|放工|下班|(?:半夜|午夜|深夜)(?=\s?一点)|(?<![最早])(?:大?半夜|午夜|深夜|晚(?:黑|间|夕)?|夜)(?=\s?(?:\d{1,2}|[二两三四五六七八九十]{1,3})\s?(?:点(?!儿)|:\d\d))"
        r"|\btonight\b|\bevening\b|\bat night\b|after work",
        18 * 60,
        22 * 60,
    ),
}

_PART = "|".join(pattern for pattern, _, _ in PARTS.values())
# 一点 is mostly "a bit": an hour only after what leads to one, or before what makes it one.
_ONE = (
    r"(?:(?:^|(?<=夜里)|(?<=半夜)|(?<=深夜)|(?<=午夜)|(?<=[从到至在约于前后午晨上昼天日号周下,.，。;\s\d])(?<![a-z]\s)|(?<=[改调推移挪放排][去成为做]))一(?=点(?![也都儿]))"
    r"|(?<![轻松宜平少早晚迟慢快便多大小好热远近走行紧凑满])一(?=点(?:钟|半|正|整|一刻|三刻|前|以前|之前|后|以后|之后|开始|出发|集合|见)))"
)
_HOUR_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PINYIN_HOUR = r"shi (?:yi|er)|shi|liang|san|si|wu|liu|qi|ba|jiu"
_PINYIN = {"liang": 2, "san": 3, "si": 4, "wu": 5, "liu": 6, "qi": 7, "ba": 8, "jiu": 9, "shi": 10, "shi yi": 11, "shi er": 12}  # fmt: skip
_CLOCK = compiled(
    rf"(?P<part>{_PART})?(?:之?后|以后)?[\s,的嘅]*"
    rf"(?:(?P<half>half past|quarter past|quarter to|half(?! an?\b)(?! of\b))\s*(?P<h2>{_N})(?!\s*(?:hours?|hrs?|days?|price|fare)\b)"
    rf"|(?P<noon>\b(?:noon|midday|midnight)\b(?! meal)|(?<=[到至])(?<![移改挪放排换调延推睡瞓]到)(?:中午|正午)(?![\d零一二三十饭餐去]|那|吃|食)|(?:中午|正午|晌午)(?=(?:方|始|才|先)(?!\S{0, 3}[吃食饭餐])|(?:之|以)?前|过?后(?:才|先|方|再)(?!\S{0, 3}[吃食饭餐])|出发|开始|结束|集合))"
    rf"|(?P<h>{_ONE}|(?!一点){_N})\s*(?:(?::|：)\s*(?P<m>\d\d)|\.(?P<m2>00|15|30|45)(?!\d)(?!\s*(?:元|块|蚊|km|公里|米))|(?:点钟?|dian|时(?!候|间|段)|点)(?P<zm>\s?ban\b|半|一刻|三刻|(?:[搭踏]?[一二三四五六七八九1-9]|十一?)个字|[搭踏][一二三四五六七八九]|(?!一[定起样直路到辆过])[\d一二三四五六七八九十]{{1,3}}分?(?!个|位|人|大|小|粒))?)"
    # In full hours as Frenchmen write them, and in four figures.
    rf"|(?<![a-z\d.:])(?P<h10>[6-9]|1\d|2[0-3])h(?P<m3>[0-5]\d)(?![a-z\d])(?! (?:of|long|walk|drive))|(?<=from )(?P<h11>\d{{1,2}})h(?![a-z\d])|(?:(?<=to |at |by )|(?<=ll |il )|(?<=ore |ter ))(?P<h12>\d{{1,2}})h(?![a-z\d])"
    rf"|(?<![a-z\d.:])(?P<h18>\d{{1,2}})h(?=\s*(?:to|till?|until|-|a)\s*\d{{1,2}}h(?![a-z]))|\b(?:back|home|(?:get|bring|take|have) (?:me|us)(?: back| home)?) (?:at|to|in|by) (?:the |our |my )?\ue000+,? for (?:about |around )?(?P<h19>{_HOUR_WORD}|\d{{1,2}})(?=\s*(?:$|[,.;!?]|and|then|but|pls|please|sharp|latest|[ap]\.?m))|(?<=\bat )(?P<h20>\d{{1,2}})(?=\s*[\u4e00-\u9fff](?<![个人位块元蚊公里分小岁号月天日年点间家站处米条万千百多几半名口时度路楼世]))"
    rf"|(?:(?<=at |by |to )|(?<=ll |il )|(?<=from |ence |lude )|(?<=ore |ter )|(?<=[到至]))(?!1[89]|20)(?P<h13>[01]\d|2[0-3])(?P<m4>[0-5][05])(?!\d)(?!\s*(?:yuan|rmb|kuai|m\b|metres|meters|steps|km|people|[元块蚊米步人年]))"
    rf"|(?<![a-z])(?<!hui )(?<!zai )(?!(?<=dao )jiu dian)(?P<h14>{_PINYIN_HOUR}) dian(?! (?:xin|er)\b)(?P<zm2> ?ban\b)?"
    rf"|(?<![a-z])(?P<h3>\d{{1,2}}|{_HOUR_WORD})(?=\s*[ap]\.?m\b)"
    rf"|(?<![a-z\d])(?P<h9>{_HOUR_WORD}|\d{{1,2}})(?=\s*o ?'?clock|\s*(?:at the |the )?(?:latest|earliest|soonest|outside)\b|\s*sharp\b)|(?<![a-z\d.:])(?P<h15>{_HOUR_WORD}|\d{{1,2}}) ?ish\b(?! (?:places|stops|people|minutes|mins|km|yuan))"
    rf"|(?<![a-z\d])(?P<h8>{_HOUR_WORD})(?=\s+(?:to|til|till|until)\s+{_HOUR_WORD}(?![a-z])(?!\s*(?:people|persons|kids|places|stops|hours?|minutes|days?|yuan)))"
    rf"|(?<![\d./-])(?<!\d:)(?P<h7>\d{{1,2}})(?=\s*(?:to|til|till|until|-)\s*\d{{1,2}}(?:[:.]\d\d)?(?![\d./]|:\d)(?!\s*(?:people|persons|kids|km|k\b|places|stops|hours?|hrs|mins?|minutes|days?|yuan|rmb|%|[个人天日月号小时公里元块位岁分])))"
    rf"|(?<=from )(?P<h4>{_N})(?=\s*(?:to|til|till|until|-))"
    rf"|(?<!down to )(?:(?<=\bto |\bby )|(?<=till |ntil )|(?<=\btil )|(?<=[ \d]-))(?P<h5>{_N})(?!\s*(?:people|of|adults|kids|km|k|places|hours?|yuan|rmb|days?|%|[个人天日月号小公里元块位])|\d)"
    rf"|(?:(?<=rrive at )|(?<=rives at )|(?<=iving at )|(?<=land at )|(?<=lands at )|(?<=nding at )|(?<=gets in at )|(?<= get in at )|(?<=pulls in at ))(?P<h16>{_HOUR_WORD}|\d{{1,2}})(?![\d:.]\d|\d)(?= (?:in|at|on|from|near)\b)"
    rf"|(?:(?<=to )|(?<=ntil )|(?<=till )|(?<=from ))(?<!up to )(?P<h17>1[3-9]|2[0-3])(?=\s?(?:hours|hrs|uhr)\b)"
    rf"|(?<!i say )(?<!'d say )(?<!pick from )(?<!choose from )(?<!select from )(?:(?<=fter |ater )|(?<=\bat )|(?<=ore )|(?<=out |und |han |rom |say )|(?<=tart |nish |egin |ends )|(?<=home for |back for )|(?<=rting |nning |shing ))(?P<h6>{_N})(?=\s*(?:$|only\b|at the|on(?=\s*(?:$|[,.;\ue000]))|finish|[,;!?]|\.(?!\d)|and|so\b|then\b|but\b|pls|please|instead|insted|o'clock|in the|at night|sharp|latest|the latest|start|onwards?))"
    r")(?:\s*o'clock)?\s*(?P<ap>[ap]\.?m\b\.?)?(?:\s*(?:(?:in the|that|this|the same|\ue000+) (?P<part2>morning|afternoon|evening|arvo)|(?:at|that|the same) (?P<night>night))|\s*(?P<part3>上午|早上|朝早|下午|下昼|晚上|夜晚)(?=(?:先|再|才)?(?:出发|出门|开始|集合|起程|动身|见面|碰头)))?"
)
_DEEP_NIGHT = compiled(r"夜里|夜间|大?半夜|午夜|深夜")
_LATEST_OF_NIGHT = 4
"""Hour up to which a time of the night is one of the next morning."""
_FIVES = compiled(r"[搭踏]?([一二三四五六七八九1-9]|十一?)(?:个字)?(?<!十)")
_SAME_SOUND = compiled(
    rf"俩(?=点(?!儿))|玖(?=点)|(?<=点)道(?=\s?(?:{_PART}|\d|[一二两俩三四五六七八九玖十]{{1,3}}点))|(?<=点半)道(?=\s?(?:{_PART}|\d|[一二两三四五六七八九十]{{1,3}}点))"
)
_MENDED = str.maketrans("俩玖道", "两九到")
_BETWEEN = compiled(
    rf"\b(?P<between>between) (?:about |around )?(?:{_N}|\d{{1,2}}[:.]\d\d|\d{{1,2}}h)\s*(?:[ap]\.?m\.?|o'clock)?(?P<and> and )"
    rf"(?=(?:{_N}|\d{{1,2}}[:.]\d\d|\d{{1,2}}h(?:\d\d)?)\s*(?:[ap]\.?m\b|o'?clock|$|[,;!?)]|\.(?!\d)|in the|on\b|tomorrow|today|is\b|please|pls|[:.]\d\d))"
)
_NOT_THEN = compiled(r"(?:\b(?:no|nto|not|avoid|without|except)\b|n'?t\b)[^,.;]{0,20}$")
_UNTIL = r"到|至|-|~|—|直到|同|\bto\b|\btill?\b|\btil\b|\buntil\b|\bthrough\b|\band\b"
_RANGE_GAP = compiled(rf"[\s,]*(?:{_UNTIL})[\s,]*(?:[^\s\d]{{0,2}})?")
_STARTING_AFTER = compiled(
    r"\s*(?:钟)?(?:正|准时)?(?:喺|在|从|由|于)?\s*\ue000+\s*(?:门口)?(?:集合|碰头|出发|见面)|\s*(?:钟)?(?:先|再)(?:开始|开工|集合|动身)|\s*(?:钟)?(?:那|嗰)(?:一)?(?:班|趟)(?:火车|高铁|动车|飞机|航班|船|车|大巴)?(?:先|才)?(?:到|抵|落地)|\s*(?:钟)?(?:的|嘅)?(?:火车|高铁|动车|飞机|航班|船|车|大巴|班机)(?:先|才)?(?:到|抵|落地)(?=$|[\s,，.。达])|\s*(?:钟)?(?:以后|之后|后|开始|出发|起|集合|起程|先|见面|碰面|碰头|(?:先|再|才)?(?:散会|下班|放工|放学)(?!之?前|以前)|chu ?fa\b|at the (?:earliest|soonest)|earliest|onwards?|start|is (?:early enough|soon enough|fine|good|ok)|(?:先|再|才)?(?:出发|出门|出街|起床|起程|起身))|\s*(?:钟)?(?:火车|高铁|飞机|航班|船|车)?(?:先|才)?(?:到达|抵达|到|落地|落机|下车|落车)\s*\ue000|\s*(?:钟)?(?:喺|在|从|由)?\s*\ue000+\s*(?:先|才)?(?:落车|下车|落机|下机|落船|下船|出站|出闸|落地)|\s*(?:钟)?(?:先|才)(?:有空|得闲|有时间|能动|动得了|走得开|行得开|能走|能出|可以)"
)
_ONLY_FROM = compiled(
    r"\s*(?:钟)?(?:之?后|过后|以后)?(?:方|始|才|先)(?![\u4e00-\u9fff]{0,5}(?:结束|收|散|回|返|走(?:得开|得了)?(?![动出])|完|瞓|睡|食|吃|关|闭|打烊))"
)
"""Told after the time before which one can't."""
_SETS_FORTH = compiled(
    r"\b(?:get(?:s|ting)?|got|com(?:e|ing)|step(?:ping)?|roll(?:ing)?|be) off (?:the |our |my |a )?(?:\w+ )?(?:train|bus|coach|plane|ferry|boat|flight|ship)(?: at| around| about| from)*\s*$|"
    r"(?:出门|出发|开始|起床|集合|起程|启程|动身|开工|起步|出街|起身)(?:的|嘅)?(?:时间)?(?:要|想|就|都|可以|请|帮我|给我|再)*(?:推迟|推后|延迟|延后|押后|顺延|延|推|改|挪|调|移|拖|提前|提早|定|放)(?:到|至|为|成|去|在|喺)(?:早上|上午|朝早|中午|下午|下昼)?\s*$"
    r"|\b(?:start|departure|set-?off|pick-?up)(?: time)?\s*(?:要|想|就|都|可以|请|帮我|给我|再)*(?:推迟|推后|延迟|延后|押后|推|改|挪|调|移|拖|提前|提早|定|放)(?:到|至|为|成|去|在|喺)\s*$"
    r"|\b(?:start|departure|set-?off|pick-?up)(?: time)?(?:'s| is| has been| gets| to be)? (?:pushed|moved|put|shifted|changed|delayed|postponed|brought)(?: back| forward| on| out| up)? (?:to|till?|until)\s*$|\b(?:push|move|put|shift|change|delay|postpone|bring)(?: back| forward)? (?:the |our |my )?(?:start|departure|set-?off|pick-?up)(?: time)?(?: back| forward| on| out)? (?:to|till?|until)\s*$"
    r"|\b(?:up and (?:out|about|ready|at it|at 'em|going|dressed|running)|out (?:of )?(?:the door|bed)|(?:on|hit) the road|(?:ready|raring|good|set|free|able)(?: to (?:go|start|leave|roll|set off))?|awake|breakfasted|fed and watered)(?: and (?:out|ready|dressed))?(?: by| at| from| for| around| about)+\s*$"
    r"|\b(?:begin(?:s|ning)?|start(?:s|ing)?|leav(?:e|ing)|set(?:ting)? (?:off|out)|depart(?:ing)?|head(?:ing)? (?:off|out)|pick(?:ed)? (?:me |us )?up)(?: (?:in|at|from|out of|outside))?(?: the)? \ue000+,?(?: at| around| about| from)?\s*$"
)
"""Told before the time at which one sets out."""
_SETTING_OUT = compiled(r"\s*(?:钟)?(?:先|再|才)?(?:出发|出门|开始|起程|启程|集合|起床|动身|出街)")
_STARTING_BEFORE = compiled(
    r"(?:\bafter|\bfrom|\b(?:no |not )(?:earlier|sooner) than|\bnot before|\bstart(?:ing)?(?: at)?|\bleav(?:e|ing)(?: at)?|\bsince|\bcommenc(?:e|ing)(?: at)?|\bbegin(?:ning)?(?: at)?|\bfree from|\bkick(?:ing)? off(?: at)?|\bset(?:ting)? off(?: at)?|\bhead(?:ing)? out(?: at)?|\bland(?:ing)?(?: at)?(?: \ue000+)?(?: today| tomorrow)?(?: at)?|\barriv(?:e|ing)(?: at)?|从|由|自|开始|出发|集合|最早|至早|改成|改到|改为)(?: about| around| at)?[\s:]*$"
)
_ENDING_AFTER = compiled(
    r"\s*(?:钟)?(?:左右|正|整)?(?:还|再|就|便|先)(?:要|得|会)?(?:回|返|撤|散|收(?=$|[\s,，。.]))|\s*(?:钟)?(?:正|整|左右)?\s*(?:喺|在|于|到)\s*\ue000+\s*(?:那边|那里|门口|嗰边|嗰度)?(?:把|将)?(?:放(?:低)?(?:我|咱|俺|大家|人)|撂|卸|落(?:我|人)|散(?!步|心)|解散|收(?:尾|工|队)|结束|分手|道别|告别)|\s*(?:钟)?(?:正|整|左右|\S{1,3}分)?(?:的|嘅)?(?:那|嗰)(?:一)?(?:班|趟|架|列)(?!\S{0,3}(?:到|抵|来|嚟|落地))|\s*(?:钟)?(?:散会|下班|放工|放学)(?:之|以)?前|\s*(?:钟)?(?:以前|之前|前|结束|完|qian\b|(?:yi|zhi) ?qian\b|jie ?shu\b|yao (?:zou|hui)\b|收队|收尾|为止|散|归队|归家|散水|鸣金|打道回府|打烊|收(?=$|[\s,，。.!！?？])|收工|收摊|解散|散伙|散场|散团|放人|走人|撤退|撤(?=$|[\s,，。.!！?？了喇啦])|闪人|到家|返屋企|返|回|离开|要回|要到|要散|约(?:了|咗)好人|有约|有事|要开会|有个会|一定要|必须(?:要)?(?:散|走|回|返|到)|得(?:走|回|撤|到)|(?:的|嘅)?(?:飞机|火车|高铁|动车|航班|船|班机)|(?:从|由|喺|在)\s*\ue000+\s*(?:走|离开|返|回|上车|坐车|搭车)|(?:at )?(?:the )?latest\b|at the outside\b|tops\b)"
    r"|\s*(?:钟)?(?:左右|准时|之?前)?(?:我(?:们|哋)?|咱们?)?(?:就|便|都|先|大概|最好|一定|必须){0,2}(?:要|得|该|须|需要|想)(?:先|准时)?(?:登[车机船]|离[去境岛]|归[家队程去]|返[程航]|撤离|告别|折返|打道|启程回|动身回|上车走|值机|送[机客]|开车走|结束|收(?=$|[\s,，。.!！?？])|收(?:工|队|摊|尾|档)|完|走|撤|散|回|返|离开|闪人|告辞|告一段落|赶(?:去|到|往)?(?:机场|车站|火车|高铁|飞机|车|船)|(?:搭|坐|赶|上)(?:飞机|火车|高铁|动车|船|车))"
    r"|\s*(?:钟)?(?:就|便)(?:收|散|撤|结束|完)(?=$|[\s,，。.!！?？了喇啦工])"
)
_NOT_BEFORE = compiled(
    r"\b(?:not|nothing|never|no (?:starts?|mornings?)|nobody|don'?t(?: \w+){0,5}|won'?t(?: \w+){0,4}|can'?t(?: \w+){0,4}|n'?t (?:start|begin|leave|go|wake|get up|be up|be ready)(?: \w+){0,3}|refuses?(?: \w+){0,4}|anything) (?<!back )(?<!done )(?<!finish )(?<!finished )(?<!home )(?:before|ahead of|prior to)(?: about| around)?\s*$"
)
"""Told before the time from which one is ready."""
_NOT_BACK = compiled(r"\b(?:back|home|finish(?:ed)?|done|return|over)\b[^,.;]{0,12}$")
_NOT_EARLIER = compiled(
    r"\s*(?:钟)?(?:以前|之前|前)(?:千万|都|先|我|我们|我哋|绝对)*(?:别|不要|唔好|免谈|不行|唔得|(?:不|唔)(?:想|能|可能|会|起|出|开始|开工|约|见|安排|排|考虑)|起不|起唔|爬不|出不|出唔|叫不|(?:没|冇)(?:可能|办法|法子))(?!\S{0,3}[回返走散])"
)
# Not out before ten: 不到十点不出门.
_NOT_YET = compiled(r"(?:不到|唔到|没到|未到|冇到)\s*$")
_STAYS_IN = compiled(r"\s*(?:钟)?[^,，.。]{0,5}(?:不|唔|别|没法)(?![回返走])")
_OUT_OF_WORK = compiled(
    r"\b(?:(?:get(?:s|ting)?|got|come|are|be|is|let|i'?m|we'?re|not|only) (?:\w+ )?(?:out of|off|through with|done with|finished with)|(?:finish(?:es|ing)?|leav(?:e|es|ing)) (?:off )?)\s*(?:the |my |our |her |his |a )?(?:work|meetings?|conference|class(?:es)?|school|seminar|course|training|shift|office|call|workshop|exam|lectures?|wedding|appointment)(?: today| tomorrow)?(?: at| by| around| about| until| till)*\s*$"
    r"|\b(?:work|meetings?|conference|class(?:es)?|seminar|course|training|shift|call|workshop|exam|lectures?) (?:done|finished|over|out|wrapped up|are over|are done|are finished|is finished|end|finish|ends|finishes|is over|is done|wraps up|lets out|gets out|breaks up|closes|runs|goes on|lasts)(?: at| by| around| about| until| till)*\s*$"
    r"|\b(?:sleep(?:ing)?|lie|lying|snooz(?:e|ing)|stay(?:ing)? in bed|in bed|asleep|having a lie-?in)(?: in| on)?(?: until| till?| to|\s'til)\s*$|(?:睡|瞓)(?:觉|懒觉)?(?:到|至)(?:早上|上午|朝早|中午)?\s*$"
    r"|(?:开会|会议|上班|返工|上课|考试|补课|培训|上堂|工作|做嘢|加班|讲座)[^,，.。;]{0,4}?(?:到|至)(?:下午|晚上|下昼|夜晚|大概|差不多)?\s*$"
)
"""Told before the time from which somebody is free of what else there is to do."""
_DUTY_BEFORE = compiled(
    r"(?:\bmeetings?|\bconference|\bclass|\bseminar|\bworkshop|\btraining|\bexam|开会|会议|个会|的课|培训|讲座|考试|论坛|年会|典礼|仪式|补课|上课|上堂|婚礼)(?:要|会|就|都|开|上|一直|搞|大概|约|今日|今天|听日|明天|上午|下午|到|至|喺|在|\s)*$"
)
_DUTY_OVER = compiled(
    r"\s*(?:钟)?(?:左右)?(?:才|先|就|便)?(?:会|可以|能)?(?:结束|搞掂|完|散会|散场|散(?=$|[\s,，.。])|下课|落堂|\b(?:ends?|finish(?:es)?|over|done)\b)"
)
"""Told around the time at which what else there is to do is over, from which one is free."""
_ASIDE_BEFORE = compiled(
    r"\btable(?:'s| is)? (?:booked|reserved)(?: for| at)*\s*$|\b(?:nap|naps|pills?|tablets?|medicine|meds|insulin|feed|bottle|bedtime|school run)(?: time)?(?: is| are|'s)?(?: always| usually)?(?: at| around| about)?\s*$|(?:药|针|奶|午觉|晏觉)(?:是|系|要|喺|在|时间|安排)+\s*$"
)
_ASIDE_AFTER = compiled(
    r"\s*,?\s*(?:we|i)(?:'ll| will| are going to| shall|'re| are)? (?:all )?(?:eat(?:ing)?|lunch(?:ing)?|hav(?:e|ing) (?:lunch|a meal|dinner)|din(?:e|ing)|nap)\b|\s*(?:钟)?(?:左右|到\S{1,3}点)?(?:就|先|还|仲|都)?(?:要|得|会)?(?:先)?(?:午睡|睡午觉|瞓晏觉|(?:瞓觉|睡觉)(?!之?前)|食药|吃药|打针|喂奶|换药|饮奶|喝奶|食奶|吃奶)|\s*(?:o'clock )?(?:nap|feed|pill|bottle|tablet|bedtime)s?\b"
)
"""Told beside a time that is for somebody's sleep or medicine, and no time of the day's plan."""
_OFF_WORK = compiled(r"\s*(?:钟)?(?:先|才|就)?(?:收工|收档|做完|忙完|开完会|落班|off work)")
"""Told after the time of a day's work, when another time tells until when one goes out."""
_ENDING_BEFORE = compiled(
    r"(?:\b(?:back|home|(?:get|bring|take|have) (?:me|us)(?: back| home)?|finish(?:ed|ing)?(?: (?:me|us))?(?: up)?|end(?:ed|ing)?(?: (?:me|us|it))?(?: up)?|drop(?:ped)? (?:me|us)(?: off)?|leave (?:me|us)|return(?:ed|ing)?) (?:at |in |to |near |outside )?(?:the |our |my )?\ue000+,? (?:for|by|at|around|before|about|towards)|\b(?:drivers?|husband|wife|hubby|mum|dad|friends?|mate|son|daughter|brother|sister|taxi|bus|coach|cab|car|lift|ride|he|she|they|someone|somebody|people|who)(?:'s|'ll| is| are| will| be| will be)? (?:collects?|collecting|fetch(?:es|ing)?) (?:me|us|everyone)(?: from \ue000+| back| home)?(?: at| by| around| from)?|\b(?:getting|being|be|get|are|i'm|we're) collected(?: at \ue000+| from \ue000+)?(?: at| by| around)?|\bbefore|\bby|\buntil|\btill?|\bend(?:s|ing)?(?: at| by)?|\bconclud(?:e|ing)(?: at| by)?|\bknock(?:ing)? off(?: at| by)?|\b(?:home|back) for|\bba?c?k at|\b(?:carry on|go on|keep going|stay out|stretch(?: it)?|extend(?: it| the day)?|last) to|\bfinish(?:ed|ing)?(?: at| by)?|\bwrap(?:ping|ped)?(?: things| it)? up(?: at| by)?|\b(?:done|over)(?: at| by)|\b(?:call it (?:a day|quits)|pack (?:it |things )?(?:in|up)|stop|(?:need|have|has|got|must|supposed) (?:to )?(?:be )?(?:off|away|gone|leave|head back|head off|dash|run|split|go))(?: at| by| around)|\bback(?: at| by)?|\b(?:fly(?:ing)?|sail(?:ing)?|driv(?:e|ing)|travel(?:l?ing)?) (?:out|home|back|off)(?: at| around)?|\brun(?:s|ning)?(?: on)?(?: until| till?)?|\b(?:flight|train|plane|ferry|coach|dinner|meeting|conference|call)(?:'s)?(?: home| back| out)? (?:is |leaves |departs |goes )?(?:at)?|\ue000 (?:is|starts) (?:at)?|(?:火车|飞机|高铁|动车|航班)(?:是|系)|(?:票|张飞|飞)(?:是|系)|最晚|最迟|最夜|不晚于|到|至|结束|玩到|行到|逛到)(?: about| around)?[\s:]*$"
)
_OFFICE_HOURS = compiled(
    r"[朝早]\s?(?P<begin>\d{1,2}|[五六七八九]|十[一二]?)\s?晚\s?(?P<end>\d{1,2}|[一二三四五六七八九]|十[一二]?)(?![点:.\d])"
)
_EVENING_BEFORE = compiled(
    r"(?:\bnight owls?\b|夜猫子?)[^.;\d\ue000]{0,10}$|(?:\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)?(?:day)? ?(?<!last )(?:night|evening)s?\b|\btonight\b|\bafter (?:work|dark|dinner|sunset)\b|晚上|夜晚|今晚|听晚|明晚|(?:下|落)(?:了|咗)?班|(?:放|收)(?:了|咗)?工|天黑)(?![^.;]{0,12}(?:tomorrow|then|next|明|听|早|朝|次日|第二|before|前))[^,，.。;\d\ue000]{0,8}$"
)
"""Told before a time of the evening, in the same words."""
_HOURS = compiled(
    rf"(?P<n>{_N}|半|half an?)?\s*(?P<and>个半)?\s*(?:个)?\s*(?:小时|钟头|个钟|钟(?=$|[,.\s左右内])|hours?\b|hrs?\b)(?P<more>半)?"
)
_MINUTES = compiled(rf"({_N})\s*(?:分钟|minutes?\b|mins?\b)")
_HALF_DAY = compiled(r"(?<![转找等问绕悠腾聊了])半[天日](?!了)|half[ -]?(?:a )?day|half of the day")
_WHOLE_DAY = compiled(
    r"(?<!第)(?:一[天日整](?:[游天])?|1[天日]游?|全[天日]|成日|整天|整日|一整天)|\b(?:full|whole|entire|one)[ -]day\b|\ba day\b|\bday (?:trip|tour)\b"
)
_DAYS = compiled(rf"({_N})\s*(?:日游|天游|天\S?夜|日\S?夜|[-\s]days?\b(?: trip| tour)?)|({_N})天(?!气|后|之后)")
_SETS_OUT_THEN = compiled(
    r"\s*(?:先|再|才|就|便)?(?:(?:从|由|喺|在|自)?[^\s,，.。;逛玩看睇行走吃食去到]{1,8}?)?(?:出发|出门|起程|启程|动身|开始|集合|起行|出街|出来|出嚟)|\s*(?:从|由)[^\s,，.。;]{1,8}?走(?=$|[\s,，.。!！])|\s*(?:start|departure|set[- ]?off|pick[- ]?up)\b"
)
_SETTING_OUT_IN = compiled(
    r"\b(?:start(?:s|ing)?|set(?:ting)? (?:off|out)|head(?:ing)? (?:off|out)|kick(?:ing)? off|leav(?:e|ing)|depart(?:ing)?|pick(?:ed)? (?:me |us )?up|begin(?:ning)?)(?: the day| things| it)?(?: (?:from )?(?:the |our |my )?(?:hotel|hostel|station|\ue000+))?(?: late| early| sometime| mid)?(?: in| at| on)?(?: the| that)?\s*$"
)
"""A part of the day that says when one sets out and nothing of how long the day is."""
_TRAVELS_HOME = compiled(
    r"\b(?:fly|flying|flight|train|bus|ferry|head(?:ing)?|go(?:ing)?|travel(?:l?ing)?|drive|driving) (?:back )?(?:home|back|out)\b[^,.;]{0,20}$"
)
_FLIES_HOME = compiled(
    r"\s*(?:一早|就|便|要|再|才|得)?(?:飞(?!机场)|(?:的|嘅|坐|搭)\S{0,3}?(?:飞机|航班|高铁|火车|动车|绿皮车?|卧铺|夜车|班机|(?:车|船|大巴)(?=走|回|返|离))(?!到|来|嚟))"
)
_ADDS_TO = compiled(
    r"\s*(?:我|我们|我哋|咱们?|俺们?)?(?:想|要|可以|可唔可以|能不能|得唔得|帮我|给我|请|就|都)*(?:再|多)?(?:加|添|增|补|插|塞)(?!班|热|油)"
)
"""Told after a part of the day to which something more is put."""
_UNWANTED_PART = r"(?!\s*(?:people\b|persons?\b|不用|不要|不想|唔使|唔好|唔想|别|太早|起不|起唔|没空|冇空|有事|要?(?:开会|上班|返工|上课|上堂|加班|开工)|没时间|冇时间|唔得|不得空))"
_FETCHED_BEFORE = compiled(
    r"\b(?:picks|picking|will pick|'ll pick|collects|collecting|will collect|'ll collect|fetches|fetching) (?:me|us|everyone)(?: up)?(?: from \ue000+| at \ue000+)?(?: at| by| around| about)?\s*$"
)
_FETCHED_AFTER = compiled(
    r"\s*(?:钟)?(?:左右|准时)?(?:会|就|先|再|要)?(?:开车)?(?:过来|来|嚟|到)?接(?:我|返我|咱|人(?=$|[\s,，.。])|(?=$|[\s,，.。]))"
)
_LATE_AFTERNOON = 16 * 60
_SHARP = compiled(r"\s*(?:sharp|on the dot|prompt(?:ly)?|正|整|准时)")
_EARLY = 10 * 60
_NO_HOURS_AFTER = compiled(
    # Who eats what and where, and what is no part of the day's plan.
    r"(?:同|和|与|跟|及|,|，)?(?:夜晚|晚上|傍晚|中午|下午)?[^\s,，.。;；!！?？看睇逛行玩景海灯]{0,9}?(?:吃饭|食饭|开饭|用餐|聚餐|饭局|饭点|应酬|酒席|喜酒|摆酒|寿宴|婚宴|宴席|作东|做东|请客|请吃|请食|煮饭|做饭|揾食|觅食|三文治|便当|饭盒|盒饭|[两这那嗰一]?[顿餐](?!厅|馆|吧|牌)|[午晚夜]?饭(?!店|馆|堂|后|前)|(?:家|屋企|酒店|那儿|嗰度|自己|自行|各自)(?:里|度)?(?:吃|食|解决|搞掂|搞定))"
    r"|(?:上|去|到|回|返|喺|在)(?:我|他|她|佢)?(?:们|哋)?[^\s,，.。;；看睇逛行玩]{1,4}(?:家|屋企)(?:里|度)?(?:吃|食)"
)
_NO_HOURS_BEFORE = compiled(
    r"\b(?:cooks?|cooking|feeding|hosting|treating (?:me|us)|invited|invites|having (?:me|us)(?: over| round)?|eating|dining|catering)\b[^,.;!?]{0,24}$"
)
_AFTER_LUNCH = compiled(
    r"(?:午饭|午餐|中饭|中午饭|晏昼饭|(?:吃|食)(?:完|过|咗)?(?:晏|午饭|中饭))(?:之?后|以后|过后)?(?:我们?|我哋)?(?:再|先|才|至)?(?:出发|开始|出门|起程|动身|出街|集合)"
    r"|\b(?:start(?:ing)?|begin(?:ning)?|set(?:ting)? (?:off|out)|head(?:ing)? (?:off|out)|leav(?:e|ing)|depart(?:ing)?)(?: the day| off| out)?(?: only| just| right| straight)? after (?:we(?:'ve| have)? (?:had |have )?|i(?:'ve| have)? (?:had )?)?(?:our |my |the )?lunch\b"
)
_BEFORE_LUNCH = compiled(
    r"(?:午饭|午餐|中饭|晏昼饭|食晏)(?:之|以)?前(?:就|要|得|都)?(?:结束|收工|散(?!步)|收尾|完)"
    r"|\b(?:finish(?:ing)?|end(?:ing)?|be done|wrap up)(?: the day| up)? (?:before|by|in time for) (?:our |the )?lunch(?:time)?\b"
)
_GREETED = compiled(r"^[^\w\ue000]*(?:hi,? |hello,? |hey,? |hiya,? )?(?:good |g'?day |top of the )?$")
_GREETING = compiled(r"\s*(?:[,!.，。！~～]|all\b|there\b|team\b|folks\b|everyone\b|guys\b|mate\b|to you\b)")
_GREETED_HAN = compiled(r"好(?=$|[\s,，.。!！~～呀啊哇吖])")
_SEEN_BEFORE = compiled(
    r"\b(?:already|did(?! you)|saw|visited|went|been|seen|done|(?:was|were)(?! (?:thinking|hoping|planning|wondering|going|looking|told|supposed|meant|to)\b)|walked|toured|popped)\b[^.;,!?]{0,60}\b(?:this|earlier this|earlier on this)\s*$"
)
_SEEN_THEN = compiled(
    r"\s*[^,，.。;；]{0,10}?(?:已经|刚|啱|先至|才|经过|路过|去过|看过|睇过|玩过|去咗|去了|看了|睇咗|看完|睇完|逛完|行完|玩完|参观完)(?![^.。;；]{0,6}(?:再|先|后|就|之后|跟住|然后))"
)
"""Told around a part of a day that is over already: 今早刚看完."""
_NOT_PLANNED = compiled(
    r"(?:蹲|磨|等|候|排队?|睡|瞓|耗|堵车?|塞车|化妆|坐(?:车|高铁|火车|飞机|大巴)|飞|开车)(?:了|咗|个|上|足|够|要|得|到)*\s*$|\b(?:slept|sleep|sleeping|nap|napped|wait|waited|waiting|queued?|queuing|drive|drove|driving|flew|flight|flight of)(?: for| of| about| around| took| takes)*\s*$"
)
"""Told before a length that isn't the day's."""
_SEVERAL = compiled(r"[一二两三四五六七八九]{2}")
_LENGTH_BEFORE_EDIT = compiled(r"(?:早|晚|迟|推迟|提前|延后|押后)(?:点|啲)?\s*$")


@dataclass(frozen=True)
class TimeWish:
    role: Literal["start", "end", "at"]
    minute: int
    part: str | None = None
    """The part of the day that was named with it."""


@dataclass(frozen=True)
class Part:
    """A part of the day named without a clock time."""

    name: str
    begin: int
    end: int | None
    """None when only the setting out is told by it."""


@dataclass(frozen=True)
class Length:
    minutes: int


@dataclass(frozen=True)
class Days:
    """Whole days: 1 says no more than that a day is to be planned, more is a journey."""

    count: int


@dataclass(frozen=True)
class _Clock:
    start: int
    end: int
    minute: int
    part: str | None
    exact: bool
    """Whether morning or afternoon was said or is plain."""


def find_times(text: str) -> list[Found]:
    """Times, parts of the day and lengths in a folded text, in its order."""
    text = _as_ranges(text)
    hours = list(_office_hours(text))
    clocks = [_in_the_evening(one, text) for one in _clocks(text) if not _is_aside(one, text)]
    found = [*hours, *(one for one in _wishes(clocks, text) if _free(one, hours))]
    found += [each_ for each_ in _lengths(text) if _free(each_, found)]
    found += [each_ for each_ in _parts(text) if _free(each_, found)]
    return sorted(found, key=lambda one: one.start)


def _office_hours(text: str) -> Iterator[Found]:
    """From nine to five as it is said in short: 朝九晚五."""
    for match in _OFFICE_HOURS.finditer(text):
        begin, end = whole(match["begin"]), whole(match["end"])
        if 5 <= begin <= 12 and 1 <= end <= 12:
            yield Found(match.start(), match.start("end") - 1, TimeWish("start", begin * 60, "morning"))
            yield Found(match.start("end") - 1, match.end(), TimeWish("end", end * 60 + 720, "evening"))


def _in_the_evening(one: _Clock, text: str) -> _Clock:
    """The clock time after noon where it follows the evening, or the end of the day's work, in the same words."""
    if one.exact or one.minute >= 720 or not _EVENING_BEFORE.search(text[: one.start]):
        return one
    return replace(one, minute=one.minute + 720, exact=True)


def _is_aside(one: _Clock, text: str) -> bool:
    follows = not text[one.start : one.end].startswith(",")
    return bool((follows and _ASIDE_BEFORE.search(text[: one.start])) or _ASIDE_AFTER.match(text, one.end))


def clock_spans(text: str) -> list[tuple[int, int]]:
    """Where a folded text tells a clock time."""
    return [(one.start, one.end) for one in _clocks(_as_ranges(text))]


def find_meal_hours(text: str) -> list[Found]:
    """When one sets out after lunch, or is done before it, as the beginning and end of a day; no clock time tells it."""
    found = list(each(_AFTER_LUNCH, text, lambda _: TimeWish("start", PARTS["afternoon"][1], "afternoon")))
    return found or list(each(_BEFORE_LUNCH, text, lambda _: TimeWish("end", PARTS["morning"][2], "noon")))


def find_clocks(text: str) -> list[Found]:
    """The clock times in a folded text, as the minute of the day from which something told of them alone would be."""
    return [Found(one.start, one.end, _likely_begin(one)) for one in _clocks(_as_ranges(text))]


def clock(minute: int) -> str:
    """``HH:MM`` of the day it lies in; midnight at the day's end is 24:00."""
    if minute == 1440:
        return "24:00"
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _as_ranges(text: str) -> str:
    """The text with "between 1 and 7 pm" put as "from 1 to 7 pm" and characters of the same sound mended, as long as before."""
    text = _SAME_SOUND.sub(lambda match: match[0].translate(_MENDED), text)
    for match in reversed(list(_BETWEEN.finditer(text))):
        if _NOT_THEN.search(text[: match.start()]):
            continue
        for group, words in (("and", " to "), ("between", "from")):
            start, end = match.span(group)
            text = text[:start] + words.rjust(end - start) + text[end:]
    return text


def _clocks(text: str) -> Iterator[_Clock]:
    for match in _CLOCK.finditer(text):
        try:
            read = _read_clock(match)
        except ValueError:
            continue
        if read is not None:
            yield read


def _read_clock(match: re.Match[str]) -> _Clock | None:
    told = match["part"] or match["part2"] or match["part3"] or ("evening" if match["night"] else None)
    # "8 am" tells the part of the day as "8 in the morning" does.
    part = _part_of(told) or ("morning" if (match["ap"] or "").startswith("a") else None)
    if match["noon"]:
        return _Clock(match.start("noon"), match.end(), 1440 if match["noon"] == "midnight" else 720, "noon", True)
    hour_text = next((match[f"h{at}"] for at in range(2, 21) if match[f"h{at}"]), match["h"] or "")
    hour = _PINYIN[hour_text] if hour_text in _PINYIN else whole(hour_text)
    if not 0 <= hour <= 24 or hour_text in ("a", "an"):
        return None
    minute = hour * 60 + _minutes_past(match)
    exact = hour > 12 or part is not None or bool(match["ap"])
    if match["ap"]:
        minute = minute % 720 + (720 if match["ap"].startswith("p") else 0)
    elif (part in ("afternoon", "dusk", "evening") and minute < 720) or (part == "noon" and hour < 3):
        minute += 720
    elif part == "evening" and hour == 12:
        minute = 1440
    if hour <= _LATEST_OF_NIGHT and not match["ap"] and match["part"] and _DEEP_NIGHT.fullmatch(match["part"]):
        minute = 1440 + minute % 720
    return _Clock(match.start("h19") if match["h19"] else match.start(), match.end(), minute, part, exact)


def _minutes_past(match: re.Match[str]) -> int:
    if match["half"]:
        # "Half ten" is half past ten.
        return {"half past": 30, "half": 30, "quarter past": 15, "quarter to": -15}[match["half"]]
    if minutes := match["m"] or match["m2"] or match["m3"] or match["m4"]:
        return int(minutes)
    if match["zm2"]:
        return 30
    said = (match["zm"] or "").strip().replace("ban", "半").removesuffix("分")
    if fives := _FIVES.fullmatch(said):
        # Cantonese counts minutes by the figures of a clock's face: five past nine of them is a quarter to.
        return 5 * whole(fives[1])
    return {"": 0, "半": 30, "一刻": 15, "三刻": 45}.get(said) if said in ("", "半", "一刻", "三刻") else whole(said)  # type: ignore[return-value]


def _part_of(text: str | None) -> str | None:
    if not text:
        return None
    # Some words are parts of the day only before a time.
    return next(
        name
        for name, (pattern, _, _) in PARTS.items()
        if re.search(pattern, f"{text} 8点") or text in pattern.split("|")
    )


def _wishes(clocks: list[_Clock], text: str) -> Iterator[Found]:
    index = 0
    while index < len(clocks):
        first = clocks[index]
        second = clocks[index + 1] if index + 1 < len(clocks) else None
        if second and _RANGE_GAP.fullmatch(text[first.end : second.start]):
            begin = _likely_begin(first, second)
            finish = _later(second, begin)
            yield Found(first.start, first.end, TimeWish("start", begin, first.part))
            yield Found(second.start, second.end, TimeWish("end", finish, second.part))
            index += 2
            continue
        if second and _OFF_WORK.match(text, first.end):
            yield Found(first.start, first.end, TimeWish("start", _likely_begin(first), first.part))
        else:
            yield _single(first, text)
        index += 1


def _likely_begin(first: _Clock, second: _Clock | None = None) -> int:
    if first.exact or first.minute >= 7 * 60:
        return first.minute
    if second and second.exact and first.minute >= 5 * 60 and first.minute < second.minute <= 12 * 60:
        # From six until noon.
        return first.minute
    return first.minute + 720


def _later(clock_: _Clock, begin: int) -> int:
    minute = clock_.minute
    if not clock_.exact or (minute <= begin and clock_.part is None):
        while minute <= begin and minute < 1440:
            minute += 720
    return min(minute, 30 * 60)


def _single(one: _Clock, text: str) -> Found:
    minute = one.minute if one.exact or one.minute >= 7 * 60 else one.minute + 720
    before, after = text[: one.start], text[one.end :]
    start, end = one.start, one.end
    if _OUT_OF_WORK.search(before) or (_DUTY_BEFORE.search(before) and _DUTY_OVER.match(after)):
        return Found(start, end, TimeWish("start", minute, one.part))
    not_before = _NOT_BEFORE.search(before) and not _NOT_BACK.search(before.removesuffix("before").strip())
    if not_before or _NOT_EARLIER.match(after) or (_NOT_YET.search(before) and _STAYS_IN.match(after)):
        return Found(start, end, TimeWish("start", minute, one.part))
    # What follows a time decides before what precedes it: 最晚 aside, "到六点出发" begins at six.
    if _SETS_FORTH.search(before) or _ONLY_FROM.match(after):
        return Found(start, end, TimeWish("start", minute, one.part))
    if (match := _STARTING_AFTER.match(after)) and (_SETTING_OUT.match(after) or not _ENDING_BEFORE.search(before)):
        return Found(start, end + match.end(), TimeWish("start", minute, one.part))
    if _FETCHED_BEFORE.search(before) or _FETCHED_AFTER.match(after):
        # Whoever is fetched in the late afternoon has had the day, in the morning one sets out with the driver.
        fetched: Literal["start", "end"] = "end" if minute >= _LATE_AFTERNOON else "start"
        return Found(start, end, TimeWish(fetched, minute, one.part))
    if (match := _ENDING_AFTER.match(after)) or _ENDING_BEFORE.search(before):
        if not one.exact and one.minute <= 11 * 60 and not re.search("早|朝|上午|上昼", text[:start]):
            minute = one.minute + 720 if one.minute < 11 * 60 else minute
        return Found(start, end + (match.end() if match else 0), TimeWish("end", minute, one.part))
    if _STARTING_BEFORE.search(before):
        return Found(start, end, TimeWish("start", minute, one.part))
    if one.exact and minute <= _EARLY and _SHARP.match(after):
        return Found(start, end, TimeWish("start", minute, one.part))
    return Found(start, end, TimeWish("at", minute, one.part))


def _lengths(text: str) -> Iterator[Found]:
    yield from each(_HALF_DAY, text, lambda _: Length(240))
    yield from each(_HOURS, text, lambda m: _hours(m, text))
    yield from each(_DAYS, text, _days)
    yield from each(_WHOLE_DAY, text, lambda _: Days(1))
    yield from each(_MINUTES, text, lambda m: Length(whole(m[1])))


def _hours(match: re.Match[str], text: str) -> Length | None:
    before = text[: match.start()]
    if not match["n"] or _LENGTH_BEFORE_EDIT.search(before) or _NOT_PLANNED.search(before):
        return None
    several = _SEVERAL.fullmatch(match["n"])
    hours = (
        0.5 if match["n"] in ("半", "half a", "half an") else last_count(match["n"]) if several else value(match["n"])
    )
    minutes = round(hours * 60) + (30 if match["and"] or match["more"] else 0)
    return Length(minutes) if 0 < minutes <= 1440 else None


def _days(match: re.Match[str]) -> Days | None:
    count = whole(match[1] or match[2])
    return Days(count) if 2 <= count <= 30 else None


def _parts(text: str) -> Iterator[Found]:
    for name, (pattern, begin, end) in PARTS.items():
        # When one goes home says nothing of when one sets out.
        going_home = r"(?!\s*(?:要|再|才|就|先)?(?:回|返|赶|离开|坐车走|搭车走|住|go(?:ing)? home|i? ?leave))"
        yield from each(
            compiled(f"(?:{pattern}){going_home}{_UNWANTED_PART}"),
            text,
            lambda m, n=name, b=begin, e=end: _part(Part(n, b, e), m, text),  # type: ignore[misc]
        )


def _part(part: Part, match: re.Match[str], text: str) -> Part | None:
    before, after = text[: match.start()], text[match.end() :]
    if _TRAVELS_HOME.search(before) or _FLIES_HOME.match(after):
        return None
    if _ADDS_TO.match(after) or _is_no_time_for_sights(match[0], before, after):
        return None
    only_begins = _SETS_OUT_THEN.match(after) or _SETTING_OUT_IN.search(before)
    return replace(part, end=None) if only_begins else part


def is_over(part: str, before: str, after: str) -> bool:
    """Whether "this morning" is told of what was done in it."""
    if part.endswith(("morning", "afternoon")):
        return bool(_SEEN_BEFORE.search(before if "this" not in part else f"{before}this"))
    return part in ("今早", "今朝") and bool(_SEEN_THEN.match(after))


def _is_no_time_for_sights(part: str, before: str, after: str) -> bool:
    """Whether a part of the day is named for a meal, a greeting, a habit or what is past."""
    greeting = _GREETED_HAN.match(after) or (
        part in ("morning", "afternoon", "evening", "早晨") and _GREETED.match(before) and _GREETING.match(after)
    )
    meal = _NO_HOURS_AFTER.match(after) or _NO_HOURS_BEFORE.search(before)
    return bool(greeting or meal or part == "mornings" or is_over(part, before, after))


def _free(one: Found, found: list[Found]) -> bool:
    return not any(one.start < other.end and other.start < one.end for other in found)
