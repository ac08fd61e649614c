"""What is said becomes the fields of an itinerary request, however it is said."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.understanding.constraints import LITTLE_WALKING, constraints, merged, serves_meals
from bot.understanding.reader import PLAIN, Reader

NOW = datetime.fromisoformat("2026-04-22T10:00:00+01:00")

TABLE = [
    # Days, seen from Wednesday 22 April 2026
    ("今天", {"date": "2026-04-22"}),
    ("聽日", {"date": "2026-04-23"}),
    ("后天", {"date": "2026-04-24"}),
    ("後日", {"date": "2026-04-24"}),
    ("大后天", {"date": "2026-04-25"}),
    ("這週六", {"date": "2026-04-25"}),
    ("下禮拜日", {"date": "2026-05-03"}),
    ("五月九號", {"date": "2026-05-09"}),
    ("5月9日", {"date": "2026-05-09"}),
    ("2026年5月9日", {"date": "2026-05-09"}),
    ("下个月3号", {"date": "2026-05-03"}),
    ("劳动节", {"date": "2026-05-01"}),
    ("五一那天", {"date": "2026-05-01"}),
    ("Republic Day", {"date": "2026-10-05"}),
    ("tomorrow", {"date": "2026-04-23"}),
    ("tommorow", {"date": "2026-04-23"}),
    ("the day after tomorrow", {"date": "2026-04-24"}),
    ("this Saturday", {"date": "2026-04-25"}),
    ("Saturday week", {"date": "2026-05-02"}),
    ("next Sunday", {"date": "2026-05-03"}),
    ("May 9th", {"date": "2026-05-09"}),
    ("the 9th of May", {"date": "2026-05-09"}),
    ("2026-05-09", {"date": "2026-05-09"}),
    ("January 5", {"date": "2027-01-05"}),
    ("in 3 days", {"date": "2026-04-25"}),
    ("N日99月", {}),
    ("2月30号", {}),
    # Hours
    ("早上八點半到下午五點", {"start_time": "08:30", "end_time": "17:00"}),
    ("八点半出发，五点结束", {"start_time": "08:30", "end_time": "17:00"}),
    ("晏晝兩點到六點", {"start_time": "14:00", "end_time": "18:00"}),
    ("上午", {"start_time": "09:00", "end_time": "12:00"}),
    ("下晝", {"start_time": "13:00", "end_time": "18:00"}),
    ("after 3pm", {"start_time": "15:00"}),
    ("before noon", {"end_time": "12:00"}),
    ("from 9 to 5", {"start_time": "09:00", "end_time": "17:00"}),
    ("9:00-17:30", {"start_time": "09:00", "end_time": "17:30"}),
    ("晚上八點到凌晨一點", {"start_time": "20:00", "end_time": "01:00"}),
    ("半天", {"start_time": "09:00", "end_time": "13:00"}),
    ("三個半鐘頭", {"start_time": "09:00", "end_time": "12:30"}),
    ("8点半开始玩3个小时", {"start_time": "08:30", "end_time": "11:30"}),
    ("轻松一点", {"pace": "relaxed"}),
    ("再紧凑一点", {"pace": "packed"}),
    ("安排得满一点", {"pace": "packed"}),
    ("下午一点出发", {"start_time": "13:00"}),
    ("一点半出发，五点结束", {"start_time": "13:30", "end_time": "17:00"}),
    ("從一點到五點", {"start_time": "13:00", "end_time": "17:00"}),
    # Company
    ("我哋六個人，有兩個細路", {"party": {"adults": 4, "children": 2}}),
    ("两大一小", {"party": {"adults": 2, "children": 1}}),
    ("一家三口", {"party": {"adults": 2, "children": 1}}),
    ("我和老婆", {"party": {"adults": 2}}),
    ("老婆同我仲有兩個細路", {"party": {"adults": 2, "children": 2}}),
    ("我哋仨", {"party": {"adults": 3}}),
    ("咱俩", {"party": {"adults": 2}}),
    ("my parents and I", {"party": {"adults": 1, "seniors": 2}}),
    ("全程走路不超过3公里", {"max_walk": 3000}),
    ("in total no more than 5 km on foot", {"max_walk": 5000}),
    ("全程不超过10公里", {"max_distance": 10000}),
    ("带爸妈", {"party": {"seniors": 2}}),
    ("奶奶坐轮椅", {"party": {"seniors": 1, "wheelchair": True}}),
    ("有婴儿车", {"party": {"children": 1, "stroller": True}}),
    ("six of us including two seniors", {"party": {"adults": 4, "seniors": 2}}),
    ("a family of four", {"party": {"adults": 2, "children": 2}}),
    # Money
    ("预算300", {"budget": 300}),
    ("預算每人二百蚊", {"budget": 200}),
    ("under 200 yuan", {"budget": 200}),
    ("两个人一共预算600", {"party": {"adults": 2}, "budget": 300}),
    # Means of travel
    ("不打车", {"modes": ["walk", "ebike", "bus"]}),
    ("唔坐的士", {"modes": ["walk", "ebike", "bus"]}),
    ("no taxi", {"modes": ["walk", "ebike", "bus"]}),
    ("by bike", {"modes": ["walk", "ebike"]}),
    ("只走路", {"modes": ["walk"]}),
    ("搭巴士", {"modes": ["walk", "bus"]}),
    # Walking
    ("唔好行太多", {"max_walk": LITTLE_WALKING}),
    ("少啲行路", {"max_walk": LITTLE_WALKING}),
    ("最多走两公里", {"max_walk": 2000}),
    ("每段步行不超过500米", {"max_leg_walk": 500}),
    ("can't walk more than 1.5 km", {"max_walk": 1500}),
    # Moods and meals
    ("慢慢行", {"pace": "relaxed"}),
    ("唔好咁趕", {"pace": "relaxed"}),
    ("as much as possible", {"pace": "packed"}),
    ("不吃晚饭", {"meals": {"dinner": False}}),
    ("唔食晏", {"meals": {"lunch": False}}),
    ("no dinner needed", {"meals": {"dinner": False}}),
    ("下雨", {"weather": "rain"}),
    ("太热了", {"weather": "hot"}),
    ("去三个地方", {"max_places": 3}),
    ("three versions", {"alternatives": 3}),
    # Places
    ("一定要去钟表博物馆", {"must_visit": ["clock-museum"]}),
    ("不去鐘錶博物館", {"avoid": ["clock-museum"]}),
    ("skip the mall", {"avoid": ["puzzle-mall"]}),
    ("从中央车站出发", {"start": {"place_id": "central-station"}}),
    ("finish at Central Station", {"end": {"place_id": "central-station"}}),
    ("只看博物馆", {"only_kinds": ["museum"]}),
    ("海边", {"themes": {"seaside": 3.0}}),
    ("最想看海，顺便购物", {"themes": {"seaside": 5.0, "shopping": 1.0}}),
    ("不想购物", {"themes": {"shopping": 0.0}}),
    # A beginning alone ends nothing
    ("今晚七點後先得閒", {"date": "2026-04-22", "start_time": "19:00"}),
    ("早上出发", {"start_time": "09:00"}),
    ("唔行得咁多路", {"max_walk": LITTLE_WALKING}),
    ("行到腳都軟，減啲路程", {"max_walk": LITTLE_WALKING}),
    ("尽量别让我走", {"max_walk": LITTLE_WALKING}),
    ("懶得走路", {"max_walk": LITTLE_WALKING}),
    ("long distances on foot are beyond me", {"max_walk": LITTLE_WALKING}),
    ("腿杆莫得力", {"max_walk": LITTLE_WALKING}),
    ("我們走不快", {"max_walk": LITTLE_WALKING}),
    ("can't do stairs or long walks", {"max_walk": LITTLE_WALKING}),
    ("not far on foot", {"max_walk": LITTLE_WALKING}),
    ("hip was replaced", {"max_walk": LITTLE_WALKING}),
    ("as few steps as possible", {"max_walk": LITTLE_WALKING}),
    ("keep walking to a minimum", {"max_walk": LITTLE_WALKING}),
    ("一公里往上的步行段我不干", {"max_leg_walk": 1000}),
    ("超过800米的路不走", {"max_leg_walk": 800}),
    ("can't manage over 2 km on foot in one day", {"max_walk": 2000}),
    ("nobody should have to go more than 400 metres on foot between two stops", {"max_leg_walk": 400}),
    ("我最多walk 300米一段", {"max_leg_walk": 300}),
    ("not over 600 metres on foot between one stop and the next", {"max_leg_walk": 600}),
    ("阿婆今朝扭親腳", {"max_walk": LITTLE_WALKING, "party": {"seniors": 1}}),
    # A pushchair is no wish to walk little
    (
        "my husband and me and the little one, she's still in the buggy",
        {"party": {"adults": 2, "children": 1, "stroller": True}},
    ),
    ("walking only", {"modes": ["walk"]}),
    ("keep me out of malls", {"avoid": ["puzzle-mall"]}),
    ("zero malls", {"avoid": ["puzzle-mall"]}),
    ("我不爱逛商场", {"avoid": ["puzzle-mall"]}),
    ("can't stand malls", {"avoid": ["puzzle-mall"]}),
    ("商场也别往里放", {"avoid": ["puzzle-mall"]}),
    ("商场那种就免了", {"avoid": ["puzzle-mall"]}),
    ("商场都嫑弄", {"avoid": ["puzzle-mall"]}),
    ("别给我塞商场", {"avoid": ["puzzle-mall"]}),
    ("不要排商场", {"avoid": ["puzzle-mall"]}),
    ("商场我没兴趣", {"avoid": ["puzzle-mall"]}),
    ("啲商場免晒", {"avoid": ["puzzle-mall"]}),
    ("spare me the malls", {"avoid": ["puzzle-mall"]}),
    ("malls aren't my thing", {"avoid": ["puzzle-mall"]}),
    ("只留博物馆 别的类型统统不要", {"only_kinds": ["museum"]}),
    ("净系想睇博物館", {"only_kinds": ["museum"]}),
    ("除了博物馆其他都不想去", {"only_kinds": ["museum"]}),
    ("nothing else besides museums", {"only_kinds": ["museum"]}),
    ("专门看博物馆", {"only_kinds": ["museum"]}),
    ("museums and nothing else please", {"only_kinds": ["museum"]}),
    ("we'll have dinner with my in-laws so leave that out", {"meals": {"dinner": False}}),
    ("at noon we will eat with a cousin, so no lunch please", {"meals": {"lunch": False}}),
    # Steps, and limits told by other verbs
    ("一天别超过八千步", {"max_walk": 5600}),
    ("步数控制在一万以内", {"max_walk": 7000}),
    ("no more than 8000 steps", {"max_walk": 5600}),
    ("no more than 20 steps at the entrance", {}),
    ("走路不能超过2km", {"max_walk": 2000}),
    ("一天走路不超过半小时", {"max_walk": 2250}),
    ("every walk under ten minutes", {"max_leg_walk": 750}),
    ("全天走一公里半顶天了", {"max_walk": 1500}),
    ("don't make us walk more than 800 metres in one go", {"max_leg_walk": 800}),
    ("一回最多走五百米", {"max_leg_walk": 500}),
    ("两个地方之间走路别超三百米", {"max_leg_walk": 300}),
    ("I can't walk so good", {"max_walk": LITTLE_WALKING}),
    ("less traipsing about please", {"max_walk": LITTLE_WALKING}),
    # Means of travel in two languages, or refused behind
    ("只坐bus和walk", {"modes": ["walk", "bus"]}),
    ("我不骑ebike 也不坐taxi的", {"modes": ["walk", "bus"]}),
    ("光靠走 啥车也不坐", {"modes": ["walk"]}),
    ("electric bikes we never use", {"modes": ["walk", "bus", "taxi"]}),
    ("buses aren't an option", {"modes": ["walk", "ebike", "taxi"]}),
    # The way ends where it begins
    (
        "begins and ends at Brick Castle",
        {"start": {"place_id": "castle"}, "end": {"place_id": "castle"}},
    ),
    (
        "起点终点都在积木城堡",
        {"start": {"place_id": "castle"}, "end": {"place_id": "castle"}},
    ),
    (
        "由積木城堡出發，最後返到原地",
        {"start": {"place_id": "castle"}, "end": {"place_id": "castle"}},
    ),
    # As people put it when nobody listens
    ("排一下周六", {"date": "2026-04-25"}),
    ("houtian", {"date": "2026-04-24"}),
    ("it will have to be the 29th", {"date": "2026-04-29"}),
    ("听日话会落雨，改做星期六", {"date": "2026-04-25", "weather": "rain"}),
    ("睡到中午十二点再出门", {"start_time": "12:00"}),
    ("start about ten", {"start_time": "10:00"}),
    ("kick off at half ten", {"start_time": "10:30"}),
    ("seven to eleven", {"start_time": "07:00", "end_time": "11:00"}),
    ("9 to 11:30", {"start_time": "09:00", "end_time": "11:30"}),
    ("until nine in the evening", {"end_time": "21:00"}),
    ("from 6.30 pm, back before 11", {"start_time": "18:30", "end_time": "23:00"}),
    ("六点半散会，十点前得歇", {"start_time": "18:30", "end_time": "22:00"}),
    ("五点的飞机", {"end_time": "17:00"}),
    ("大人两个小孩一个", {"party": {"adults": 2, "children": 1}}),
    ("就我自己", {"party": {"adults": 1}}),
    ("女儿不去了，就剩我俩", {"party": {"adults": 2, "children": 0}}),
    ("my sister and me, both past seventy", {"party": {"adults": 0, "seniors": 2}}),
    ("two hundred yuan each", {"budget": 200}),
    ("一个人压在150块以内", {"budget": 150}),
    ("公交太慢，别让我坐", {"modes": ["walk", "ebike", "taxi"]}),
    ("I get carsick in taxis, do it without", {"modes": ["walk", "ebike", "bus"]}),
    ("only walking and buses", {"modes": ["walk", "bus"]}),
    ("全天步行控制在两公里之内", {"max_walk": 2000}),
    ("no single stretch over 400 metres on foot", {"max_leg_walk": 400}),
    ("my knees are shot", {"max_walk": LITTLE_WALKING}),
    ("塞得越满越好", {"pace": "packed"}),
    ("we hate rushing", {"pace": "relaxed"}),
    ("thunderstorms", {"weather": "rain"}),
    ("太阳大", {"weather": "hot"}),
    ("午饭自己带便当，不用排", {"meals": {"lunch": False}}),
    ("午饭晚饭我们自己搵", {"meals": {"lunch": False, "dinner": False}}),
    ("we are fasting", {"meals": {"lunch": False, "dinner": False}}),
    ("出了区也没事", {"include_outside": True}),
    ("下午六点从中央车站走", {"end": {"place_id": "central-station"}, "end_time": "18:00"}),
    ("晚上七点前到中央车站", {"end": {"place_id": "central-station"}, "end_time": "19:00"}),
    ("钟表博物馆雷打不动", {"must_visit": ["clock-museum"]}),
    ("钟表博物馆去过好多次了，拿掉", {"avoid": ["clock-museum"]}),
    ("in place of the clock museum put River Park", {"must_visit": ["river-park"], "avoid": ["clock-museum"]}),
    ("chuck out every mall", {"avoid": ["puzzle-mall"]}),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_a_wish_becomes_its_field(read, toytown, text, expected):
    assert constraints(read(text), toytown) == expected


def test_one_sentence_may_say_many_things(read, toytown):
    said = constraints(read("我哋六個人聽日下晝想行下騎樓巷，有兩個細路，唔好行太多"), toytown)
    assert said == {
        "date": "2026-04-23",
        "start_time": "13:00",
        "end_time": "18:00",
        "party": {"adults": 4, "children": 2},
        "must_visit": ["arcade-lane"],
        "max_walk": LITTLE_WALKING,
    }


def test_a_name_is_not_read_as_a_number_a_theme_or_a_time(read, toytown):
    said = constraints(read("明天去码头夜市"), toytown)
    assert said == {"date": "2026-04-23", "must_visit": ["night-market"]}


def test_whom_a_place_suits_is_no_company(read, toytown):
    assert "party" not in constraints(read("钟表博物馆适合小朋友吗"), toytown)


def test_who_serves_meals_is_told_by_the_place_before_its_kind(toytown):
    """The request says so too, and would refuse another table."""
    market = toytown.places["night-market"]
    closed_kitchen = market.model_copy(update={"serves_meals": False})
    world = replace(toytown, places={**toytown.places, market.id: closed_kitchen})
    assert serves_meals(market.id, toytown)
    assert not serves_meals(market.id, world)


def test_a_correction_replaces_and_lists_grow():
    before = {"date": "2026-04-23", "party": {"adults": 2}, "must_visit": ["castle"], "avoid": ["river-park"]}
    said = {"date": "2026-04-24", "party": {"children": 1}, "must_visit": ["river-park"], "avoid": ["castle"]}
    assert merged(before, said) == {
        "date": "2026-04-24",
        "party": {"adults": 2, "children": 1},
        "must_visit": ["river-park"],
        "avoid": ["castle"],
    }


@pytest.mark.parametrize("text", ["不去博物馆", "唔去博物館", "no museums", "skip the museum"])
def test_a_bare_kind_word_refuses_every_place_of_the_kind(toytown, text):
    museum = toytown.places["clock-museum"]
    # "To go to museums" sounds like this name.
    named = museum.model_copy(update={"aliases": [*museum.aliases, "区博物馆"]})
    world = replace(toytown, places={**toytown.places, museum.id: named}, revision="with a name that sounds alike")
    said = constraints(Reader().read(text, world, NOW), world)
    assert sorted(said["avoid"]) == ["clock-museum", "map-library"]


@pytest.mark.parametrize("text", ["骑楼一日游", "明天騎樓一日遊", "an arcades day", "stroll the arcades"])
def test_a_day_in_a_quarter_wishes_for_its_theme(toytown, read, text):
    said = constraints(read(text), toytown)
    assert "must_visit" not in said
    assert said["themes"] == {"old_town": PLAIN}


@pytest.mark.parametrize("text", ["我想去骑楼", "想行下騎樓", "visit the arcades"])
def test_an_explicit_wish_for_a_place_named_like_a_theme_is_for_the_place(toytown, read, text):
    assert constraints(read(text), toytown)["must_visit"] == ["arcade-lane"]


@pytest.mark.parametrize(
    ("text", "day", "next_one"),
    [
        ("去年五一", "2025-05-01", "2026-05-01"),
        ("舊年五月一號", "2025-05-01", "2026-05-01"),
        ("last year's Christmas", "2025-12-25", "2026-12-25"),
        ("May 1 last year", "2025-05-01", "2026-05-01"),
        ("2025-05-01", "2025-05-01", "2026-05-01"),
        ("琴日", "2026-04-21", "2026-04-23"),
        ("上周六", "2026-04-18", "2026-04-23"),
        ("last Saturday", "2026-04-18", "2026-04-23"),
    ],
)
def test_a_day_that_is_over_is_known_as_past_with_the_next_to_offer(read, text, day, next_one):
    understood = read(text)
    assert understood.dates == ()
    assert (str(understood.past.day), str(understood.past.next)) == (day, next_one)
    assert understood.past_words == text


@pytest.mark.parametrize(("text", "day"), [("明年圣诞节", "2027-12-25"), ("Christmas next year", "2027-12-25")])
def test_a_holiday_of_a_named_year_is_of_that_year(read, text, day):
    assert [str(one) for one in read(text).dates] == [day]


REALLY_SAID = [
    ("周六2pm到8pm free", {"date": "2026-04-25", "start_time": "14:00", "end_time": "20:00"}),
    ("ok then 9 to 5", {"start_time": "09:00", "end_time": "17:00"}),
    ("提早到八點出門", {"start_time": "08:00"}),
    ("早上不用太早，十点再开始", {"start_time": "10:00"}),
    ("聽日唔得閒，後日啦", {"date": "2026-04-24"}),
    ("not Friday but Saturday", {"date": "2026-04-25"}),
    ("Thursday 30 April", {"date": "2026-04-30"}),
    ("两三个小时", {"start_time": "09:00", "end_time": "12:00"}),
    ("我们两口子带一个五岁的儿子", {"party": {"adults": 2, "children": 1}}),
    ("me and my 4-year-old", {"party": {"adults": 1, "children": 1}}),
    ("kids are 4 and 7", {"party": {"children": 2}}),
    ("a class of 25", {"party": {"adults": 25}}),
    ("solo, 150 yuan for the day", {"budget": 150, "party": {"adults": 1}}),
    ("budget两百一个人", {"budget": 200}),
    ("打车就免了", {"modes": ["walk", "ebike", "bus"]}),
    ("我唔識踩電單車", {"modes": ["walk", "bus", "taxi"]}),
    ("only 走的", {"modes": ["walk"]}),
    ("we'll sort out dinner ourselves", {"meals": {"dinner": False}}),
    ("走得还是太多", {"max_walk": LITTLE_WALKING}),
    ("nothing but museums", {"only_kinds": ["museum"]}),
]


@pytest.mark.parametrize(("text", "expected"), REALLY_SAID, ids=[row[0] for row in REALLY_SAID])
def test_wishes_as_they_are_really_said(read, toytown, text, expected):
    said = constraints(read(text), toytown)
    said.pop("themes", None)
    assert said == expected


@pytest.mark.parametrize(
    "text",
    [
        "I have to be at the Clock Museum at 3pm for 30 minutes",
        "下午三点要在钟表博物馆见朋友半小时",
        "聽日下晝三點約咗人喺鐘錶博物館，傾半個鐘",
    ],
)
def test_an_appointment_is_fixed_and_is_no_beginning_of_the_day(read, toytown, text):
    said = constraints(read(text), toytown)
    assert said["fixed"] == [{"place_id": "clock-museum", "begin": "15:00", "minutes": 30}]
    assert "start_time" not in said
    assert "end_time" not in said


def test_a_table_wished_for_is_where_to_eat_and_no_sight_to_see(read, toytown):
    said = constraints(read("dinner at Quay Kitchen"), toytown)
    assert said["eat_at"] == ["quay-kitchen"]
    assert "must_visit" not in said


@pytest.mark.parametrize(
    ("before", "start", "end"),
    [("17:00", "19:00", None), ("22:00", "19:00", "22:00"), ("01:00", "20:00", "01:00"), ("14:00", "15:00", "14:00")],
)
def test_a_day_moved_into_the_evening_drops_the_end_of_the_afternoon(before, start, end):
    assert merged({"end_time": before}, {"start_time": start}).get("end_time") == end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("最后一站放在积木城堡行不", None, "castle"),
        ("最后一站change去积木城堡吧", None, "castle"),
        ("尾站擺喺積木城堡", None, "castle"),
        ("末站挪到积木城堡", None, "castle"),
        ("終點請設積木城堡", None, "castle"),
        ("收尾改喺積木城堡 我老公喺嗰度接我哋", None, "castle"),
        ("收在积木城堡行不", None, "castle"),
        ("改由積木城堡收尾", None, "castle"),
        ("让积木城堡做最后一站", None, "castle"),
        ("最尾改去積木城堡", None, "castle"),
        ("最後停在積木城堡看夕陽", None, "castle"),
        ("晚上十点把我放到积木城堡", None, "castle"),
        ("五點半在積木城堡放我們下來就好", None, "castle"),
        ("五點喺積木城堡散band", None, "castle"),
        ("兩點前要喺積木城堡", None, "castle"),
        ("傍晚六點以前人要到積木城堡", None, "castle"),
        ("make Brick Castle the last stop", None, "castle"),
        ("I'd like the last stop to be Brick Castle", None, "castle"),
        ("end the day at Brick Castle", None, "castle"),
        ("could you end it at Brick Castle instead", None, "castle"),
        ("finish me up at Brick Castle around nine pm", None, "castle"),
        ("leave us at Brick Castle in the end", None, "castle"),
        ("our train leaves from Brick Castle", None, "castle"),
        ("have us back at Brick Castle for seven", None, "castle"),
        ("start it from Brick Castle instead", "castle", None),
        ("start at Brick Castle rather than the hotel", "castle", None),
        ("meet us at Brick Castle at nine", "castle", None),
        ("our train gets in to Brick Castle at ten", "castle", None),
        ("a walking day Friday from Brick Castle", "castle", None),
        ("由Brick Castle start", "castle", None),
        ("集合地點改為積木城堡", "castle", None),
        ("起點要改 我人其實在積木城堡", "castle", None),
        ("聽朝七點由積木城堡行起", "castle", None),
        ("由積木城堡上車", "castle", None),
        ("積木城堡食完油條先開波", "castle", None),
        ("八点半在积木城堡集合出发", "castle", None),
        ("from Brick Castle to River Park收尾", "castle", "river-park"),
        ("Brick Castle to start, River Park to finish", "castle", "river-park"),
        ("not from River Park, from Brick Castle", "castle", None),
        ("起點唔係河畔公園 係積木城堡", "castle", None),
        ("收尾唔好河畔公園 改積木城堡", None, "castle"),
        ("今天的行程在积木城堡画上句号", None, "castle"),
        ("let's call it a day at Brick Castle", None, "castle"),
        ("getting the train at Brick Castle at six", None, "castle"),
        # Neither
        ("don't end at Brick Castle", None, None),
        ("I don't want to start at Brick Castle", None, None),
        ("别在积木城堡收尾", None, None),
        ("不要把最后一站放在积木城堡", None, None),
        ("上个月住积木城堡边上", None, None),
        ("Brick Castle I've been through already so leave that one", None, None),
        ("we ended up at Brick Castle yesterday", None, None),
        ("leave Brick Castle out", None, None),
        ("I want to visit Brick Castle to finish my photos", None, None),
        ("把最后一站换掉，去积木城堡", None, None),
    ],
)
def test_where_the_day_begins_and_ends_however_it_is_put(read, toytown, text, start, end):
    said = constraints(read(text), toytown)
    assert (said.get("start", {}).get("place_id"), said.get("end", {}).get("place_id")) == (start, end)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("两家就够我琢磨一天", 2),
        ("最多去三笪", 3),
        ("看上三个就行", 3),
        ("景点仨就够", 3),
        ("去一個就夠了嗎", None),
        ("三个人就够", None),
        ("一家三口就好", None),
        ("我们三个就行", None),
    ],
)
def test_how_many_places_are_enough(read, text, most):
    assert read(text).max_places == most


@pytest.mark.parametrize(
    ("text", "day"), [("周曰带俩孩子", "2026-04-26"), ("we saw it this morning, take it off", None)]
)
def test_a_day_misspelt_and_one_that_is_over(read, toytown, text, day):
    assert constraints(read(text), toytown).get("date") == day
