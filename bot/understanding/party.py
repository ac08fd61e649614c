"""Who comes along."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from dataclasses import dataclass, field

from bot.understanding.folding import compiled, mask
from bot.understanding.found import Found
from bot.understanding.numbers import NUMBER, whole
from bot.understanding.roster import OLDEST_CHILD, YOUNGEST_SENIOR, Roster, rosters

_N = rf"({NUMBER})"
_CHILD = r"(?:[小中]学鸡|化骨龙|[细小碎奶熊]?崽崽?(?!里)|[碎细奶萌]娃娃?|毛毛(?!雨)|[细小]?伢[子崽仔]?|小囡|囡囡|妹陀|娃子|小屁孩|小萝卜头|小丫头|熊孩子|小盆友|细妹仔?|奶娃娃?|小孩子?|初中生|国中生|国小生|中学生|grand(?:kids|children|weans|bairns)|school ?(?:kids|children)|pupils?|tots?\b|small(?:ie|y|ies)s?\b|tiddlers?|rug ?rats?|ankle.?biters?|munchkins?|chisellers?|sprogs?\b|littl(?:e|') ?(?:uns?|'uns?|ones?|fell(?:a|er)s?)|wee (?:ones?|'?uns?|man|fella)|youngsters?|tiny tots?|weans?|bairns?|nippers?|kiddies?|kiddos?|teen(?:ager|agr)?s?\b|little ones?|bubs?\b|小娃|小鬼|细佬仔|马骝仔?|小不点|小家伙|小学生|读(?:小学|国小|幼儿园|幼稚园)的|孩子|小朋友|细路仔?|细蚊仔|儿童|宝宝|娃娃?|小宝贝|bb(?!车)|婴儿(?!车)|仔女|kids?|child(?:ren)?|toddlers?|babies|baby(?! ?stroller)|bab(?:y|ies)|infants?|newborns?)"
_ADULT = r"(?:大人|成人|成年人|(?:(?:fully )?grown )?adults?|adlts?|grown-?ups?)"
_SON = r"(?:儿子|女儿|闺女|丫头|囡|仔|孙子|孙女|侄子|侄女|外甥女?|男孩|女孩|男娃|女娃|sons?|daughters?|(?<!个)(?<!个 )(?:boys?|girls?)|nephews?|nieces?|grandsons?|granddaughters?|(?:wee|little|young) (?:lad|lass)(?:ie)?s?|lassies?|laddies?)"
_SENIOR = r"(?:老人家?|老辈人?|老同志|老家伙|老太太|老爷子|老大爷|老爷爷|老奶奶|ah ?mas?\b|ah ?gongs?\b|grannies|granny|gran(?:s|dads?|dmas?|dpas?|dmothers?|dfathers?)?\b|nans?\b|长者|老年人|长辈|阿公阿婆|seniors?|elderly(?: people| persons?)?|old people|pensioners?)"
_SCHOOL = r"(?:小学|国小|国中|初中|幼儿园|幼稚园|幼儿班|学前班|托儿所|低年级|[小中大]班|[一二三四五六]年级|小[一二三四五六](?![时岁个点])|kindergarten|k[123]\b|primary (?:school|[1-6])|p[1-6]\b)"
_AT_SCHOOL = rf"(?:(?:还|仲|都|也|是|系|在|喺|正)*(?:读|念|上|就读)(?:紧|住|着)?{_SCHOOL}|\s?(?:still |are |is |who are )*(?:at|in) (?:primary|elementary|nursery|kindergarten|middle|grade) ?(?:school)?)"
_ELDER_KIN = r"(?:\b(?:mum|mam|mom|dad|da|pa|mammy|lol[ao]|oma|opa|nonno|pops|mother|father|gran(?:dma|dpa|ny|dad|dmother|dfather)?|nan|nana|nonna|popo)\b|家[母父]|老太太|老爷子|爸爸|(?<!爸)爸(?!爸)|妈妈|(?<!妈)妈(?!妈)|老爸|老妈|爹|(?<![姑新大伴厨])娘|奶奶|爷爷|外婆|外公|姥姥|姥爷|阿[嬷公婆爸妈爷嫲]|嫲嫲|公公|婆婆|岳[父母]|老豆|老母|阿太|老丈人|丈母娘)"
_OF_ANY_AGE = r"\b(?:uncle|aunt(?:ie)?|husband|wife|sister|brother|cousin|friend|neighbou?r|boss|partner)\b"
_OF = r"\s*(?:个|位|名|只|条|枚|ge|go)?\s*"

_ADULTS = compiled(
    rf"{_ADULT}{_N}(?:个|位|名)|{_N}{_OF}{_ADULT}|\bwe(?:'re| are| r|'ll be| will be) (?:a (?:group|party|bunch) of )?{_N} (?!of\b|more\b|to\b)(?:(?!and\b|or\b|with\b|from\b|of\b)[a-z]+ ){{0,2}}?(?!kids|children|{_CHILD}|seniors|pensioners|retirees|elders|grandparents|hours|days|mins|minutes|weeks|months|years|nights|stops|stations|blocks|miles|kms|metres|meters|families|couples|groups|generations|pairs|cars|rooms|plus|of us|places|sights|others|yrs|guys and)[a-z]+(?<!s)s\b(?= with| and| from| who| in | on | looking| wanting| off| here| after| travelling| visiting|[,.;!]|$)"
)
_CHILDREN = compiled(
    rf"(?<=[带凑拖揽])(?:住|埋|着|咗)?{_N}(?:个|条)?(?:女仔|男仔)|\b(?:and|plus|with|&) our {_N}(?=\s*(?:$|[,.;(]))|{_CHILD}\s*\(\s*{_N} of (?:them|'em)\s*\)|(?<!公)(?:{_CHILD}|{_SON})+(?:们)?(?:(?:其实|实际上?|应该|一共|总共|原来|而家|现在|全部|今次|这次|是|系|有|变|都去|都嚟|都来|一齐去|一起去|也去|也来|[\s,，])+(?=(?:{NUMBER})(?:个|位|名)))?(?:([俩仨])(?![人口个])|{_N}(?:个(?![月小钟点半景地多展馆])|位|名|枚)(?!\s*{NUMBER}岁))|{_N} (?:(?!and\b|of\b|with\b)[a-z]+ ){{0,2}}(?:all )?(?:(?:under|below)(?: the age of)?|(?:years? )?younger than) (?:[5-9]|1[0-4]|five|six|seven|eight|nine|ten|eleven|twelve)s?\b(?! (?:km|yuan|minutes|metres|hours))|{_N} (?:year|grade|primary) (?:one|two|three|four|five|six|seven|eight|[1-8])s\b|(?<!grade )(?<!year ){_N}{_OF}(?![女男靓后][仔生])(?:of (?:us|them|whom) (?:are |is )?)?(?:都?是|系|都系|在?读)?(?:small |litt?le |young |wee |school |小|大|男|女|调皮|半大|可爱|嗷嗷待哺的)*(?:{_CHILD}|(?:学龄前|小学生|幼儿|马骝仔?)|{_AT_SCHOOL}|{_SON}(?![\u4e00-\u9fff]*(?:朋友)))"
)
_AGES = compiled(
    rf"(?:(?:(?:my|our|the) )?(?:{NUMBER} )?(?:lads|lasses|boys|girls|ones|youngsters|young ones)|{_CHILD}|{_SON})\s*(?:are |aged |ages |,|\(|分别|\s(?=\d{{1,2}}(?:\s*(?:and|,|&|n)\s*\d{{1,2}})+(?![\d:.]|\s*(?:[ap]m|o'clock|places|stops))))+\s*((?:{NUMBER})(?:岁)?(?:\s*(?:and|,|&|n\b|和|、)\s*(?:{NUMBER})(?:岁)?)+)"
)
# "a five-year-old", 一个五岁的儿子, "my son is four": how many, and how old.
_AGED = compiled(
    rf"(?:(?:小孩子?|孩子|小朋友|细路仔?|儿童|娃儿?|崽崽?)们?[\s,，:]*)?(?:{_N}(?:\s*(?:个|位|名|只|条)\s*|\s+))?(?<![\d.]){_N}\s*(?:岁|[- ]?years?[- ]olds?|[- ]?yrs?[- ]?olds?|[- ]?y/?o\b)(?:大|多|半)?(?:的|嘅)?\s*(?:{_CHILD}|{_SON}|{_SENIOR})?"
    rf"|(?P<what>{_CHILD}|{_SON}|\b(?:our|my) (?:lads?|lass(?:es)?|youngest|eldest|oldest|firstborn)\b)\s*(?:is|are|of|aged|who(?:'s| is)|才|刚|今年)?\s*(?:only |just |now |about |nearly )?(?P<age>{NUMBER})(?:岁|(?= years|$|[,.;)]| (?:and|n|should|will|would|is|are|who|both|wants?|loves?|likes?|needs?|plus|with|in|comes?|coming)\b))"
)
_SENIORS = compiled(rf"{_N}{_OF}{_SENIOR}")
_ONE_MORE_CHILD = compiled(rf"(?:加多|多加|再加|加埋|多带|多咗|多了)个(?:{_CHILD}|{_SON})")
_TWINS = compiled(
    rf"双胞胎(?:的)?(?:{_SON}|{_CHILD})?|孖仔|孖女|\btwins\b|\btwin (?:toddlers|boys|girls|babies|sons|daughters|kids|infants)\b"
)
_CHILD_AT_SCHOOL = compiled(
    rf"(?:{_SCHOOL}|{_AT_SCHOOL})(?:的|嘅)\s*(?:{_SON}|{_CHILD}|阿仔|阿女|闺女|囡囡)|(?:{_SON}|阿仔|阿女|闺女|囡囡)(?:才|刚|今年|仲|现在|啱啱)*{_AT_SCHOOL}"
    rf"|\b(?:son|daughter|boy|girl|lad|lass|grandson|granddaughter|nephew|niece)(?:'s| is)(?: still| only)? (?:in|at) (?:year|grade|primary|elementary|nursery|reception|kindergarten|infant)\b"
)
"""A child told by its school, without a number."""
_LED_BY_HAND = compiled(
    r"[遛溜]娃(?!神?车)|(?:小孩子?|孩子|娃儿?|崽崽?|小朋友|细路仔?)(?:们|哋)?放(?:暑|寒|春)?假|(?<!返去)(?<!回去)(?<!回家)(?<!屋企)(?:带|拖|凑|揽|抱|背|牵|领|携)(?:着|住|埋|上|咗|返|我|阿|个|只|条)*(?:仔(?![细裤猪鱼])|女(?![朋友票生士伴人])|囡囡?|女女|娃儿?|崽崽?|伢子?|幺儿|幺妹儿?|丫头|大宝|二宝|[小老]幺|衰仔|臭小子|小子|小朋友|小公主|小祖宗|儿子|女儿|闺女|孙子|孙女|外孙|孙)(?![们婿媳]|结婚|成家|毕业)"
    r"|\b(?:bring(?:ing)?|tak(?:e|ing)) (?:along )?(?:my|our|the) (?:little |young |wee )?(?:son|daughter|boy|girl|lad|lass|grandson|granddaughter)\b(?! in law)"
)
"""A child brought along, by words that could be of a grown-up son or daughter elsewhere."""
_PARENTS_COUNTED = compiled(
    rf"{_N}\s*(?:个|位|名)?\s*(?:宝|辣|年轻|单亲|新手)?(?:妈妈?|爸爸?|宝妈|奶爸|宝爸)(?=[\s,，]*(?:\d|[一二两三四五六七八九]个|各|一起|带|和|跟|同|加|\+|领|拖|推))"
    rf"|(?<!my )(?<!our )(?<!her )(?<!his )\b{_N} (?:other |young |single |tired |knackered |exhausted |new |frazzled )*(?:mums|moms|dads|mothers|fathers|mamas|papas|mummies|parents)\b(?! of\b|'\b)|\b(an?|one) (?:tired |knackered |new |frazzled )?(?:mum|mom|dad|mother|father|parent)\b(?! of\b|'s\b)"
)
"""Grown-ups told as those of some children."""
_YOUTHS = compiled(
    rf"{_N}{_OF}(?:高中生?|大学生|大专生|研究生|high school(?:ers?| students?| kids)|sixth formers?|college kids)"
)
"""Nearly grown up, told beside grown-ups."""
_SINGLE_PARENT = compiled(
    r"\b(?:single|lone|solo) (?:mum|mom|dad|mother|father|parent)\b(?! of\b)|单亲(?:妈妈?|爸爸?|宝妈|奶爸|家长)"
)
_EACH_BRINGS = compiled(
    rf"各自?(?:都)?(?:带|拖|抱|推|牵)(?:着|住|埋)?一?(?:个|只)?\s*(?:{_CHILD}|{_SON})|\beach (?:with|bringing|has|have|brings?) (?:an?|one) (?:\w+ )?(?:{_CHILD}|{_SON})"
)
_COUPLES = compiled(
    rf"{_N}\s*对(?:老|小|年轻|中年|退休)?(?:夫妻|夫妇|情侣|两口子|公婆|老夫妻|老夫妇|恋人|couples?)|\b{_N} (?:\w+ ){{0,2}}couples\b"
)
_JOINS = compiled(
    rf"(?<![好很许几么咁不最至大众])(?:多|加|添)(?:咗|了|埋|返|上|出)?(?P<more>{NUMBER})?\s*(?:个|位|名|张|双|把|副)(?:人|嘴|大人|成年人|成人|朋友|同事|同学|筷子|碗筷|手)(?!均|头|次)"
    r"|(?:多|再)(?:算|带|叫|加|计)(?:上|埋)?(?:我)(?:一个|个)"
    rf"|\b(?P<more_en>{NUMBER}) (?:more|extra|additional|other) (?:people|persons?|adults?|mouths?|heads?|guests?|pax|grown-?ups?|friends?|mates?|colleagues?|of us)\b(?! (?:can'?t|won'?t))|\b(?:add|plus|there'?s|there is|with|make room for|room for) (?:one more|another one|another person|an extra person)\b(?! (?:stop|place|sight|thing|day|hour|museum|park|temple|beach|night))"
    r"|\banother (?:person|adult|friend|mate|mouth|colleague|grown-?up)(?: of (?:mine|ours))?\b(?= (?:is|to|will|'s|joins|joining|coming|wants|has|decided|tagging|turned)|$|[,.;!])"
)
"""So many more come than was said before."""
_COMES_TOO = compiled(
    r"(?:我|俺|咱|我哋|我们)?(?:的|嘅|个)?(?:闺蜜|死党|发小|朋友|同事|同学|室友|舍友|老公|老婆|太太|先生|女朋友|男朋友|女友|男友|对象|媳妇|老伴|姐姐?|阿姐|家姐|妹妹?|哥哥?|阿哥|大佬|弟弟?|细佬|表[姐妹哥弟]|堂[姐妹哥弟]|大姨|小姨|阿姨|姨妈|舅舅|叔叔|姑妈|姑姑|嫂子|friend|老友|老板|邻居|搭档)(?:佢|她|他)?(?:说|话|临时|突然|刚|决定|又|而家|今次)*(?:也|都|仲|又|想|要|会|话|说){1,4}(?:跟着|跟埋|跟|一起|一齐|同埋)?(?:来(?!接|找|送|看|问|过)|嚟(?!接|揾|送|睇|问|过)|去(?=$|[\s,，.。!！了喇啦埋])|加入|参加|同行|跟(?:埋)?(?:来|嚟|去|我们|我哋))"
    r"|\b(?:my|our|a|the) (?:best |old |other )?(?:friend|mate|buddy|bestie|colleague|co-?worker|cousin|sister|brother|aunt(?:ie)?|uncle|husband|wife|partner|girlfriend|boyfriend|flatmate|roommate|neighbou?r|boss)(?:'s| is| will| wants to| has decided to| decided to| would like to| might| may)?(?: also| now)? (?:com(?:e|es|ing)(?: along)? too|com(?:e|es|ing) along|com(?:e|es|ing) with us|coming as well|join(?:s|ing)?(?: in| us)?|tag(?:s|ging)? along)\b"
)
"""One grown-up joins those told before."""
_COME = compiled(
    r"(?:佢|她|他)?(?:们|哋)?(?:两个|俩|几个)?(?:临时|突然|刚|又|而家)*(?:也|都|仲|又|想|要|会|话|说){1,4}(?:跟着|跟埋|跟|一起|一齐|同埋)*(?:来(?!接|找|送|看|问|过)|嚟(?!接|揾|送|睇|问|过)|去(?=$|[\s,，.。!！了喇啦埋])|加入|参加|同行|跟)"
    r"|(?:'s| is| are| will be)?(?: also| both| all)? (?:com(?:e|es|ing)(?: along| as well| too| with (?:me|us))|join(?:ing|s)? (?:me|us|in)|tag(?:ging|s) along)\b"
)
_COME_TOO = compiled(r"\bcoming (?:as well|too|along)\b|\btagging along\b|[也都](?:跟)?[来嚟]")
_ALSO = compiled(r"(?:[.;,] ?(?:and|plus|also|oh and)|还有|仲有|另外)\s*$")
"""Told before some more of those who come as well."""
_LEAVES = compiled(
    rf"(?:少(?:咗|了)?|减(?:咗|了|去|掉)?|走[咗了])(?P<less>{NUMBER})\s*(?:个|位|名)(?:人|大人|同事|朋友|同学)(?!均)|(?P<less_zh>{NUMBER})\s*(?:个|位|名)(?:人|朋友|同事|同学|大人)?(?:临时|突然|有事|又|都|话)*(?:不来|唔嚟|唔来|来不了|嚟唔到|去不了|去唔到|退出|不去|唔去)(?:了|喇|啦)?(?=$|[\s,，.。!！])"
    rf"|\b(?P<less_en>{NUMBER}) (?:fewer|less) (?:people|person|of us|adults?|pax)\b|\b(?P<less_out>{NUMBER}) (?:person|people|of us|friends?|mates?|colleagues?|of them) (?:is ?n'?t|are ?n'?t|can(?: ?not|'?t)|won'?t|has dropped|have dropped|dropped|bailed|has cancelled|cancelled|is out|are out)\b"
)
"""So many fewer come."""
_DROPS_OUT = compiled(
    r"(?:我|俺|我哋|我们)?(?:个|的|嘅)?(?:闺蜜|死党|发小|朋友|同事|同学|室友|舍友|老公|老婆|太太|先生|女朋友|男朋友|女友|男友|对象|媳妇|姐姐?|阿姐|家姐|妹妹?|哥哥?|阿哥|大佬|弟弟?|细佬|表[姐妹哥弟]|堂[姐妹哥弟]|大姨|小姨|阿姨|舅舅|叔叔|姑姑|嫂子|老友|老板|搭档)(?:佢|她|他)?(?:临时|突然|又|都|有事|要加班|病了?|唔舒服|不舒服|话|说){0,3}(?:不|唔)(?:来|嚟|去|跟)(?:了|喇|啦)(?=$|[\s,，.。!！\ue000])"
    r"|\b(?:my|our) (?:best |old )?(?:friend|mate|buddy|bestie|colleague|cousin|sister|brother|aunt(?:ie)?|uncle|husband|wife|partner|girlfriend|boyfriend|flatmate|boss)(?:'s| is| has| can'?t| won'?t| cannot)? (?:not coming|n'?t coming|make it(?= anymore| any more| after all|\s*(?:$|[,.;!]))|come(?= anymore| any more| after all|\s*(?:$|[,.;!]))|dropped out|dropping out|bailed|bailing|cancelled|out(?=\s*(?:$|[,.;!]))|pulled out|be (?:coming|joining)|staying (?:home|behind|at the hotel))\b"
)
"""One grown-up of those told before stays away."""
_TURNED = compiled(
    rf"{_ADULT}{_N}(?:个|位|名)\s*[,，、和]?\s*{_CHILD}{_N}(?:个|位|名)"
    rf"|{_ADULT}\s?[:x×]?\s?(?P<big>\d|[一二两三四五六])\s*[,，、和]?\s*{_CHILD}\s?[:x×]?\s?(?P<small>\d|[一二两三四五六])(?=$|[\s,，.。;!！?？])"
)
_LISTED = compiled(
    rf"(?:(?:老人家?|长者|长辈|大人|成人|成年人|小孩子?|孩子|小朋友|细路仔?|儿童)\s*{NUMBER}(?:个(?!月)|位|名)\s*[,，、和]?\s*){{2,}}"
)
_LISTED_ONE = compiled(
    rf"(?:(?P<old>老人家?|长者|长辈)|(?P<grown>大人|成人|成年人)|[^\d\s,，、和]{{2,4}}?)\s*(?P<count>{NUMBER})(?:个|位|名)"
)
"""Heads of each age, each number behind whom it counts."""
_BIG_SMALL = compiled(rf"{_N}\s*大\s*{_N}\s*[小细]")
_OLD_SMALL = compiled(rf"{_N}\s*老\s*{_N}\s*(?:[小细幼]|少(?=[^.;。]{{0,12}}?{_SCHOOL}))(?!时)")
_IN_LETTERS = compiled(r"(?<![a-z\d])(\d{1,2}) ?a(?:d|dults?)? ?[+&,/]? ?(\d{1,2}) ?[ck](?:h|hild(?:ren)?)?\b")
"""Adults and children as agencies write them: 2A1C."""
_MONTHS_OLD = compiled(
    r"\b\d{1,2}[- ]?(?:months?|mths?)[- ]?olds?\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|eighteen)[- ]months?[- ]olds?\b|个多?月大(?!肚)|(?:才|刚|刚满|仲得|得|啱啱)\s*[\d一二三四五六七八九十两]{1,3}\s*个(?:多|几)?月(?![\s,，]*(?:前|后|以|内|来|没|冇))|\bbaby of (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven) months?\b"
    rf"|个多?月(?:嘅|的)(?:{_CHILD}|{_SON})"
)
_ANY_CHILD = compiled(r"kids|children|孩|小朋友|细路|儿童|little ones|pupils|学生")
"""Words for children of which others may be told to be."""
_AND_ALSO = compiled(r"[\s,，]*(?:and|plus|with|&|\+|和|同埋?|跟|仲有|还有|加)?\s*")
_HALF_CHILDREN = compiled(
    rf"\bhalf (?:of (?:us|them|whom) )?(?:are |being )?(?:just )?{_CHILD}|一半(?:都)?(?:是|系){_CHILD}"
)
_BANDS = {"pair": 2, "twosome": 2, "trio": 3, "threesome": 3, "quartet": 4, "foursome": 4, "quintet": 5}
_BAND = compiled(
    r"\b(?:we'?re|we are|it'?s|as|just|only|us|of|for) (?:just |only )?(?:an?|the) (?:\w+ )?(pair|twosome|trio|threesome|quartet|foursome|quintet)\b(?! of (?!us\b|friends|mates))"
)
_NOT_COMING = r"(?!\s*(?:is ?n'?t|are ?n'?t|is not|can(?: ?not|'?t)|won'?t|dropped|cancell?ed|bailed|less|fewer|不(?:来|去|跟|能|参加|想去)|唔(?:来|嚟|去|跟|得)|来不|嚟唔|没法|有事|退出))"
# People of any kind: all who come.
_TOTAL = compiled(
    rf"(?:我[们哋]|一共|总共|共|一行|成班)?(?<![加多少差])(?!(?:一|1)个人)(?!(?:one|1) of us){_N}(?:来)?{_OF}(?:号)?(?:人(?!民|均|预算|抓|限|\s*\d)|people|ppl|peeps|persons?|pax|of us|travell?ers|guests|visitors|adults and children){_NOT_COMING}"
    rf"|(?<![加多少]){_N}位(?!老师|数|[老客朋同领嘉])|(?<!give )(?<!gave )(?<!given )(?<!get )(?<!show )(?<!find )(?<!make )(?<!bring )(?<!cost )(?<!charged )\bus (?!an?\b){_N}(?=\s*(?:$|[,.;!?\ue000]|plus\b|and\b|with\b|are\b|will\b|want\b))|\bfor (?!an?\b){_N}(?=\s*(?:$|[,.;!?\ue000]|this|next|on|tomorrow|today|people|adults|pls|please))|我[们哋]\s*{_N}(?=\s*(?:$|[,.，。]))|{_N}家头|[阮伲]\s*{_N}个(?!{_CHILD}|{_SON}|{_SENIOR})"
    rf"|\b(?:we're|(?:(?<=so )|(?<=and )|(?<=^))were|we are|we r)(?: only| just| now| down to){{0,2}} {_N}(?: (?:left|now|in total|altogether))*(?=\s*(?:$|[,.;!?\ue000]))"
    rf"|(?:加|连)(?:上|埋|同)?我(?:自己)?(?:一共|总共|合共|共|就|系|是|凑够|刚好)*{_N}(?:个(?:人)?|位|人|口|家头)(?=$|[\s,，.。;!！\ue000]|去|来|想|要|一起|一齐|都)|[和跟同与]我(?:自己)?(?:一共|总共)?{_N}(?:个(?:人)?|人|家头)(?=$|[\s,，.。;!！\ue000]|去|来|想|要|一起|一齐)|(?:group|party|team|family|class|bunch|crew|gang|club|society|choir|delegation|squad|coach ?load|office|department|troop|pack|contingent|circle|crowd) of {_N}|\b(?:party|group|numbers?|we|us)(?:'s| is| are|'re)?(?: now)? (?:down|up) to {_N}(?! (?:places|stops|hours|km|yuan))|(?:婆媳|母女|母子|父子|父女|爷孙|祖孙|婆孙|姐弟|兄妹|姑嫂|翁婿|妯娌|师徒|闺蜜|姊妹|姐妹|兄弟){_N}(?:个|位)(?![小女男细])|{_N}口(?:人|之家)|\b{_N}[- ]person (?:family|group|party|team)|我[们哋]{_N}个(?!{_CHILD}|{_SON})"
    rf"|(?:\bin |\ba )?\btotal(?: of)? {_N}(?=\s*(?:$|[,.;!?]|people|persons|pax|of us))(?! ?(?:km|yuan|places|stops))|\b(?:will be|we'?ll be) {_N}(?=\s*(?:$|[,.;!?]|in total|altogether|in all))|我[和跟同与][\u4e00-\u9fff]{{1,4}}?(?P<of>{_N}个(?:人)?)(?=$|[\s,.，。!！?？\ue000陪带照扶推今明后听大周星礼五去来想要打准行])"
)
# Grown-ups told by what they are to each other: those who come along with the speaker, or all.
_COMPANIONS = compiled(
    rf"(?<![多少见]){_N}{_OF}(?:my |our |other |more |old |university |college |poor |broke |skint |retired |young |老|大|男|女|好|穷|帅|靓|美|年轻|后生|退休|单身|外地|本地|可怜|大学|大专|高校|爱玩|贪吃)*(?:(?![点景馆地站月天小时钟店家里路个和跟同带大])[\u4e00-\u9fff]){{0,4}}?(?:(?!(?:with|of|for|and|or|from|at|in|on|to|the|a|my|our|more|other|days?|hours?|nights?|good|great|best|close)\b)[a-z]+(?<!s) )?"
    r"(?:(?:[6-9]0|[01]0|零零|九零|八零)后|(?:摄影|打工|单车|驴|骑|车|影|飞|麻雀)[佬友]|摄影师|程序员|设计师|工程师|医生|护士|警察|军人|老兵|党员|会员|学员|职员|店员|球员|社员|成员|公务员|运动员|志愿者|教练|[阿大][叔婶伯姨妈爷娘]|叔叔|伯伯|女生|男生|男仔|女士|男士|女孩子|后生仔?|女仔|靓女|靓仔|帅哥|美女|妹子|妹纸|汉子|爷们儿?|大老爷们|老铁|搭子|拍档|网友|球友|牌友|麻友|工友|酒友|钓友|发小|街坊|邻居|同乡|阿姨|大妈|大叔|姑娘|小伙子?|大学女生|同学|同事|大学生|研究生|高中生|学生|客人|客户|老?师|教师|导师|领队|领导|老板|员工|队员|队友|游客|旅客|团友|驴友|战友|室友|舍友|闺蜜|姐妹|姊妹|兄弟|哥们儿?|死党|亲戚|朋友|友仔?|老外|嘉宾|贵宾|伙伴|老乡"
    r"|(?<=个)girls\b|(?<=个)boys\b|(?<=个 )girls\b|(?<=个 )boys\b|(?<!\w)girlfriends\b|friends?\b|[a-z]*mates?\b|buddies\b|pals?\b|besties\b|students?\b|undergrads?\b|colleagues?\b|co-?workers?\b|teachers?\b|clients?\b|customers?\b|classmates?\b|(?:room|flat)mates?\b|cousins?\b|sisters?\b|brothers?\b|siblings\b|aunt(?:ie)?s\b|uncles\b|relatives\b|backpackers?\b|women\b|men\b|ladies\b|lads\b|guys?\b|leaders\b|employees\b|staff(?: members)?\b|helpers\b|carers\b|chaperones\b|coaches\b|instructors\b|volunteers\b|neighbou?rs\b|nurses\b|foodies\b|photographers\b)"
    rf"{_NOT_COMING}"
)
_COUNTED_AFTER = compiled(
    rf"(?<![\d一二三四五六七八九十两百][个位名])(?:学生|大学生|研究生|同学|同事|朋友|老友|闺蜜|姐妹|姊妹|兄弟|哥们|死党|驴友|打工人|社畜|上班族|游客|队员|室友|舍友|老师|团友|亲戚|老乡|后生仔?|男生|女生|老外)(?:党|狗)?\s*{_N}\s*(?:个(?!月|小时|钟|点|地|景|方案|多)|位|名|枚|人(?!均))"
)
"""Grown-ups of whom the number is told behind."""
_MEETS = compiled(
    r"(?:见|探|\b(?:meet|meeting|see|seeing|visit|visiting|for|from|of|by|(?:eat|eating|lunch|dinner|dine|dining|drinks?|coffee|tea) with))\s*$"
)
"""Told before those who don't come along."""
_WITH = compiled(
    r"(?:我|\bme|\bi|\bmyself|\bmy ?self)[^,，.;。]{0,8}?(?:和|跟|同|与|带|陪|约|\+|&|\bn\b|\band|\bplus|\bwith)(?:着|了|埋|咗|上)?\s*(?:my |the |other |我的|另外)*$"
    r"|(?:^|[\s,，.。;\ue000])(?:和|跟|同|与|约了?|约咗|约埋|(?:travelling |traveling |going |coming )?with)\s*(?:my |other )?$"
)
"""Told before those with whom the speaker comes."""
_TWO_OR_THREE = compiled(
    r"(?:我|咱|俺|额|们|哋|姐妹|姊妹|兄弟|哥|姐|娘|爷|爹|口|友|蜜|事|伴|女|子|媳|孙|弟|妹|婆|就这|就呢|就|总共|一共|咱这)(?P<few>[俩仨])(?!个?(?:景|地|点|站|小时|钟|馆))"
)
_CARRIES_ON = compiled(r"\s*(?:人)?(?:一起|一齐|会|来|嚟|都|要|轮流){0,2}(?:陪|照顾|照看|睇住|扶|推|服侍|伺候|看着)")
"""Told after those who look after the others and are not among them."""
_US_TOO = compiled(r"(?:\band|\bplus|\bwith|&|\+|和|跟|加上?|加埋|同埋?|还有|仲有)\s*$")
_TOGETHER = compiled(
    rf"(?<!不)(?:一共|总共|合共|(?<![公一总合拢统])共|合起来|加起来|拢共|统共|夹埋|加埋|凑一起)(?:是|系|有|就|得)?{_N}(?:个(?![景地站月小钟点展馆])(?:人)?|位|口(?:人)?|人)(?!\s*(?:景点|地方|小时|点))"
)
"""How many all are, those that were named before included."""
_EXTRA = compiled(
    r"[\s,，]*(?:and|plus|\+|&|加上?|加埋|外加|再加|连埋?|还有|仲有|带着?|带埋|拖着?|拖埋|with|和|跟|同埋?)\s*"
)
"""Between a number of people and others who are not among them."""
_AND_I = compiled(
    r"[和跟同与]我(?![们哋])|我[和跟同与]|\b(?:and|n|plus) (?:i|me|myself)\b|[&+] ?(?:i|me|myself)\b|\b(?:me|i) (?:and|n|plus)\b|\bme ?[&+]|加(?:埋|上)?我(?![们哋])|(?:仲有|还有)我(?=$|[\s,，.。自])"
)
_PLUS_ME = compiled(r"\b(?:plus|and|with) (?:me|myself)\b|\bmyself (?:and|plus)\b|加(?:埋|上)?我(?:自己)?(?![们哋])")
_COUNTED_IN = compiled(r"[加连].*我|[总合]共|起来|拢共|统共|夹埋|凑|total|including")
"""In a number of all that whoever speaks is counted in."""
_BOTH_OLD = compiled(
    r"\bboth (?:of us )?(?:are )?(?:well )?(?:past |over |in our (?:late |early )?)?(\d{2}|sixty|seventy|eighty)(?:ish)?\b|都(?:系|是)?(\d{2})岁"
    rf"|(?:两个|两位|二位|俩|两人|俩口子|爷娘|爹娘|老伴儿?|爸妈|父母|他们|佢哋|我们|我哋|我俩|咱俩|两老|二老|夫妻|妈)[^.;。]{{0,14}}?(?P<of>都(?:系|是)?(?:快|已经|年过|年届|年近|过|上|差不多|奔|就)*{_N}(?:岁|多|几|了|\+|好几|大几|来岁|出头|开外|有余|挂零|有多|往上|边上|$|[,，.。]))"
)
_PAIR_AGED = compiled(
    r"(?:爸妈|父母|爹娘|爹妈|爷娘|老爸老妈|(?:我|阿|俺)?爸(?:爸)?(?:和|跟|同|、|,)?(?:我|阿|俺)?妈(?:妈)?|爷爷奶奶|阿公阿[婆嬷妈]|外公外婆|姥姥姥爷|公公婆婆|家公家婆|岳父岳?母|老豆老母|两老|二老|老两口|两公婆)(?:两个|今年|已经|也|快|都|就|要|上|过|有|差不多|奔|、|,|，)*([6-9]\d|[六七八九]十[一二三四五六七八九]{0,2})(?:好几|大几|来|多|几|出头|开外)*(?:岁|了|(?=$|[\s,，.。]))"
)
"""Two elders told with one age."""
_ALL_OLD = compiled(
    rf"\b(?:all|everyone|everybody|each|each one|every one)(?: of (?:us|them))?(?:'s| is| are| being)? (?:well |now |already )*(?:above|over|past|older than|at least|about|around|aged|aged over|in (?:our|their) (?:late |early |mid )?)+ ?{_N}s?\b"
    rf"|(?:个个|全部|全都|全员|清一色|人人|每个|大家)(?:人)?(?:都)?(?:系|是)?(?:已经|年过|过|超过|上|差不多|快|有)*{_N}(?:岁|多|几|好几|来岁|以上|出头|有多)"
    rf"|平均(?:年龄|年纪|岁数)?(?:都)?(?:系|是)?(?:已经|快|过|有|差不多)*{_N}(?=$|[\s,，.。岁多几好来])|\baverage age (?:is |of |about |around )*{_N}\b"
    rf"|(?:^|[\s,，])(?:我[们哋]|大家|咱们)?都(?:系|是)?(?:已经|年过|过|超过|上|差不多|快|有)*{_N}(?:岁|多岁|多|几岁|好几|来岁)(?:以上)?(?=$|[\s,，.。了喇啦嘅的])"
    rf"|(?<=人)[^,，.。;]{{0,6}}?都(?:系|是)?(?:已经|年过|过|超过|上|差不多|快|有)*{_N}(?:岁|多岁|几岁|好几|来岁|以上)"
)
"""All who come are of an age."""
_ALL_RETIRED = compiled(
    r"\b(?:all|everyone|everybody)(?: of (?:us|them))?(?:'s| is| are)? (?:(?:well |now )?in (?:our|their) (?:late |early |mid[- ]?)?(?:sixties|seventies|eighties|nineties|[6-9]0'?s)|(?:pensioners|retirees|seniors|senior citizens|oaps|elderly))\b"
    r"|(?:全部|全都|全是|全系|个个|清一色|人人)(?:都)?(?:系|是)?(?:老人家?|长者|老年人|退休老人|退休长者|老太太|老大爷)"
)
_KIN_AGED = compiled(
    rf"(?:{_ELDER_KIN}|{_OF_ANY_AGE})\s*(?:\(|（)\s*{_N}(?:岁| ?y/?o| ?yrs?(?: old)?)?\s*(?:\)|）)"
    rf"|(?:{_ELDER_KIN}|{_OF_ANY_AGE})(?:,|;)?(?: and)?(?: who)?(?:'s| is| (?:she|he)(?:'s| is)|(?= (?:[6-9]\d)(?:\s*(?:n\b|and\b|&|,|$|comm?ing\b|both\b|want|like|love))))(?: now| already| just turned| turning| nearly| almost| about)? {_N}(?=\s*(?:$|[,.;!?)&]|and\b|coming\b|comming\b|on\b|this\b|next\b|years? old|yo\b|n\b|but\b|so\b))"
    rf"|(?<![爸爹和跟同]我)(?<![爸爹豆窦公爷母妈婆嫲奶]){_ELDER_KIN}(?:今年|已经|都|也|快|有)*([6-9]\d|[六七八九]十[一二三四五六七八九]?)(?:岁|多|几|了)*(?=$|[\s,，.。]|我|阿|同|和|[爸妈爷奶膝腿脚腰行走身耳眼坐怕不唔])"
)
"""An elder told with the age."""
_AGE_TOLD = compiled(
    rf"(?<![爸爹和跟同]我)(?<![爸爹豆窦和跟同])(?:我|咱|俺)?(?:妈|爸|娘|爹|奶奶|爷爷|外婆|外公|姥姥|姥爷|阿嬷|阿公|阿婆|嫲嫲|老豆|老母|老窦)(?:今年|已经|都|快|也){{0,3}}{_N}(?:岁|多岁|几岁|了|好几)"
)
_SELF_AGED = compiled(
    rf"\bi(?:'m| am|m) (?:now |already |nearly |almost |turning |just turned |a (?:spry |sprightly )?)*{_N}(?:[- ]year[- ]old\b|(?: years?(?: old| young)?)?(?=\s*(?:$|[,.;!?)]|and\b|but\b|so\b|now\b|with\b)))"
    rf"|(?:老朽|老汉|老身|老夫|本人|我|俺|吾|余)(?:今年|已经|已|都|快|年|年届|年过|年近|虚岁|将近)*(?:([6-9]\d|[六七八九]十(?:有)?[一二三四五六七八九]?)(?:岁|几|多|有余|了|喇|的人|嘅人|(?=$|[\s,，.。]))|(?P<decade>[六七八九])旬)"
)
"""The age of whoever speaks."""
_THEN_AGED = compiled(
    r"(?:^|[\s,，.。;]|\band |\bbut )(?:(?:他|她|佢|人家|老人家?)(?:今年|都|已经|快|也|就要)*([6-9]\d|[六七八九]十[一二三四五六七八九]?)(?:岁|几|多|了|喇|啦|出头|(?=$|[\s,，.。]))|(?:(?:she|he)(?:'s| is)|(?:she|he)) (?:now |already |nearly |almost |turning |just turned |well |over |in (?:her|his) (?:late |early |mid )?)*([6-9]\d|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?(?=\s*(?:$|[,.;!?)]|and\b|but\b|so\b|now\b|years\b|yo\b)))"
)
"""The age of somebody named before."""
_SOME_OLD = compiled(
    rf"\b{_N}(?: of (?:us|them|whom))?(?: (?:is|are|being))? (?:well |now |already )*(?:(?:over|above|past|aged(?: over)?) (?:6\d|7\d|8\d|9\d|sixty|seventy|eighty|ninety)|in (?:our|their|her|his) (?:late |early |mid[- ]?)?(?:sixties|seventies|eighties|nineties|[6-9]0'?s))\b"
    rf"|(?:其中|有|里面|当中){_N}(?:个|位|人|名)(?:都|已|已经)?(?:系|是)?(?:过|超过|上|年过)?(?:6\d|7\d|8\d|[六七八九]十)(?:岁|几|多|以上|出头)"
)
"""Some of all are of an age."""
_LONE_PARENT = compiled(
    rf"(?<![我陪带同跟和])(?:(?:娃|孩子)他?)?(?:老爸|老妈|爸爸?|妈妈?|阿爸|阿妈|奶爸|宝妈|老豆)(?:一个人?|单独|独自|单枪匹马|自己|一人|单身|一手){{0,2}}(?:带|凑|领|拖|看)(?:着|住|埋)?(?=(?:{NUMBER}(?:个|只|条|名)?)?{_CHILD}|{_SON}|对?孖|双胞胎|我|$|[\s,，.。])(?!我(?:们|哋|和|跟|同))|(?:得|就|只有|剩)我(?:自己)?一个(?:做|当)?(?:阿爸|阿妈|爸爸|妈妈|老爸|老妈|老豆|奶爸|宝妈|家长|大人)(?:的|嘅)?"
    rf"|\b(?:just|only) (?:a )?(?:mum|mom|dad|mam|daddy|mummy|mother|father) (?:and|with|plus) (?=(?:the |my |our |his |her )?(?:{NUMBER} )?(?:{_CHILD}|{_SON}|twin))|\b(?:the |i'?m the |i am the |with )?(?:only|sole) (?:adult|grown-?up)\b(?! (?:is not|isn't))"
)
"""One parent alone with the children."""
_CHILD_IS = compiled(
    r"(?:^|[\s,，.。;\ue000])(?:我|我家|家里|俺|俺家|额|阮|我哋|个|只|条|阿|两|的|嘅|家|我屋企)*(?:小孩子?|孩子|儿子|女儿|闺女|娃儿?|仔仔?|女女|女(?=食|坐)|囡囡?|小朋友|细路仔?|孙[子女仔]|bb仔?|宝宝|崽崽?)(?:们)?(?:才|刚|又|会|一|容易|也|还|仲|啱|好|很|最|有点|有啲|太|对|坐\S{1,3}?|\S{2}(?=过敏)){0,3}(?:吐|晕车|晕|过敏|敏感|怕|吵着|嘈住|闹着|走不动|行唔郁|还小|仲细|考完|放假|放暑假|跟着|跟埋|跟住|跟|爱|钟意|中意|喜欢|迷|想(?!当))(?![^,，.。;]{0,2}(?:不来|唔嚟))"
    r"|\b(?:my|our|the) (?:(?:wee|little|young|youngest|eldest|oldest) )?(?:son|daughter|lad|lass|boy|girl|grandson|granddaughter)(?:'s|s'| has| is)? ?(?:(?:just|really|so|a bit|very) )?(?:got|gets?|allergic|carsick|car ?sick|travel ?sick|hates?|loves?|likes?|scared|afraid|wants? to (?:see|go|come|ride|touch)|can'?t (?:sit|walk|eat|handle)|naps?|sunburnt|mad (?:on|about|for)|crazy about|obsessed|into)\b"
)
"""A child of whom something is told that matters on the way."""
_NO_CHILD = compiled(
    rf"(?:全部?|都|清一色)(?:都)?(?:是|系)(?:大人|成人|成年人)|\b(?:all|only|just) (?:of us )?(?:are )?(?:adults|grown-?ups)\b|(?<!有)(?:没有?|冇|无|不带|唔带|没带|唔使带|0个|零个)(?:小孩子?|孩子|小朋友|细路仔?|儿童|娃儿?)(?![票餐椅玩])|(?:{_CHILD}|{_SON}|闺女|囡囡|阿仔|阿女)(?:们)?(?:又|都)?(?:不|唔)(?:跟着|跟|来|嚟|去|参加|同行)(?:了|喇|啦)?|(?:{_CHILD}|{_SON}|闺女)(?:们|哋)?(?:就|都|今次|这次)?(?:留|放|搁|丢|待)(?:在|喺|给|畀|俾)?(?:家|屋企|酒店|爷爷|奶奶|外婆|外公|老家|婆婆|阿嫲)|\b(?:left|leaving) (?:the|our|my) (?:kids|children|baby|boys|girls|son|daughter|little ones?) (?:at home|home|behind|with)\b|(?:without|no) (?:the )?(?:kids|children)|\b(?:kids|children|boys|girls) (?:are |is |will be )?(?:staying|not coming|stay)(?: home| behind| with)?\b"
)
_OF_US = compiled(rf"\b(?!one\b|1\b){_N} of us\b")
_FAMILY = compiled(
    rf"(?:一家|全家)(?:大小|老小|上下|大细|老幼|老少|男女老少|老老小小)?(?:一共|总共|共)?{_N}(?:口|个?人)|family of {_N}"
)
_A_CHILD = compiled(rf"\ban? (?:small |little |young |new)?{_CHILD}")
"""Told of a family it is the one to be careful of, not the only one."""
_COUPLE = compiled(
    r"夫妻俩|情侣|夫妻|夫妇|(?<![送给俾畀买])(?:老婆(?!饼)|老公(?!公))(?![^,，.。]{0,5}(?:不去|不来|唔去|唔嚟|唔来|没空|冇空|闹|骂|call|上班|公司|做好|煮))|\bwo (?:he|gen) (?:wo ?)?(?:de ?)?(?:nv ?peng ?you|nan ?peng ?you|lao ?po|lao ?gong|peng ?you)\b|两口子|两公婆|条女|拍拖|小两口|蜜月(?!湾|桥|期|岛|酒店)|新婚(?!路|街)|(?:刚|才|啱啱)(?:刚)?(?:领证|结婚|扯证|领咗证|结咗婚)|结婚(?:\S{0,2}周年)?纪念日?|\bnewly-?weds?\b|\b(?:just|we|finally) (?:got )?(?:married|hitched|wed)\b|\bour (?:\w+ )?(?:wedding )?anniversary\b|(?:得|有)个?(?:女|仔|儿子|女儿|闺女|保姆|工人|护工|孙女?)(?:推|陪|照顾|睇|扶)(?:住|着|埋)?我|honeymoon|二人世界|[携偕](?:妻(?!子?(?:儿|女))|夫|友|侣|爱侣)|\b(?:me|i),? (?:and )?(?:the )?hubby\b|\bcouple\b(?! of\b| more\b)|\ba couple of us\b|(?:我?[和跟同与加]|带|约了?|约埋|约咗|陪|\bwith )(?:着|上|埋)?\s*(?:我的?|俺的?|额的?|咱的?|阮|屋企|my |the |me |our )?\s*"
    r"(?:屋里(?:头的?|堂客|人)|堂客|婆娘|婆姨|当家的|孩子他?[爸妈爹娘]|娃他?[爸妈爹娘]|未婚[妻夫]|另一半|枕边人|内人|外子|那口子|爱人|相好|情人|男人|老汉儿?|老头子|女朋友|男朋友|女友|男友|老婆|老公|太太|先生|妻子|丈夫|对象|媳妇|室友|舍友|闺蜜|朋友(?!们|会合|见面|碰面|碰头|[^,，.。;]{0,5}[吃食喝饮])|friend\b(?![^,，.。;]{0,5}[吃食喝饮])|wife|husband|girlfriend|boyfriend|partner)"
    r"|(?:屋里(?:头的?|堂客|人)|堂客|婆娘|当家的|孩子他?[爸妈爹娘]|娃他?[爸妈爹娘]|未婚[妻夫]|另一半|枕边人|内人|外子|那口子|爱人|相好|情人|女朋友|男朋友|女友|男友|老婆|老公|太太|妻子|丈夫|对象|媳妇|闺蜜)\s*[和跟同与]\s*(?:我|俺|额)(?![们哋])|[俺额][和跟同与](?:俺|额)?(?:闺蜜|朋友|同学|同事)"
    r"|\bmy (?:room ?mate|flatmate|cousin|sister|brother|mate|buddy|colleague|friend) and (?:me|i)\b|\bwith my (?:room ?mate|flatmate|cousin|sister|brother|mate|buddy|colleague|boss|carer|caregiver|helper|nurse|assistant|interpreter|driver|aide)\b|\b(?:my|the|me) (?:wife|husband|better half|other half|significant other|missus|hubby|hubs|wifey|fianc[eé]e?|spouse)\b(?!'s (?:work|meeting|office|birthday present))|\bmy (?:girlfriend|boyfriend|partner|gf|bf|bae|mrs|mister|old man|girl|fella)\b(?! and (?:our|my|the) (?:dad|mum|mom))|(?:我?[和跟同与带陪]|就)(?:着|上|埋)?(?:我)?(?:bf|gf|对象|女票|男票)|(?:我|俺|额)[和跟同与带陪约](?:着|上|埋)?(?:我|俺|额|个|家里?)?(?:弟弟?|妹妹?|哥哥?|姐姐?|表[姐妹哥弟]|堂[姐妹哥弟]|细佬|细妹|家姐|大佬|阿[妹哥姐弟]|老弟|老妹|姐夫|妹夫|嫂子|大姨|小姨|姑姑|姑妈|舅舅|舅妈|叔叔|伯伯|姨妈)(?=$|[\s,，.。去来嚟玩逛出想到今明后周礼星下行])|老夫老妻|两口儿|(?:就|得|剩)我(?:俩|两个|哋两个)|公婆两个"
)
_ALONE = compiled(
    r"(?:剩|就|得|只有|净系|剩返|剩下)(?:返|下)?(?:我|俺|额)(?:一个|自己|自个儿?|一条友|独个)|自个儿(?:去|来|玩|逛|一个)|(?<![三四五六七八九十两二百千元块蚊币])(?<![每多少加])(?<![多少加]了)一个人(?!预算|[\s]*(?:\d|[一二两三四五六七八九]?百)|抓|预|计|控制|压|限|封顶|大概|大约|最多|不超过)(?!要?(?:使|花))(?![\d一二三四五六七八九十百]|人?均)|独自|独旅|独[行游](?!侠)|(?:一|单)人(?:独)?(?:游|旅行|旅|出行|行程)(?!客)|单独(?:一个|出行|旅行|出游)|孤身|自己一个|(?:女生|女子|男生|妹子|打工人|社畜|上班族|背包客|小资女|学生党?|宅男|宅女|大叔|本人|在下|独行侠|单身[狗汉]|光棍|闲人|土著|路痴|吃货|游客)一(?:枚|只|条|个(?!月|人))|\bparty of one\b|\b(?:on|all on) my (?:tod|lonesome|jack)\b|\b(?:me,? )?myself and i\b|我自己(?:一个|(?:去|来)(?!过|咗)|玩(?!过))|就我自己|(?:得|剩|剩返|净系)(?:返)?我(?:一个|自己)|\balone\b|by myself|\bsolo\b|(?:just|only) me\b|on my own"
)
_PARENTS = compiled(
    r"老两口|老父老母|\b(?:couple|both(?: of us)?|two of us)[^,.;]{0,8} in (?:our|their) (?:late |early |mid[- ]?)?(?:sixties|seventies|eighties|nineties|[6-9]0s)\b|爷娘|爹娘|老爸老妈|老妈老爸|俺[爹娘][和跟同]?俺?[爹娘]|家公家婆|老丈人[和跟同]?丈母娘|双亲|(?<!dinner with )(?<!lunch with )(?<!(?:have|ving) \ue000{5} with )(?<!(?:have|ving) \ue000{6} with )(?<!eating with )(?<!eat with )(?<!meal with )(?<!drinks with )(?<!tea with )(?<!meeting )(?<!meet )(?<!visit )(?<!visiting )(?<!see )(?<!seeing )\b(?:my|our|the) (?:folks|in-?laws|grandfolks|old folks|oldies)\b(?! (?:museum|street))|父母|(?:我|老|阿|俺|额|咱|阮)?(?:爸爸?|爹|老豆|老窦)(?:[和跟同与,、]|同埋)?(?:我|老|阿|俺|额|咱|阮)?(?:妈妈?|娘|老母)|(?:爷爷|阿爷|阿公)[和跟同与,、]?(?:嫲嫲|奶奶|阿嬷|阿嫲|阿婆|阿妈)|(?:外公|公公|姥爷)[和跟同与,、]?(?:外婆|婆婆|姥姥)|老豆老母|老豆同(?:埋)?老母|老窦老母|阿爸阿妈|阿公阿[嬷妈婆]|阿爷阿嬷|爷爷和?奶奶|岳父岳母|公公和?婆婆|爸妈|阿爷阿嫲|公公婆婆|爸爸妈妈|爹妈|爷爷奶奶|外公外婆|公公婆婆|岳父母|两老|二老|\bmy parents\b|(?<!without )(?<!no )\bgrandparents|\b(?:grand(?:ma|mother)|gran|nan|mum|mom|dad|grand?(?:pa|dad|father)) and (?:grand(?:ma|mother|pa|dad|father)|gran|nan|mum|mom|dad)\b|(?<!without )(?<!no )\bparents\b|\bma and pa\b|\bmam and dad\b"
)
_TWO_ELDERS = compiled(
    rf"(?P<one>{_ELDER_KIN})\s*(?:[和跟与,、+&同加]|同埋|仲有|还有|\band\b|\bplus\b|\bn\b)?\s*(?:我|阿|俺|my |our |the )?(?!(?P=one)){_ELDER_KIN}"
)
"""Two elders named one after the other."""
_GRANDPARENTS = compiled(
    r"(?:爷爷|阿爷|阿公|外公|姥爷)[和跟同与,、]?(?:嫲嫲|奶奶|阿嬷|阿嫲|阿婆|阿妈|外婆|姥姥)|grandparents|祖父母"
)
_MIDDLE = compiled(r"爸妈|爸爸[和跟同与,、]?妈妈|父母|\bparents\b|\bmum and dad\b")
_PARENTS_WITH_CHILD = compiled(
    rf"(?<!带)(?<!陪)(?<!陪我)(?<!带我)(?<!我)(?:爸妈|爸爸妈妈|(?<!grand)(?<!my )(?<!our )parents|mum and dad)\s*(?:带着?|带埋|同|和|with|and|plus)\s*(?:the |their |{NUMBER}|个|名|只|条|\s)*(?:{_CHILD}|{_SON})"
)
_OLD = compiled(
    r"(?:我|俺|阿|老)(?:爸|妈|爹|娘)(?:也|都|仲|要|想|会|说|话){1,3}(?:跟|一起|一齐)*(?:来(?!接|找|过)|嚟(?!接|揾|过)|去|加入)|\b(?:gran|nana?|granny|mum|mom|mam|mammy|dad|da)(?:'s| is| will be)?(?: now| also| all)? (?:com(?:ing|es?)|tag(?:ging|s)|join(?:ing|s)|wants? to (?:come|join))\b|阿爷|阿娘|俺[娘爹]|老娘(?!舅)|老爹|家[母父慈严](?!子|口|亲|具)|老[父母]亲|祖[父母]|老丈人|岳丈|阿太|姨婆|姑婆|舅公|家公|家婆|(?:家里?(?:的|嘅|头)?|屋里(?:头)?|屋企(?:嘅)?|我|俺|咱|额|带|陪|同|和|跟|有|扶)(?:着|个|位|一个|一位)?(?:老太太|老爷子|老头儿?|老太(?!婆饼)|老寿星)|老人家?|长者|老年人|长辈|奶奶|爷爷|外婆|外公|姥姥|姥爷|丈母娘|岳母|岳父|丈人|老丈人|婆婆|阿嫲|阿嬷|阿婆(?!田)|阿公|阿妈|妈妈|老妈|母亲|爸爸|老爸|父亲|阿爸"
    r"|(?:带|陪|同|和|跟)(?:着|上|埋)?(?:我|咱|俺|阿)(?:妈|爸|娘|爹|老豆|老母)(?![\u4e00-\u9fff]{0,2}(?:煲|煮|做的))"
    r"|(?<!somebody's )(?<!someone's )\b(?:grand?(?:ma|pa|mother|father|dad|mum)|grann(?:y|ie)|(?:my|our|the|plus|and|with) (?:gran|nan|nana)|(?:(?<!happened )(?<!spoke )(?<!talked )with|taking|bringing|plus) (?:mum|mom|dad|mam))\b(?! (?:was|used to|lived|fought|slipped|wandered|went missing|gave|told|said|recommended|has cooked|grew up))(?!'s (?!with|coming|here|decided|joining|legs|knees|feet|in\b|not|got|tagging|along|joined|up for|visiting|\d))|\b(?:my|our|me|the|with|taking|bringing|plus|and) (?:mam|nonna|nonno|abuela|oma|opa|lola|lolo|halmoni|amma|yeye|nai ?nai|mother[- ]in[- ]law|father[- ]in[- ]law)\b(?! (?:was|used|lived|told|said))|\bmy (?:grandfath?\w{0,3}|grandmoth?\w{0,3})\b|\b(?:ah ?ma|ah ?gong|por ?por|po ?po)\b|\bmy (?:mum|mom|dad|mother|father)\b|\belderly\b|\bseniors?\b"
)
_ELDER_TOPIC = compiled(
    rf"(?:^|[\s,，.。;])(?:我|俺|家里的?)?({_ELDER_KIN})(?=[^\s,，.。;]|\s*(?:wants?|likes?|loves?|needs?|can|just|only))(?!说|讲|以前|当年|的|嘅|家|不来|唔嚟)"
)
"""Elders of whom a clause each tells what they want."""
_LONG_AGO = compiled(
    r"(?:以前|当年|生前|年轻|后生嗰|小时候|细个|讲过|说过|话过|教我|间[铺舖]|间屋|留下|留低|[那嗰](?:代|辈|时|阵))"
)
"""Told behind an elder of whom there is only a tale."""
_BROUGHT = compiled(r"(?:带|陪|推|扶|同|和|跟)(?:着|住|埋|上)?(?:他|她|佢|老人)")
_BRINGS_CHILD = compiled(
    rf"(?:(?:(?<=, )|(?<=\band )|(?<=& ))(?=(?:the|our|my|her|his|their) )|\b(?:her|his|their)(?= )|带着?|有|拖|携|陪|我的|我[们哋]|仲有|和|同|\bwith|\bmy|\bour|\bhave|\bhas|\bplus)\s*(?:着|埋|个|只|条|the |a |my |our |her |his |their |small |little |young )?\s*({_CHILD})"
)
_SENIOR_STAYS = compiled(
    rf"(?:{_SENIOR}|阿[嬷婆公爷嫲妈爸]|奶奶|爷爷|外婆|外公|婆婆|公公|嫲嫲|姥姥|姥爷|爸妈|爸爸|妈妈|老[爸妈豆母]|我妈|我爸)(?:说|话)?(?:她|他|佢|她们|他们)?(?:又|都|也|就)?(?:[^,，.。;不唔说话想]{{0,5}}(?:疼|痛|病|累|事|班|舒服|烧|差))?(?:不|唔)(?:跟着|跟|来|嚟|去|参加|同行)(?:了|喇|啦|$|[,，.。])|(?<!有)(?:没有?|冇|无|不带|唔带|没带|0个|零个)(?:老人家?|长者|长辈|老年人)(?![票卡证])"
    r"|\b(?:no|without(?: any)?|zero) (?:more )?(?:seniors|elderly|old folks|pensioners|grandparents|oldies)\b(?! (?:discount|ticket|price|rate|fare))|\b(?:gran(?:dma|dpa|ny)?|nan|mum|dad|my parents|the grandparents) (?:is|are)(?: not|n'?t) coming\b"
)
_MINDED_BY = compiled(
    r"\b(?:stay(?:s|ing)?|left|leav(?:e|ing)|remain(?:s|ing)?)\b[^,.;]{0,12}\bwith (?:my |the |our |their )?$|(?:留|交|放)(?:在|给|畀|俾|喺)\s*$"
)
"""Told before somebody who looks after those that stay at home."""
_WHEELCHAIR = compiled(r"轮椅|坐轮(?=$|[\s,，.。])|\blun ?yi\b|\bwheel[- ]?cha?i?r")
_STROLLER = compiled(
    r"推小车|小推车|遛娃(?:神)?车|溜娃(?:神)?车|娃娃车|伞车|婴儿车|bb车|车仔.{0,2}bb|bb.{0,2}车仔|推车|童车|手推车|娃车|stroller|pram\b|push ?chair|baby carriage|buggy"
)
_SUITABILITY = compiled(r"(?:适合|啱|啱晒|good for|suitable for|ok for)\s*$")

_FORMER = compiled(
    rf"((?:我[们哋])?(?:{NUMBER})\s*(?:个|位|名)?(?:人|大人|小孩子?|孩子|小朋友|细路仔?)?)\s*(?:改|变|换|加|增加)(?:成|做|为|到|咗)+\s*(?={NUMBER}\s*(?:个|位|名|人))"
    rf"|((?:不是|唔系|唔止|不止)(?:得|只|只有)?\s*(?:{NUMBER})\s*(?:个|位|名)?(?:人|大人|小孩子?|孩子|小朋友|细路仔?)?)(?=\s*[,，]?\s*(?:而|应该|其实)?(?:是|系)\s*{NUMBER})"
    rf"|\b(not (?:{NUMBER})(?: (?:of us|people|adults|kids|children))?)(?=,? (?:but|it'?s|we'?re|there are) {NUMBER})|\bfrom ((?:{NUMBER})(?: (?:of us|people|adults|kids|children))?)(?= to {NUMBER} (?:of us|people|adults|kids|children)\b)"
)
"""A number of people that is corrected, before the one that holds."""

_MOST = 60
"""People in a party; a larger number is one of something else."""


@dataclass(frozen=True)
class PartyWish:
    """What was said of the company; None is what was not said."""

    adults: int | None = None
    children: int | None = None
    seniors: int | None = None
    wheelchair: bool = False
    stroller: bool = False
    joining: int = 0
    """Adults that come besides those told before; below 0 for those that don't come after all."""
    of_all: bool = field(default=False, compare=False)
    """The adults are a number of all who come, of whom nothing else was told."""


def find_party(text: str) -> list[Found]:
    """The same finding for each part of a folded text that speaks of the company."""
    text = _without_former(text)
    reading = _Reading(text)
    raising = reading.take(_PARENTS_WITH_CHILD, keep=False)
    joining = _joining(reading)
    grown = _grown_ups(reading)
    counted = _counted_children(reading)
    adults = reading.count(_ADULTS)
    adults = grown if adults is None else adults + (reading.count(_YOUTHS) or 0)
    seniors = _seniors(reading)
    children = _children_told(reading) if counted is None else counted
    if children == 1 and adults and _EACH_BRINGS.search(text):
        children = adults
    all_old = _all_old(reading)
    both = reading.take(_BOTH_OLD)
    young_ones, old_ones = _of_ages(reading)
    children = young_ones or None if children is None else children
    seniors = old_ones or None if seniors is None else seniors
    if match := reading.take(_OLD_SMALL):
        seniors, children = whole(match[1]), whole(match[2])
    if match := reading.take(_BIG_SMALL) or reading.take(_IN_LETTERS):
        adults, children = whole(match[1]), whole(match[2])
    if match := _TURNED.search(text):
        adults, children = whole(match[1] or match["big"]), whole(match[2] or match["small"])
    if listed := _LISTED.search(text):
        adults, children, seniors = _listed(listed[0])
    old_speaker, of_all = _old_speaker(reading), False
    together = reading.take(_TOGETHER)
    family = None if together else reading.take(_FAMILY)
    told = together or family or reading.take(_OF_US) or reading.take(_TOTAL)
    total = _number(told) if told else None
    if total is not None and total > _MOST:
        total = told = None
    if total is None and (told := reading.take(_TWO_OR_THREE)):
        total = 2 if told["few"] == "俩" else 3
    if total is None and (told := reading.take(_BAND)):
        total = _BANDS[told[1]]
    if children is None and total is not None and reading.take(_HALF_CHILDREN):
        children = total // 2
    all_counted = children is not None and not (family and _A_CHILD.search(text))
    if children is None and reading.take(_NO_CHILD):
        children = 0
    # Whom a place suits is a question, not company.
    if children is None and (match := reading.take(_BRINGS_CHILD)) and not _SUITABILITY.search(text[: match.start()]):
        children = (
            2
            if re.search(r"kids|children|仔女|babies|bairns|weans|nippers|kiddos|kiddies|(?:ones|uns)$|们", match[1])
            else 1
        )
    if children is None and reading.take(_LED_BY_HAND):
        children = 1
    if children is None and reading.take(_CHILD_IS):
        children = 1
    if not raising and reading.take(_LONE_PARENT) and adults is None and total is None:
        adults = 1
    row = _row(text)
    if row:
        reading.spans.append((row.start, row.end))
        children = row.children or None if children is None else children
        seniors = row.seniors or None if seniors is None else seniors
        # Who "comes as well" may be the last of the row.
        besides = 0 if _COME.match(text, row.end) else max(joining, 0)
        adults = row.adults + besides if adults is None and total is None and not both else adults
    seniors, adults = _elders(reading, seniors, adults, grown=total is not None, raising=raising)
    if both and seniors in (None, 1, 2) and _number(both) >= YOUNGEST_SENIOR:
        seniors = 2
        adults = 0 if _AND_I.search(text) else adults
    if adults is None and total in (None, 2) and not both and reading.take(_COUPLE):
        adults = 2 + joining
    if family and not all_counted and total is not None and total > 2:
        besides = _besides(family, total, seniors or 0, text)
        children = max(0, total - 2 - (0 if besides else seniors or 0))
        total += (seniors or 0) if besides else 0
    if total is None and adults is None and (counted_after := reading.count(_COUNTED_AFTER)):
        total = counted_after + (children or 0) + (seniors or 0)
    elif total is None and adults is None:
        total = _companions(reading)
        if total is not None:
            # "Both over seventy" is said of two of them.
            total += (children or 0) + (0 if both else seniors or 0)
    if all_old and total is not None and adults is None:
        seniors, adults = total - (children or 0), 0
    me = _PLUS_ME.search(text) if adults is None and total is not None else None
    if total is not None and me and (told is None or (_beside(told, me, text) and not _COUNTED_IN.search(told[0]))):
        total += 1
    if total is None and adults is None and seniors is None and reading.take(_ALONE):
        adults = 1
    if total is None and adults is None and (children or seniors) and reading.take(_AND_I):
        adults = 1
    if total is not None and adults is None:
        others = (children or 0) + (seniors or 0)
        besides = not family and told is not None and _besides(told, total, others, text)
        rest = total if besides else total - others
        adults = rest if rest >= 0 else None
        of_all = not others and told is not None
    if old_speaker:
        # Whoever speaks was counted with the grown-ups; of two partners of such an age both are.
        partner = adults == 2 and seniors == 1 and total is None
        seniors = (seniors or 0) + 1
        adults = 0 if partner else adults and adults - 1
    wheelchair, stroller = bool(reading.take(_WHEELCHAIR)), bool(reading.take(_STROLLER))
    if stroller and children is None:
        # Somebody sits in it.
        children = 1
    # A number of all who come says more than that some join them.
    wish = PartyWish(adults, children, seniors, wheelchair, stroller, joining if adults is None else 0, of_all)
    return [Found(start, end, wish) for start, end in reading.spans] if wish != PartyWish() else []


def _without_former(text: str) -> str:
    """The text without the number that is taken back: "not five of us but seven", 两个人改成五个人."""
    told = _FORMER.search(text)
    return text if told is None else mask(text, *told.span(told.lastindex or 0))


def _listed(text: str) -> tuple[int | None, int | None, int | None]:
    """Adults, children and seniors of a list that gives a number behind each."""
    heads: dict[str, int] = {}
    for one in _LISTED_ONE.finditer(text):
        who = "seniors" if one["old"] else "adults" if one["grown"] else "children"
        heads[who] = whole(one["count"])
    return heads.get("adults"), heads.get("children"), heads.get("seniors")


def _old_speaker(reading: "_Reading") -> bool:
    told = reading.take(_SELF_AGED)
    if told is None:
        return False
    return bool(told["decade"]) or whole((told[1] or told[2] or "0").replace("有", "")) >= YOUNGEST_SENIOR


def _row(text: str) -> Roster | None:
    """The longest row of people of whom whoever speaks is one."""
    named = [row for row in rosters(text) if row.speaker and row.heads > 1]
    return max(named, key=lambda row: row.heads, default=None)


def _children_told(reading: "_Reading") -> int | None:
    """How many children are told by an age or a school of theirs."""
    if reading.take(_TWINS):
        return 2
    if reading.take(_ONE_MORE_CHILD) or reading.take(_CHILD_AT_SCHOOL) or reading.take(_MONTHS_OLD):
        return 1
    ages = reading.take(_AGES)
    young = [age for age in re.findall(NUMBER, ages[1]) if whole(age) <= OLDEST_CHILD] if ages else []
    return len(young) or None


def _counted_children(reading: "_Reading") -> int | None:
    """The children counted; "two girls and a boy" are three, "three kids, two of them girls" as well."""
    children = reading.count(_CHILDREN)
    end = reading.spans[-1][1] if children is not None else 0
    while children is not None and not _ANY_CHILD.search(reading.text[reading.spans[-1][0] : end]):
        joined = _CHILDREN.match(reading.text, _AND_ALSO.match(reading.text, end).end())  # type: ignore[union-attr]
        more = reading.count(_CHILDREN) if joined else None
        if more is None:
            break
        children, end = children + more, reading.spans[-1][1]
    return children


def _seniors(reading: "_Reading") -> int | None:
    """How many elders are told by a number, or by their ages one by one."""
    if (seniors := reading.count(_SENIORS)) is not None:
        return seniors
    if reading.take(_PAIR_AGED):
        return 2
    seniors = 0
    for pattern in (_KIN_AGED, _AGE_TOLD):
        while aged := reading.take(pattern):
            seniors += _number(aged) >= YOUNGEST_SENIOR
    if not seniors and (some := reading.take(_SOME_OLD)):
        return _number(some)
    if not seniors and (aged := reading.take(_THEN_AGED)):
        seniors = int(_number(aged) >= YOUNGEST_SENIOR)
    return seniors or None


def _joining(reading: "_Reading") -> int:
    """How many adults more come than before; those that stay away count against it."""
    more, comes, less = (reading.take(pattern) for pattern in (_JOINS, _COMES_TOO, _LEAVES))
    # "One more mouth to feed, my friend comes too" tells of one.
    joining = _told_number(more) if more else max(int(comes is not None), _newcomers(reading))
    return joining - (_told_number(less) if less else int(reading.take(_DROPS_OUT) is not None))


def _newcomers(reading: "_Reading") -> int:
    """The grown-ups of a row of people who come as well."""
    text = reading.text
    others = [row for row in rosters(text) if not row.speaker and row.adults]
    come = [row for row in others if _COME.match(text, row.end)]
    if come or _COME_TOO.search(text):
        come += [row for row in others if _ALSO.search(text[: row.start]) and row not in come]
    reading.spans += [(row.start, row.end) for row in come]
    return sum(row.adults for row in come)


def _told_number(match: re.Match[str]) -> int:
    """The number of a match whose groups are all of it; one where none is told."""
    said = next((text for text in match.groups() if text), None)
    try:
        return min(whole(said), _MOST) if said else 1
    except ValueError:
        return 1


def _grown_ups(reading: "_Reading") -> int | None:
    """Adults told in couples or as the parents of those they bring."""
    if (couples := reading.count(_COUPLES)) is not None:
        return 2 * couples
    parents = reading.count(_PARENTS_COUNTED)
    return 1 if parents is None and reading.take(_SINGLE_PARENT) else parents


def _all_old(reading: "_Reading") -> bool:
    if reading.take(_ALL_RETIRED):
        return True
    told = reading.take(_ALL_OLD)
    return told is not None and _number(told) >= YOUNGEST_SENIOR


def _elders(
    reading: "_Reading", seniors: int | None, adults: int | None, *, grown: bool, raising: re.Match[str] | None
) -> tuple[int | None, int | None]:
    """Seniors and adults with what words of kinship tell of them.

    Args:
        grown: how many come is told.
        raising: where parents are named together with children of theirs.
    """
    text = reading.text
    if seniors is None and reading.take(_SENIOR_STAYS):
        return 0, adults
    if raising and adults is None and not grown:
        reading.spans.append(raising.span())
        adults = 2
    elif seniors is None and reading.take(_GRANDPARENTS):
        return 2, 2 if adults is None and reading.take(_MIDDLE) else adults
    elif seniors is None and (reading.take(_PARENTS) or reading.take(_TWO_ELDERS)):
        return 2, adults
    if seniors is None and len(topics := {match[1] for match in _ELDER_TOPIC.finditer(text)}) > 1:
        return len(topics), adults
    if seniors is None and (match := reading.take(_OLD)):
        before = text[: match.start()]
        gone = _LONG_AGO.match(text, match.end()) and not _BROUGHT.search(text)
        comes = not gone and not _SUITABILITY.search(before) and not _MINDED_BY.search(before)
        return (1 if comes else None), adults
    return seniors, adults


def _beside(one: re.Match[str], other: re.Match[str], text: str) -> bool:
    """Whether no more than a few words of one clause are between them."""
    between = text[min(one.end(), other.end()) : max(one.start(), other.start())]
    return bool(re.fullmatch(r"[\s,，]*|[^,，.。;]{0,16}", between))


def _besides(told: re.Match[str], total: int, others: int, text: str) -> bool:
    """Whether children and old people named after a number of people are not among them: two of us plus three children."""
    if others and (
        _CARRIES_ON.match(text, told.end("of" if told.groupdict().get("of") else 0)) or _us_besides(told, text)
    ):
        return True
    joined = _EXTRA.match(text, told.end()) if others else None
    family = "口" in told[0] or "family" in told[0]
    return bool(joined and (family or others >= total or total <= 2 or re.search(r"plus|\+|加", joined[0])))


def _us_besides(told: re.Match[str], text: str) -> bool:
    """Whether it is "and us two" behind the others."""
    return told[0].startswith("us ") and bool(_US_TOO.search(text[: told.start()]))


def _companions(reading: "_Reading") -> int | None:
    """How many come that are told by what they are, with the speaker when they are told as the speaker's company."""
    total, with_me = 0, False
    while match := reading.take(_COMPANIONS):
        before = reading.text[: match.start()]
        try:
            count = _number(match)
        except ValueError:
            continue
        joined = bool(_WITH.search(before)) and not total
        # "A friend" and "meet two friends" tell of people, but not of company.
        if _MEETS.search(before) or (count == 1 and not total and not joined):
            continue
        with_me = with_me or joined
        total += count
    return total + with_me if 0 < total <= _MOST else None


def _number(match: re.Match[str]) -> int:
    """The number that a pattern of several forms has found; 0 for none.

    Raises:
        ValueError: when it is no number.
    """
    named = match.re.groupindex.values()
    return whole(next((text for at, text in enumerate(match.groups(), 1) if text and at not in named), "0"))


def _of_ages(reading: "_Reading") -> tuple[int, int]:
    """How many children and seniors the ages told speak of."""
    young = old = 0
    while aged := reading.take(_AGED):
        children, seniors = _aged(aged)
        young, old = young + (children or 0), old + (seniors or 0)
    return young, old


def _aged(match: re.Match[str]) -> tuple[int | None, int | None]:
    """How many children, and how many seniors, somebody's age speaks of."""
    try:
        age = whole(match["age"] or match[2])
        count = whole(match[1]) if match[1] else 1
    except (TypeError, ValueError):
        return None, None
    if age <= OLDEST_CHILD:
        return count, None
    return None, count if age >= YOUNGEST_SENIOR else None


class _Reading:
    """A text of which each part is read once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[tuple[int, int]] = []

    def take(self, pattern: re.Pattern[str], *, keep: bool = True) -> re.Match[str] | None:
        """The first match in what isn't read yet, which is read from now on unless it is only to be looked at."""
        for match in pattern.finditer(self.text):
            first, last = match.span("of") if match.groupdict().get("of") else match.span()
            if not any(first < end and start < last for start, end in self.spans):
                if keep:
                    self.spans.append((first, last))
                return match
        return None

    def count(self, pattern: re.Pattern[str]) -> int | None:
        match = self.take(pattern)
        if match is None:
            return None
        try:
            count = whole(next(group for group in match.groups() if group))
        except ValueError:
            return None
        return count if 0 <= count <= _MOST else None
