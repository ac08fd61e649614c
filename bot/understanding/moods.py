"""Pace, meals, weather, numbers of places and of versions: wishes that a few words tell."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.understanding.folding import compiled
from bot.understanding.found import Found, each, first_each
from bot.understanding.meals_elsewhere import MealName, by_part_of_day, eaten_before, kept, long_ago, of_both, seen_to
from bot.understanding.numbers import NUMBER, last_count, whole
from bot.understanding.times import Part, TimeWish, find_times

_N = rf"({NUMBER})"

_HURRIED = r"(?:hectic|packed|frantic|manic|rushed|crammed|exhausting|full[- ]?on|jam[- ]?packed|tiring|intense|gruelling|jammed|overloaded|stuffed|strenuous|crazy|mad)"
_PACE: list[tuple[re.Pattern[str], str]] = [
    # What isn't wanted, and complaints, before the words that they are made of.
    (compiled(r"(?:别|不要|唔好|莫|甭|勿|切勿|切莫|不用|不必|唔使|咪|不想|唔想|无须|毋须|懒得)(?:再|给|帮|畀|俾|将|把|让|叫|搞|整|弄|我[们哋]?|俺们?|咱们?|额|大家|老人家?|行程|节奏|时间|日程|景点|安排|排|塞|变|挤|得|到|成|个|太|咁|那么|这么|过于|像|好似|似|跟|过)*(?:满|紧(?!急|跟)|挤(?!地铁|公交)|爆(?!料)|充实|特种兵|赶集|急?行军|打仗|赶场|赶鸭子|赶考|逃难|走马观花|暴走|赶(?!得?[上走到不巴车人飞火高班])|累[着坏到死趴]|攰[亲坏])|(?:像|好似|跟|同)(?:赶集|急?行军|打仗|逃难|赶考|赶场)(?:一样|似的?|咁|那样)?"
              r"|(?:反|拒绝|抵制|告别|讨厌|最怕)(?:当|做|搞)?(?:特种兵|赶场|赶集|赶路|暴走)|太(?:硬|操|拼|累人)(?=了|啦|喇|吧|$|[\s,，.。])"
              rf"|\bnothing (?:too |so |very )?{_HURRIED}\b|\b(?:looks?|seems?|feels?|sounds?|(?<!the )bit|rather|pretty|little|it'?s|that'?s) (?:way |so |very |really |a bit |a little )?(?!packed){_HURRIED}\b(?! (?:with|about|on|for|as|into)\b)|\b(?:looks?|seems?|feels?|a bit|rather) (?:way |so |very |really )?packed\b"
              r"|\b(?:no|without|hate|hates|not|avoid|stop) (?:dashing|racing|charging|tearing|hurtling|running|rushing|legging it) (?:about|around|from|round|everywhere|between)\b|\bease (?:up|off|back|down)\b(?: on the (?:stops|pace))?|\b(?:dial|take|bring|turn|tone|knock|pull) (?:it|things|the pace|the day) (?:down|back)(?: a notch| a bit| a peg)?\b(?! (?:to|at|by)\b)|\bcut (?:us|me) some slack\b|\bkeep (?:it|things|the day|the pace) (?:nice and )?(?:loose|light|mellow|chilled|simple|slow|gentle)\b|\b(?:don'?t|do not|not|never) (?:pack|cram|stuff|squeeze|jam|fit|put) (?:it |us |the day |things |in )*(?:too|so) (?:much|many|full|tight|hard)\b|\ba bit much(?=\s*(?:$|[,.;!?]))|\bthin (?:it|things) out\b|\bsnail'?s? pace\b"), "relaxed"),
    (compiled(r"(?:(?<=^)|(?<=[,.;!?] )|\b(?:it'?s|looks?|feels?|pace|pace is|pace's|plan|plan is|bit|way|far) )too (?:slow|slack|loose|empty|leisurely|light|relaxed|thin|sparse)\b(?! for (?:mum|dad|gran))|(?:^|[\s,，.。])太(?:慢|空)(?:了|啦|喇)?(?=$|[\s,，.。])|(?:节奏|行程|pace|安排|排得|排嘅)[^\s,，.。]{0,3}太(?:慢|空|少)"
              r"|(?<!not )(?:busy|full|packed|jam-?packed|jammed|crammed|tight|hectic|stuffed|rammed|intense) as (?:you|it|we|possible|humanly|they|can be)\b|\bfill(?: up)? (?:every|each|all) (?:single |the |last )?(?:minutes?|hours?|moments?|gaps?|slots?|seconds?|bit)\b|(?<!n't )\bpack (?:it|the day|my day|our day|everything|the schedule)(?: in| full| out| tight| solid)?(?=\s*(?:$|[,.;!?]|as |with |to ))|(?<!n't )\btighten (?:it|things|the pace|the day|the plan|up)\b|\b(?:pick|speed|step|hurry) (?:it |things |the pace |the plan )?up(?: the pace)?(?= the pace|\s*(?:$|[,.;!?])| a bit| a little)(?<!pick up)(?<!pick it up)(?<!hurry up)|\bpick(?:ing)? up the pace\b|\bfaster pace\b|\bfull (?:throttle|steam|tilt)\b|\bgo go go\b|\bmake (?:it|the day|the plan) (?:tighter|fuller|denser|fast|faster)\b|\b(?:no|without) (?:gaps|dawdling|hanging about|faffing|lazing about)\b|\b(?:don'?t|not|no|never|without) (?:to )?(?:waste|wasting|lose) (?:a|any|one) (?:single )?(?:minute|second|moment)\b|(?<!can we )(?<!can i )(?<!can you )(?<!could we )\b(?:see|do|visit|hit|cover) (?:it all|everything|the lot)(?= (?:in|there)|\s*(?:$|[,.;!]))"
              r"|(?:往|朝)(?:满|死|爆)(?:里|了)?(?:排|塞|安排|整)|(?:能|有|要)?(?:塞|排|装|安排|填)多(?:满|密|紧)|越(?:满|密|紧|充实)越|越多越(?:过瘾|爽|开心|值|正|抵|妙|带劲|high)|(?:pace|节奏|步调|行程|安排)[^\s,，.。太慢]{0,3}?(?:tight|fast|快|紧|密|赶|满)(?:一?[点啲些])|(?:再|更)(?:tight|紧|密|满)(?:一?[点啲些])|(?:一日|一天|全日|半日|半天|全部|统统|通通|全都)(?:要|给我|帮我)?(?:行|走|睇|去|玩|逛|看|打卡)(?:晒|完|遍|齐)(?=$|[\s,，.。!！\ue000]|最好|佢|吧|啦)|(?:行|走|睇|逛|玩|看|打卡)(?:晒|完|遍|齐)(?:佢|它们?|所有|全部)|(?:^|[\s,，\ue000])(?:行|走|睇|逛|玩|看)(?:晒|完|遍|齐)(?=最好|为止)|连轴转|一网打尽"), "packed"),
    (compiled(r"(?:don'?t|do not|no need to|never)(?: you dare)? (?:go|slow|take it|be) ?(?:slow|easy|gentle|down)\w*"), "normal"),
    (compiled(r"(?<!想)太(?:hea|松散?|闲|疏|空闲|空档)|(?:能|得)?(?:塞|装|去|逛|玩|排|行|睇|看)(?:得)?(?:多少|几多|几个)(?:个)?(?:就|便|算|得|是|系)?(?:塞|装|去|逛|玩|排|行|睇|看|算|得)?(?:多少|几多|几个)|能(?:塞|去|玩|逛|看|行|睇|排)(?:多少|几多)(?:就|便)?(?:塞|去|玩|逛|看|行|睇|排)(?:多少|几多)|(?:排|安排|行程|塞)?密[啲些点]|密一?[点些]|(?<!唔好)(?<!不要)(?<!别)(?<!太)(?:排|安排)(?:得|到)?密|多塞(?:[点些几啲])(?!\S{0,8}(?:感觉|味|氛围|元素))|塞多[点啲些]|不怕累|唔怕攰|唔怕辛苦|累点(?:也|都)?(?:没关系|无所谓|没事)|(?<!唔使)(?<!不用)(?<!不必)(?<!别)(?:马不停蹄|争分夺秒)|一刻(?:也|都)?不停"
              r"|\bno (?:breathing space|slack|idle (?:time|minutes?)|dead time|down ?time)|\bnot? a minute (?:to spare|idle)|\bevery minute (?:used|counts|filled)|(?<!n't )(?<!not )(?<!nt )\b(?:squeeze|fit|cram|jam|pack|pile) (?:\w+ ){0,2}(?:more|everything|as much|in as|every)\b(?! meals?)|\bwall.to.wall\b|\bback.to.back\b|\bnon.?stop\b|\bflat out\b|\bwhirlwind\b|\bthe more the (?:better|merrier)\b|\b(?:our|my) money'?s worth\b|\b(?:pile|load|max|pack) (?:it|us|me|things) (?:on|up|out|in)\b|\b(?:busier|fuller)\b|\beverything you(?:'ve| have) got\b"), "packed"),
    (compiled(r"\bless (?:jam.?)?(?:packed|crammed|full|busy|hectic|rushed)\b|\b(?:too|too much|rather|looks|so) crammed\b|\b(?:forced|route|death) march\b"), "relaxed"),
    (compiled(r"(?:不要|唔好|别|不想|唔想|不能|唔使)(?:安排|搞|排)?(?:得|到)?(?:太|咁|那么|这么)(?:赶|急|满|紧|累|攰|密)|不赶|太(?:赶|紧|满|累|攰|密|急)|咁赶|赶住|(?:不要|唔好|别|不想|唔想|莫)(?:太|咁|那么|这么)\s?(?:rush|pack|full|tight|hectic|busy)|too (?:rushed|tight|packed|busy|tiring|hectic)|too much(?=\s*(?:$|[,.;!?]|for (?:me|us|one|a)|in one|in a|to do|going on))|not (?:too )?(?:rushed|packed|busy)"), "relaxed"),
    (compiled(r"轻松|悠闲|懒懒散散|松松散散|懒散|慵懒|散漫|随性|(?:不|唔)赶时间|有的是时间|大把时间|时间(?:很|好|比较)?(?:充裕|充足|宽裕)|(?:节奏|步调|步伐|行程)(?:宜|须|当|以)(?:慢|缓|舒缓|松)|(?:要的是|是来|系嚟|我来|我是|系来)度假|当(?:个|条)?(?:废物|废柴|咸鱼)|躺平|摆烂|懒人(?=版|式|包|路线|行程|游|线|局|模式|[\s,，])|从容|不紧不慢|不急不[慢徐躁]|放慢|(?:慢|缓|松)(?:下来|落嚟|返落嚟)|赶大集|喘不(?:上|过)(?:来)?气|唞(?:啖|下|吓)?气|边走边歇|走走停停|行行企企|歇歇脚|慢慢嚟|(?:很|好|超)慢|慢一?点|slow(?:ing)? (?:it |everything |things |the day |the pace )?down|(?:a (?:little|bit)|feels?|so|too) rushed|悠哉|休闲|慢慢|慢悠悠|慢条斯理|(?:步调|节奏|步伐)(?:要|想|就|请)?(?:放|调|再)?(?:慢|松|缓)|唔好爆|不要爆|\bchill(?:ed|ax)?\b|\b(?:hate|no|without|dislike|don'?t like) (?:being rushed|rushing|rush)\b(?! hour)|睡到自然醒|慢[点啲些]|慢一点|慢游|缓一点|松一点|松快|松动|松散[点些啲]|(?:节奏|步调|行程)\S{0,4}(?:最慢|放松|放缓|松)|悠着|不慌不忙|唔慌唔忙|躺平(?:式|游|模式|一天|就好)|养生(?:游|局|团|节奏|路线|式)|喘口?气|(?<![太咁])\bhea\b|(?:不用|不必|唔使|唔好|别|咪|不想|唔想)(?:再|咁)?(?:赶头赶命|赶时间|赶路|赶场|催|(?:赶|急)(?=$|[\s,，.。!！啦了喇嘅的]))|宽松|佛系|优哉|舒服[点啲些]|闲适|\beasy\b|\brelax(?:ed|ing)?\b|leisurely|\bslow(?:er|ly)?\b|\bcalm(?:er)?\b|laid.back|take it easy|unhurried|unrushed|\blazy (?:day|sunday|saturday|morning|afternoon|pace|start|one)\b|\bdawdl|\bpotter(?:ing)?\b|\bmooch|\bloaf(?:ing)?\b(?! of)|\bno (?:hurry|rush)\b(?! hour)|\bnot in (?:a |any )?(?:hurry|rush)\b|\bwithout (?:rushing|hurrying)\b|\broom to breathe\b|(?<!no )\bbreathing (?:space|room)\b|\bat (?:our|my) own (?:pace|speed)\b|\bease up\b|\bspread (?:it|that|things|them|everything) out\b|\bless is more\b|\blow.key\b|\btake (?:our|my) time\b|\blepak\b|\bgentle\b"), "relaxed"),
    (compiled(r"紧凑|特种兵|排满|(?:塞|排|行程)(?:到|得)?爆|爆满|越多点?越好|(?<!n't )(?<!not )(?<!nt )\bcram\b|满满|塞满|塞(?:得|到)(?:越)?满|越满越好|(?:排|安排|塞)得满|满一?[点啲些]|充实|尽量多|越多越好|多去几个|多睇几个|行多几个|能去的都去|赶场|(?<!i've )(?<!we've )(?<!have )(?<!\bi )(?<!\bwe )(?<!always )(?<!is )(?<!was )(?<!bag's )\bpacked\b(?! ?lunch| one\b| on (?!the day|purpose)| at (?:the )?weekends?| sandwich| food| our| my| a )|排紧|紧一些|紧凑|\bbrisk(?:er)?\b|as (?:much|many)(?: \w+){0,2} as (?:humanly )?(?:pos+i?b+[le]{2}|we can|i can)|action.packed|\bintensive\b|\bfull day of\b|busy day"), "packed"),
    (compiled(r"\b(?:an? )?(?:easier|gentler|calmer|slower|quieter) (?:pace|day|plan|rhythm|one)\b|\b(?:something|somewhere|make it|a bit|a little|anything) (?:a (?:bit|little|lot) )?(?:quieter|calmer|easier|gentler)\b(?! to (?:reach|get))|(?:安静|清静|静|宁静)(?:一?[点啲些])(?=$|[\s,，.。!！的嘅吧啦])"), "relaxed"),
    (compiled(r"\b(?:easier|gentler|calmer|lighter) (?:pace|tempo|day)\b|\btake it (?:a (?:bit|little) )?easier\b"), "relaxed"),
    (compiled(r"正常节奏|一般节奏|normal pace|普通节奏"), "normal"),
]  # fmt: skip

_TO_EAT = r"(?:记得|务必|一定|必须|千万|千祈|无论如何|点都|总|怎么也|都|也|还|仲|要|想|得|去|能|可以|应该|需要|让我[们哋]|给我[们哋]|畀我[们哋]|俾我[们哋]|我[们哋]?|大家|好好|准时|按时|定时|正经|安安稳稳|安稳|坐下来?|坐低|坐定|有(?:个|间|家|返)?(?:地方|地儿|位置|位|店|馆子|时间|得|口)?)*"
"""Between a part of the day and the eating in it."""
_PLAINLY = compiled(
    r"(?:中午|晌午|晏昼|晚上|夜晚)(?:我们?|我哋)?(?:一定|必须|都|还|仲|得|就)*(?:要|想|得)(?:吃|食)(?:个|顿|餐)?(?:饭|午饭|晚饭|嘢|东西)?(?:的|嘅|啊|呀|哦|喔)?\s*"
)
"""All of a clause that wants a meal and says no more of it."""
_LUNCH = rf"(?:午饭|(?:中午|晌午|正午|午间|晏昼)(?:[这那呢嗰]一?)?[顿餐]|(?:中午|晌午|晏昼){_TO_EAT}(?:吃|食(?!(?:得|唔)住))|午餐|晌饭|晌午饭|中饭|中餐|中午饭|晏昼饭|(?<![瞓训起好太])晏(?![昼啲点些])(?:饭)?|午膳|午(?=晚餐|晚饭)|(?<!\w)wu ?fan\b|\bmidday meal\b|\bnoon meal\b|\blunch(?:es)?\b)"
_DINNER = rf"(?:晚饭|(?:晚上|夜晚|今晚|晚间|傍晚)(?:[这那呢嗰]一?)?[顿餐]|晚餐|夜饭|夜晚饭|晚上饭|晚膳|(?:晚上|夜晚)(?:{_TO_EAT}|再)(?:吃|食)(?!(?:个|碗|点|啲|返)?(?:宵夜|夜宵))|(?<!\w)wan ?fan\b|(?<=\beat )diner\b|\bevening (?:meal|one)\b|\bdinners?\b|\bsupper\b)"
_NO = r"(?:不吃|\bdon'?t (?:really |usually |normally )?(?:do|eat|have)|唔食|不要|唔要|不用|唔使|不需要|免|别|没有|跳过|略过|冇|无需|取消|不安排|\bbu (?:chi|yao)|\bno|\bskip|\bcut|\bwithout|don'?t (?:need|want)|not|sort out|take care of|handle|see to)"
# "Back before dinner" says when, and nothing of the meal.
_BY_THEN = compiled(r"(?:之|以)?前")
_UNTIL = compiled(r"(?:before|by|until|till)\s*$")
_SETTLED = compiled(
    r"^[^.;。；]{0,8}(?:有饭局|有聚餐|有应酬|有约)|^(?:'?s| is| has been)? (?:already )?(?:sorted|taken care of|covered|settled|arranged|booked|reserved|paid for|catered(?: for)?|dealt with|seen to|handled|organi[sz]ed|fixed up|spoken for)\b|^(?:'?s| is| has been) (?:already )?(?:included|provided|laid on)\b|^[^.;]{0,60}\b(?:don'?t|do not|no need to|needn'?t)(?: you)? (?:schedule|plan|book|need|include|bother|(?:put|fit|slot|work|squeeze|add|pencil|factor|count|leave|stick|throw)(?: it| one| them| that| any| anything| a meal| time for it)?(?: in\b| on\b| down\b| up\b|(?= for| to (?:the|our|it))|(?=\s*(?:$|[,.;!?]))))"
)
"""Told after a meal that is seen to by somebody else."""
_NO_TIME = compiled(
    r"(中午|晌午|正午|晏昼|晏|晚上|夜晚|今晚|傍晚)(?:那顿|嗰餐|那餐)?(?:就|都|也|我们|我哋)?(?:不必|不用|唔使|别|不要|唔好|甭|莫|无须|毋须)(?:留|预|安排|排|管|理)?\S{0,3}?(?:吃饭|食饭|用餐|饭|餐|吃的)"
    r"|(中午|晌午|正午|晏昼|晚上|夜晚|今晚|傍晚)(?:就|都|也|我们?|我哋|俺们?|要|会|打算|先|得){0,4}(?:回|返|喺|在|去)(?:屋企|家里?|家里头|酒店|宾馆|民宿|学校|公司|单位|宿舍|亲戚家|外婆家|奶奶家|朋友家|食堂|饭堂)(?:再|就|先)?(?:吃|食)"
)
_EVENINGS = ("晚上", "夜晚", "今晚", "傍晚")
_TIME_FOR = compiled(
    r"(中午|晏昼|晚上|夜晚)(?:记得|要|得|给我|帮我|请|麻烦|都|也|就){0,3}(?:留|排|安排|预|腾|空)(?:点|些|出|个|一|返|番|多|下)*\S{0,2}?(?:吃饭|食饭|用餐|一?[顿餐])"
)
_NO_MEALS = compiled(
    r"(?:不(?:用|要|必|需要?)|别|甭|莫|勿|咪|唔使|唔好|唔要|毋须)(?:再|帮我|给我|同我)*(?:安排|预|排|管)(?:我们?|俺们?|我哋)?(?:吃饭|食饭|用餐|餐(?!厅|馆)|吃的|三餐)|不吃饭|两餐(?:都)?(?:不要|唔要|免)|"
    r"\b(?:no|without|skip|remove|drop|cancel|leave out|cut|strike)(?: both| all| any| every)?(?: of)?(?: the| our)?(?: sit.?down)? meals?\b(?! deal)|\b(?:remove|skip|drop|cancel) both\b.{0,6}\bmeals\b|\bfasting\b"
)
_NOT_NEEDED = r"(?:(?:两顿|两餐)都?(?:不用|唔使|不必)|别(?:算|排|安排|管|订|预)|(?:那|嗰|这)?(?:段|顿|餐|部分)?(?:就|都|给我|帮我)?(?:删|划|拿|去)(?:掉|走)|删(?:了|咗|除)|不必(?:留|排|预)|(?:不用|唔使|不要|唔要|不需要|不必)(?!太|很|咁|那么|这么|[辣贵咸]|安排[在得太喺到]|排[在得太喺到])|我?(?:们|哋)?(?:自己|自行)(?:去)?(?:解决|搞掂|搞定|处理|吃|食|带|揾|准备|煮)|自带|自备|自理|各(?:回|找|顾|自|返|揾)各(?:家|妈|的|自|嘅)?|各自(?:解决|回家|散|搞掂|安排|返屋企)?|(?:回|返)(?:家|屋企|去)(?:再|先)?(?:吃|食)|帮我skip|可以skip|skip|(?:喺|在|返|回)?(?:屋企|(?<![一哪这那几间换找])家里?|家里头|酒店|学校|公司|单位|宿舍|饭堂|食堂|亲戚家|外婆家|奶奶家)(?:吃|食)|(?:回家|返屋企)(?:吃|食)|(?:跟|和|同|约了|约咗)(?!老婆|老公|太太|男友|女友|男朋友|女朋友|孩子|小孩|娃|家人)\S{1,4}(?:吃|食)|(?:就|都)?(?:撤了?|甩掉|删|唔使预)|免了?|就?不吃|唔食|算了|already|not needed|on (?:my|our) own|(?:by )?(?:ourselves|myself)|吃过了|食咗)"

_WEATHER: list[tuple[re.Pattern[str], str]] = [
    (compiled(r"(?:会|要|可能)?(?:下雨|落雨|有雨|雨天|大雨|暴雨|落大雨|下大雨|落水|打风|台风|雷阵雨|雷暴|雷雨|落狗屎|打雷)|(?:下|落)[着紧住][^\s,.;]{0,3}雨|淋(?:不着|不到|唔到|唔亲|雨|湿)|(?:没|冇|无|忘了?)带(?:雨?伞|遮)|毛毛雨|阵雨|骤雨|避雨|躲雨|冒雨|细雨|冷雨|过云雨|\b(?:it'?ll|it will|it is|it'?s|going to|gonna|set to|may|might|could|forecast to|supposed to|expected to|meant to|bound to|due to|likely to|about to)(?: absolutely| really| just| probably| definitely)? (?:bucket|pour|tip|chuck it|lash|hammer|pee|piss)(?:ing)?(?: it)? ?(?:down|all|of|on|with|most|$|[,.;!?])|\b(?:bucket|tip|chuck|lash|piss|pelt|teem|hose|belt|hammer|pour|throw|come|coming|sheet)(?:s|ing)?(?: it)? down (?:on|all|most|with rain)\b|\b(?:bucket|pelt|teem|belt|hose|lash)(?:s|ing)?(?: it)? down\b|\b(?:tipping|chucking|pissing|throwing|hammering)(?: it)? down\b|\b(?:teeming|pelting it|sheeting|spitting (?:outside|all|with))\b|\bwet (?:day|one|saturday|sunday|morning|afternoon|all day|out|outside|forecast|spell|through)\b|\b(?:washout|(?:get|getting|got) (?:soaked|drenched))\b|瓢泼|倾盆|横风横雨|狂风|风雨|雨(?:下|落)(?:个|得|到|一|成|整|足|全|\ue000)|雨(?:势|好大|很大|太大|咁大|大)|(?:下|落)(?:个|到|得)?(?:不停|唔停|没完没了)|(?:整天|成日|全日|全天)(?:都)?(?:系|是|会|有)?雨|[有逢遇碰]雨|雨天|落汤鸡|\bcats and dogs\b|\bmonsoon|\bsoggy\b|\bdrench|\bheavens open|\bbrolly\b|\b(?:be|forecast is|stay) wet\b|\bthunder(?:storms?)?\b|\bstorm(?:s|y)?\b|\bpouring\b|\bdownpour|\bdrizzl|\bumbrella|\brain(?:y|ing|s)?\b|\bwet weather\b|\bshowers\b|\btyphoon\b"), "rain"),
    (compiled(r"(?:太|好|很|咁|超|会)?(?:(?<!够)热|(?<=[太好咁超怕防暴曝很会日阳唔被畀俾不难猛天真最])晒(?!佢|晒|啲|嘢))(?!闹|门|销|情|带|心|爱)|高温|酷暑|避暑|防晒|怕晒|怕热|凉快|阴凉|(?:太阳|日头)(?:太|很|好|咁|超|会)?(?:大|毒|猛|晒)|(?<!烧)(?<!烧到)(?<!烧 )(?<!体温)(?<!fever of )(?:3[2-9]|4[0-4]|三十[二三四五六七八九]|四十[一二三]?)\s*(?:多|几|来)?(?:度(?![假数])|°|℃|(?: ?degrees| ?celsius| ?deg)\b)|\b(?:9\d|10\d)\s*(?:degrees f|fahrenheit)|烈日|毒日头|酷热|炎热|闷热|湿热|焗(?:住|热|到|死)|(?:烤|蒸|晒)(?:死|焦|熟|化|成|脱皮|到)|蒸笼|桑拿|火炉|暴晒|冷气|空调|\b(?:roasting|sweltering|blistering|blazing|sizzling|muggy|stifling|heat ?wave|heat ?stroke|sun ?stroke|baking (?:hot|out|outside|sun)|boiling (?:hot|out|outside)|like (?:a|an) (?:oven|furnace|sauna|steam room))\b|\b(?:we|i|us|you|they|kids|children|parents|mum|mom|dad|gran|everyone|nobody)(?:'ll| will| don'?t| won'?t| would| are going to| may| might|'d|'re| are|'m)*(?: all| just)? (?:fry|melt|roast|boil|bake|cook|swelter|shrivel|frying|melting|roasting|boiling|baking)\b(?! (?:the|a|an|some|our|my|your|eggs?|fish|oysters?|food|dinner|lunch))|\bhot\b|\bheat\b|scorching|\btoo sunny\b|air.?con"), "hot"),
]  # fmt: skip

_SIGHTS = r"(?:pla?ce?s|stops|sights|spots|sites|attractions|locations)\b"
_NO_COUNT = r"(?!\s*(?:之间|中间|相距|相隔|apart|lie |are (?:further|more)))"
_PLACES = compiled(
    rf"(?:max|maximum|at most|up to|only|just|最多)\s*{_N}\s*(?:个)?\s*{_SIGHTS}|{_N}\s*{_SIGHTS} (?:max|maximum|tops|at most|is enough|will do)\b|(?:去|玩|逛|看|行|睇|安排|最多|到|走|排)?\s*(?:最多)?\s*{_N}\s*(?:个|处|间|站)(?:左右)?\s*(?:景点|地[方儿]|点|站|place|景|度|展馆){_NO_COUNT}(?!钟|左右)"
    rf"|(?:最多|不超过|(?:唔好|不要|别|不能|莫|甭|不|唔)(?:超过|多过|多于|超出))\s*{_N}\s*(?:个|处|站){_NO_COUNT}(?!\s*(?:人|小时|钟|大人|小|半|月|方案))"
    rf"|{_N}\s*(?:个|处)?(?:地儿|地方|景点){_NO_COUNT}|{_N}个位(?=$|[\s,，.。!！?？]|就|已|好|够|啦|得|左右)"
    rf"|{_N}\s*(?:个|处|站)\s*(?:之内|以内|以下|之下|封顶|到顶|为限|顶天|打住|为止|足矣)(?!\s*(?:小时|钟|月|人|半))|(?:max|maximum|顶多|至多|撑死|上限|cap)\s*{_N}\s*(?:个|处|站){_NO_COUNT}(?!\s*(?:人|小时|钟|大人|小|半|月|方案))|{_N}\s*(?:个|处|间)\s*(?:spots?|stops?|sights?|attractions?|places?)\b|(?<![我们哋咱哥姐爷娘])([俩仨])(?:个)?点(?=$|[\s,，.。!！?？]|就|吧|够|好|即可)|{_N}(?:处|站)(?=就(?:够|好|行|可以|得)|足够|足矣)|(?:去|跑|逛|看|走|玩|转|行|睇){_N}(?:处|站)(?=就|够|好|便|$|[\s,，.。!！])"
    rf"|\b(?:max(?:imum)?|at most|tops|no more than|not more than)(?: of)? {_N}(?=\s*(?:$|[,.;!?]|please|pls|thanks|can\b|lah))|(?:(?<=^)|(?<=[,.;!?] ))(?:just |only )?{_N}(?:'s| is| are| will be| would be)? (?:plenty|tops|max|enough|my limit|our limit|the limit|will do)(?=\s*(?:$|[,.;!?]|for (?:me|us)|please|pls|in a day))"
    rf"|景点(?:就|最多|大概|大约|只要|安排|以|控制在)?{_N}(?:个|处)(?!人)|(?:(?:砍|减|缩|删|变|改|加|cut|收细|压|精简|控制|限|留|剩|并)(?:成|到|至|剩|为|在|下|返)|[变剩留]){_N}(?:个|处|站)(?=$|[\s,，.。!！?？]|就|好|吧|啦|为|以内|之内|以下)|(?<![\d第]){_N}站(?:就|即可|以内|为限|封顶|(?:就|已经)?[好够])"
    rf"|(?:最多|至多|顶多|不超过|不多于|唔好多过|唔超过|唔多过)(?:就|只|去|行|看|睇|逛|玩|排|安排|走|跑|拣|选|到)*{_N}(?:个|处|站|间|家|笪|度|样)(?=$|[\s,，.。;!！?？]|就|好|吧|啦|够|了|喇|地|景)"
    rf"|(?:看|逛|去|玩|挑|选|拣|走|跑|安排|排|行|睇|参观)(?:上|够|足|得|个)?{_N}(?:个|家|间|处|站|笪)(?:就|便|已经|都|也)+(?:行|够|好|可以|得|成|ok|足|即可|算|差不多)(?![了啦喇]?[吗嘛么没未咩?？])"
    rf"|(?:(?<=^)|(?<=[,，.。;\s馆园庙点方店]))(?!一[家间]){_N}(?:家|间|处|站|笪)(?:就|已经|便|足)+(?:够|行(?!李)|好|可以|得|ok)(?![吃食睡住]|[了啦喇]?[吗嘛么没未咩?？])"
    rf"|(?:景点|地方|地儿|站点)(?:就|最多|只要|安排|有|去|看|逛)*([俩仨])(?:个)?(?=就|够|好|足|即可|封顶|$|[\s,，.。!！])"
    rf"|\b{_N} {_SIGHTS}{_NO_COUNT}|\b([2-9]|two|three|four|five|six) (?:place|stop|spot|sight)\b(?! [a-z]*(?:place|stop))"
    rf"|\b(?:only|just|max(?:imum)?|at most|up to|more th[ae]n) {_N} things\b|\b{_N} things(?:,? (?:tops|max|at most|and no more|is enough|will do))"
    rf"|\b(?:cap|limit|cut|keep|reduce|trim|shave)(?: it| them| the stops| the number| that)?(?: down)? (?:at|to) {_N}(?=\s*(?:$|[,.;!?]|can\b|please|pls|then|only|lah|stops?\b|places?\b))"
)  # fmt: skip
_VERSIONS = compiled(
    rf"{_N}\s*(?:个|份|套|种|款|条)?\s*(?:不同的?|唔同嘅?)?\s*(?:方案|版本|计划|行程|路线|选择|选项)(?!里|中)"
    rf"|\b{_N} (?:different )?(?:versions|alternatives|options|plans|variants|itineraries|proposals)\b"
)
_OUTSIDE = compiled(
    r"(?:那么|咁|这么|再|几)远(?:的|嘅)?(?:地方)?(?:也|都|亦)(?:没(?:事|关系|问题)|无(?:所谓|妨)|冇(?:所谓|问题)|可以|行(?![路走])|得|ok|去|不怕|唔怕|唔紧要)|\banywhere (?:in|around)\b[^,.;]{1,24}\b(?:fine|ok|okay|good|great|goes|will do)\b|\b(?:don'?t|dont|do not|dun|wouldn'?t) mind (?:going|travell?ing|driving|riding|heading|a trip) (?:as |that |quite |so |a bit )*(?:far|distance|further)\b|(?:不|唔|别|莫|毋|无)(?:用|必|使|要|需|须)?(?:老|总|再)?(?:非|非要|非得|只|死|硬|一定|全部?|都)?(?:拘|局限|限|困|窝|守|绑|锁|圈|框)(?:死|住|定|泥)?(?:在|喺|于)(?!时间|预算)|远(?:一?[点啲些])?(?:的|嘅)?(?:地方)?(?:我们?|我哋|俺们?|额|也|都|就)*(?:不怕|唔怕|认了|能接受|没意见|冇意见|不嫌|不打紧|照去|能跑|不在乎|唔拘|没得事|不碍事|不要紧)|(?:外头|外面|以外|外边|之外|出面|城外)(?:的|嘅|那些|啲)?(?:地方|景点)?(?:也|都|亦)(?:不是不(?:行|可以|能|得)|唔系唔(?:得|可以)|可以|行(?![走路])|能去|能跑|没问题|冇问题|得(?=$|[\s,，.。])|考虑|算(?:上|进来|埋)|欢迎|ok)|[\u4e00-\u9fff]{2}(?:那|嗰)(?:边|头|一带)(?:也|都|亦)(?:(?:可以|给我|帮我)?(?:算进来|算上|计埋|计入|纳入|加进来)|能跑|可以跑|跑得|去得|行得|能去|可以去)"
    r"|\b(?:can|could|may|free to|welcome to|happy to|willing to|allowed to|ok to|okay to|fine to|glad to|prepared to) (?:also |even |always |gladly )?(?:go|look|wander|venture|include|plan|take (?:me|us)|head|roam|stray|travel|search|pick|choose|use|add)(?: (?:things|places|stuff|sights|stops|something|spots|a bit|a little|well|far))* (?:from )?(?:outside|beyond|past|out of|elsewhere)\b(?! (?:(?:the|my|our) )?(?:budget|walking|noon|time|order|hours|\d))|\b(?:needn'?t|need not|don'?t (?:have|need) to|doesn'?t (?:have|need) to|no need to|not (?:restricted|limited|confined|tied) to|isn'?t (?:restricted|limited|confined) to)(?: (?:all |only |just )?(?:be|stay|stick|keep))?(?: (?:only|just|all|strictly))?(?: (?:in|within|inside|to|around))* (?:(?:the|this) (?:district|area|centre|center|part of town)|\ue000+|(?!time|rush|hurry|line|advance|shape|budget|detail|order)[a-z]{4,}(?: district| proper| itself)?(?=\s*(?:$|[,.;!?]|at all|if\b|though|only)))|\b(?:other|different) (?:parts|ends|areas|corners) of (?:the )?(?:city|town)\b[^,.;!?]{0,14}\b(?:fine|ok|okay|welcome|no problem|too|alright)\b|不限(?:于|在)?\S{2}(?=[,，]|区)|(?:离开|走出|跳出|超出|跑出|行出|不在|唔喺|唔系喺|出(?![入门发街来嚟去外])(?:了|咗|埋)?)[^\s,，.。;]{0,8}?(?:也|都|亦)(?:没(?:关系|事|问题|差)|无(?:所谓|妨|碍)|冇(?:所谓|问题|关系|相干)|可以|唔紧要|不要紧|不介意|唔介意|唔拘|接受|行(?![路走])|得|ok)|(?:别的|其他|其它|隔壁|邻近|周边|附近|第二)(?:的|嘅)?(?:市?区|城区|县)(?:也|都|亦)(?:没(?:关系|事|问题)|无所谓|冇(?:所谓|问题)|可以|唔紧要|不要紧|行|得|ok|想去|能去)|跨区(?:也|都)?(?:没(?:关系|事|问题)|无所谓|冇(?:所谓|问题)|可以|唔紧要|行|得|ok)|(?<![走行])远(?:一?[点些啲])(?:的|嘅)?(?:地方)?(?:也|都|亦)?(?:没(?:关系|事|问题)|无(?:所谓|妨)|冇(?:所谓|问题)|唔紧要|不要紧|可以|行|得|ok)|不(?:用|必|一定|局限|拘)(?:非|只|要|得|局限)*(?:在|于)\S{2}(?:区|内|里)|外区|出(?:(?:了|咗)?(?:区|界|城)|(?:了|咗)\S{2,3})(?:也|都)(?:没事|没关系|无所谓|冇所谓|可以|行|得|ok)|出区(?:没事|无所谓|可以|ok)|去远(?:点|啲)(?:都|也)(?:行|得|可以)|区外|周边(?:城区)?也(?:可以|行)|不限(?:于)?(?:本区|区内)|outside (?:the district|is fine)|elsewhere in the city|beyond the district|\b(?:outside|beyond|out of|past|away from)\b[^,.;!?]{1,24}?\b(?:(?:is|are|be|would be|'s) (?:also |all |perfectly |totally |absolutely |just |quite )?(?:fine|ok|okay|good|no problem|not a problem|alright|right|welcome|cool|acceptable|allowed|no bother)|(?:also|oso|too|still) (?:can|ok|okay|fine|good)|(?:ok|okay|fine|no problem|can)(?: too| also| oso| lah| la| one| with (?:me|us))?(?=\s*(?:$|[,.;!?])))|\b(?:don'?t|dont|do not|dun|wouldn'?t|would not) (?:mind|object to) (?:going |heading |travell?ing |venturing |leaving |straying |if (?:it'?s|it is|some are|we go|they'?re|that'?s) )?(?:a bit |a little )?(?:outside|beyond|further|farther|out of|other districts|neighbou?ring|leaving|leav(?:e|ing) (?:the|this) (?:district|area|town))\b(?! (?:walk|on foot))|\bhappy to (?:go|travel|venture|head|ride|drive|stray)(?: a bit| a little)? (?:outside|beyond|further|farther)\b|\b(?:further|farther) (?:afield|out|away)\b(?: from \w+)?(?: is| would be|'s)?(?: also| totally| perfectly)? (?:fine|ok|okay|good|no problem|alright|welcome|cool|too)\b|\b(?:can|could|may|might) (?:go|be|venture) (?:further|farther) afield\b|\b(?:other|another|neighbou?ring|the next) districts?\b[^,.;!?]{0,14}\b(?:fine|ok|okay|welcome|no problem|too|alright)\b|\banywhere in the (?:whole )?city\b|\bnot (?:just|only) (?:in )?(?:this|the) district\b"
)
_LUNCH_ABOUT = (11 * 60, 15 * 60)
_DINNER_FROM = 17 * 60
"""Minutes at which a day begins after which meal."""
_BOTH = compiled(r"\s*(?:同埋?|和|跟|与|及|,|and|&|or|nor|n|或|加)?\s*(?:the |our )?")
_CRAVED = r"(?:想吃|想食|想试|想尝|要吃|要食|想叹|叹下?|爱吃|中意食|钟意食|去食|去吃|吃点|食啲|吃个|食个|揾|尝尝|\bcraving(?: for)?\b|\beat\b|\btry (?:the |some )?\b|\bhungry for\b|\bi want\b(?! to)|\bfancy\b|\btaste\b)"
_CRAVING = compiled(
    rf"{_CRAVED}\s*(?:些|点|啲|下|一下|the |some |local |fresh )?\s*(?P<what>[\u3400-\u9fff]{{1,6}}|[a-z][a-z -]{{2,24}})"
)
_OF_THE_OTHER = compiled(
    r"[\u4e00-\u9fff](?<![我哋们就请帮先可以])(?:都|也|就|一概|一律|通通|全部)*(?:不要|唔要|不用|唔使|不需要|免|无需|取消|不安排)[了喇啦]?\s+\S{0,3}$"
)
"""A refusal behind what it refuses, and a space."""
_SERVED = compiled(
    rf"(?:午饭|午餐|中饭|晚饭|晚餐|夜饭|中午|晌午|晏昼|晚上|夜晚|今晚|傍晚)(?:{_TO_EAT})(?:吃|食|叹|尝)(?:上|返|到|一)?(?:顿|餐|个|点|些|啲|碗|下)?(?P<what>[\u3400-\u9fff]{{2,6}})"
    r"|(?:吃|食)(?:上|返|一)?(?:顿|餐)(?P<what2>[\u3400-\u9fff]{2,6})"
    r"|(?:^|[,.;]\s*|\b(?:want|like|love|have|having|eat|some|good|fresh|local|nice|and|with|then|for) )(?P<what3>[a-z]{4,}(?: [a-z]{4,})?) for (?:lunch|dinner|supper)\b"
)
"""A dish told with the meal that it shall be."""
_LEADS_TO_DISH = compiled(r"^(?:want|like|love|have|having|some|good|fresh|local|nice|with|then|try|grab|eat) ")
_NO_SERVED = compiled(
    r"^(?:somewhere|someplace|something|anything|place|places|table|tables|time|times|stop|stops|break|back|home|ready|free|back|restaurants?|room|hours?|budget|meet|meeting|friends?|here|there|nothing|plan|tomorrow|today|tonight|local|good|nice|want|need|people|reservations?|spots?|cafes?)\b|\b(?:places?|tables?|time|restaurants?|somewhere|stops?|break|back|home|spots?)$"
)
# A dish between "where is there" and "to eat".
_OFFERED = compiled(
    r"(?:有|边度|哪里|哪儿)+(?:冇|没有|咩|什么|得)?(?:好)?(?P<what>(?!有)[\u3400-\u9fff]{2,4}?)(?:可以|好|得)?(?:食|吃)"
    r"|(?P<what2>[\u3400-\u9fff]{2,4}?)(?:边度|哪里|哪儿|哪家)(?:有)?(?:得)?(?:好|最好|正)?(?:食|吃)"
)
_NO_DISH = compiled(
    r"^(?:一[顿餐]|[顿餐]|makan\b|eat\b|late\b|early\b|brea?kf?ast|diner|by (?:our|my|them)|our(?:selves)?\b|my(?:self)?\b|的|嘢|东西|饭|好|什么|咩|晚饭|午饭|午餐|晚餐|早餐|夜宵|宵夜|晏|点|啲|野|本地|特色|地道|当地|美食|小吃|饱|something|anything|out|to|a |the |it\b|there|here|dinner|lunch|breakfast|some|local|food|that|near|at|in\b|see|go|visit|do\b|well|good|one|two|three|only|is|tonight|tomorrow)"
)
_DISH_ENDS = compiled(
    r"(?:逛|行一|行下|睇|看|玩|再|然后|顺便|跟住|同埋|的?地方|哪里|哪儿|边度|去哪|哪家|有咩|有什么|在哪|得唔得|可以吗|怎么|为什么|晚饭|午饭|吗|呢|呀|啊|吧|嘅|的|and\b|for\b|at\b|in\b|tonight|tomorrow|today|where|please|but\b|on\b|near|with).*$"
)


@dataclass(frozen=True)
class Meal:
    meal: str
    wanted: bool
    sure: bool = False
    """A set phrase told it: no other opinion is asked."""


def find_pace(text: str) -> list[Found]:
    return first_each(_PACE, text)


def find_weather(text: str) -> list[Found]:
    return first_each(_WEATHER, text)


def find_meals(text: str) -> list[Found]:
    """Meals wanted or not; of both kinds when only "meals" are named."""
    found: list[Found] = []
    for meal, words in (("lunch", _LUNCH), ("dinner", _DINNER)):
        for match in compiled(words).finditer(text):
            clause = re.split(r"[,.;，。！!?？]|\bbut\b|但", text[match.end() :])[0]
            before = re.split(r"[,.;，。！!?？]|\bbut\b|但", text[: match.start()])[-1]
            if _BY_THEN.match(text[match.end() :]) or _UNTIL.search(text[: match.start()]) or long_ago(before):
                continue
            refused = _refused_before(before) or re.match(
                rf"[^,.，。]{{0,3}}(?:晚饭|晚餐|夜饭)?(?:我(?:们|哋))?{_NOT_NEEDED}", clause
            )
            following = text[match.end() : match.end() + 14]
            settled = _SETTLED.search(text[match.end() : match.end() + 60])
            alone = settled or re.search(
                r"^[\s,，]*(?:我[们哋]?|咱们?)?(?:会|就|都)?(?:自己(?:去)?(?:解决|搞掂|搞定|带|揾|准备)|自带|自备)|^[\s,，]*(?:请|帮我|可以|就|都)?\s*(?:skip|cancel|remove|drop)",
                following,
            )
            elsewhere = seen_to(before, text[match.end() :])
            asked_for = not elsewhere and kept(before)
            wanted = asked_for or not (refused or alone or elsewhere)
            plain = wanted and _PLAINLY.fullmatch(match[0] + clause) is not None
            found.append(Found(*match.span(), Meal(meal, wanted, sure=asked_for or elsewhere or plain)))
    for match in _NO_TIME.finditer(text):
        found.append(Found(*match.span(), Meal("dinner" if (match[1] or match[2]) in _EVENINGS else "lunch", False)))
    for match in _TIME_FOR.finditer(text):
        found.append(Found(*match.span(), Meal("dinner" if match[1] in ("晚上", "夜晚") else "lunch", True)))
    for start, end, name, wanted in by_part_of_day(text):
        if not any(start < one.end and one.start < end and one.value.meal == name for one in found):
            found.append(Found(start, end, Meal(name, wanted, sure=True)))
    found = _alike(found, text)
    if (both := of_both(text)) and (both[2] or not any(one.value.wanted for one in found)):
        # What is said of both of them settles what was only named.
        found = [Found(one.start, one.end, Meal(one.value.meal, both[2], sure=True)) for one in found]
        named = {one.value.meal for one in found}
        found += [Found(*both[:2], Meal(meal, both[2], sure=True)) for meal in ("lunch", "dinner") if meal not in named]
    if not found and (before := eaten_before(text)) and (missed := _next_meal(text)):
        found = [Found(*before.span(), Meal(missed, False, sure=True))]
    if not found and _NO_MEALS.search(text):
        found = [Found(0, 0, Meal(meal, False)) for meal in ("lunch", "dinner")]
    return found


def _next_meal(text: str) -> MealName | None:
    """The meal at about whose time the day begins."""
    wishes = [one.value for one in find_times(text)]
    minute = next((wish.minute for wish in wishes if isinstance(wish, TimeWish)), None)
    if minute is None:
        minute = next((wish.begin for wish in wishes if isinstance(wish, Part)), None)
    if minute is None:
        return None
    if _LUNCH_ABOUT[0] <= minute <= _LUNCH_ABOUT[1]:
        return "lunch"
    return "dinner" if minute >= _DINNER_FROM else None


def _refused_before(before: str) -> bool:
    """Whether a clause that leads to a meal refuses it; "红色景点都不要 午餐…" refuses the sights."""
    refusal = re.search(rf"{_NO}(?: the| our)?[^,.，。]{{0,4}}$", before)
    return refusal is not None and not _OF_THE_OTHER.search(before[: refusal.end()])


def _alike(found: list[Found], text: str) -> list[Found]:
    """Both meals of "lunch and dinner" as the refused one of them, unless a phrase settled the first."""
    found = sorted(found, key=lambda one: one.start)
    for at in range(len(found) - 1, 0, -1):
        first, second = found[at - 1], found[at]
        if _BOTH.fullmatch(text[first.end : second.start]) and not (second.value.wanted or first.value.sure):
            found[at - 1] = Found(first.start, first.end, Meal(first.value.meal, False))
    return found


def find_cravings(text: str) -> list[Found]:
    """Dishes asked for, as said."""
    found = []
    for match in _CRAVING.finditer(text):
        what = _DISH_ENDS.sub("", match["what"]).strip(" -")
        if what and not _NO_DISH.match(what):
            found.append(Found(match.start("what"), match.start("what") + len(what), what))
    for match in _OFFERED.finditer(text) if not found else ():
        group = next(name for name in ("what", "what2") if match[name])
        what = _DISH_ENDS.sub("", match[group]).strip(" -")
        if what and not _NO_DISH.match(what):
            found.append(Found(match.start(group), match.start(group) + len(what), what))
    return found


def find_served(text: str) -> list[Found]:
    """Dishes told with their meal, as said: "oysters for dinner", 晚饭吃生蚝."""
    found = []
    for match in _SERVED.finditer(text):
        group = next(name for name in ("what", "what2", "what3") if match[name])
        what = _DISH_ENDS.sub("", match[group]).strip(" -")
        begin = match.start(group) + len(what) - len(what := _LEADS_TO_DISH.sub("", what))
        if what and not _NO_DISH.match(what) and not _NO_SERVED.search(what):
            found.append(Found(begin, begin + len(what), what))
    return found


def find_number_of_places(text: str) -> list[Found]:
    return _counts(_PLACES, text, last_count, 1, 30)


def find_number_of_versions(text: str) -> list[Found]:
    return _counts(_VERSIONS, text, whole, 2, 5)


def find_outside(text: str) -> list[Found]:
    return list(each(_OUTSIDE, text, lambda _: True))


_APART = compiled(r"(?:\bbetween(?: any| the| those)?|\bevery|每隔?|隔)\s*$")
"""Told before stops of which the way between is meant."""


def _counts(pattern: re.Pattern[str], text: str, read: Callable[[str], int], least: int, most: int) -> list[Found]:
    def count(match: re.Match[str]) -> Any:
        # 第二个 is a place in the plan, not a number of places.
        before = text[: match.start()]
        if (
            before.endswith(("第", "头", "这", "那", "嗰", "呢", "最后", "最尾"))
            or _APART.search(before)
            or before.endswith("人数")
        ):
            return None
        said = next(group for group in match.groups() if group)
        try:
            number = read(said)
        except ValueError:
            return None
        return number if least <= number <= most else None

    return list(each(pattern, text, count))
