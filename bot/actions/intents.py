"""What a message is taken for: the classifier's guess, overruled where the words leave no doubt."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from bot.actions.ordering import asks_order
from bot.actions.recommending import subjects_of
from bot.actions.several_plans import compares_plans
from bot.actions.turn import Turn, sticks
from bot.actions.whose import meant
from bot.understanding.attributes import asks_figure
from bot.understanding.emergencies import despair, exaggerates
from bot.understanding.folding import compiled
from bot.understanding.roles import Role
from bot.understanding.unheard import sought

_DAYS = r"[今明后大听昨天日早晚上下中午朝夜周星期礼拜一二三四五六七八九十\d月号末个这嗰劳动国庆端清元旦假春秋节]"
_DAYS_EN = r"(?:today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mornings?|afternoons?|evenings?|nights?|weekends?|week|day|after|next|this|the|on|for|in|at|of|may|june|july|august|september|october|november|december|january|february|march|april|early|late|\d{1,2}(?:st|nd|rd|th)?)"
_ANOTHER_DAY = compiled(
    rf"(?:咁|噉|那么?|而|唉|啊|哦|喔|哎|好吧?|[\s,，.。!！])*(?:如果|要是|换成|换|改)?{_DAYS}{{2,10}}(?:去|嚟|来)?(?:呢|咧|勒|得唔得|行不行|行吗|可以吗)[\s?？啊呀]*(?:[,，]?我(?:们|哋)?[^,，。?？!！]{0, 8}(?:到|来|嚟|去|有空|得闲)[\s啊呀]*)?"
    rf"|(?:(?:ok|okay|oh|well|hm+|so|then)[\s,.]+)*(?:(?:and|but|or|what about|how about)[\s,]+(?:what about |how about )?(?:{_DAYS_EN} ?)+(?:then)?[\s?.]*(?:,? ?(?:we|i)(?:'ll)? (?:only |just )?(?:get in|get there|arrive|come|land|are free|am free)\b[^?.!]{0, 20}[?.!]*)?|(?:{_DAYS_EN} ?)+(?:then)? ?\?+)"
)
"""All of a message that asks the same of another day: "and tomorrow morning?"."""
_FROM_OUTSIDE = compiled(
    r"(?:影|拍|照)(?:个|张|几张|幅|咗|一下|下)?(?:相|照|照片|张|外观|外墙|门面|门口)|打卡|自拍|外面|外观|外墙|门口|路过|望(?:下|一眼)|睇(?:下|一眼)|看一眼|瞄一眼"
    r"|\b(?:selfies?|photos?|pictures?|pics?|snaps?|shots?|peek|glimpse|look)\b|\b(?:from|on|at) the (?:outside|pavement|street|gate|door)\b|\b(?:outside|peer)\b"
)
"""Would do with a look from the street."""
_THAT_ONE = compiled(
    r"(?:那|嗰|这|呢|该|咁|噉)(?:一)?(?:间|家|档|个|处)(?:小)?(?:铺|舖|店|档口?|摊)|\bthat (?:shop|stall|store|place|stand)\b"
)
"""A shop that was spoken of."""
_ELSEWHERE = compiled(
    r"哪|边(?:度|间|个|处)|别的|其他|其它|第二(?:间|个|处)|另(?:一|外)|\b(?:where|which|instead|other|another|else|somewhere)\b"
)
"""Asks for another place."""

QUESTIONS = {"place_info", "recommend", "food", "shopping", "events", "transport", "compare", "ask_plan"}
_FACTS_ASKED = {"address", "phone", "opening_hours", "ticket"}
_SURE = 0.4
"""Confidence from which the classifier is believed where the words don't say otherwise."""
_LIKELY = 0.25
"""Confidence from which a guess is followed where nothing is at stake."""
_HARMLESS = {"smalltalk", "thanks", "goodbye", "greet", "help", "affirm", "deny", "out_of_scope", "complaint", "undo"}
_TRUSTED = {
    "emergency",
    "complaint",
    "report_fault",
    "undo",
    "start_over",
    "help",
    "greet",
    "thanks",
    "goodbye",
    "smalltalk",
    "out_of_scope",
}
CHATTER = {"greet", "thanks", "goodbye", "smalltalk", "out_of_scope", "help"}
"""What it is not when a place is named."""
_ADVICE = {"season", "sun", "sea", "boats", "parking", "arrival", "access"}
"""Subjects that no list of places answers."""

_EMERGENCY = compiled(
    r"救命(?![啊呀]?[,，!！]?(?:饿|渴|热|累|困|笑|肚饿))|报警|报火警|火警|急救|救护车|(?<!不)[着著]火|火烛|失火|起火|起烟|冒烟|黑烟|浓烟|煤气泄漏|受伤|流血|中毒|溺水|遇溺|落水|掉(?:进|到|落)?(?:海|水|河)里|跌落(?:海|水)|晕倒|昏倒|叫不醒|叫唔醒|倒在地上|(?:人|他|她|佢|婆婆|公公|爷爷|奶奶|爸爸?|妈妈?|老人|孩子|小孩)\S{0,4}倒下(?:了|去)|昏迷|晕咗|晕低|晕过去|休克|抽搐|中暑(?:了|咗)"
    r"|骨折|扭伤|扭到脚|崴(?:了)?脚|崴到脚|拗柴|摔伤|摔断|跌伤|跌亲|仆亲|撞伤|撞车|车祸|过敏(?:了|咗|反应|休克)|呼吸困难|喘不(?:过|上)气|唞唔到气|胸口?[疼痛闷]|心口痛|心脏病(?:发|犯|又)|急症|没有?呼吸|冇呼吸|被咬|被蛇"
    r"|被偷|被抢|被(?:人|他|她|佢)?打(?:了|伤|咗)|畀人(?:偷|抢|打)|被跟踪|被人跟|打劫|失窃|走失|走丢|走散|(?:孩子|小孩|儿子|女儿|细路|老人|妈|爸|爷爷|奶奶)(?:他|她)?(?:找不到|不见|唔见|揾唔到)|找不到(?:我的?|我家)?(?:孩子|小孩|儿子|女儿|老人)|揾唔到(?:我)?个?(?:细路|仔|女)"
    r"|(?:钱包|银包|护照|身份证|手机|行李|背包)(?:被|畀人|不见|唔见|丢了|冇咗|没了)"
    r"|\bambulance\b|\b(?:call|need|phone|get|where(?: is|'s)? the) (?:the |a )?police\b|\bpolice\b|fire brigade|\bfire department\b|(?:is|there'?s a|it'?s on|on) fire\b|gas leak|\bemergency\b|\brobbed\b|\bstolen\b|\b(?:stole|snatched|grabbed) my\b|pick.?pocket|\bmugged\b|\battacked\b|assault|being followed"
    r"|\binjur|\bbleed(?:ing)?\b|heart attack|chest pains?|\bdrown|fell in(?:to)? the (?:water|sea|river)|need a doctor|can'?t breathe|trouble breathing|\bchok(?:ed|ing)\b|allergic reaction|\bfainted\b|passed out|collapsed|unconscious|having a stroke|heat ?stroke|\bseizure"
    r"|(?:broke|broken|twisted|sprained|hurt|cut|injured) (?:my|his|her|our|their|an?|the) (?:\w+ )?(?:ankle|leg|foot|knee|arm|wrist|hand|finger|head|back|neck|hip|shoulder|rib|toe)\b|(?:am|is|are|got|badly) hurt\b|car (?:crash|accident)|(?<!by )\baccident\b|hit by a|bitten by|(?:lost|missing|can'?t find) (?:my |our |a )?(?:passport|child|kid|son|daughter|wallet|purse|phone|toddler|grand)|(?:son|daughter|child|kid) (?:is|has gone|went) missing|\b(?:can'?t|cannot|couldn'?t) (?:see|find|spot) (?:him|her|(?:the |our )?(?:kids|children|boys?|girls?))\b|\blost sight of (?:him|her|my|our|the (?:kids|children|boy|girl))\b|\b(?:he|she|son|daughter|child|kids?|boy|girl|mum|dad|gran(?:ny|dad|dpa|dma)?)(?: has|'s)? wandered off\b|(?:小孩|孩子|细路)\S{0,3}(?:掉|跌)\S{0,6}(?:水|海|河|shui)"
    r"|(?:老伴|老公|老婆|爸|妈|爷爷|奶奶|爷|奶|阿公|阿婆|阿嬷|阿妈|阿爸|外公|外婆|老人家?|小孩|孩子|儿子|女儿|细路|仔|囡|家人|朋友|同伴).{0,24}(?:找不着|找不见|不见了|唔见咗|冇咗踪影|失联|联系不上|走唔见)|(?:老年)?(?:痴呆|失智).{0,16}(?:找不|不见|走失|唔见|走)"
    r"|(?:一直|一路|老是|总是|不停)(?:跟住|跟着|跟踪|尾随)(?:我|我们|我哋|咱)|尾随(?:我|着)|跟踪我|\b(?:someone|somebody|man|men|guy|guys|stranger|he|they|people)\b.{0,30}\b(?:following|followed|stalking) (?:me|us)\b"
    r"|\b(?:wife|husband|mother|father|mum|mom|dad|grand\w+|partner|friend)\b.{0,40}\b(?:dementia|alzheimer\S*)\b.{0,60}\b(?:gone|missing|lost|vanished|disappeared|can'?t find)\b|\b(?:vanished|disappeared)\b.{0,20}\b(?:can'?t find|help)\b"
    r"|羊水(?:已经|刚刚?)?[破穿]|[破穿](?:了|咗)?羊水|作动(?:了|喇|啦)|临盆|(?:老婆|太太|妻子|孕妇|媳妇|女儿|她|佢)\S{0,4}(?:要|快|就)生(?:了|喇|啦|仔|孩子)|\bwaters? (?:has |have |just )?broken?\b|\b(?:in|into) labou?r\b|\b(?:is|she'?s|am|i'?m) giving birth\b|\bbaby is coming\b"
    r"|非礼|猥亵|性侵|强奸|被绑架|拿(?:着|住)刀|持刀|被?捅(?:了|伤|咗)|\brap(?:ed|ist)\b|\bmolest|\bgroped\b|\bkidnap|\bwith a (?:knife|gun)\b|\bstabbed\b"
)  # fmt: skip
_FAULT = compiled(
    r"(?:地图|地址|电话|时间|位置|资料|名字?|定位|pin|标注?)\S{0,4}错|写错|不对(?:啊|呀|吧|，|,|$)|错了|有误|过时|信息(?:错|不准)|唔啱(?!心水|我|佢)|资料错|已经(?:关|搬|拆|改)了|wrong (?:information|hours|address|phone|price)|(?:is|are) (?:wrong|outdated|incorrect|out of date)|outdated"
)
_MISHEARD = compiled(
    r"(?:你|您)(?:们|哋)?[^,，。]{0,4}(?:理解|听|搞|弄|会错|误会|领会|睇)(?:错|误|漏|反)|误会(?:我|了)|不是(?:这|那)个意思|唔系(?:咁|噉|呢个)意思|会错意"
    r"|\b(?:you|u)(?:'ve| have)? (?:misunderst\w+|misheard|misread|got (?:it|that|me) wrong)|\bnot what i (?:meant|said|asked)\b"
)
"""Says that we took a wish wrongly, which is no fault of the facts."""
_SOURCES = compiled(
    r"(?:信息|资料|数据|资讯|消息|内容|答案|这些|呢啲|啲嘢|说法)[^,，。?？]{0,6}(?:是|系|从|由|来自|出自|喺)?[^,，。?？]{0,4}(?:哪|边|谁)[^,，。?？]{0,3}(?:来|嚟|得|找|揾|查|$|[?？])"
    r"|(?:来源|出处)(?:是|系|呢|在哪|喺边|可靠|有哪|$|[?？])|(?:凭|根据)(?:什么|咩)(?:说|讲|资料)|信得过|(?:资料|数据|信息)(?:可靠|准|可信)"
    r"|\bwhere (?:did|do|does|is|are|was) .{0,30}\b(?:information|info|data|facts?|this|that|it)\b.{0,20}\bfrom\b|\b(?:what|which)(?:'s| is| are)? (?:your|the) sources?\b|\bhow do you know\b|\bsource\?"
)
"""Asks where what we say comes from."""
_COMPLAINT = compiled(
    r"投诉|举报|宰客|被宰|宰了我|坑人|坑了我|黑店|呃秤|呃人|态度(?:差|恶劣)|欺骗|(?<!会)(?<!怕)(?<!免)(?<!不)被骗|太过分|\bcomplain|\brip.?off|ripped (?:me|us|off)|overcharg|scam|disgusting service"
)
_ABUSE = compiled(
    r"废物|白痴|蠢货|傻[逼币叉瓜]|智障|去死|滚(?:开|蛋|远点)?[!！。 ]*$|他妈|妈的|操你|扑街|仆街|收皮|on9|\bfuck|\bstupid\b|\bidiot|\bshut up\b|\bmoron|\bbastard|piss off|\bsucks?\b"
)
_PLAN = compiled(
    r"(?:一|半|两|[123])[天日]游|行程|路线(?!图)|规划|安排(?!午|晚|吃)|计划一|排(?:个|一)|点样玩|怎么玩|玩一(?:天|日)|玩半|带我逛"
    r"|\bplan (?:me|us|a|my|our|for|the|something)\b|\bitinerary\b|day (?:trip|tour|out)|\bschedule\b|\bplan\b.*\b(?:day|trip|morning|afternoon|weekend)\b|(?:show|take) (?:me|us) around"
)
_CHANGE = compiled(
    r"换|改|转去|挪到|搬到|移到|推到|调整|去掉|删|加上|加入|推迟|提前|不要去|\b(?:change|replace|swap|drop|remove|add|skip|move|instead|make it|shorter|longer)\b"
)
_WHY = compiled(
    r"(?:为什么|为啥|为何|点解)(?!.{0,3}(?:有名|出名|著名|知名|叫|红|火|咁红))|干嘛(?:要|没|不|给|把|只|非)|干吗(?:要|没|不|给|把|只|非)|凭(?:什么|啥)|(?:怎么|咋)(?:没|冇|不)(?!多)|\bwhy\b(?! (?:is|was|are|were) .{1,30}\b(?:famous|called|named|popular|known)\b)|how come"
)
_NO_CHANGE = {
    None,
    "report_fault",
    "place_info",
    "recommend",
    "transport",
    "events",
    "inform",
    "plan",
    "smalltalk",
    "out_of_scope",
}
"""Guesses that a change told in so many words overrules while a plan is talked about."""
_COMPARE = compiled(
    r"哪个|边个|哪一个|(?<!现在)(?<!今年)(?<!目前)(?<!而家)还是(?!\d|[一二两三四五六七八九十百]+[元块蚊])|定系|比较|相比|对比|差在|区别|差别|二选一|选谁|选哪|\bwhich\b|\bor\b|\bbetter\b|\bcompare\b|\bversus\b|\bvs\b|difference between"
)
_ALTERED = compiled(
    r"有(?:没有|冇).{0,8}(?:排法|走法|方案|版本|路线)|能不能|可不可以|可唔可以|得唔得|\bis there a .{0,20}(?:version|way|option)|\b(?:could|can|would) (?:you|we|it)\b|\bcan \S+ be\b"
)
"""Asks for the plan to be another."""
_MORE = compiled(
    r"想多(?:吃|食|看|睇|逛|行|去)|多(?:塞|安排|加|排|放|留|来|嚟).{0,2}(?:几|些|点|啲)|\b(?:a bit |a little )?more (?:of |time (?:for|at|in) )|\bless .{2,20}, more\b"
)
"""Wants more of something in a plan."""
_SPENDS = compiled(
    r"人均(?:是|要|大概|大约)*(?:多少|几多?|几钱)|每(?:个)?人(?:要|使|花|大概|大约)*(?:多少|几多)|\bper (?:person|head)\b|多少钱|几(?:多)?钱|使几多|要使|花费|花多少|how much|\bcosts?\b"
)
_HOW_FAR = compiled(r"多久|几耐|多远|几远|how (?:long|far)")
_SOUVENIRS = compiled(r"手信|土产|土特产|特产|伴手礼|纪念品|souvenirs?\b|gifts? (?:for|to)")
_INSISTS = compiled(r"\b(?:must|has to|have to|needs? to|should|gotta)\b|必须|一定要|非得|务必")
_WHERE_TO_EAT = compiled(
    r"(?:哪|边(?:度|间|个)?|\b(?:which|where)\b).{0,24}(?:吃|食|早餐|早饭|宵夜|夜宵|\b(?:breakfast|brunch|eat|bite|lunch|dinner|feed|supper)\b)|\b(?:spots?|places?|joints?) (?:for|to) (?:eat|food|a bite)|(?:宵夜|夜宵|早餐) ?spots?"
)
_WHEN = compiled(r"几点|几时|什么时候|\bwhat time\b|\bwhen (?:do|will|would|are)\b")
_HAPPENING = compiled(
    r"有(?:什么|咩|乜|啥|冇|没有)(?:好玩的?|好玩嘅)?(?:活动|节目|表演|演出|热闹|演唱会|展览)|\banything (?:going )?on\b|\bwhat'?s (?:going )?on\b|\bhappening\b|\bconcerts?\b|\bfestivals?\b"
)
_BUYS = compiled(r"买|\bbuy\b|\bsell")
_OF_PLAN = compiled(
    r"(?:这|呢|那|嗰)个?(?:行程|计划|方案)|(?:the|this|my|our) (?:plan|day|itinerary|trip)|总共|一共|全程|下一站|接着(?:去|往|奔|到)|接下来|跟住去|跟着去|然后去哪|之后去|然后去边|(?:these|the|of our|of my) stops|of these|in total|\btotal\b|what'?s next|(?:cost|charge) us\b|each of us"
)
_RECOMMEND = compiled(
    r"推荐|推介|介绍(?:几|一些|啲)|有(?:什么|咩|乜|哪些)(?:好|地方|景点|值得)|去(?:哪|边)|边度(?:好|可以|有得)|哪(?:里|儿)(?:好|可以|适合|有)|还有什么|免费(?:的|嘅)?(?:景点|地方)"
    r"|\brecommend|\bsuggest|where (?:can|to|should|could)|what to (?:do|see)|things to (?:do|see)|anything to"
)
_SMALL = compiled(
    r"你是谁|你叫什么|你系边个|机器人|who are you|are you (?:a )?(?:bot|human|real|robot|ai)|how are you|讲个笑话|tell me a joke|你好吗|吃了吗|你(?:不会|会不会|唔会|会唔会)(?:觉得)?(?:累|烦|闷|攰|厌)|(?:are|do) you (?:ever )?(?:get )?(?:tired|bored)"
)
_GREETING = compiled(
    r"(?:你好|您好|哈[喽啰罗]|嗨|早晨|早上好|下午好|晚上好|hello|hi|hey|good (?:morning|afternoon|evening))[呀啊哦!！,.，。 ~]*"
)
_THANKS = compiled(
    r"(?:多谢|谢谢|唔该(?:晒)?|感谢|thanks?(?: you)?(?: (?:so|very) much)?|thx|cheers)[呀啊哦你您晒!！,.，。 ~]*"
)
_FAREWELL = compiled(
    r"(?:再见|拜拜|拜拜喇|下次(?:见|再聊)|(?:得闲|有空|下次|改日|回头)再(?:倾|聊|揾你|找你)|\bcheerio|\bbye(?:[- ]bye)?|\bsee you(?: around| later)?|\bcheers)[呀啊啦喇哦!！,.，。 ~]*$"
)
_BYE = compiled(r"(?:再见|拜拜|88|下次见|bye(?:[- ]bye)?|goodbye|see you)[呀啊哦!！,.，。 ~]*")
_TIDE = compiled(r"潮水|潮汐|涨潮|退潮|潮涨|潮退|\btides?\b")
_YES = compiled(
    r"(?:好|好的|好呀|好啊|可以|行|系|是的?|对|得|冇问题|没问题|ok(?:ay)?|yes|yep|yeah|sure|great|please do|go ahead)[呀啊哦嘅的!！,.，。 ~]*"
    r"(?:(?:let'?s |we'?ll |i'?ll )?(?:go|do|stick) (?:with |for )?(?:that|this|it)(?: one| plan)?|(?:that|this)(?: one)? (?:works|will do|is fine)|[ ,，]?就(?:这|那|呢|嗰)(?:个|样|么)(?:着|定|办|吧|啦|定了|走)?|[ ,，]?就咁(?:啦|定)?)?[呀啊哦!！,.，。 ~]*"
)
_NO = compiled(
    r"(?:都(?:系|是))?(?:不|不用|不要|唔使住?|暂时不用|先不用|唔好|不是|唔系|算了|no|nope|no thanks?(?: you)?|not now)[了喇啦呀啊哦!！,.，。 ~]*"
)
_HELP = compiled(
    r"(?:你|您)?(?:会|能|可以)(?:做|帮).{0,4}(?:什么|啥|咩|乜)|你有什么功能|怎么用|点用|what can you do|how does this work|^help[.!?]*$|^帮助$"
)

_KNOWS_APART = compiled(
    r"(?:我|我们|我哋)(?:都|也)?(?:知道|知|晓得|清楚)|(?:说|讲|问|讲紧|指)的?(?:是|系|嘅系)|不是(?:说|讲|指|问)?\S{0,4}(?:那个|那边|的)|唔系\S{0,4}嗰|\bi know\b|\bi(?: do)? mean\b|\bnot (?:the one|the other)\b"
)
"""Says that the namesake is known and not meant."""
_BOOKS = compiled(
    r"(?:帮|替|同)(?:我|我们|我哋|手)?(?:去|先|再)?(?:订|预订|预定|抢|book|代购)(?!行程|计划)\S{0,14}(?:房|酒店|客栈|民宿|票|飞|位|台|桌)"
    r"|\b(?:book|reserve|buy) (?:me|us)\b.{0,30}\b(?:rooms?|hotels?|tickets?|tables?|flights?|seats?)\b"
    r"|\b(?:can|could|will|would) you (?:please )?(?:book|reserve|buy)\b.{0,30}\b(?:rooms?|hotels?|tickets?|tables?|flights?|seats?)\b"
)
"""Wants something bought or reserved, which nobody does here."""

_VOUCHES = compiled(
    r"确认|承认|证明|证实|担保|保证|作证|认咗|认了|必须(?:说|讲|回答|答)|一定要(?:说|讲|答)|照[着住]?(?:念|读)|(?:念|读)一[遍次]|(?:照|就|直接|只(?:要|需|准)|净系)+(?:我讲|我话|我说的?|咁|这么|这样)?(?:写|说|讲|话|答|回(?:答|复)?|报)"
    r"|\b(?:confirm|certify|vouch|swear|admit|acknowledge|attest|assure|guarantee)\b|\b(?:just|simply|now) (?:say|tell|write|answer|reply|state|agree|put)\b|\b(?:tell|inform|write to) my \w+ that\b|\brepeat (?:after me|it|that|this)\b|\b(?:you (?:must|will|shall)|have to) (?:now )?(?:say|answer|reply|tell|state)\b"
)
"""Wants something said as it is put, whether or not it is so."""
_CRIME = r"(?:入屋|爆格|入室(?:行窃|盗窃)?|撬(?:门|锁|开)|下手|偷(?:东西|嘢|包|钱|钱包|电动?车|单车|自行车)|扒(?:钱包|窃)|打荷包|打劫|抢劫|行劫|诈骗|呃(?:游客|人)?钱|买(?:到)?(?:毒品|白粉|大麻|枪|假钞|假证)|招嫖|召妓|叫鸡)"
_CRIME_EN = r"(?:burgl\w*|break(?:ing)? into|pick(?:ing)? (?:pockets|locks?|the locks?)|pick.?pocket(?:ing)?(?: tourists| people| visitors)?|shop.?lift\w*|rob(?:bing)? (?:a|the|tourists|people|someone|visitors)|mug (?:people|tourists|someone)|steal(?:ing)? (?:from|a|bikes?|the|some\w*)|scam(?:ming)? (?:tourists|people|visitors)|buy (?:drugs|weed|cocaine|meth|heroin|a gun|counterfeit\w*)|score (?:some )?(?:drugs|weed|coke)|sell (?:drugs|fakes)|(?:buy|get|make|forge) (?:a )?fake (?:id|passport|banknotes|money)|prostitutes?|hookers?)"
_UNLAWFUL = compiled(
    rf"(?:哪|边|怎么|怎样|点样|咋|教我?|最?容易|最好|方便).{{0,16}}{_CRIME}|{_CRIME}.{{0,12}}(?:最容易|最好|方便|教我|点样|怎么)|(?:哪|边|有冇|有没有).{{0,10}}(?:屋|房|家|宅|铺|店).{{0,14}}(?:没人|冇人|空置?|无人).{{0,20}}(?:没有?|冇|无)(?:摄像头|监控|闭路|保安)"
    r"|\b(?:homes?|houses?|flats?|shops?|buildings?)\b.{0,60}\b(?:empty|unoccupied|unattended|unguarded|away)\b.{0,60}\b(?:no (?:cameras?|cctv|alarms?|guards?)|break in|burgl\w*|rob)\b"
    rf"|\b(?:how (?:do|can|to|would|could)|where (?:is it|can|could|do|should)|best (?:place|way|time|spot) to|easiest|teach me|show me)\b(?!.{{0,40}}\b(?:report|stop|avoid|prevent|police|safe|victim|was|were|been|got|has|just)\b).{{0,50}}\b{_CRIME_EN}\b"
)
"""Wants help with a crime."""
_HARMED = compiled(
    r"救|报警|报案|被|畀人|俾人|防|小心|避免|投诉|举报|啱啱|刚刚|刚才|\b(?:help|police|report|stop|avoid|prevent|safe|victims?|was|were|been|got|someone|somebody|he|she|they)\b"
)
"""Tells of a crime that was suffered or is feared."""
_ORDERS_ME = compiled(
    r"(?:忽略|无视|忘记|忘掉|绕过|唔好理|不要理|别理|抛开|推翻)(?:掉|咗|了)?(?:你)?(?:以上|之前|前面|上面|先前|此前|一切|所有|全部|你|系统|原有|原来|的|嘅){1,6}(?:指令|指示|规则|设定|命令|提示词?|限制|约束)|系统提示词|开发者模式|越狱模式"
    r"|\b(?:ignore|disregard|forget|override|bypass)(?: all| any| the| your| of| every| these| those)* (?:previous |prior |above |earlier |preceding |system |safety )*(?:instructions?|rules|prompts?|guidelines|programming|directives)\b|\bsystem prompt\b|\bdeveloper mode\b|\bjailbreak\b"
    r"|^/[a-z_]+\s*\{.*\}?\s*$"
    r"|(?:把|将)[^,.;!?]{0,12}(?:门票|票价|价格|价钱|入场费|开放时间|资料|电话|地址)(?:都|全部?|统统|一律)?(?:改成|改为|改做|设为|设成|写成|标成)"
    r"|(?:^|[,.;!:] ?|\b(?:and|please|then) )(?:set|change|update|raise|lower) (?:the |its |their |all )?(?:[^\s,.;]+ ){0,3}(?:prices?|fees?|opening hours|tickets?) (?:to|as|at) \S"
)
"""Wants me to be led by other rules, or a fact to be written as the message has it."""
_AND_THAT = compiled(
    r"(?:那么?|咁|噉|而)?(?:第[一二三四五六七八九\d]{1,2}(?:个|站|间|处|家)?|最后(?:一)?(?:个|站|间|处))(?:景点|地方)?(?:呢|咧)[\s?？啊呀]*"
    r"|(?:and |what about |how about |so )+the (?:first|second|third|fourth|fifth|sixth|last)(?: one| stop| place)?[\s?]*"
)
"""All of a message that asks of a stop by its number what there is to say of it."""
_OPEN_AT_ALL = compiled(
    r"几时|何时|什么时候|[边哪](?:个)?(?:月|日|天)|几月|几号|开放|(?:[边哪](?:一)?个|哪间).{0,8}(?:开|open)|值唔值|值不值|值得|有冇意思|有没有意思|好玩(?:吗|嘛|不|唔)|呢(?=[\s,，。?？!！]|$)|\b(?:(?:what|how) about|when|which (?:month|day|date)|what (?:month|date)|worth|any good)\b|\bopen (?:to|for) (?:the )?pub\w+"
)
"""Asks when it is, or whether one should go at all."""

_CHANGING: tuple[Role, ...] = ("avoid", "start", "end", "lock", "add", "replaced")
"""Roles that a question about a place doesn't give it."""
_PLAN_ROLES: tuple[Role, ...] = ("must", "avoid", "start", "end", "lock", "add", "only", "replaced", "replacing")


def decide(turn: Turn, guess: str | None, confidence: float) -> str:
    """The intent to answer; ``nlu_fallback`` when there is nothing to go by."""
    sure = guess if confidence >= _SURE and guess != "nlu_fallback" else None
    if sure == "emergency" and exaggerates(turn.understood.folded):
        sure = None
    return (
        _plain(turn, sure)
        or _named(turn, sure)
        or _of_plan(turn, sure)
        or sure
        or _unsure(turn, guess if confidence >= _LIKELY else None)
    )


def _plain(turn: Turn, sure: str | None) -> str | None:
    """What single words settle, and what the classifier knows better than any rule."""
    folded, understood = turn.understood.folded.strip(), turn.understood
    if despair(folded):
        return "emergency"
    if _UNLAWFUL.search(folded) and not _HARMED.search(folded):
        return "unlawful"
    if _EMERGENCY.search(folded):
        return "emergency"
    if sure == "emergency" and sought(folded):
        # Whoever looks for a pharmacy calls for no ambulance.
        return "place_info"
    if sure == "undo" and not turn.places and not any(one.kind in ("later", "earlier") for one in understood.edits):
        return "undo"
    if _SOURCES.search(folded) and not turn.places:
        return "sources"
    if (
        _FAULT.search(folded)
        and not _MISHEARD.search(folded)
        and not understood.edit("restart")
        and (turn.places or understood.attribute or turn.memory.focus)
    ):
        return "report_fault"
    misheard = bool(_MISHEARD.search(folded)) and understood.wishes_something
    if misheard and sure in (None, "report_fault", "complaint", "deny", "undo"):
        return _plan_or_change(turn)
    if turn.memory.plan and sure == "report_fault" and understood.with_role("avoid", "replaced", "add"):
        return "change_plan"
    named = turn.places or understood.lookalikes or understood.elsewhere
    if _ABUSE.search(folded) and not named and not understood.attribute:
        return "abuse"
    asks_fact = turn.places and understood.question and understood.attribute in _FACTS_ASKED | {"status"}
    if _COMPLAINT.search(folded) and not asks_fact:
        return "complaint"
    if _ORDERS_ME.search(folded):
        return "orders_me"
    courtesies = (("greet", _GREETING), ("thanks", _THANKS), ("goodbye", _BYE), ("affirm", _YES), ("deny", _NO))
    for intent, pattern in courtesies:
        if pattern.fullmatch(folded):
            return intent
    if _BOOKS.search(folded) and not _PLAN.search(folded):
        return "out_of_scope"
    if understood.edit("restart"):
        return "start_over"
    if understood.edit("undo"):
        return "undo"
    if sure == "smalltalk" and understood.weather and not understood.question:
        return "change_plan" if turn.memory.plan else "recommend"
    if sure == "out_of_scope" and any(one.mention.kind_of == "kind" for one in understood.named):
        return "recommend"
    if sure in _TRUSTED and not (sure in CHATTER and (turn.places or understood.elsewhere or _demands(turn))):
        return sure
    if sure == "deny" and understood.question and understood.attribute == "ticket" and not understood.released:
        # "Money or no" asks and refuses nothing.
        return "place_info"
    if sure in ("affirm", "deny") and not (turn.memory.plan and (understood.wishes_something or turn.plan_meant)):
        return sure
    if _FAREWELL.search(folded) and not understood.question and not understood.wishes_something:
        return "goodbye"
    if sure is None and _HELP.search(folded):
        return "help"
    return "smalltalk" if sure is None and _SMALL.search(turn.unnamed) else None


def _named(turn: Turn, sure: str | None) -> str | None:
    """What the places named and the question about them settle."""
    understood, places = turn.understood, turn.places
    if compares_plans(turn):
        return "ask_plan"
    apart = bool(places) and _KNOWS_APART.search(understood.folded)
    if (understood.elsewhere and not apart) or (
        understood.lookalikes and (understood.question or not understood.places)
    ):
        return "lookalike"
    if _wants_it_said(turn) or _asks_of_shut(turn, sure):
        return "place_info"
    asks_way = understood.question or understood.attribute in ("transport", "visit_minutes", "ticket")
    between = understood.with_role("origin") and understood.with_role("target")
    if between and not _PLAN.search(understood.folded) and (asks_way or not turn.memory.plan):
        return "transport"
    compares = len(places) > 1 and _COMPARE.search(understood.folded)
    if compares and sure in (None, "place_info", "recommend", "plan") and not understood.with_role(*_PLAN_ROLES):
        return "compare"
    takes_time = understood.attribute in ("transport", "visit_minutes") or _HOW_FAR.search(understood.folded)
    figure = asks_figure(understood.folded)
    two = len(places) == 2 and len(meant(turn)) == 2
    if two and sure == "place_info" and takes_time and understood.question and not figure:
        return "transport"
    if sure in CHATTER and places:
        return "place_info"
    if not places and asks_for_food(turn) and sure in (None, "place_info", "recommend", "transport", "nlu_fallback"):
        return "food"
    if _HAPPENING.search(understood.folded) and understood.question and not places and not understood.wishes_a_day:
        return "events"
    subjects = _ADVICE & {*subjects_of(turn)}
    if "sea" in subjects and _TIDE.search(understood.folded):
        return "advice"
    asks = understood.question or (sure is None and not _PLAN.search(understood.folded))
    advised = sure in (None, "events", "smalltalk", "place_info", "transport") and asks
    return "advice" if subjects and advised and not places else None


def _wants_it_said(turn: Turn) -> bool:
    """Whether something is to be confirmed of a place: the fact is told then, whatever it was to be."""
    understood = turn.understood
    told = bool(turn.places) and understood.attribute in _FACTS_ASKED | {"status"}
    return told and bool(_VOUCHES.search(understood.folded)) and not _PLAN.search(understood.folded)


def _asks_of_shut(turn: Turn, sure: str | None) -> bool:
    """Whether it asks what is on, or when, at a place that isn't open: that it isn't is the answer, and no day without."""
    understood = turn.understood
    shut = bool(turn.places) and all(place.status != "open" or place.kind == "event" for place in turn.places)
    asks = understood.question or understood.attribute is not None or _OPEN_AT_ALL.search(understood.folded)
    guesses = (None,) if turn.memory.plan else (None, "plan", "inform", "change_plan", "smalltalk")
    return shut and sure in guesses and not _PLAN.search(understood.folded) and bool(asks)


def asks_again(turn: Turn) -> bool:
    """Whether it asks of the place spoken of last what was asked before, for another day or of its outside only."""
    understood, memory = turn.understood, turn.memory
    place = turn.gazetteer.places.get(memory.subject or "")
    if place is None or place.id not in memory.focus or turn.places:
        return False
    shut = place.status != "open"
    # With a plan there, what is asked is of the plan unless the place was all that was spoken of last.
    if memory.plan is not None and not (shut and memory.focus == (place.id,)):
        return False
    if understood.question and understood.attribute in _FACTS_ASKED and _THAT_ONE.search(understood.folded):
        return True
    if understood.themes.keys() - {"photo"} or understood.cravings or _PLAN.search(understood.folded):
        return False
    if any(one.mention.kind_of == "kind" for one in understood.named):
        return False
    if (understood.dates or understood.parts) and _ANOTHER_DAY.fullmatch(understood.folded.strip()):
        return not understood.party and not understood.lists
    return shut and bool(_FROM_OUTSIDE.search(understood.folded)) and not _ELSEWHERE.search(understood.folded)


def asks_around(turn: Turn) -> bool:
    """Whether it asks what of a kind there is around the place spoken of last."""
    place, told = turn.gazetteer.places.get(turn.memory.subject or ""), turn.understood
    kinds = any(one.mention.kind_of == "kind" for one in told.named) or bool(told.themes)
    unplanned = turn.memory.plan is None and not turn.places and not _PLAN.search(told.folded)
    return bool(place and place.id in turn.memory.focus and kinds and unplanned and turn.attribute == "nearby")


def asks_for_food(turn: Turn) -> bool:
    """Whether it asks where there is something to eat."""
    understood = turn.understood
    hungry = understood.themes.get("food", 0) > 0 or bool(understood.cravings)
    where = understood.attribute in ("address", "nearby", None) and understood.question
    of_plan = bool(_SPENDS.search(understood.folded) or _MORE.search(understood.folded))
    where = where and not (turn.memory.plan and of_plan)
    return hungry and where and not _PLAN.search(understood.folded) and not understood.wishes_a_day


def _of_plan(turn: Turn, sure: str | None) -> str | None:
    """What a plan under discussion, or wishes that only a plan can meet, settle."""
    understood, folded = turn.understood, turn.understood.folded
    has_plan = turn.memory.plan is not None
    if has_plan and turn.places and understood.question and understood.attribute == "visit_minutes":
        return "ask_plan"
    if has_plan and turn.places and sticks(folded) and all(place.id in _stops(turn) for place in turn.places):
        return "change_plan"
    if has_plan and turn.places and _AND_THAT.fullmatch(folded.strip()):
        return "place_info"
    if has_plan and _asks_another_day(turn):
        return "change_plan"
    if not has_plan and turn.places and sticks(folded) and not understood.question and sure not in QUESTIONS:
        return "plan"
    eats_there = has_plan and understood.with_role("eat") and understood.meals and not understood.question
    if eats_there and sure in _NO_CHANGE | {"food"}:
        return "change_plan"
    if has_plan and understood.released and not turn.places and sure in _NO_CHANGE | {"deny"}:
        return "change_plan"
    if has_plan and (understood.stop_wishes or understood.edit("more")):
        return "change_plan"
    version = turn.plan_meant is not None
    told = bool(understood.with_role(*_PLAN_ROLES))
    if has_plan and _MORE.search(folded) and not _WHY.search(folded) and sure in _NO_CHANGE | {"food", "ask_plan"}:
        return "change_plan"
    when = has_plan and understood.question and bool(_WHEN.search(folded)) and understood.attribute != "opening_hours"
    if (
        when
        and sure in (None, "place_info", "recommend", "ask_plan")
        and any(stop in understood.places for stop in _stops(turn))
    ):
        return "ask_plan"
    asks_fact = understood.attribute in _FACTS_ASKED | {"facilities"} and understood.question and bool(turn.places)
    asks_access = asks_fact and understood.attribute == "facilities" and sure in (None, "change_plan", "place_info")
    if has_plan and asks_access and not understood.edits:
        return "place_info"
    if has_plan and asks_fact and sure == "ask_plan" and not _WHY.search(folded) and not _OF_PLAN.search(folded):
        return "place_info"
    if has_plan and sure == "transport" and understood.attribute == "transport" and _asks_the_way_back(turn):
        return "transport"
    spends = has_plan and understood.question and not turn.places and _SPENDS.search(folded)
    if spends and sure in (None, "food", "transport", "place_info"):
        return "ask_plan"
    if has_plan and sure == "ask_plan" and not _WHY.search(folded) and _asks_for_another(turn, told=told):
        return "change_plan"
    if has_plan and (_WHY.search(folded) or sure == "ask_plan"):
        return "ask_plan"
    if has_plan and _OF_PLAN.search(folded) and understood.question and not told and sure != "change_plan":
        return "ask_plan"
    if has_plan and turn.places and sure != "ask_plan" and not understood.attribute and asks_order(turn):
        return "change_plan"
    if (
        has_plan
        and sure in _NO_CHANGE
        and (understood.edits or told or (understood.wishes_something and not understood.question))
        and not (understood.question and turn.attribute and not understood.with_role(*_CHANGING))
        and not (sure == "plan" and _PLAN.search(folded))
    ):
        return "change_plan"
    if has_plan and version:
        return "change_plan"
    if _demands(turn) and sure in CHATTER | {"transport", "events", "place_info", "compare"}:
        return _plan_or_change(turn)
    if sure == "transport" and len(turn.places) == 1 and not understood.with_role("origin"):
        return "place_info"
    eats = bool(understood.cravings) or understood.themes.get("food", 0) > 0
    if turn.places and turn.attribute == "nearby" and (sure == "recommend" or (sure == "food" and not eats)):
        return "place_info"
    buys = sure in ("food", "shopping") and _BUYS.search(folded)
    seeks_table = sure == "food" and eats and understood.attribute == "address"
    asks_fact = understood.attribute in _FACTS_ASKED and not buys and not seeks_table
    if sure in ("food", "shopping", "recommend") and turn.places and asks_fact:
        return "place_info"
    if sure == "compare" and len(turn.places) == 1 and len(turn.memory.focus) < 2:
        return "place_info"
    subjectless = sure == "place_info" and not turn.places and turn.memory.subject is None
    if subjectless and turn.attribute in (None, "description") and understood.themes:
        return "recommend"
    any_of_kind = any(one.mention.kind_of == "kind" for one in understood.named)
    if sure == "place_info" and not turn.places and any_of_kind and turn.attribute in (None, "description"):
        return "recommend"
    if sure in (None, "recommend", "plan", "inform") and not has_plan and (_only_food(turn) or _where_to_eat(turn)):
        return "food"
    if (
        sure in (None, "plan", "inform", "recommend")
        and not has_plan
        and _SOUVENIRS.search(folded)
        and _BUYS.search(folded)
    ):
        return "shopping"
    if sure in ("plan", "inform") and not has_plan and _asks_a_fact(turn):
        return "place_info"
    if sure in ("plan", "change_plan", "inform", "food") and not has_plan and _only_craves(turn):
        return "food"
    if sure in ("plan", "change_plan", "inform"):
        return "change_plan" if sure == "change_plan" and has_plan and not understood.lists else _plan_or_change(turn)
    if sure in QUESTIONS:
        return None
    if _RECOMMEND.search(folded) and not turn.places and not _PLAN.search(folded):
        return "food" if "food" in understood.themes or understood.cravings else "recommend"
    asks = understood.question
    if _PLAN.search(folded) and not (asks and turn.places and not understood.wishes_something):
        return _plan_or_change(turn)
    if has_plan and (understood.edits or (told and not asks)):
        return "change_plan"
    if asks and turn.places:
        return "transport" if understood.with_role("origin") and understood.with_role("target") else "place_info"
    if understood.cravings:
        return "food"
    if not understood.question and understood.wishes_something:
        return _plan_or_change(turn)
    return None


def _stops(turn: Turn) -> list[str]:
    return list((turn.memory.plan or {}).get("stops", ()))


def _asks_for_another(turn: Turn, *, told: bool) -> bool:
    """Whether what looks like a question about the plan wants it changed: "is there a version under two kilometres"."""
    understood = turn.understood
    limited = understood.budget or understood.max_places or any(one.metres or one.minutes for one in understood.walking)
    if not understood.question or (told and _INSISTS.search(understood.folded)):
        return told or bool(limited)
    wishes = understood.edits or understood.meals or understood.pace or limited
    return bool(wishes) and bool(_ALTERED.search(understood.folded))


def _asks_the_way_back(turn: Turn) -> bool:
    """Whether it asks how one gets to where the day is to end, and tells nothing of the day itself."""
    understood = turn.understood
    tells = understood.edits or understood.times or understood.dates or understood.walking or understood.modes
    roles = {one.role for one in understood.named}
    return understood.question and "end" in roles and roles <= {"end", "about", "want"} and not tells


def _asks_another_day(turn: Turn) -> bool:
    """Whether it asks for the plan on another day, no place having been spoken of since it was shown."""
    understood = turn.understood
    of_plan = list(turn.memory.focus) == _stops(turn)
    told = bool(understood.dates) and bool(_ANOTHER_DAY.fullmatch(understood.folded.strip()))
    return told and of_plan and not turn.places and not understood.party


def _asks_a_fact(turn: Turn) -> bool:
    """Whether it asks about one place, with a time or a length that belongs to the question."""
    understood = turn.understood
    of_facts = {*_FACTS_ASKED, "visit_minutes"}
    asks = understood.question and (understood.attribute in of_facts or asks_figure(understood.folded))
    of_a_day = understood.dates and any(time.role in ("start", "end") for time in understood.times)
    return bool(
        asks
        and not of_a_day
        and turn.places
        and not _PLAN.search(understood.folded)
        and not understood.with_role("must", "add")
    )


def _where_to_eat(turn: Turn) -> bool:
    """Whether a table is asked for, whatever else is told of the day."""
    understood = turn.understood
    return bool(_WHERE_TO_EAT.search(understood.folded)) and not _PLAN.search(understood.folded)


def _only_food(turn: Turn) -> bool:
    """Whether food is the only thing looked for, and no day."""
    understood = turn.understood
    liked = {theme for theme, weight in understood.themes.items() if weight > 0}
    of_a_day = (understood.dates, understood.times, understood.party, understood.wishes_a_day, turn.places)
    return liked == {"food"} and not any(of_a_day) and not _PLAN.search(understood.folded)


def _only_craves(turn: Turn) -> bool:
    """Whether it is about something to eat and about no day or company."""
    understood = turn.understood
    of_a_day = (understood.dates, understood.times, understood.parts, understood.party, understood.wishes_a_day)
    return bool(understood.cravings) and not any(of_a_day) and not turn.places and not _PLAN.search(understood.folded)


def _demands(turn: Turn) -> bool:
    """Whether it tells, not asks, what only a plan can respect."""
    understood = turn.understood
    if understood.alternatives:
        return True
    hours = any(time.role in ("start", "end") for time in understood.times)
    company = understood.party is not None and (understood.party.wheelchair or understood.party.stroller)
    refused = bool(understood.modes and understood.modes.refused)
    if (company or refused) and not turn.places and not understood.question:
        return True
    limits = (understood.length, understood.walking, understood.budget, understood.max_places, understood.pace)
    return not understood.question and (hours or any(limits))


def _plan_or_change(turn: Turn) -> str:
    """A new plan if none is there or one is asked for in so many words, else a change."""
    understood = turn.understood
    if turn.memory.plan is None:
        # Somebody who only names a place, to whatever question, wants to hear of it.
        return (
            "plan"
            if understood.wishes_something or not turn.places or _PLAN.search(understood.folded)
            else "place_info"
        )
    changing = bool(understood.edits) or bool(_CHANGE.search(understood.folded))
    another_day = bool(understood.dates or understood.days) and _PLAN.search(understood.folded)
    return "plan" if understood.lists or (another_day and not changing) else "change_plan"


def _unsure(turn: Turn, likely: str | None) -> str:
    understood = turn.understood
    kinds = {one.mention.value for one in understood.named if one.mention.kind_of == "kind"}
    asks = understood.attribute or kinds
    if likely in _HARMLESS and not turn.places and not understood.wishes_something and not asks:
        return str(likely)
    if understood.modes and understood.question and not turn.places:
        return "transport"
    if turn.places:
        return "place_info"
    if "event" in kinds:
        return "events"
    if kinds:
        return "recommend"
    if understood.themes or understood.cravings or understood.weather:
        return "food" if "food" in understood.themes or understood.cravings else "recommend"
    return likely if likely in QUESTIONS else "nlu_fallback"
