"""Which fact about a place is asked for."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from typing import Literal

from bot.understanding.folding import compiled

Attribute = Literal[
    "opening_hours", "ticket", "address", "transport", "phone", "visit_minutes", "description", "status", "facilities",
    "nearby",
]  # fmt: skip

_FIGURE = compiled(
    r"^(?!.*(?:多久|几耐|时间|小时|分钟|几个钟|\bhours?\b|\bminutes\b|\bhow long (?:does|do|will|would|should|shall|can)\b|\b(?:takes?|spend|stay|need)\b))(?!.*(?:离|距|到.{0,12}(?:多少|几(?:多)?)(?:公里|米)|\bfrom\b)).*"
    r"(?:绕(?:一|成)?圈|绕(?:着|住)?(?:它|湖|园|佢)?(?:走|行|跑|骑|一|转)?(?:一|成|完|个)*圈[^,.?]{0,4}(?:多少|几(?:多)?)(?:公里|里|米|km)|(?:一|个)圈(?:是|有|要|下来)?(?:多少|几|多)|环湖(?!车|观光|游览|巴士)|面积|(?<!路线)(?:总长|全长)|(?:绿道|步道|栈道|跑道|长廊|海岸线?|沙滩|岸线|大?桥|条[河街路桥])\S{0,8}(?:多长|几长|多少公里|几(?:多)?公里|多少米)|占地|(?:多少|几多)(?:亩|公顷|家店|间铺|家商店|间店|座|栋|幢|层|级)"
    r"|\bhow far (?:is it |it is )?(?:all the way |right )?(?:a)?round\b|\bonce (?:a)?round\b|\bone lap\b|\bloop\b|circumference|how big\b|\bhow (?:wide|tall|high|deep)\b|\bhow many (?:mu|acres|hectares|shops|wharves|storeys|stories|floors|buildings|halls)\b"
    r"|\bhow (?:long|many (?:km|kilometres|kilometers|metres|miles))\b.{0,30}\b(?:greenways?|paths?|trails?|tracks?|bridge|beach|shore(?:line)?|promenade|river|street|lap|circuit|circle|ring)\b)"
)
"""Asks how large or how far around a place is."""

# In the order in which one wins over another: "how long is the museum open" asks for hours, not for a visit's length.
_QUESTIONS: list[tuple[Attribute, re.Pattern[str]]] = [
    ("phone", compiled(r"电话|手机号|联系方式|怎么联系|点联络|打去边|几多号|\bphone\b|telephone|contact (?:number|info)|number to call|\bcall them\b")),
    ("ticket", compiled(r"(?:元|块钱?|蚊|文|\byuan|\brmb|\bcny|\bkuai)\s*(?:钱)?(?:就|都)?(?:够|enough|do\b|cover)")),
    ("description", _FIGURE),
    ("facilities", compiled(r"台阶|楼梯|(?:推|拉)(?:得|唔|不)?(?:了|到|动)?(?:婴儿车|推车|轮椅)|\bsteps\b|\bstairs\b|step.?free|\b(?:pram|buggy|pushchair)s?\b|\bcan (?:my |our )?\w+ (?:manage|cope with|do) (?:the|this|that)\b|厕所|公厕|洗手间|卫生间|停车|泊车|\bcar ?parks?\b|车停|停哪|边度泊|泊位|车位|母婴|wi-?fi|无障碍|轮椅.{0,4}(?:进|去|入|通道|方便|租)|充电|寄存|储物|空调|冷气|饮水|电梯|设施|\btoilets?\b|\bloos?\b|\bpark (?:my|the|a|our)?\s?(?:car|at|near)?\b(?= (?:at|near)|$|\?)|restrooms?|bathrooms?|parking|accessib|wheelchair|lockers?|elevator|\blift\b|air.?condition|facilit|baby.?chang|stroller.friendly")),
    ("visit_minutes", compiled(r"(?:要|需要|玩|逛|参观|行|睇|看|游|待|呆|留|停留|花)(?:上)?(?:大概|大约)?(?:要)?(?:多久|几耐|多长时间|多少时间|几个小时|几个钟|几多时间)|玩几耐|逛几耐|多久(?:能|可以)(?:逛|看|玩)完|游览时间|参观时长|how (?:long|much time|many hours)(?! is| are)|(?:hours?|minutes) (?:enough|do\b)|(?:小时|个钟|钟头|分钟|半天)够(?:不够|唔够|吗|么|嘛)|够(?:不够|唔够)?(?:玩|逛|看|用)|usual visit|(?:how long|how much time)(?! is| are)(?:.*(?:spend|take|need|visit|stay|see))?|time (?:needed|required)|visit(?:ing)? (?:length|duration)")),
    ("description", compiled(r"几大|多大(?!年|岁)")),
    ("opening_hours", compiled(r"\bji ?dian (?:kai|guan|kaimen|guanmen)|[几机]点(?:钟)?(?:开|关|收|闭|结束|营业|打烊|可以进|入场|去得)|[几机]时(?:开|关)|[几机]点(?:钟)?(?:就|先|才)?(?:不让|唔俾|唔畀|不给|冇得|让|可以)(?:人)?(?:进|入)|开(?:到|至)[几机]点|开放时间|营业时间|开馆|闭馆|关门|开门|关到|开几耐|[几机]点开|(?:今天|今日|昨天|昨日|琴日|寻日|明天|听日|周.|星期.|礼拜.|节日?|假期|国庆|五一|春节|过年|晚上)[^,，]{0,6}(?:开唔开|开不开|开吗|开放吗|营业吗|有冇开|有没有开|开门)|开唔开|开不开|开还是不开|休息日|(?:逢|每)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天](?:会|是|系)?(?:不|唔)?(?:休息|休唔休|休不休|关不关)|休馆|最后入场|opening (?:hours|times?|huors)|\b(?:un)?til what time\b|\btill when\b|\bhow late\b|business hours|(?<!many )\bhours\b(?! enough| do\b)|(?:what time|when)\b.*\b(?:open|close|shut)|\bopen (?:on|at|today|tomorrow|now|until|till|late|from)\b|\bclos(?:es|ing)(?: time| at| on)?\b|\bclose(?: at| on| time)?\b(?! (?:to|by|down)\b)|\bopens\b|last (?:entry|admission)|is it open\b|are they open\b|open(?:ing)? times?")),
    ("status", compiled(r"(?:今年|现在|而家|目前|到底|究竟|终于)开(?:了|咗)(?:没有?|吗|未|冇)|还开着|仲开|还在(?:吗|不在|营业)|仲喺度|开放了|开放咗|建好|建成|起好|完工|开业了|开张|营业吗|还营业|倒闭|执笠|关了吗|关闭了|装修|修缮|翻新|修好|维修|可以(?:去|参观|进)(?:了)?吗|能去吗|去得未|去得唔得|开咗未|still (?:open|there|exist|running|operating|in business)|open yet|built(?: yet)?|finished yet|completed|renovat|under construction|permanently closed|shut down|current status|(?:can|could|may) (?:visitors|people|we|you|i|tourists|one|the public)(?: still)? (?:enter|go in(?:side)?|get in(?:side)?|visit)(?=.*(?:these days|now|at the moment|currently|yet|again))")),
    ("ticket", compiled(r"\bmenpiao\b|\bduo ?shao ?qian\b|门票|票价|多少钱|几钱|几多钱|几多蚊|收费|收唔收钱|免费|要钱|收钱|过路费|过桥费|\btolls?\b|\bfares?\b|要不要钱|买票|买飞|购票|使唔使钱|入场费|要票|要飞|贵不贵|贵唔贵|学生票|优惠|\btickets?\b|\bprices?\b|\bcosts?\b|\bfees?\b|\d (?:a|per) (?:head|person|pop)\b|\bfree\b(?!\s+(?:this|from|till|til|until|on|all|for the|the whole|after|before|tomorrow|today|tonight|next|day|days|morning|afternoon|evening|time|now|\d))|admission|how much|entrance fee|expensive|discount")),
    ("nearby", compiled(r"附近|周边|旁边|周围|四周|一带|隔离|左近|米内|\bnear(?:by|est)?\b|(?<!still )\baround\b(?! \d)|close (?:to|by)|within a few minutes|next to|neighbou?rhood")),
    ("transport", compiled(r"\bzenme (?:qu|zou|dao)\b|怎么(?:去|到|走|过去|坐|搭|乘)|咋(?:个)?(?:去|到|走|过去|坐|搭|乘)|怎样(?:去|到|走)|如何(?:去|到|前往)|点(?:样)?(?:去|行|过去|搭|坐)(?!多)|坐(?:什么|几路|咩|哪路)|搭(?:咩|什么|几号|边)|几路车|公交路线|交通|公交(?:车)?(?:怎么|几路)|路线怎么|搭车去|how (?:do|can|could|should|would) (?:i|we|you|one) (?:get|go|reach|travel)|how to (?:get|go|reach)|get (?:to|there)|directions?\b|which bus|what bus|bus (?:to|line|route)|way to\b|reach\b|transport")),
    ("address", compiled(r"\bzai ?na(?:li|r)?\b|在哪|喺边|边度|哪里|哪儿|什么地方|咩地方|地址|门牌|位置|位于|定位|\bwhere\b|address|location|located")),
    ("description", compiled(r"介绍|历史|故事|来历|由来|是什么|系咩|系乜|讲下|讲讲|说说|有什么(?:特别|特色|好玩|好看|看|值得|意思)?|有咩|有乜|好玩吗|好玩|值得|特色|适合|简介|背景|拍(?:过|摄)|建于|什么时候建|tell me (?:more )?about|what(?:'s| is| are)\b|history|story|about\b|describe|worth|interesting|famous|special|who (?:was|is|built|lived)|suitable|good for")),
]  # fmt: skip


def asked(text: str) -> Attribute | None:
    """The first attribute that a folded text asks for."""
    return next((attribute for attribute, question in _QUESTIONS if question.search(text)), None)


def asks_figure(text: str) -> bool:
    """Whether a folded text asks how large or how far around a place is, whatever else it sounds like."""
    return bool(_FIGURE.search(text))


def is_question(text: str) -> bool:
    """Whether a folded text asks rather than tells."""
    return bool(
        re.search(
            r"[?？吗呢么]\s*$|[吗么][?？,，。.!！]|\bma$|(?:有[^\s,，。]{1,6}|[了咗])(?:没有?|冇|未)(?=[\s,，。])|[^\s不没](?:不|没有?|冇|未)\s*$|几|多少|多久|怎么|点样|多[远大长久高快重]|会不会|可唔可以|可不可以|(\S{1,2})(?:还是)?(?:不|唔|没|冇)\1|点去|点行|边度|哪|什么|啥|咩|乜|是不是|系咪|有没有|有冇|唔使"
            r"|(?:^|[,.;:!]\s*|\b(?:and|but|so|or|please|sorry|also|hi|hello|well|ok(?:ay)?|right|now|then|cool|thanks|do you know|tell me|wondering|know)\s+)(?:what|where|when|how|which|who|why|is|are|does|do(?!n'?t)|did|was|were|will|would|could|can(?!'?t|not)|any|has|have (?:you|they))\b"
            r"|\b(?:what|how|which|who|whose|why|where|is there|are there|is it|are they|can (?:i|we|you|one)|do (?:i|we|you|they)|does)\b.*\?|\bhow (?:much|many|long|far)\b|\bwhat(?:'s| is| are| time)\b(?! there is)|\bwhere(?:'s| is| are| can| do)\b",
            text,
            re.ASCII,
        )
    )
