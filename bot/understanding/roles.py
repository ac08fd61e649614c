"""What is wished of each place, kind or earlier answer that a text names: to be seen, left out, started from ...

The text is read with every such mention put as one character of its own, so that a rule sees "not to X and Y".
"""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.understanding.folding import compiled

Role = Literal[
    "must", "want", "avoid", "start", "end", "lock", "add", "only", "near", "eat", "replaced", "replacing", "origin",
    "target", "about", "theme", "done", "here", "unmeant",
]  # fmt: skip

_FIRST = 0xE100
_P = r"[\ue100-\ue1ff]"
_JOIN = r"(?:\s*(?:,|，|和|与|跟|同埋|同|及|以及|还有|仲有|或者?|&|/|\band\b|\bor\b|\bthe\b|\balso\b)\s*)+"
_LIST = rf"(?:the |a |an |all |any |every |each )?({_P}(?:{_JOIN}{_P}|\s?(?={_P}){_P})*)"
_CLOSE = r"(?:the |a |an |all |any |every |each )?([\ue100-\ue1ff](?:\s*(?:和|与|跟|同埋|同|及|以及|或者?|&|/|\band\b|\bor\b|\bthe\b)*\s*[\ue100-\ue1ff])*)"
"""A list without commas."""
_REFUSED_LIST = rf"({_P}(?:\s*(?:和|与|跟|同埋|同|及|以及|或者?|&|/|\band\b|\bor\b|\bthe\b)*\s*{_P})*(?:\s*[,，]\s*(?:(?:和|与|跟|同埋|以及|或者?|还有|仲有|&|and|or|the)\s*)*{_P}(?=\s*(?:$|[,，.。;；!！?？]|和|与|跟|同|及|以及|或|等|这|那|嗰|呢|之类|(?:都|也|统统|通通|一律|全部?)+\s*(?:不|唔|免|别|算|没|冇)|我(?:都|也)?(?:不|唔)|\b(?:and|or|please)\b)))*)"
"""A list behind a refusal: "no malls, parks, museums"; in "no malls, parks are fine" the second has a predicate of its own."""
_GO = r"(?:再|安派|拉去|拉|叫我?|同我|跟我|讲|谈|提|碰|沾|推荐|介绍|带他们|set foot in(?:side)?|step (?:foot )?(?:in|into|inside)|enter|drag(?:ged)? (?:me|us|them) (?:to|round|around|into)|(?:yet )?another|(?:给|帮|替|畀|俾|让|叫)我(?:们|哋)?|(?:给|帮)俺们?|往(?:里头?|行程里|里面)|排|放|塞|搁|摆|弄|整|搞|来|写|列|加|硬塞|把我(?:们|哋)?|支|往|任何|所有|带我(?:们|哋)?|安排我(?:们|哋)?|去|到|看|睇|行|逛|玩|参观|安排|包括|经过|住|吃|食|有|下|一?下|进去?|入去?|踏进|走进|visit(?:ing)?|going|go|see(?:ing)?|to|include|including|anything (?:that'?s|that is|which is|like|resembling)|(?:an? )(?=[\ue100-\ue1ff])|any|the|more|do|be|interested in|\s)*"
_NOT = r"(?:拒绝|\bnothing(?= [\ue100-\ue1ff])|\b(?:none|neither|nobody|no one)\b[^,.;\ue100-\ue1ff]{0,20}?\b(?:will|wants? to|wanna|going to|cares?)\b|\bif (?:i|we|they|he|she|the kids)(?: have| has)?(?: to)? (?:see|visit|go to|do|look at|enter)(?= (?:one more|another|any more|yet another))(?: one more)?|嫑|甭|勿|覅|(?<!要)(?<!不)不(?:考虑|稀罕|待见|感冒)|唔稀罕|谢绝|\bspare (?:me|us)|\bpass on|\bsteer clear of|\bhad (?:enough|my fill|our fill|it with)(?: of)?|\b(?:sick|tired|bored|weary|fed up|over) (?:of|with)|\bcan'?t (?:stand|bear|abide)|\bhate|\bdetest|\bzero\b|讨厌|憎|不(?:爱|喜欢|中意|钟意)|唔(?:钟意|中意|喜欢)|懒得|(?<!要)(?<!想)(?<!能)(?<!可)(?<!去)不想?(?:要|再)?|不用|不需要|唔想|唔要|唔好|唔|别|莫|无需|没兴趣|冇兴趣|don'?t (?:want|like|need|care)(?: to)?(?: for)?|do not (?:want )?(?:to )?|\bnot|\bno|\bwithout|won'?t)"
_DROP = r"(?:[删拿撤抽]走|换走|换掉|去掉|删掉|删除|删去|取消|移除|剔除|拿掉|减去|减掉|跳过|略过|避开|绕开|除了|除咗|排除|\bskip(?:ping)?|\bdrop|\bremove|\bdelete?|\bdelet|\bforget(?: about)?|\bcancel|\bavoid(?:ing)?|\bcut(?: out)?|\bexcept(?: for)?|\bleave out|\btake out|\bexclude|\bget rid of|\blose|\bditch|\b(?:keep|stay|steer)(?: me| us| him| her| them| well)* (?:out of|away from|clear of)|\bbin|\bscrap|\bchuck(?: out)?|\bthrow out|\bkick out|\bnot fussed about|\bcan do without|\bnot keen on)"
_OF_NOTHING_ELSE = r"(?:再|去|看|逛|行|睇|玩|来|嚟|安排|排|落)*(?:那儿|那里|嗰度|这里)?(?:得(?!唔得)|掉|走|吧|呀|啊|嘛|哈|哦|哒|㗎|先|住|就)*(?:(?<!的)[了喇啦咗晒]|(?<=算了|免了|删了)|好吗|谢|然后|因为?|不然|否则|(?=$|[,，.。;；:!！?？\s\"]|也|都|\s*[\ue100-\ue1ff](?:就|才|先)?(?:去|要)(?:$|[\s,，.。])))"
"""A refusal after which no other object comes is of what stands before it: "the park, not the museum" refuses the museum."""
_DROPPED = rf"(?:我)?(?:谂谂下|谂过|想想|想过|考虑过)?[,，]?(?:(?:那|这|嗰|呢)(?:一)?)?(?:段|站|个|处|部分|part|种|类|些|啲|样)?(?:地方|东西|嘢|场所)?(?:之类|一类|等等|什么|啥)?(?:的|嘅)?(?:一个都|一个也|一间都|一概|一律|通通|统统|全部|全都|any|none)?(?:我(?:们|哋)?|俺们?|额)?(?:就|都系|都|也|还是|给|畀|真|实在|一向|完全|是|系|全)*(?:(?:给|帮)我(?:们)?)?(?:无感|冇感觉?|没感觉|没感(?=$|[,，.。\s])|没兴趣|冇兴趣|不感兴趣|唔感兴趣|不感冒|不来电|没(?:啥)?意思|冇意思|提不起(?:劲|兴趣|精神|兴致)|欣赏不来|欣赏不了|[看听]不进去?|免谈|不考虑|唔考虑|[看逛行睇]腻|腻了|[看逛行睇]厌|闷死|犯困|想睡觉?|打瞌睡|(?:嫑|甭|莫|勿|覅|别|不要|唔好|咪)(?:弄|搞|整|来|碰|提|考虑|看|逛|去|沾|想|预){_OF_NOTHING_ELSE}|免(?:了|喇|啦|咗|晒|(?=$|[,，.。\s]))|\b(?:do|does) nothing for (?:me|us)|\bbores? (?:me|us)|\b(?:is|are) ?(?:n'?t| not) (?:my|our|his|her|for) (?:thing|cup of tea|bag|scene|me|us)|\b(?:put|puts|send|sends) (?:me|us|him|her|them) to sleep|\b(?:can|could) (?:all )?(?:go|wait|be skipped|get in the bin)\b|,? (?:no thank(?:s| you)|hard pass|thanks but no)|删(?=$|[,，.。!！了喇])|(?:别|不要|唔好|咪|甭|勿|不用|唔使|莫)(?:再|给我|帮我|畀我|俾我|往(?:里头?|行程里|入面)|向里)*(?:放|排|安排|塞|加|列|摆|算|写|编|搁|装|凑|揾|预)(?=进|入|上|里|落|埋|去|来|嚟|$|[\s,，.。!！了喇啦呀啊])|(?:(?:咪|唔好)(?:搞|去|行|睇)|去掉|划掉|别给我|唔好畀我|删掉|删了|删除|甩掉|飞咗|不要|唔要|不去|唔去|不想去|唔想去|取消|跳过|免了|算了|拿掉|剔走|移除|剔除|不看|唔睇){_OF_NOTHING_ELSE}|\b(?:is |are )?(?:not needed|out\b|unnecessary))"
_REPLACE_HAN = r"(?:换成|换做|换去|换为|改成|改做|改为|改去|替换成|替换为|转做|转去|换)"
_MUST = r"(?:一定|必须|务必|必定|点都|无论如何|千万|肯定|绝对)(?:要|想|得)?|必[去看逛到]|非去不可|\bmust\b(?:[- ](?:see|visit|go to|do|include|have))?|\bhave to\b|\bhas to\b|\bneed to\b|\bdefinitely\b|\bdying to\b|\breally want to\b|make sure(?: to| we)?(?: get to| can)?|\breally wants? to\b"

_LAST_STOP = r"(?:(?<![路线车的公交])(?:终点站?|终站)|尾站|末站|收尾(?:的?(?:地点|地方|站|点))?|收官|(?:最后|最尾|最末|最终)(?:那|嗰|的|嘅)?一?站)"
_SET_TO = r"(?:请|麻烦|唔该|帮我|帮手|给我|畀我|俾我|我|想|要|就|都|可以|可唔可以|能不能|能|change[sd]?|move[sd]?|set|改|换|挪|移|调|放|摆|设|定|安排|排|搁|选|拣|落|搬)*(?:成|为|做|到|去|在|喺|于|系|是|至|落|返|回|to|at|as|is|:)*"
_TOLD_TO = (
    r"(?:改|换|挪|移|调|放|摆|设|定|安排|排|搁|选|拣|落|搬|change[sd]?|move[sd]?|set|在|喺|于|系|是|去|到|to|at|is)"
)
_AT_A_TIME = r"(?:,? (?:by |around |about |at |before |for )(?:\d[\d:.]*|half \w+|noon|midday|one|two|three|four|five|six|seven|eight|nine|ten|eleven)(?: ?[ap]\.?m\.?| o'?clock)?)?"
_LAST_EN = r"(?:(?:last|final|closing|finishing|end) (?:stop|point|place|spot|one|thing|call|destination)|(?:the )?(?:end|finish))"
_WHY_NOT = r"(?:为什么|为啥|为何|为么子|为咩|点解|怎么(?:会)?|\bwhy|\bhow come)(?:你|我们?|里面?|里头|plan|行程)*"
_ANY_SORT = r"(?:(?:早|午|中|晚|下)(?:上|饭|餐|午|昼)(?:后|前|时|吃的|食嘅)?(?:的|嘅|那|嗰|吃的)?|行程里的?|里面的?|入面嘅?|(?:那|这|嗰|呢)(?:一)?(?:个|间|家|座|处|条)|\b(?:lunch|dinner|morning|afternoon|evening)(?: time)? (?=[\ue100-\ue1ff])|什么|啥|咩|乜嘢?|这些|那些|呢啲|嗰啲|这种|那种|嗰种|这类|那类|城里的?|乡下的?|市区的?|又|条|间|another|yet another|more|(?:dull|big|old|huge|city|loud|touristy|\w+y|\w+ed) (?=[\ue100-\ue1ff]|\w+ [\ue100-\ue1ff])|\s)*"
"""What may stand between a refusal and what is refused."""
_ALL_BUT_EN = r"\b(?:remove|drop|delete|replace|change|swap|cut|skip|lose|scrap|ditch|clear|cancel|bin|redo|exchange|switch|get rid of|take out|throw out) (?:out )?(?:everything|all|the rest|anything|the others?|every (?:stop|place)|all (?:the )?(?:stops|places|others))(?: else)?(?: out)?,? (?:except(?: for)?|but(?: not)?|apart from|other than|bar|besides|save(?: for)?)"
_SORT = r"\s*(?:(?:这|那|嗰|呢)?(?:一)?(?:种|类|些|啲|样|之类|等等?|啥|什么|咩)?(?:的|嘅)?(?:点|站|段|地方|景点|东西|嘢|places?|stuff|things?|sites?|sort|kind)?)"
_DONE_WITH = r"(?:(?:咪|别|不要|唔好|莫|不用|唔使|不必|唔需要|不需要|无须|毋须|勿|甭|嫑|冇必要|没必要|please别|先不|先别|懒得)(?:再|去|来|嚟|叫|带|拉|给|帮|俾|畀|同|我(?:们|哋)?|他们|佢哋?|安排|排|推|推荐|看|睇|逛|行|入|进|放|塞|提|考虑|讲|往|里头?|里面|行程|第二[回次趟])*|不必|必要|(?<![去看逛行睇])(?:不(?:想|要)?再?(?:去|看|逛)|唔(?:想|要)?再?(?:去|睇|行))|划掉|划去|划了?|删掉|删去|删走|删吊|删|略过|跳过|免谈|免去?|避雷|避开|放过我?|求放过|拿掉|拿走|撤掉|撤走|去掉|剔走佢?|剔除|换掉|拉黑|算了|拔草|pass掉?|drop掉|skip掉|cut掉|drop (?:it|that|them)|skip(?: (?:it|that|them))?|(?:leave|keep) (?:that|it|them)(?: one)?(?: out| off)?|no need(?: to (?:go|see (?:it|that|them)))?(?: again)?|not again|no more of (?:it|that|those)|cross (?:it|that|them) off|(?:no|not) thank(?:s| you)|not needed|won't be going(?: again)?)"
"""A refusal without an object: it is of what was spoken of before."""
_CLAUSE_ENDS = r"(?:了|喇|啦|咯|吧|呀|啊|哈|哦|噢|先|嘛|㗎|嘞|哒|please|thanks|\s)*(?=$|[,，.。;；!！:：?？\"]|\s(?![a-z])|\s(?:and|but|so|then|i'd|we'd|otherwise|rather)\b)"
_SAID_OF_IT = r"(?:(?!以外|之外|如果|要是|假如|万一|的话|不让|不开|没开|关门|收费|\bif\b|别的|别处|一定|必[去看]|想|要[去看]|爱|喜欢|钟意|中意|不错|靓|饭|餐|吃|食|车|酒店|出发|开始|集合|见面|\bstart|\bbegin|下次|门票|排队|want|love|must|like|lunch|dinner|hotel|ticket|queue)(?:(?>[a-z']+) ?|[^,，.。;；!！?？\s\ue100-\ue1ffa-z']|(?<=[\ue100-\ue1ff]) (?=[a-z])))"
"""A character or a word of what is told of a place on the way to what is wished of it."""
_BEFORE_NOW = r"(?:昨[晚天日儿]|琴[晚日]|寻[晚日]|前[天晚日](?!去)|前几天|前年|去年|上(?:回|次|趟|周|星期|礼拜|个?月)|以前|之前|早(?:就|已)|头一?天|细个|小时候|大学时|那年|n[次遍回]|[两二三四五六七八九十几\d好]+[次遍回趟]|好多次|多次|无数次|\byesterday\b|\blast (?:night|week|time|month|year|trip|summer|winter|spring|autumn|visit)\b|\b(?:twice|three times|\d+ times|several times|many times|loads of times|ages ago|the other day)\b)"
_SEEN = r"(?:去|看|睇|到|逛|行|玩|走|转|踩|拍|影|打卡|打|参观|游|食|吃|喝|饮|坐|来|嚟|入|进|跑|刷)(?:过|完|咗|到(?:厌|腻|吐|烦|想吐)|腻|厌|遍|够)"
_SEEN_EN = r"(?:(?:i|we)(?:'ve| have)?(?: all| both| already| just)* )?(?:did|done|saw|seen|been(?: to| there| through)?|visited|walked|went to)"
_ONCE_MORE = r"(?:.*(?:还想|仲想|(?<![不唔别])(?<![不唔别]想)(?<![不唔别]要)(?<![不不]用)(?<!唔使)(?<!唔好)再(?:去|看|行|睇))|(?!.*(?:n't|\bnot|\bnever|\bno)\b.*\bagain).*\bagain)"
_SOMETHING_NEW = r"(?:(?:别|其他|其它|第二|另外|新)(?:的|个|啲|处|间)?(?:地方|景点|嘢|度|点|东西|去处)|没去过|未去过|冇去过|第啲|换(?:个|点|啲|过)|\b(?:something|somewhere|anything|anywhere|places?) (?:else|new|different|other)|\belsewhere|\b(?:other|different|new) (?:places?|things?|stuff|sights?|stops?)|\binstead\b)"
_REST = r"(?:其他|其余|其它|剩下|别的|别种|别样|别处|第啲|余下|旁的|nothing else|no other|not (?:a|one) (?:thing|place) else|nowhere else)"
_REST_REFUSED = rf"(?:{_REST}(?:的|嘅|种|类型?|种类|景点|地方|东西|嘢|点|类别)*\s*(?:我(?:们|哋)?|就|都|也|全部?|一律|一概|通通|统统|一个都?|一样都?|半个都?|皆|please|\s)*(?:不(?:要|用|必|看|去|考虑|碰|逛|想|感|安排|排|加|需要|进|必)(?!改|变|动|换|删|调)|唔(?:好(?!郁|改|变|动)|要|睇|去|使(?!改|变|郁|动)|考虑|行|入)|免(?:谈|了|喇|啦|(?=$|[\s,，.。;；]))|别(?!变|动|改|换|删)|甭|莫|嫑|没兴趣|冇兴趣|算了|pass|skip|no\b(?! change)|out\b)|nothing else(?! (?:change|move))|not (?:a|one) (?:thing|place) else|no other (?:sort|kind|type)|nowhere else)"
_NOT_REFUSED = r"(?:(?!不|唔|换|改|replac|别(?!的|种)|没|冇|免|跳过|skip|drop|\bno\b|\bnot (?!a thing)|n't)[^.。;；!！?？\ue100-\ue1ff]){0,16}?"

_WISHES = compiled(
    r"(?<![不唔别莫没冇免])(?<!不想)(?<!唔想)(?<!不要)(?<!唔要)(?<!唔好)(?<!不用)(?<!唔使)(?:去|看|睇|逛|行|玩|参观|要|想|加上?|换上?|保留|留|在|喺|到|[和跟同]|\b(?:to|at|in|visit|see|do|want|like|love|keep|add|fancy|prefer|let's))\s*(?:一?下|返|the |a |an )*$"
)
"""Leads to what is wished for, and is not refused itself."""
_ALL_OF_THEM = compiled(
    r"^\s*(?:我(?:们|哋)?|就|这些|呢啲)*(?:都|也|全|统统|通通|一律|一概|两|几|皆)|\b(?:all|both|either|any|none)\b"
)
_STROLL = compiled(
    r"\b(?:stroll|wander|roam|walk|explor)(?:e|s|ing)?(?: around| through| about| in| along)?(?: the| an| some)? *$"
    r"|\b(?:photos?|photograph(?:s|y)|pictures|pics|shooting|sketching|snaps) (?:in|around|of)(?: the| an| some)? *$"
)
_THEMED = compiled(
    r"\s*(?:的|嘅)?\s*(?:(?<=[的嘅])(?:嘢|东西)|区(?!别|间)|巷|里弄|那?一带|片区|老房|旧屋|老屋|(?:[一半两1]|主题)?[日天](?:游|行|团)?|漫步|散步|主题|风情|路线|感觉|味道|氛围|韵味|气息|feel\b|vibes?\b)"
    r"|(?:[ -](?:quarter|area))?[ -](?:half.)?(?:vibes?|feel|atmosphere|charm|day|walk|tour|trip|stroll|morning|afternoon|evening|theme)\b"
)

_SPELT_OUT: list[tuple[re.Pattern[str], tuple[Role, ...]]] = [
    (compiled(rf"{_LIST}{_SORT}\s*(?:除外|(?:以外|之外)(?:的|嘅)?[\s,，]*(?:{_REST}|什么|哪里|边度|咩)?(?:的|嘅)?(?:地方|景点)?(?:都|也|随便|任)(?!\s*(?:我|全)?(?:不|唔|别|免)))"), ("avoid",)),
    (compiled(rf"{_LIST}\s*(?:那|这|嗰|呢)?(?:站|个|段)?(?:千万|一定|绝对|请|麻烦)?(?:别|不要|唔好|不能|唔可以|不许|不准|唔准|我?舍不得|我?唔舍得)(?:再)?(?:删|拿[掉走]|去掉|换[掉走]|取消|划掉|剔|砍|移走)"), ("lock",)),
    (compiled(rf"(?:除了|除咗|除开|除去|除)\s*{_LIST}\s*(?:以外|之外|外)?[,，]?\s*(?:[\ue100-\ue1ff]|其他|其余|其它|别的|第啲|什么|其余的)?(?:的|嘅|景点|地方|站)*(?:全部?|统统|通通|都|可以|一律|给我|帮我|畀我|全)+(?:可以)?(?:换|唔要|不要|去掉|删|拿掉|剔|取消|改|移)|(?<!不)(?<!别)(?<!唔)(?:删掉?|去掉|拿掉|换掉|取消|剔走|清空)(?:了)?\s*(?:除了|除咗|除)\s*{_LIST}|{_ALL_BUT_EN} {_LIST}"), ("lock",) * 3),
    (compiled(rf"(?:(?:除了|除咗|除开|除去|除)\s*|(?={_P}{_SORT}(?:以外|之外))){_LIST}{_SORT}(?:\s*[\ue100-\ue1ff])?\s*(?:以外|之外|外)?(?:的|嘅)?[\s,，]*(?:{_REST_REFUSED}|(?:一律|统统|通通|全)?(?:都|也|一概)(?:不|唔)(?:要|看|去|睇|考虑|逛|想)|(?:什么|咩|乜|啥|哪儿|哪里|边度)(?:都|也)(?:不|唔|别|免|没兴趣|冇兴趣))"), ("only",)),
    (compiled(rf"(?<!不)(?<!不是)(?<!唔)(?<!唔系)(?<!not )(?:专门|专程|单纯|只(?!加|添|换|改|有|是|剩|要不|坐|搭|用|骑)|净系|净(?=想|睇|行|去|看)|光(?=看|逛|想|睇|去)|\bonly|\bjust|\bpurely|\bsolely)\s*(?:想|要|得|拟|愿意?|肯|爱|好|挑|选|扫|钻|跑|行|睇|看|逛|去|玩|串|刷|凑|go|to|see|visit|want|do|the|\s)+(?:[^,，.。;；\s\d\ue100-\ue1ff不唔没一]{{1,6}}?(?:的|嘅))?\s*{_LIST}(?!\s*(?:附近|旁边|对面|那(?:边|里)|门口|里面?的))"), ("only",)),
    (compiled(rf"{_LIST}{_SORT}{_NOT_REFUSED}{_REST_REFUSED}|{_LIST},? (?:full stop|period|and that's that|and (?:nothing|not a thing|not one thing) (?:else|more))"), ("only", "only")),
    (compiled(rf"(?:不要|唔好|别|咪|甭|勿)(?:再)?(?:把|将)\s*{_P}|(?:{_MUST}|想|要|保留|留住|keep)\s*{_GO}{_P}\s*[,，]|{_LIST}{_SORT}{_SAID_OF_IT}{{0,18}}?[\s,，]*(?:那|所以|请|烦请|麻烦|拜托|唔该|就|也|都|先|帮我|so|please|just|can we|you can|to|呢次|这次|今次|这回|明天|听日|后天|今天|今日|\s)*{_DONE_WITH}{_CLAUSE_ENDS}"), ("avoid",)),
    (compiled(rf"{_BEFORE_NOW}{_SAID_OF_IT}{{0,6}}?(?:{_SEEN}|(?:去|看|睇|到|逛|行|玩|参观|游)了)(?:了|咗)?\s*{_LIST}(?!(?:的|嘅)?人|{_ONCE_MORE})|{_LIST}{_SAID_OF_IT}{{0,8}}?{_BEFORE_NOW}{_SAID_OF_IT}{{0,6}}?{_SEEN}(?!.*(?:还想|想再|再去一|仲想|again))(?![^,，.。;；\s]*[吗么?？])|{_BEFORE_NOW}[^,，.。;；\s\ue100-\ue1ff]{{0,6}}[在喺]\s*{_LIST}{_SAID_OF_IT}{{0,3}}?(?:{_SEEN}|[逛玩待泡晃](?:了|咗))(?!.*(?:还想|想再|仲想))|{_LIST}\s*(?:已经|都|我们|我哋|我|就)*(?:去|看|睇|逛|行|走|玩|拍|来|嚟)(?:(?:过|咗|了|到)+\s*[两二三四五六七八九十几\d好多无数n]+[次遍回趟]|厌|腻|到(?:厌|腻|吐|烦))(?!.*(?:还想|想再|仲想))(?![^,，.。;；\s]*[吗么?？])|{_LIST},? {_SEEN_EN}(?: both| all| that| it| them)*(?: of them)? {_BEFORE_NOW}(?!{_ONCE_MORE})|{_SEEN_EN} (?:the )?{_LIST} {_BEFORE_NOW}(?!{_ONCE_MORE})|{_LIST}\s*(?:已经|都|我们|我哋|我|就|之前|以前)*(?:{_SEEN})(?![^,，.。;；\s]*[吗么?？])(?!.*(?:还想再|想再去|仲想)).*?{_SOMETHING_NEW}|(?:(?:i|we)(?:'ve| have)?|already|just) (?:already |just |both |all )*(?:been to|seen|did|done|visited|went to) (?:the )?{_LIST}(?!{_ONCE_MORE}).*?{_SOMETHING_NEW}|\b(?:i|we)(?:'ve| have)? had {_LIST} (?:up to here|to death)"), ("avoid",) * 9),
]  # fmt: skip
"""Rules over a sentence in which "it" and "the rest" stand as words; they come first."""

_RULES: list[tuple[re.Pattern[str], tuple[Role, ...]]] = [
    (compiled(rf"\b(?:start|begin)(?:s|ing|ning)?(?: off| out)? (?:from|at|in) {_LIST},? (?:instead of|rather than|not)(?: from| at| in)? {_LIST}|\b(?:end|finish)(?:s|ing)?(?: off| up)? (?:at|in) {_LIST},? (?:instead of|rather than|not)(?: at| in)? {_LIST}"), ("start", "unmeant", "end", "unmeant")),
    (compiled(rf"\b(?:don'?t|do not|not|won'?t|never|no)(?: really)?(?: want(?: to| it to| the day to)?| wanna| have to| need to| let's| like to)? (?:start|end|finish|begin)(?:ing)?(?: up| off| out| the day| things| (?:[\ue100-\ue1ff]))? (?:at|from|in) {_LIST}|(?:别|不要|唔好|咪|不想|唔想|甭|莫)(?:再|又)?(?:(?:喺|在|由|从|到)\s*{_LIST}\s*(?:那边|嗰边|嗰度)?(?:收尾|结束|出发|开始|起步|收工|解散)|(?:把|将)?(?:{_LAST_STOP}|起点|出发点|集合点)(?:放|设|定|改|摆|排|安排|搁)*(?:在|喺|到|去|成|做)+\s*{_LIST})"), ("unmeant", "unmeant", "unmeant")),
    (compiled(rf"(?:起点|出发点|出发地点?|集合地点?|集合点)(?:其实)?(?:不是|唔系|不在|唔喺|不再是)\s*{_LIST}\s*(?:那边|嗰边|了|喇)?[\s,，]*(?:而|应该)?(?:系|是|在|喺|改成?|换成?)+(?:去|到|喺|在)?\s*{_LIST}|(?:{_LAST_STOP})(?:其实)?(?:不是|唔系|不在|唔喺|不要|唔好|别)(?:放|在|喺|去)*\s*{_LIST}\s*(?:那边|嗰边|了|喇)?[\s,，]*(?:而|应该)?(?:系|是|在|喺|改成?|换成?)+(?:去|到|喺|在)?\s*{_LIST}"), ("unmeant", "start", "unmeant", "end")),
    (compiled(rf"(?:不|别|唔|唔好|不要)(?:从|由|喺|在)\s*{_LIST}\s*(?:出发|开始|起步|走|行)?[\s,，]*(?:而是|改成?|改为|换成?)?(?:从|由|喺|在)\s*{_LIST}\s*(?:出发|开始|起步|走|行)|\bnot from {_LIST},? ?(?:but )?from {_LIST}|\b(?:instead of|rather than|not)(?: from| at)? {_LIST},? ?(?:start|begin|set off|leave)(?: from| at| in)? {_LIST}"), ("unmeant", "start", "unmeant", "start", "unmeant", "start")),
    # Where the day ends, however it is put.
    (compiled(rf"{_LAST_STOP}\s*{_SET_TO}\s*{_LIST}[^\ue100-\ue1ff.。;；]{{0,14}}?(?:喺|在)\s*{_LIST}\s*(?:那边|嗰边)?(?:来|嚟)?(?:接|等)"), ("end", "about")),
    (compiled(rf"\bfrom {_LIST}\s*(?:to|,)?\s*{_LIST}\s*(?:收尾|结束|为止|作结|ending\b|finish(?:ing)?\b|as the (?:end|finish))|(?:从|由|喺|自)\s*{_LIST}\s*(?:出发|开始|起步|起)?\s*(?:去|到|至|往|,|，)\s*{_LIST}\s*(?:收尾|作结|ending\b)"), ("start", "end", "start", "end")),
    (compiled(rf"{_LAST_STOP}\s*{_SET_TO}\s*{_LIST}"), ("end",)),
    (compiled(rf"(?:(?:改|就|想|要)?(?:由|喺|在|到|去|以)\s*)?{_LIST}\s*(?:那边|那里|那儿|嗰边|嗰度|度)?\s*(?:(?:来|嚟|做|作)?(?:收尾|收官|作结|煞尾)(?!之?前|前面)|(?:来|嚟|就|要)?(?:当|做|作为|设为|设成|定为|放|排|摆|留)(?:成|为|在|到|喺|做|我们?的?|我哋嘅?)*(?:最后一站|最尾一站|尾站|末站|终站|收尾)|ending\b(?! (?:at|in|with)\b))"), ("end",)),
    (compiled(rf"(?:^|[\s,，.。;；点半刻钟前就])(?:想|要|我想|帮我|最后|最尾|最终|就|都)*(?:收|停|散band|散水|散场|散团|散队|解散|收工|收队|结束|完结)(?:在|喺|于|到)\s*{_LIST}"), ("end",)),
    (compiled(rf"(?:把|将)(?:我|咱|俺|大家|人|全家|一家人?|老人|孩子|佢|他|她)(?:们|哋)?(?:都|全)?(?:放|撂|丢|扔|搁|卸|撇|送|拉|载)(?:回|返|下|低)?(?:到|在|去|喺|至|回|返)+\s*{_LIST}|(?:放|撂|卸|掟|抛)(?:低|下)?(?:返)?(?:我|咱|俺|大家|佢|人)(?:们|哋)?(?:回|返|下|低|落|到|在|去|喺|至)+\s*{_LIST}|(?:在|喺|于|到)\s*{_LIST}\s*(?:那边|那里|门口|嗰边|嗰度|附近)?(?:把|将)?(?:放|撂|卸|落|搁)(?:低)?(?:我|咱|俺|大家|佢|人)(?:们|哋)?(?:下|落|就|低|$|[\s,，.。])"), ("end", "end", "end")),
    (compiled(rf"(?:在|喺|于)\s*{_LIST}\s*(?:那边|那里|门口|嗰边|嗰度)?(?:散(?!步|心|开|落|布|发|打|客)|分手|道别|拜拜|告别|解散|落更)"), ("end",)),
    (compiled(rf"(?:点|半|刻|钟|\d)(?:正|整|钟|左右|准时)*(?:我|人|我们|我哋|大家)?(?:就|都)?(?:要|得|必须|一定要|需要)(?:准时|正)?(?:在|喺)\s*{_LIST}(?!\s*(?:见|等|开会|食|吃|集合|接|和|同|跟|约|有|排队|碰|睇|看))|(?:点|半|刻|钟|\d)(?:钟|左右)?(?:还|再|就|便|先)(?:要|得|会)?(?:回|返)(?:到|去|番)?\s*{_LIST}|前(?:我|人|我们|我哋|大家|全家)(?:就|都)?(?:要|得|必须|一定要|需要)?(?:准时)?(?:到达?|赶到|赶去|抵达|返到|去到|喺|在|回到)\s*{_LIST}|前(?:就|都)?(?:要|得|必须|一定要|需要)(?:准时)?(?:喺|在|回到?|返到?)\s*{_LIST}"), ("end", "end", "end", "end")),
    (compiled(rf"\b(?:end|finish|wrap|close|conclude|wind)(?:es|s|ing)?(?: (?:([\ue100-\ue1ff])|us|me|things|everything|the day|our day|the trip|the tour|the walk|the plan|the evening|the night))?(?: off| up| out| down)?(?: off| up)?{_AT_A_TIME} (?:at|in|near|by|beside|outside) {_LIST}"), ("about", "end")),
    (compiled(rf"(?<!don't )(?<!not )(?<!never )\b(?:leave|drop|dump|deposit|let|set|put)(?:s|ping|ting|ped|ing)? (?:me|us|them|everyone|everybody|the (?:kids|family|group|lot of us))(?: (?:all|both|back|off|out|down))*{_AT_A_TIME} (?:at|by|near|outside|in front of) {_LIST}|\b(?:have|get|want|bring|need) (?:me|us|everyone) (?:back |done |finished |finish |end |ending |finishing |to (?:end|finish) |home )(?:up )?{_AT_A_TIME}\s?(?:at|to|in) {_LIST}"), ("end", "end")),
    (compiled(rf"\b(?:make|have|keep|let|call|want|with) {_LIST} (?:(?:be|as|for|to be) )?(?:the |our |my )?{_LAST_EN}\b|(?<!not ){_LIST} (?:(?:should|must|can|will|could|has to) be |to be |is |as |for )(?:the |our |my )?(?:very )?(?:(?:last|final|closing|finishing|end) (?:stop|point|call|destination))\b(?! (?:of|on) (?:bus|line|route|the bus|the line))|\b(?:the |our |my )?(?:(?:last|final|finishing) (?:stop|point|call|destination)|end ?point)(?: of the day)?(?: (?:should be|to be|must be|is|at|being|will be|->)|:|=|,)+\s?(?:at )?{_LIST}|\b(?:make|want|have) (?:the |our |my )?(?:last|final) (?:stop|call|destination) (?:be )?{_LIST}"), ("end", "end", "end", "end")),
    (compiled(rf"(?:在|喺|到|于|以)\s*{_LIST}\s*(?:画|划|打)(?:上|个)?(?:一个)?句号|(?:到|去到|行到|玩到|逛到)\s*{_LIST}\s*(?:就|便)?(?:算|系|是)?(?:完(?!全|了?没)|收工|为止|打住)|\bcall (?:[\ue100-\ue1ff]|it) (?:a day|quits) (?:at|in|near) {_LIST}|\b(?:catch(?:ing)?|get(?:ting)?|tak(?:e|ing)|board(?:ing)?) (?:the|a|my|our) (?:\w+ )?(?:train|flight|ferry|coach)(?: home| back| out)?{_AT_A_TIME} (?:at|from) {_LIST}(?! to\b)|\b(?:flight|train|ferry|coach|plane)(?: home| back)? (?:out of|home from|back from|leaving from) {_LIST}"), ("end", "end", "end", "end", "end")),
    (compiled(rf"{_LIST},? to (?:start|begin|kick off|set off from|start from|start with)(?=\s*(?:$|[,.;!?]|and\b|then\b))|{_LIST},? to (?:finish|end|close|wrap up|end up|finish up|finish at|end at|finish off)(?: with| at)?(?=\s*(?:$|[,.;!?]|please|and\b))"), ("start", "end")),
    (compiled(rf"\b(?:my|our) (?:\w+ )?(?:train|bus|coach|flight|ferry|plane|boat|ride|lift)(?: home| back| out)?(?:'s| is| leaves| goes| departs| pulls out)?{_AT_A_TIME} (?:from|out of|at) {_LIST}(?! to\b)|\bcatch(?:ing)? (?:a|my|our|the) (?:\w+ )?(?:train|flight|bus|coach|ferry)(?: home| back)?{_AT_A_TIME} (?:at|from|out of) {_LIST}|\b(?:be|get|getting|being|are|i'm|we're) (?:being )?(?:collected|fetched)(?: by [a-z]+(?: [a-z]+)?)?{_AT_A_TIME} (?:at|from|outside) {_LIST}"), ("end", "end", "end")),
    # And where it begins.
    (compiled(rf"(?:集合地点?|集合点|碰头地点?|碰头点|起始站|起点站|上车点|上车地点)\s*{_SET_TO}\s*{_LIST}|(?:起点|出发点|出发地)[^\ue100-\ue1ff。;；]{{0,10}}?(?:人|其实|实际上?|住|真正)+(?:在|喺|于)\s*{_LIST}"), ("start", "start")),
    (compiled(rf"(?:从|由|喺|自|打|\bfrom)\s*{_LIST}\s*(?:那边|那里|嗰边|嗰度|门口)?(?:start\b|begin\b|kick off\b|go\b(?! to)|(?:行|玩|逛|走|睇|看|跑|踩|骑|游|吃|食)起(?!来看)|(?:先)?开波|(?:下车|落车)?(?:就)?(?:开始|开波)|开工)|(?:从|由)\s*{_LIST}\s*(?:上车|上客)(?!\S{{0,2}}(?:走|返|回|离))"), ("start", "start")),
    (compiled(rf"\b(?<!don't )(?:meet|join|collect|fetch) (?:me|us|everyone|the group){_AT_A_TIME} (?:at|outside|in front of|by) {_LIST}|\b(?:train|bus|coach|flight|ferry|plane|boat)(?: from [a-z]+(?: [a-z]+)?)? (?:gets?|pulls?|rolls?|comes?|sails?) (?:in|into)(?: (?:to|at))? {_LIST}"), ("start", "start")),
    (compiled(rf"{_LIST}\s*(?:度|那边)?(?:吃|食|饮|喝|叹)(?:完|咗|过|了|个)[^,，.。;\s\ue100-\ue1ff]{{0,8}}?(?:先|再|才|就)(?:开波|开始|出发|起步|开工|起行)"), ("start",)),
    (compiled(rf"\b(?:start|begin|kick|set|get|take|pick)(?:s|ing|ting|ning)? (?:([\ue100-\ue1ff])|us|me|things|everything|the day|our day|the trip|the tour|the walk|the plan|the route)(?: off| out| up| going| started)?{_AT_A_TIME} (?:from|at|in|outside) {_LIST}|\b(?:kick|start|set|head|get)(?:s|ing|ting)? (?:off|out|going|started){_AT_A_TIME} (?:from|at|outside) {_LIST}|\b(?:day|tour|trip|outing|route|loop|itinerary|plan)(?: out)?(?: (?:on |this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day| tomorrow| today)? from {_LIST}(?! to\b| (?:is|was|last))|\b(?:start|starting|begin|beginning) (?:point|place|location)(?: (?:should be|to be|is|will be|at|to|->)|:|=)+\s?{_LIST}"), ("about", "start", "start", "start", "start")),
    (compiled(rf"{_LIST}{_SORT}\s*(?:优先|为主|为重|为先|首选|排第一|(?:可以)?多(?:[点些啲]|一[点些啲]|放|排|安排|看|睇|转|逛)|(?:take|takes|get|gets) priority|preferred|first and foremost)|{_LIST}(?:的|嘅)?[^,，.。\ue100-\ue1ff]{{0,4}}非[\u4e00-\u9fff]{{1,2}}不可|(?:不想|唔想|别|不要|唔好|不能)(?:错过|漏掉?了?|少了)\s*{_LIST}|\bmake {_LIST} (?:the|my|our) (?:first|opening|1st)(?: stop| one| place)?|\b(?:first|1st) (?:stop|one|place)(?: please)? (?:should be|is|to be|must be|has to be|=)\s*{_LIST}"), ("must",) * 5),
    (compiled(rf"\bfrom {_LIST}\s*to {_LIST}"), ("origin", "target")),
    (compiled(rf"(?:把|将|用)?\s*{_LIST}\s*{_REPLACE_HAN}\s*(?:去|到)?\s*{_LIST}(?=[^\ue100-\ue1ff]*$|[,.，;])"), ("replaced", "replacing")),
    (compiled(rf"(?:replace|replase|repalce|trade|swap|exchange|change|chnage|switch)\s*(?:out )?{_LIST}\s*(?:with|for|to|by|into|做|成|为|去|换)+\s*(?:(?:第二|另|另外)?一?(?:个|间|处|座)\s*)?(?:another |different |some )?{_LIST}"), ("replaced", "replacing")),
    (compiled(rf"(?:in place of|instead of|rather than)\s*{_LIST}\s*,?\s*(?:(?:can|could|shall) we |let'?s |please |i |we )*(?:rather )?(?:put|do|have|take|go to|see|visit|try|want|prefer|i'?d like|we'?d like|we want)?(?: to (?:go to|see|visit))?\s*(?:in )?{_LIST}"), ("replaced", "replacing")),
    (compiled(rf"(?:把|将)?\s*{_LIST}\s*换(?:咗|了|掉|走)?(?:({_P})|它)?(?:去|先)?[啦吧喇了]?\s*[,，]\s*(?:我们?|我哋|就|咱们?)?(?:{_REPLACE_HAN}|做|要)\s*(?:个|间|一个|一间)?\s*{_LIST}"), ("replaced", "replaced", "replacing")),
    (compiled(rf"(?:把|将)?\s*{_LIST}\s*{_REPLACE_HAN}\s*(?:一?个|一?间|去)?(?:附近|近(?:一?[点啲些])|旁边|周边|隔离)(?:的|嘅)?|(?:replace|trade|swap|exchange|change|switch)\s+{_LIST}\s*(?:with|for|to)\s*(?:something|somewhere|anything|one|a place)(?: that'?s| that is)? (?:nearby|close ?by|closer|nearer|near (?:it|there))"), ("replaced", "replaced")),
    (compiled(rf"{_LIST}\s*(?:不去了?|唔去了?|唔去喇|不要了?|唔要喇?)\s*[,，]?\s*(?:换成|换做|换去|换|改去|改成|转去)\s*{_LIST}"), ("replaced", "replacing")),
    (compiled(rf"{_CLOSE}\s*(?:{_DROP}|[算免]|不排|唔排|剔走|抽走)(?:掉|了|吧|啦|咗|先)*\s*[,，]\s*(?:我们?|我哋|就|咱们?)?(?:换成|换做|换去|换|改去|改成|改行|转去|不如去)\s*{_CLOSE}"), ("replaced", "replacing")),
    (compiled(rf"{_LIST}\s*(?:instead of|rather than|in place of|代替|取代|替换)\s*{_LIST}"), ("replacing", "replaced")),
    (compiled(rf"(?:不去|唔去|不要|唔要)\s*{_LIST}\s*了?\s*[,，]?\s*(?:换成|换|改去|改成|转去|而去)\s*{_LIST}"), ("replaced", "replacing")),
    (compiled(rf"(?:\bfrom|从|由|自|喺)\s*{_LIST}\s*(?:\bto\b|去|到|至|往|过|-+>?|→)\s*{_LIST}"), ("origin", "target")),
    (compiled(rf"(?:起点|出发点?|集合点?|住)[^.。;；\ue100-\ue1ff]{{0,12}}?(?:不是|唔系)\s*{_CLOSE}\s*[,，]?\s*(?:而是|而系|是|系)\s*{_CLOSE}|(?:终点|尾站|结束|收尾)[^.。;；\ue100-\ue1ff]{{0,12}}?(?:不是|唔系)\s*{_CLOSE}\s*[,，]?\s*(?:而是|而系|是|系)\s*{_CLOSE}"), ("unmeant", "start", "unmeant", "end")),
    (compiled(rf"\b(?:rather|prefer|sooner|more like)\b[^.,;\ue100-\ue1ff]{{0,16}}?\s?{_CLOSE},? (?:than|over|to|instead of)(?: (?:go(?:ing)?(?: to)?|see(?:ing)?|visit(?:ing)?|do(?:ing)?|to|another|yet another))*\s*{_CLOSE}|{_CLOSE},? rather than(?: (?:going to|go to|seeing|see|visiting|doing|to|another))*\s*{_CLOSE}"), ("must", "avoid", "must", "avoid")),
    (compiled(rf"(?:除了|除咗|除开|除)\s*{_GO}{_LIST}\s*(?:本身)?(?:以外|之外|外)?[,，]?\s*(?:我|我们|我哋)?(?:还|也|仲|另外|再)(?!不|唔|没|冇)|\b(?:besides|apart from|on top of|as well as|in addition to) (?:the )?{_LIST},? [^.;]{{0,20}}?\b(?:also|too|as well)\b"), ("want", "want")),
    (compiled(rf"(?:不是|唔系|并非)\s*(?:想|要|去|看|睇|逛|行|说|讲|话)*\s*{_CLOSE}\s*[,，]?\s*(?:而是|而系|是|系|,|，)+\s*(?:想|要|去|看|睇|逛|行|说|讲|话)*\s*{_CLOSE}(?=\s*(?:$|[,，.。!！啊呀吧]))|\bnot {_CLOSE},? (?:but )?{_CLOSE}(?=\s*(?:$|[,.;!]))"), ("avoid", "must", "avoid", "must")),
    (compiled(rf"{_LIST}\s*(?:到|至|->|→|\bto\b)\s*{_LIST}"), ("origin", "target")),
    (compiled(rf"再(?:去|看|逛|行|睇|进|入|参观)(?:多|一次|一个|一间)?\s*{_LIST}[^,，.。;；\ue100-\ue1ff]{{0,5}}?(?:疯|吐|哭|崩溃|晕|闹|死|癫|翻脸|投降|睡着|瞓着)"), ("avoid",)),
    (compiled(rf"(?:anything|anywhere|everything|everywhere|all)(?: goes| else| you like| will do| is fine)?,? (?:but|except(?: for)?|apart from|other than|bar|besides|save) {_LIST}"), ("avoid",)),
    (compiled(rf"(?:除了|除咗|除开|除)\s*{_LIST}\s*(?:以外|之外|外)?[,，]?\s*(?:[\ue100-\ue1ff]|其他|其余|其它|别的|第啲|什么|咩|啥|哪儿|哪里|边度)(?:的|嘅|地方|类型|景点)*(?:都|也|一律|统统|全)?(?:我|我们|我哋)?(?:不|唔|别|免|没兴趣|冇兴趣)|\b(?:nothing|nowhere|no place)(?: else)? (?:except|apart from|other than|besides) {_LIST}"), ("only", "only")),
    (compiled(rf"(?<!不)(?<!不是)(?<!唔)(?<!唔系)(?<!not )(?:专门|专程|只(?!加|添|换|改)|净系|净|仅|光|\bonly|\bjust|\bnothing but|\b(?:stick(?:ing)? (?:to|with)|strictly|limit(?:ed)? (?:it |us )?to|confine[sd]? (?:it |us )?to|restrict(?:ed)? (?:it |us )?to|keep (?:it |us )?to)|\bsolely|\bexclusively|\bpurely)\s*(?:想|要|得|留|保留|剩|挑|选|拟|逛|愿意?|接受|考虑|限|对|钟意|喜欢|go|to|see|visit|want|interested in|bother with|after|here for|the|do|\s)*{_GO}{_LIST}|{_LIST}\s*(?:\bonly\b|,? (?:and |but )?nothing (?:else|but)\b|,? and that'?s (?:it|all)\b(?! for)|(?:和|,|，|\s)*(?:其他|其余|其它|别的|第啲|剩下)(?:的|嘅)?(?:类型|种类|类|一律|一概|统统|通通|都|全|就|皆|地方|景点|东西|嘢)*(?:不(?:要|看|去|考虑|碰|逛|想)|唔(?:要|睇|去|使|考虑|行)|免谈?|别|甭|莫|嫑|算了|pass|skip))"), ("only", "only")),
    (compiled(rf"{_LIST}[^,，.。;；\ue100-\ue1ff]{{1,12}}[,，]\s*(?:就|都)?(?:拿掉|去掉|删掉|换掉|换走|划掉|剔除|剔走|take it out|drop it|skip it|leave it out)"), ("avoid",)),
    (compiled(rf"(?:看完|逛完|玩完|行完|睇完|走完|参观完|去过|去咗|到过|吃完|食完)(?:了|咗)?\s*{_LIST}|{_LIST}\s*(?:已经|都|我们|我哋|刚|啱啱)*(?:看完|逛完|玩完|行完|睇完|走完|去过|去咗|玩过|看过|睇过)|(?:already |just |have |we've |i've )+(?:been to|seen|visited|done|did|finished(?: with| at)?)\s*{_LIST}|(?:done|finished) (?:with|at)\s*{_LIST}"), ("done", "done", "done", "done")),
    (compiled(rf"(?:我|我们|我哋|人)(?:现在|而家|依家|宜家|已经|刚|正)+(?:在|喺|到了?|到咗)\s*{_LIST}|\b(?:i'?m|we'?re|we are|i am)(?: now| currently| still)? (?:at|in)\s*{_LIST}(?: now| right now)"), ("here", "here")),
    (compiled(rf"{_LIST}\s*(?:那|这|嗰|呢)?(?:站|个|段|一站)?\s*(?:雷打不动|固定(?:住|下来|好)?|锁(?:住|死|定)|钉死|定死|(?:千万|一定|绝对)?(?:别|不要|唔好|不能|唔可以|不许|不准|唔准|我?可?舍不得|我?唔舍得)(?:再)?(?:动|郁|改|删|换|碰|拿掉|去掉|取消|砍|移走|漏)|(?:务必|一定要|必须)?(?:保留|留住|留低|留着|不动|唔郁)|(?:in )?at (?:all costs|any price)|(?:has to|must) stay|stays?\b|is non-?negotiable|compulsory)"), ("lock",)),
    (compiled(rf"(?:不要|唔好|别|咪|甭|不想|唔想)(?:再)?(?:把|将)\s*{_LIST}\s*(?:也|都)?(?:排|放|加|安排|塞|列|算|写|摆|编)|\b(?:don'?t|do not|never) (?:put|add|include|stick|throw|schedule|plan|(?:send|take|drag) (?:me|us) (?:to|into|round)|give (?:me|us))(?: in)?\s*{_LIST}|\b(?:leave|keep|strike)\s*{_LIST} (?:off|out)\b|\bgive\s*{_LIST} (?:a (?:miss|rest|swerve|wide berth)|the (?:swerve|boot|chop))\b|{_LIST},? (?:please )?(?:leave|keep|count) (?:them|it|those|that) (?:all )?(?:off|out)\b"), ("avoid",) * 5),
    (compiled(rf"(?:保留|锁(?:定|住|死|实|稳)?|钉(?:住|死)|固定|留住|留低|留下|保持|(?:不要|唔好|别|咪|甭|不准|唔准|不许)(?:再)?(?:改|动|郁|变)|\bkeep|\block(?: in| down)?|\bpin(?: down)?|\bhold on to|\bretain)\s*(?:住)?{_GO}{_LIST}"), ("lock",)),
    (compiled(rf"(?:不要|唔好|别|咪|甭|千万别|勿)(?:再)?(?:把|将)\s*{_LIST}\s*(?:给|都|也)?(?:删|拿|换|去掉|移|划|剔|砍|减|取消|丢|漏)|\b(?:don'?t|do not|never) (?:drop|remove|cut|cancel|skip|lose|ditch|bin|scrap|delete|swap|replace|touch|forget)\s*{_LIST}"), ("lock", "lock")),
    (compiled(rf"\b(?:chuck|throw|pop|stick|bung|put|squeeze|fit|slot|work|get)\s*{_LIST}\s*in\b(?! the bin|stead)"), ("add",)),
    (compiled(rf"(?:没|冇|未|从没)(?:有)?(?:说|讲|话|叫|让|提)(?:过|你|要|了)*\s*(?:不|唔|别|咪)(?:要|想|好|再)*(?:去|看|睇|逛|行|删|换|拿掉|去掉)?\s*{_LIST}|{_LIST}\s*(?:我|我们|我哋)?(?:没|冇|未)(?:有)?(?:说|讲|话)(?:过|要)*(?:不|唔)(?:要|想|去|看|睇|逛)|\b(?:didn'?t|did not|never) (?:say|said|tell you|told you|ask(?:ed)?|mean|meant|want(?:ed)?)(?: you)?(?: to)? (?:skip|drop|remove|cut|cancel|lose|delete|avoid|take out|not (?:to )?(?:see|visit|go to|want|include))\s*{_LIST}"), ("must", "must", "must")),
    (compiled(rf"(?:没|冇|未|从没|几时)(?:有)?(?:说|讲|话|叫|提|让)(?:过|你|我们?|我哋|安排|排|加|了)*(?:要|想|带|我)*\s*{_GO}{_LIST}|\b(?:didn'?t|did not|never|don'?t remember) (?:say|said|saying|ask(?:ed|ing)?|mention(?:ed|ing)?|order(?:ed)?|request(?:ed)?)(?: (?:that )?(?:i|we)(?: ever)? (?:want(?:ed)?|would like))?(?: for| to)*\s*{_GO}{_LIST}"), ("avoid", "avoid")),
    (compiled(rf"(?:不|唔)(?:去|看|睇|逛|行|到|入)\s*{_LIST}\s*(?:我|这趟|就|都|会|真|嘅|的话|太|亏|不|好|可以|呢趟)*(?:不行|唔得|不可|亏|后悔|可惜|遗憾|白来|唔抵|亏死|蚀底)|{_LIST}\s*(?:不[去看逛]|唔[去睇行])(?:不行|唔得|不可|可惜|会后悔|后悔|会哭)|(?:(?<!能)不能不|不得不|(?<!可)唔可以唔|唔能够唔|没有理由不|冇理由唔)(?:去|看|睇|逛|行)\s*{_LIST}|\b(?:not|lost|(?:can'?t|cannot|can not|don'?t|not|never|no way)(?: \w+){{0,3}} (?:leave|leaving|go home|going home)|(?:visit|trip|day)) (?:be )?without (?:(?:at least )?(?:seeing|visiting|going to|a look at|doing) )?{_LIST}|\b(?:(?:it'?d|it would|would) be a (?:shame|pity|crime)|(?:don'?t|do not|can'?t|mustn'?t|not|never|wouldn'?t)(?: want)?) to?\s?(?:skip|miss|pass up)(?: out on)?\s*{_LIST}"), ("must",) * 5),
    (compiled(rf"(?:{_NOT}|{_DROP})[^.;。；\ue100-\ue1ff]{{0,20}}?(?:[\ue100-\ue1ff][^.;。；\ue100-\ue1ff]{{0,8}}?)?,? ?\b(?:except(?: for)?|apart from|other than|bar|but(?: not)?|besides)\s*{_LIST}(?=\s*(?:$|[,.;!?]|please))|{_LIST}\s*(?:可以|照)?(?:去|看)?\s*,?\s*\b(?:is|are) the only exceptions?\b"), ("must", "must")),
    (compiled(rf"{_NOT}\s*{_GO}{_CLOSE}\s*[,，]\s*(?:但是?|不过|but )?{_CLOSE}\s*(?:就|倒|还|反而|则|先|is |are )?(?:可以|ok|要|好(?!像)|没问题|照去|不错|冇问题|fine)"), ("avoid", "about")),
    (compiled(rf"(?:{_MUST}|想|要)\s*{_GO}{_CLOSE}\s*[,，]\s*{_CLOSE}\s*(?!(?:都|也|统统|全部|通通|一律))(?:就|\b(?:is|are) )?{_DROPPED}"), ("must", "avoid")),
    (compiled(rf"{_WHY_NOT}\s*(?:再|会|要|想|是)?\s*(?:{_NOT}|{_DROP})\s*{_GO}{_ANY_SORT}{_LIST}|{_LIST}\s*(?:为什么|为啥|为何|点解)\s*(?:{_NOT}|{_DROP})"), ("about", "about")),
    (compiled(rf"(?:{_NOT}|{_DROP})\s*{_GO}{_ANY_SORT}(?:the |a |an |all |any |every |each )?{_REFUSED_LIST}|{_LIST}\s*{_DROPPED}"), ("avoid", "avoid")),
    (compiled(rf"(?:从|由|喺|自|在|打|搁|于)\s*(?:我)?(?:们|哋)?(?:住的|住嘅|住喺|住在|住)?\s*{_LIST}\s*(?:酒店|那边|那里|嗰边|嗰度|附近|落车|下车|之?后){{0,2}}(?:动身|启行|走起|起身|开拔|开溜|出发|开始|起步|起程|启程|起|出来|出嚟|下车|落车|出门)"), ("start",)),
    (compiled(rf"(?:(?<!上个月)(?<!上周)(?<!上次)(?<!上回)(?<!去年)(?<!前年)(?<!以前)(?<!之前)(?<!曾经)(?<!从前)(?:住在|住喺|住|入住)|起点(?:是|系|在)?|staying (?:at|in)|(?:start|begin)(?:s|ing|ning)?(?: out| off| now| right now| straight away| the day| our day)*(?: (?:at |around )?\d[\d:.]*(?: ?[ap]m)?)?(?:,? (?:and|&) (?:end|finish|wrap up)(?:s|es|ing)?)?(?: from| at| in)?|\boff (?:the |our |my )?(?:\w+ )?(?:train|bus|coach|plane|ferry|boat|flight) (?:at|in)|leaving(?: from)?|leave from|leave(?= (?:the |our |my )?[\ue100-\ue1ff]+(?! (?:out|off|alone|for|be)\b)\s*[^\s.!?])|depart(?:ing)?(?: from)?|set(?:ting)? off from|pick(?:ed)? (?:me |us )?up(?: at| from)?(?: [a-z]+(?= [\ue100-\ue1ff]))?|\bwe are at|\bi'?m at|hotel is|arriv(?:e|es|ing)(?: (?:at|around|by) (?:\d[\d:.]*|noon|midday|\w{{3,6}})(?: ?[ap]m)?)?(?: (?:at|in|to|into))?)\s*{_LIST}"), ("start",)),
    (compiled(rf"(?:出发点|起点|出发地点?|starting point|start(?! ?去))\s*(?:就|改|换|设|定|change[sd]?|is|be|should be|moved?|set)*\s*(?:成|为|到|去|在|喺|系|是|to|at|as|:)*\s*{_LIST}|{_LIST}\s*(?:当|做|作为|作|as)\s*(?:成|为|our |my |the )?(?:出发点|起点|start)"), ("start", "start")),
    (compiled(rf"{_LIST}\s*(?:一)?(?:下车|落车|下火车|下高铁|下动车|下机|落机|下飞机|落飞机|出站|出闸|落地|上岸|下船|落船|出发|起程|启程|起步|动身)(?!\S{{0,3}}(?:去|往|到)(?!处))(?!.{{0,4}}[吗嘛？?])"), ("start",)),
    (compiled(rf"(?<![到去来嚟返回]){_LIST}\s*(?:那边|嗰边)?(?:来|嚟)?接(?:我(?:们|哋)?|站|人)?(?=$|[\s,，.。])"), ("start",)),
    (compiled(rf"{_LIST}\s*(?:送走|坐车走|搭车走|上车走|返程|离站|登车离开?)(?=$|[\s,，.。])"), ("end",)),
    (compiled(rf"(?:终点|结束点|尾站|end ?point)\s*(?:就|改|换|设|定|change[sd]?|is|be|should be|moved?|set)*\s*(?:成|为|到|去|在|喺|系|是|to|at|as|:)*\s*{_LIST}|{_LIST}\s*(?:当|做|作为|作|as)\s*(?:成|为|our |my |the )?(?:终点|end ?point|last stop)"), ("end", "end")),
    (compiled(rf"前(?:要|得|必须|一定要)?(?:到达?|赶到|抵达|返到|去到)\s*{_LIST}"), ("end",)),
    (compiled(rf"(?:要|得|必须|准时)?(?:到|去|返到|回到|赶到|去到)\s*{_LIST}\s*(?:赶|搭|坐|乘|等|上)(?:高铁|火车|动车|飞机|航班|班机|大巴|船|车)"), ("end",)),
    (compiled(rf"(?:从|由|喺|在)\s*{_LIST}\s*(?:走|离开|返程|回程|坐车走|搭车走|坐车回|搭车返|飞走)"), ("end",)),
    (compiled(rf"(?:火车|高铁|动车|飞机|航班|班机|船|车)[^,，。;；\ue100-\ue1ff]{{0,8}}(?:到达?|抵达?|落地)\s*{_LIST}|\b(?:land(?:ing)?|touch(?:ing)? down|(?<!to )(?<!you )(?<!can )get(?:ting)? in(?:to)?) (?:at|in|into)?\s*{_LIST}"), ("start", "start")),
    (compiled(rf"(?:must |has to |have to |should )?(?:finish|end|wrap up|wind up|conclude)(?: up)?(?: (?:by |around |about )?\d[\d:.]*(?: ?[ap]m)?)? (?:at|in|near)\s*{_LIST}|(?:收尾|收工|完结|最后一站|尾站|结束的?(?:地方|地点|位置)?|终点站?)(?:就|都|要|想)?(?:返到|回到|改成|改到|改为|改做|改|设在|设喺|设|定在|定喺|选在|喺|在|是|系|去|到)\s*{_LIST}"), ("end", "end")),
    (compiled(rf"(?:在|喺|到)\s*{_LIST}\s*(?:结束|收尾|收工|散|解散|为止)"), ("end",)),
    (compiled(rf"(?:最后|最尾|尾站|回到|返到|返回|回|返|送到|送回|终点(?:是|系|在)?|要回到?|back (?:at|to|in)|\bback(?= [\ue100-\ue1ff])|return(?:ing)? to|finish(?:ing)?(?: up)?(?: at| in)?|end(?:ing)?(?: up)?(?: at| in)|drop(?:ped)? (?:me |us )?(?:off )?at|catch (?:a|my|the) (?:train|flight|bus) (?:at|from))\s*(?:就|请|麻烦|想|要|改|停)*(?:去|到|回|返|番|在|喺)*\s*{_LIST}"), ("end",)),
    (compiled(rf"(?:在|喺|去|到|\bat|\bin)\s*{_LIST}\s*(?:那里|嗰度)?(?:吃|食|用餐|揾食)"), ("eat",)),
    (compiled(rf"(?:午饭|晚饭|午餐|晚餐|中饭|中餐|晚饭|夜饭|食晏|晏昼饭|食饭|吃饭|lunch|dinner)\s*(?:就|都|也|想|请|帮我|不如|should be|to be|to)*(?:改|换|转|搬|放|move[sd]?|changed?)*(?:做|成|到|在|喺|去|返|at|in|to)+\s*{_LIST}"), ("eat",)),
    (compiled(rf"(?:{_MUST})\s*{_GO}{_LIST}|{_LIST}\s*(?:一定|必须|点都|总要|怎么都)(?:得|要|系)(?:有|在|保留)|{_LIST}\s*(?:一定|必须|点都)?\s*(?:一定要去|一定去|必去|必须去|一定要有|点都要去|is a must|are musts?)"), ("must", "must", "must")),
    (compiled(rf"{_LIST}\s*一定要"), ("must",)),
    (compiled(rf"(?:加上|加入|加埋|加返|增加|添加|塞进?|插入?|安插|再加|多加|多去|加个|加多个|加|顺便去|\badd(?:ing)?|\binclude|\b(?:fit|squeeze|throw|work|slot|tack) (?:in|on)|(?:还|仲|也|都)(?:想|要)(?:去|看|睇|行)|\balso (?:want|like|love|wanna) (?:to )?(?:visit|see|go to|do)|\bput back|\balso (?:visit|see|go to)|\bput in)\s*{_GO}(?:个|一个)?{_LIST}"), ("add",)),
    (compiled(rf"{_LIST}\s*(?:也|都|还|仲)(?:想|要|得)(?:顺路|顺便|一起|一并)?(?:去|看|睇|行|逛|(?=[喔哦啊呀啦噢吧的嘅]?[\s。.!！~]*$))|{_LIST}\s*(?:都)?加(?:埋|上|入|进)"), ("add", "add")),
    (compiled(rf"{_LIST}\s*(?:也|都|一起|埋|要|得|帮我|帮手|请|麻烦)*\s*(?:加|排|放|塞|安排|列)(?:进|入|上|埋)(?:去|来|嚟)?"), ("add",)),
    (compiled(rf"{_LIST}\s*(?:的|嘅)?(?:附近|周边|旁边|周围|隔离|左近)|(?:\bnear(?:by| to)?|\baround|\bclose to|\bnext to)\s*{_LIST}"), ("near", "near")),
    (compiled(rf"{_LIST}\s*(?:去不去|去唔去|行不行|好不好|好唔好|得唔得|可不可以|可唔可以|得不得)"), ("must",)),
    (compiled(rf"(?:想去|想到|想行|想逛|想看|想睇|想参观|要去|要看|要睇|去|行下?|逛逛?|看看?|睇|参观|游|玩|visit(?:ing)?|see(?:ing)?|go(?:ing)? to|want to (?:see|visit|go to))\s*{_GO}{_LIST}"), ("want",)),
]  # fmt: skip


@dataclass(frozen=True)
class Mention:
    """Something a text points at: ``kind_of`` tells what ``value`` is."""

    start: int
    end: int
    kind_of: Literal["place", "lookalike", "kind", "ordinal", "that", "that_kind", "rest"]
    value: str
    others: tuple[str, ...] = ()
    """Other places of the same name."""
    score: float = 1.0


def roles(text: str, mentions: Sequence[Mention]) -> list[Role]:
    """The role of each mention in a folded text; ``mentions`` don't overlap and are in order."""
    sentence, spelt_out = template(text, mentions), template(text, mentions, spell_out=("that", "rest", "ordinal"))
    found: dict[int, Role] = {}
    for rule, meanings, said in [*((*one, spelt_out) for one in _SPELT_OUT), *((*one, sentence) for one in _RULES)]:
        for match in rule.finditer(said):
            for number, role in enumerate(meanings, 1):
                group = _refused_of(match, number) if role == "avoid" else match[number]
                for index in _indices(group or ""):
                    found.setdefault(index, role)
    return [found.get(index, "about") for index in range(len(mentions))]


def _refused_of(match: re.Match[str], number: int) -> str:
    """What a refusal that comes behind a list is of: in "to the street, the mall is out" only of what the comma parts off."""
    listed = match[number] or ""
    before, after = match.string[: match.start(number)], match.string[match.end(number) : match.end()]
    if not re.search("[,，]", listed) or not after or _ALL_OF_THEM.search(after) or not _WISHES.search(before):
        return listed
    return re.split("[,，]", listed)[-1]


def tells_theme(text: str, start: int, end: int) -> bool:
    """Whether words that are a place's name as well as a theme's stand for the theme: a day in the old town."""
    return bool(_STROLL.search(text[:start]) or _THEMED.match(text[end:]))


def template(text: str, mentions: Sequence[Mention], spell_out: Collection[str] = ()) -> str:
    """The text with each mention put as one character, from U+E100 on; those of the kinds to ``spell_out`` stay words."""
    parts, at = [], 0
    for index, mention in enumerate(mentions[:256]):
        if mention.kind_of in spell_out or mention.value.startswith("plan:"):
            # Nothing is wished of a plan as of a place.
            continue
        parts += [text[at : mention.start], chr(_FIRST + index)]
        at = mention.end
    return "".join([*parts, text[at:]])


def _indices(group: str) -> Iterator[int]:
    for character in group:
        if _FIRST <= ord(character) < _FIRST + 256:
            yield ord(character) - _FIRST
