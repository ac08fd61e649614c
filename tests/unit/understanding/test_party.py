"""Who comes along, by the words that people have for each other."""

import pytest

from bot.understanding.constraints import constraints
from bot.understanding.folding import fold
from bot.understanding.party import find_party

SAID = [
    # By what they are
    ("32 pupils and 4 teachers", (4, 32, None)),
    ("带三十个初中生两个老师来研学", (2, 30, None)),
    ("四个大学生", (4, None, None)),
    ("六個客戶外加一位老領導", (7, None, None)),
    ("我和两个朋友", (3, None, None)),
    ("我陪六个客户", (7, None, None)),
    ("me + 3 mates", (4, None, None)),
    ("going with 3 friends", (4, None, None)),
    ("3 friends and 2 kids", (3, 2, None)),
    ("同老友兩個人", (2, None, None)),
    ("我同姨妈两个去行下", (2, None, None)),
    ("我同老豆老母三个", (1, None, 2)),
    ("二十号人团建", (20, None, None)),
    ("we're 4 now", (4, None, None)),
    ("one friend isn't coming anymore so were 3 now", (3, None, None)),
    # Families and who is counted in them
    ("全家六口：阿公阿嬤、爸媽、兩個讀國小的", (2, 2, 2)),
    ("全家五口，裡面兩個是國小生", (3, 2, None)),
    ("我们一共七个人，三个是小孩", (4, 3, None)),
    ("祖孫三代：兩位老人、夫妻倆和兩個小孩", (2, 2, 2)),
    ("一家五口，爺爺嫲嫲、我哋兩公婆同個六歲女", (2, 1, 2)),
    ("爸爸媽媽帶兩個細路", (2, 2, None)),
    ("我带爸妈和两个小孩", (None, 2, 2)),
    ("我们一家三口带爸妈", (2, 1, 2)),
    ("我跟老婆带爸妈", (2, None, 2)),
    ("family of five with an infant", (2, 3, None)),
    ("two of us plus three children", (2, 3, None)),
    ("six of us, two of them kids", (4, 2, None)),
    # Old and young
    ("us two plus nan", (2, None, 1)),
    ("4 adults plus 1 ah ma", (4, None, 1)),
    ("我妈七十三了", (None, None, 1)),
    ("我爸我媽都快八十了", (None, None, 2)),
    ("俺跟老伴儿都六十八了", (None, None, 2)),
    ("my wee lad is eight", (None, 1, None)),
    ("加多個細路", (None, 1, None)),
    ("阿嬤說她不跟了，就剩我跟我先生", (2, None, 0)),
    # Couples
    ("老婆大肚", (2, None, None)),
    ("wo he wo nvpengyou", (2, None, None)),
    ("only me", (1, None, None)),
    ("小資女獨旅", (1, None, None)),
    ("女大学生一枚", (1, None, None)),
    ("two couples of us", (4, None, None)),
    ("两对夫妻带三个孩子", (4, 3, None)),
    ("三對情侶", (6, None, None)),
    # The number behind, bands, shorthand
    ("穷学生四个", (4, None, None)),
    ("苦逼打工人三枚", (3, None, None)),
    ("爺孫三個", (3, None, None)),
    ("我跟舍友仨", (3, None, None)),
    ("we're a trio", (3, None, None)),
    ("our party is down to three", (3, None, None)),
    ("2A1C", (2, 1, None)),
    ("大人2 细路1", (2, 1, None)),
    ("1 baby 1 stroller 2 大人", (2, 1, None)),
    # Parents told by a number, and what they bring
    ("two mums and a baby", (2, 1, None)),
    ("两个宝妈带俩娃", (2, 2, None)),
    ("single mum and two boys", (1, 2, None)),
    ("四个年轻妈妈各带一个宝宝", (4, 4, None)),
    ("three mums each with a toddler", (3, 3, None)),
    ("a toddler and a newborn", (None, 2, None)),
    ("two girls and a boy", (None, 3, None)),
    ("3 kids, two girls and a boy", (None, 3, None)),
    ("our 8 month old", (None, 1, None)),
    ("twelve of us, half are kids", (6, 6, None)),
    ("帶國小的兒子", (None, 1, None)),
    ("我們六個人 其中三個還在唸國小", (3, 3, None)),
    ("阿女讀緊小三", (None, 1, None)),
    ("my daughter's in year 2", (None, 1, None)),
    ("想带个仔去", (None, 1, None)),
    ("taking my son to the beach", (None, 1, None)),
    ("no kids this time", (None, 0, None)),
    # All of an age, and ages one by one
    ("我哋 6 pax, all above 65 one", (0, None, 6)),
    ("我們八個人全部都六十五歲以上", (0, None, 8)),
    ("10 of us, all in our seventies", (0, None, 10)),
    ("七个老姐妹，都七十多了", (0, None, 7)),
    ("mum (67) dad (70) n me", (1, None, 2)),
    ("爸(66)媽(64)同我", (1, None, 2)),
    ("with mum, she's 71", (None, None, 1)),
    ("我媽六十八我爸七十", (None, None, 2)),
    ("aunt and uncle, both 70ish", (None, None, 2)),
    ("带婆婆同阿公仲有我", (1, None, 2)),
    ("老豆老母七十几岁，我陪佢哋", (None, None, 2)),
    ("陪爸爸", (None, None, 1)),
    ("me and grandad, grandad likes clocks", (1, None, 1)),
    ("还有我外婆一起", (None, None, 1)),
    # What families are called elsewhere
    ("我跟屋里堂客带个细伢子", (2, 1, None)),
    ("额跟额婆姨带三个碎娃", (2, 3, None)),
    ("同婆娘带娃儿", (2, 1, None)),
    ("带两个细崽", (None, 2, None)),
    ("就我跟我老公，崽不来了", (2, 0, None)),
    ("带俺爹俺娘", (None, None, 2)),
    ("与家母同游", (None, None, 1)),
    ("家里老太太八十四了", (None, None, 1)),
    ("同阿爺出街", (None, None, 1)),
    ("带着老两口", (None, None, 2)),
    ("my in-laws are visiting", (None, None, 2)),
    ("me and the missus", (2, None, None)),
    ("my missus, the bairns and meself", (2, 2, None)),
    ("two kiddos and me mam", (None, 2, 1)),
    ("three little 'uns", (None, 3, None)),
    ("a mum and her teenager", (1, 1, None)),
    ("me and my toddler", (1, 1, None)),
    ("me n my gf", (2, None, None)),
    ("我带我弟", (2, None, None)),
    ("哥仨", (3, None, None)),
    ("俺仨", (3, None, None)),
    ("阮兩個", (2, None, None)),
    ("就剩我自个儿", (1, None, None)),
    # Ages of several
    ("小朋友一個三歲一個六歲", (None, 2, None)),
    ("kids 7 and 10 and us two", (2, 2, None)),
    ("two couples plus my mother who's 81 and our lad of nine", (4, 1, 1)),
    ("一个毛毛才八个月", (None, 1, None)),
    ("阿爸阿媽七十幾歲", (None, None, 2)),
    ("我們夫妻倆都七十出頭了", (None, None, 2)),
    ("带爸妈 都六十大几了", (None, None, 2)),
    ("my mum 66 n dad 70", (None, None, 2)),
    ("俺们几个老战友，五个人，平均七十", (0, None, 5)),
    ("我們四人，兩老兩少（小的念小學）", (0, 2, 2)),
    ("两老两小", (None, 2, 2)),
    ("三个宝妈四个娃", (3, 4, None)),
    ("me, hubby and our three (5, 8, 11)", (2, 3, None)),
    ("we're a couple in our seventies", (None, None, 2)),
    ("携妻同行", (2, None, None)),
    ("我爸七十二膝盖不好", (None, None, 1)),
    # Grown-ups by their trade, and those who look after others
    ("we are four retired nurses from Cork", (4, None, None)),
    ("We are three office ladies from Nagoya", (3, None, None)),
    ("12 grown adults", (12, None, None)),
    ("我跟两个工友", (3, None, None)),
    ("兩個大學女生", (2, None, None)),
    ("4个girls", (4, None, None)),
    ("阿嫲坐輪椅，我同家姐兩個陪佢", (2, None, 1)),
    ("We will be total five, my parents, me, my husband and the little one of 3 years", (2, 1, 2)),
]


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[row[0] for row in SAID])
def test_company_is_told_by_adults_children_and_seniors(text, expected):
    found = find_party(fold(text))
    assert found, text
    wish = found[0].value
    assert (wish.adults, wish.children, wish.seniors) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a friend told me about it",
        "有一个朋友推荐的",
        "下午见两个朋友",
        "再加一个人",
        "少一个人",
        "老婆饼哪里有卖",
        "喝我妈煲的汤",
        "my nan's front room",
        "the kids' bus is at four, they're staying with grandma",
        "give us six, we don't stop",
        "they charged us 65 for water",
        "he said tickets were thirty five, not fifty",
        "got change for a hundred?",
        "Grade Six pupils go there",
        "人挤人的101不去",
        "nan bread",
        "a couple of hours",
        "最多四個人玩過",
        "差不多十个人",
        "很多个朋友推荐",
        "a mum of two told us",
        "keep us out till late, mum won't mind",
        "朋友来接我",
        "what happened with dad",
        "返去凑仔",
        "两个人不去商场",
        "we are two hours from the airport",
        "we're three stops away",
        "are we two minutes late",
        "孩子他们学校",
        "one of us gets seasick",
        "we'll have dinner with my in-laws",
        "崽里",
    ],
)
def test_people_who_are_only_spoken_of_are_no_company(text):
    assert [one.value.adults for one in find_party(fold(text)) if one.value.adults or one.value.seniors] == []


@pytest.mark.parametrize("text", ["我同姨媽兩個後日去行下", "us two tomorrow"])
def test_company_is_told_beside_a_day_that_is_read_before(read, text):
    assert read(text).party.adults == 2


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("多一张嘴 我闺蜜也来", 1),
        ("加多個同事", 1),
        ("再加兩個人", 2),
        ("one more person joins us", 1),
        ("my sister is coming along too", 1),
        ("老婆話都要嚟", 1),
        ("我表妹临时也要来", 1),
        ("少两个人", -2),
        ("two people can't make it anymore", -2),
        ("有个同事话要跟埋嚟 而家四个大人喇", 0),
        ("one more stop", 0),
        ("同事说要去夜市吃饼", 0),
        ("朋友会来接我", 0),
        ("再加一个景点", 0),
    ],
)
def test_those_who_join_or_leave_are_counted_against_the_party_before(text, more):
    assert sum(one.value.joining for one in find_party(fold(text))[:1]) == more


@pytest.mark.parametrize(
    ("text", "before", "adults"),
    [
        ("多一张嘴 我闺蜜也来", {"adults": 1}, 2),
        ("one more person joins us", {"adults": 4, "children": 1}, 5),
        ("one more person joins us", None, 2),
        ("少两个人", {"adults": 5}, 3),
        # Nobody would be left: it isn't known who.
        ("少两个人", {"adults": 1}, None),
    ],
)
def test_one_more_comes_besides_those_told_before(read, toytown, text, before, adults):
    assert constraints(read(text), toytown, company=before).get("party", {}).get("adults") == adults
