"""Answers about places: sourced, dated, and honest about what is not known."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.actions.direct import DirectPlanner
from bot.actions.talk import Talk
from knowledge.places.place import Fact

from .conftest import NamesOnly, Visitor

PLACES = ["places", "itinerary", "suggestions", "sources", "text"]


def test_every_message_has_the_contracts_fields(visitor):
    visitor.says("钟表博物馆几点开门？", "place_info")
    assert set(visitor.message) == set(PLACES)
    assert set(visitor.understood) == {"intent", "confidence", "places", "attribute", "constraints"}


@pytest.mark.parametrize(
    ("text", "attribute", "expected"),
    [
        ("钟表博物馆几点开门？", "opening_hours", "10:00–12:30、14:00–18:00"),
        ("鐘錶博物館要門票嗎", "ticket", "成人€8"),
        ("Where is the Clock Museum?", "address", "1 Cogwheel Street"),
        ("怎么去钟表博物馆", "transport", "乘1路电车"),
        ("phone number of the Clock Museum", "phone", "+351 210 000 001"),
        ("逛钟表博物馆要多久", "visit_minutes", "1小时15分钟"),
        ("介绍一下钟表博物馆", "description", "1612年"),
        ("钟表博物馆附近有什么", "nearby", "公里"),
        ("钟表博物馆可以坐轮椅进去吗", "facilities", "轮椅可以通行"),
    ],
)
def test_each_attribute_is_answered_with_its_source_and_date(visitor, text, attribute, expected):
    visitor.says(text, "place_info")
    assert visitor.understood["attribute"] == attribute
    assert visitor.understood["places"][0] == "clock-museum"
    assert expected in visitor.text
    assert visitor.message["sources"], visitor.text
    assert {"place_id", "field", "source", "as_of"} == set(visitor.message["sources"][0])


def test_hours_are_those_of_the_day_asked_for(visitor):
    visitor.says("码头厨房星期日开门吗", "place_info")
    assert "不开放" in visitor.text


def test_unknown_is_said_with_whom_to_ask_and_noted(visitor, noted):
    visitor.says("鱼鳞小教堂几点开门", "place_info")
    assert "没有查到" in visitor.text
    assert "玩具镇旅游局" in visitor.text
    assert noted.notes[0][0] == "question"


def test_an_address_that_is_not_known_is_said_so_beside_an_estimated_position(visitor):
    visitor.says("Where is the Fishscale Chapel?", "place_info")
    unknown, estimate, near, _ = visitor.text.splitlines()
    assert "We don't know the exact location" in unknown
    assert "may be off by 150 m" in estimate
    assert "near Arcade Lane" in near


def test_hours_known_for_holidays_only_are_told_as_such(visitor):
    visitor.says("When does the Map Library open?", "place_info")
    assert "We don't know the opening hours" in visitor.text
    assert "Freedom Day" in visitor.text


@pytest.mark.parametrize(
    ("name", "word"), [("玻璃塔", "规划"), ("电车库", "修缮"), ("老磨坊", "关闭"), ("风筝节", "没有可靠的消息")]
)
def test_what_is_not_open_is_told_as_what_it_is(visitor, name, word):
    visitor.says(f"{name}怎么样", "place_info")
    assert word in visitor.text


def test_english_answers_give_the_chinese_name_beside(visitor):
    visitor.says("Tell me about the Clock Museum", "place_info")
    assert "Clock Museum (钟表博物馆)" in visitor.text


def test_a_pointing_word_means_the_place_talked_about(visitor):
    visitor.says("钟表博物馆在哪里", "place_info").says("那里要买票吗", "place_info")
    assert visitor.understood["places"] == ["clock-museum"]
    assert "€8" in visitor.text


def test_that_museum_means_the_one_among_those_shown(visitor):
    visitor.says("河畔公园和钟表博物馆哪个好", "compare").says("where is that museum", "place_info")
    assert visitor.understood["places"] == ["clock-museum"]


def test_ordinals_count_what_was_shown_last(visitor):
    visitor.says("推荐适合亲子的地方", "recommend")
    second = visitor.message["places"][1]["id"]
    visitor.says("第二个几点开门", "place_info")
    assert visitor.understood["places"] == [second]


def test_the_other_place_of_the_name_is_told_apart(visitor, toytown):
    other = toytown.district.lookalikes[0]
    visitor.says(f"{other.name['zh-Hans']}门票多少钱", "place_info")
    assert other.explanation["zh-Hans"] in visitor.text
    assert visitor.understood["places"] == []


def test_the_way_between_two_places_is_told_by_every_means(visitor):
    visitor.says("从中央车站到钟表博物馆怎么走", "transport")
    assert visitor.understood["places"] == ["central-station", "clock-museum"]
    assert all(word in visitor.text for word in ("步行", "打车", "估算"))


def test_two_places_are_compared_by_the_same_facts(visitor):
    visitor.says("which is better, Clock Museum or Brick Castle?", "compare")
    assert visitor.text.count("Entry:") == 2


@pytest.mark.parametrize(
    "text",
    [
        "call an ambulance!",
        "快叫救护车",
        "報警電話幾多號",
        "我崴了脚走不动了",
        "孩子走丢了怎么办",
        "細路唔見咗",
        "銀包畀人偷咗",
        "有人掉到海里了",
        "my dad has chest pains",
        "I can't find my son",
        "someone stole my phone",
        "she passed out",
        "婆婆剛剛倒下去叫不醒",
        "間餐廳著火呀",
        "our boy was right here and now we can't see him",
        "lost sight of our daughter at the market",
    ],
)
def test_an_emergency_gets_the_numbers_at_once_whatever_the_classifier_says(visitor, text):
    visitor.says(text, "smalltalk")
    assert "112" in visitor.text
    assert visitor.understood["intent"] == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "我晕车，少坐车",
        "海鲜过敏吗",
        "我对海鲜过敏，午饭吃别的",
        "我爸有心脏病，少走点路",
        "怕老人中暑，中午别在外面",
        "我被打动了",
        "这里是怎么被打造成老街的",
        "don't break my heart",
        "cut a museum from the plan",
        "cut our walking by half",
        "I chose Sunday by accident",
        "he had a stroke last year, so little walking",
        "toilets? we can't find them",
        "we wandered off the main street",
        "招牌倒下了还没修",
    ],
)
def test_not_every_ailment_is_an_emergency(visitor, text):
    visitor.says(text, "smalltalk")
    assert visitor.understood["intent"] != "emergency"


def test_faults_and_complaints_reach_the_office(visitor, noted):
    visitor.says("钟表博物馆的开放时间写错了", "report_fault").says("我要投诉", "complaint")
    assert [note[0] for note in noted.notes] == ["fault", "complaint"]
    assert noted.notes[0][2] == ("clock-museum",)


def test_a_question_without_an_answer_is_admitted_and_noted(visitor, noted):
    visitor.says("这里的市长叫什么名字")
    assert "没有可靠的资料" in visitor.text
    assert noted.notes == [("question", "这里的市长叫什么名字", (), "zh-Hans")]


def test_what_is_no_matter_of_a_guide_is_declined_and_not_noted(visitor, noted):
    visitor.says("帮我写一首诗", "out_of_scope")
    assert "帮不上忙" in visitor.text
    assert noted.notes == []


def test_advice_of_the_district_answers_for_its_subject(visitor):
    visitor.says("七月去会不会太热，天气怎么样？", "out_of_scope")
    assert "七八月中午很热" in visitor.text


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("推荐几个地方", "recommend"),
        ("有什么好吃的", "food"),
        ("where can I go shopping", "shopping"),
        ("下雨去哪里好", "recommend"),
    ],
)
def test_nothing_that_is_not_open_is_recommended(visitor, toytown, text, intent):
    visitor.says(text, intent)
    shown = [toytown.places[place["id"]] for place in visitor.message["places"]]
    assert shown
    assert all(place.status == "open" for place in shown)


def test_in_the_rain_only_what_is_indoors_is_recommended(visitor, toytown):
    visitor.says("rainy day, where to go?", "recommend")
    assert all(toytown.places[place["id"]].indoor for place in visitor.message["places"])


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("你好，有什么推荐吗", "zh-Hans"),
        ("請問有什麼推薦", "zh-Hant"),
        ("有咩好介紹呀唔該", "zh-Hant"),
        ("what do you recommend", "en"),
    ],
)
def test_the_answer_is_in_the_visitors_language(visitor, text, locale):
    assert visitor.says(text, "recommend").last["locale"] == locale


def test_an_asked_for_language_wins(visitor):
    assert visitor.says("你好", "greet", locale="en").last["locale"] == "en"


def test_a_particle_written_so_in_both_scripts_changes_no_script(visitor):
    visitor.says("鐘錶博物館幾點開門？", "place_info").says("啱晒心水 就照咁行", "affirm")
    assert visitor.last["locale"] == "zh-Hant"


def test_a_neutral_message_stays_in_the_conversations_language(visitor):
    visitor.says("請問鐘錶博物館在哪裡", "place_info").says("好", "affirm")
    assert visitor.last["locale"] == "zh-Hant"


def test_a_field_past_its_check_by_date_is_told_as_such(toytown, noted):
    place = toytown.places["clock-museum"]
    overdue = place.provenance["ticket"].model_copy(update={"check_by": "2026-01-31"})
    stale = place.model_copy(update={"provenance": {**place.provenance, "ticket": overdue}})
    world = replace(toytown, places={**toytown.places, place.id: stale}, revision="stale")
    visitor = Visitor(Talk(lambda: world, NamesOnly(lambda: world), DirectPlanner(lambda: world), noted))
    assert "2026-01-31" in visitor.says("钟表博物馆门票多少钱", "place_info").text


def test_a_renamed_place_is_understood_at_once(toytown, noted):
    current = [toytown]
    visitor = Visitor(Talk(lambda: current[0], NamesOnly(lambda: current[0]), DirectPlanner(lambda: current[0]), noted))
    visitor.says("梦幻水族馆几点开门", "place_info")
    assert visitor.understood["places"] == []
    place = toytown.places["clock-museum"]
    renamed = place.model_copy(update={"name": {**place.name, "zh-Hans": "梦幻水族馆"}})
    current[0] = replace(toytown, places={**toytown.places, place.id: renamed}, revision="next")
    visitor.says("梦幻水族馆几点开门", "place_info")
    assert visitor.understood["places"] == ["clock-museum"]


@pytest.mark.parametrize("intent", ["place_info", "food", "nlu_fallback"])
@pytest.mark.parametrize("text", ["哪里有沙丁鱼吃", "邊度有沙甸魚食，想食沙丁魚", "where can I eat sardines?"])
def test_whoever_asks_where_to_eat_something_gets_open_places_with_it_first(visitor, toytown, text, intent):
    visitor.says(text, intent)
    shown = [toytown.places[place["id"]] for place in visitor.message["places"]]
    assert shown[0].id == "night-market"
    assert all(toytown.district.kinds[one.kind].serves_meals or "food" in one.themes for one in shown)
    assert all(one.status == "open" for one in shown)
    assert visitor.understood["attribute"] is None


@pytest.fixture
def with_a_namesake(toytown, noted):
    """The town has a namesake whose city is part of its name."""
    other = toytown.district.lookalikes[0]
    names = {"zh-Hans": "远城玩具镇", "zh-Hant": "遠城玩具鎮", "en": "Toytown, Farcity"}
    namesake = other.model_copy(update={"name": names, "aliases": []})
    district = toytown.district.model_copy(update={"lookalikes": [namesake]})
    world = replace(toytown, district=district, revision="with a namesake")
    return Visitor(Talk(lambda: world, NamesOnly(lambda: world), DirectPlanner(lambda: world), noted)), namesake


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("玩具镇是远城那个古镇吗？我想去", "zh-Hans"),
        ("玩具鎮係咪遠城嗰個古鎮", "zh-Hant"),
        ("Is Toytown the old town near Farcity? I want to visit that", "en"),
        ("my map says Farcity when I type Toytown and my wife says I am an idiot", "en"),
    ],
)
def test_the_city_of_the_namesake_beside_our_name_brings_the_two_apart(with_a_namesake, text, locale):
    visitor, namesake = with_a_namesake
    visitor.says(text, "plan")
    assert namesake.explanation[locale] in visitor.text


def test_who_comes_from_the_namesakes_city_is_not_taken_to_mean_it(with_a_namesake):
    visitor, namesake = with_a_namesake
    visitor.says("How do I get from Farcity to the Clock Museum in Toytown?", "transport")
    assert namesake.explanation["en"] not in visitor.text


AWAY = datetime.fromisoformat("2026-04-22T08:00:00+01:00")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("你好", "你好，我是"),
        ("hello", "Hello, I'm the"),
        ("早晨", "我是"),
        ("call an ambulance", "112"),
        ("玩偶村门票", "不是玩具镇"),
        ("Where is the Clock Museum?", "1 Cogwheel Street"),
        ("推荐几个地方", "推荐这些地方"),
    ],
)
def test_without_the_assistant_rules_alone_answer(visitor, text, said):
    answer = visitor.talk.answer_without_assistant(text, None, AWAY)
    assert said in "\n".join(message["text"] for message in answer["messages"])


@pytest.mark.parametrize("text", ["「红色一日游」", "「紅色一日遊」", "plan me a red day tour tomorrow"])
def test_without_the_assistant_a_clear_wish_still_gets_a_plan(visitor, text):
    answer = visitor.talk.answer_without_assistant(text, None, AWAY)
    assert answer["messages"][0]["itinerary"]["stops"]


@pytest.mark.parametrize("text", ["推荐几个地方", "有乜好介紹", "things to see with a view", "博物馆", "塔"])
def test_without_the_assistant_only_what_is_open_is_recommended(visitor, toytown, text):
    answer = visitor.talk.answer_without_assistant(text, None, AWAY)
    shown = [place["id"] for message in answer["messages"] for place in message["places"]]
    assert all(toytown.places[one].status == "open" for one in shown)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("钟表博物馆昨天开门吗", "4月21日"),
        ("鐘錶博物館琴日有冇開", "4月21日"),
        ("was the Clock Museum open yesterday? hours?", "21 April"),
    ],
)
def test_hours_of_a_day_that_is_over_are_those_of_that_day(visitor, text, day):
    assert day in visitor.says(text, "place_info").text


@pytest.mark.parametrize("text", ["帮我订一间今晚的大床房", "can you book me a table for two", "幫我搶下週的車票"])
def test_what_would_have_to_be_booked_is_none_of_ours(visitor, text):
    visitor.says(text, "plan")
    assert visitor.understood["intent"] == "out_of_scope"
    assert visitor.message["itinerary"] is None


def test_a_plan_to_be_made_is_no_booking(visitor):
    visitor.says("帮我订个明天的行程，三位", "plan")
    assert visitor.understood["intent"] == "plan"


def test_the_place_asked_about_stays_through_a_question_that_nothing_answers(visitor):
    visitor.says("Tell me about the Clock Museum", "place_info")
    visitor.says("and what do they do with it these days", "place_info")
    visitor.says("when does it open?", "place_info")
    assert visitor.understood["places"] == ["clock-museum"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("远岬灯塔归不归玩具镇管", "远岬灯塔不在玩具镇"),
        ("遠岬燈塔係咪喺玩具鎮㗎", "遠岬燈塔不在玩具鎮"),
        ("Is Farpoint Lighthouse inside Toytown?", "is outside Toytown"),
        ("where is Farpoint Lighthouse", "is outside Toytown"),
        ("钟表博物馆是不是在玩具镇", "钟表博物馆就在玩具镇"),
        ("Which district is the Clock Museum in?", "is in Toytown"),
    ],
)
def test_what_belongs_to_the_district_is_told_from_what_does_not(visitor, text, said):
    visitor.says(text, "place_info")
    assert said in visitor.text


def test_nothing_is_said_of_belonging_where_nobody_asks(visitor):
    visitor.says("How much is Farpoint Lighthouse?", "place_info")
    assert "outside" not in visitor.text
    visitor.says("where is the Clock Museum", "place_info")
    assert "is in Toytown" not in visitor.text


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("until what time are the lifeguards on duty at Marble Beach?", "lifeguards"),
        ("弹珠海滩的救生员几点下班，几点关", "救生员"),
        ("彈珠海灘嘅更衣室幾點關門", "更衣室"),
    ],
)
def test_the_hours_of_a_place_are_not_those_of_what_is_there(visitor, noted, text, thing):
    visitor.says(text, "place_info")
    first = visitor.text.splitlines()[0]
    assert thing in first
    assert "没有查到" in first or "沒有查到" in first or "don't know" in first
    assert [note[0] for note in noted.notes] == ["question"]


@pytest.mark.parametrize(
    "text",
    ["钟表博物馆门票多少，最老的钟造于哪一年", "How much is the Clock Museum, and can I see the oldest one?"],
)
def test_the_fact_that_speaks_of_what_was_asked_is_told_beside_the_field(visitor, text):
    visitor.says(text, "place_info")
    assert "1612" in visitor.text
    assert {source["field"] for source in visitor.message["sources"]} == {"ticket", "facts"}


def test_facts_that_nobody_asked_about_are_not_told_beside_the_field(visitor):
    visitor.says("钟表博物馆门票多少钱", "place_info")
    assert "1612" not in visitor.text


def test_a_price_out_of_a_passage_is_not_told_as_todays(toytown, noted):
    lighthouse = toytown.places["far-lighthouse"]
    toll = Fact(
        text={
            "zh-Hans": "有人说过路收15元。",
            "zh-Hant": "有人說過路收15元。",
            "en": "Somebody wrote of a toll of CNY 15.",
        },
        source="travel-blog",
    )
    told = lighthouse.model_copy(update={"ticket": None, "facts": (toll,)})
    world = replace(toytown, places={**toytown.places, told.id: told}, revision="with a toll")
    visitor = Visitor(Talk(lambda: world, NamesOnly(lambda: world), DirectPlanner(lambda: world), noted))
    visitor.says("What is the toll at Farpoint Lighthouse now?", "place_info")
    assert "CNY 15" in visitor.text
    assert "What is charged today is not known" in visitor.text


@pytest.fixture
def with_a_film_town(toytown, noted):
    """The town has a namesake that is known for its film sets."""
    other = toytown.district.lookalikes[0]
    namesake = other.model_copy(update={"aliases": ["玩具镇影视城", "Toytown film studio"]})
    district = toytown.district.model_copy(update={"lookalikes": [namesake]})
    world = replace(toytown, district=district, revision="with a film town")
    return Visitor(Talk(lambda: world, NamesOnly(lambda: world), DirectPlanner(lambda: world), noted)), namesake


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Toytown 影视城 ticket how much ah", "en"),
        ("玩具鎮嗰個影視城幾點開門", "zh-Hant"),
        ("which film studios are there in Toytown?", "en"),
    ],
)
def test_what_only_the_namesake_is_known_for_brings_the_two_apart(with_a_film_town, text, locale):
    visitor, namesake = with_a_film_town
    visitor.says(text, "place_info", locale=locale)
    assert namesake.explanation[locale] in visitor.text
    assert visitor.message["itinerary"] is None


def test_what_a_namesake_is_known_for_says_nothing_beside_our_city(with_a_film_town, toytown):
    visitor, namesake = with_a_film_town
    visitor.says(f"{toytown.district.city['zh-Hans']}的玩具镇有没有那种影视城", "place_info")
    assert namesake.explanation["zh-Hans"] not in visitor.text


@pytest.mark.parametrize(
    "text",
    [
        "我老伴有老年痴呆，一转身就找不着了",
        "有個男人一路跟住我，我好驚",
        "a man keeps following me down this street",
        "my mother has dementia and she is gone, I can't find her",
    ],
)
def test_who_is_lost_or_followed_gets_the_numbers(visitor, text):
    visitor.says(text, "place_info")
    assert visitor.understood["intent"] == "emergency"


def test_who_knows_the_namesake_and_means_ours_gets_an_answer(with_a_namesake):
    visitor, namesake = with_a_namesake
    visitor.says("我知道远城也有个玩具镇，我说的是这边的，钟表博物馆几点开门", "place_info")
    assert namesake.explanation["zh-Hans"] not in visitor.text
    assert "10:00" in visitor.text


def test_who_asks_about_one_means_of_travel_is_not_told_of_the_others(toytown, noted):
    bus = {"zh-Hans": "公交2元。", "zh-Hant": "公交2元。", "en": "Buses cost 2."}
    taxi = {"zh-Hans": "出租车起步价7元。", "zh-Hant": "出租車起步價7元。", "en": "Taxis start at 7."}
    district = toytown.district.model_copy(update={"tips": {"transport": (bus, taxi)}})
    world = replace(toytown, district=district, revision="with tips")
    visitor = Visitor(Talk(lambda: world, NamesOnly(lambda: world), DirectPlanner(lambda: world), noted))
    visitor.says("打车起步价现在多少", "transport")
    assert visitor.text == "出租车起步价7元。"


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("钟表博物馆绕一圈几公里", "description"),
        ("how big is the Clock Museum", "description"),
        ("钟表博物馆绕一圈三个小时够不够", "visit_minutes"),
        ("鐘錶博物館繞一圈要花多少時間", "visit_minutes"),
        ("钟表博物馆吃个饭二十块够不够", "ticket"),
    ],
)
def test_the_length_of_a_loop_is_told_from_the_time_it_takes_and_from_money(visitor, text, attribute):
    visitor.says(text, "place_info")
    assert visitor.understood["attribute"] == attribute


@pytest.mark.parametrize("text", ["积木城堡绕一圈几公里 我想晨跑", "one lap of Brick Castle is how long? fancy a jog"])
def test_how_far_it_is_around_a_place_is_a_fact_whatever_it_is_asked_for(visitor, text):
    visitor.says(text, "plan")
    assert visitor.understood["intent"] == "place_info"
    assert visitor.message["itinerary"] is None
