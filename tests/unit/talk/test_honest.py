"""What is not known is not answered with what is known of something else."""

from dataclasses import replace

import pytest

from bot.actions.direct import DirectPlanner
from bot.actions.talk import Talk
from knowledge.places.place import Fact
from knowledge.search.search import Hit

from .conftest import NamesOnly, Visitor


class Found(NamesOnly):
    """Recall that finds one place, and says how much of the question it has words for."""

    def __init__(self, world, place_id, told):
        super().__init__(world)
        self._hit = (place_id, told)

    def search(self, _: str, locale, limit: int):
        place_id, told = self._hit
        return [Hit(place_id, place_id, 0.9, "", locale, told)][:limit]


@pytest.mark.parametrize(
    "text",
    [
        "苏菲塔在哪",
        "蘇菲廟喺邊",
        "白瓦特城幾點開門",
        "what are the opening hours of Sophie's Zoo?",
        "where is the whale square",
        "how about the house of the shipowner",
    ],
)
def test_a_name_that_nobody_has_is_not_answered_with_the_place_before(visitor, noted, text):
    visitor.says("Tell me about the Clock Museum", "place_info")
    visitor.says(text, "place_info")
    assert visitor.understood["places"] == []
    assert "Clock" not in visitor.text
    assert "钟表" not in visitor.text
    assert "鐘錶" not in visitor.text
    assert noted.notes[-1][0] == "question"


@pytest.mark.parametrize(
    "text",
    [
        "几点开门",
        "入口在哪",
        "嗰度幾點閂門",
        "what about the opening hours",
        "最老的钟在哪",
        "where are the old clocks",
    ],
)
def test_a_question_that_names_nothing_is_about_the_place_before(visitor, text):
    visitor.says("Tell me about the Clock Museum", "place_info")
    visitor.says(text, "place_info")
    assert visitor.understood["places"] == ["clock-museum"]


@pytest.mark.parametrize("text", ["谁是玩具镇镇长", "誰係玩具鎮鎮長", "who is the mayor of the town"])
@pytest.mark.parametrize(("told", "answered"), [(0.1, False), (0.6, True)])
def test_a_passage_is_an_answer_only_when_it_has_words_for_what_is_asked(toytown, noted, text, told, answered):
    world = lambda: toytown  # noqa: E731
    visitor = Visitor(Talk(world, Found(world, "map-library", told), DirectPlanner(world), noted))
    visitor.says(text, "out_of_scope" if text.isascii() else "nlu_fallback")
    assert (visitor.message["places"] != []) == answered


@pytest.fixture
def visitor_with(toytown, noted):
    """Somebody who talks about a town of which some facts are others."""

    def make(place_id=None, tips=None, **facts):
        places = dict(toytown.places)
        if place_id:
            places[place_id] = places[place_id].model_copy(update=facts)
        district = toytown.district.model_copy(update={"tips": {**toytown.district.tips, **(tips or {})}})
        world = replace(
            toytown, places=places, district=district, revision=f"with {sorted(facts)} {sorted(tips or ())}"
        )
        return Visitor(Talk(lambda: world, NamesOnly(lambda: world), DirectPlanner(lambda: world), noted))

    return make


def texts(text):
    return {"zh-Hans": text, "zh-Hant": text, "en": text}


def test_what_is_known_of_hours_is_told_with_what_is_not_and_the_places_own_number(visitor_with):
    visitor = visitor_with(
        "map-library",
        phone=("210 999",),
        last_entry=("12:30", "23:00"),
        needs_check=(texts("每周闭馆日 the closing day of the week"),),
    )
    visitor.says("When does the Map Library open?", "place_info")
    assert "We don't know the opening hours" in visitor.text
    assert "210 999" in visitor.text
    assert "Last entry: 12:30." in visitor.text
    assert "Not confirmed: 每周闭馆日" in visitor.text


@pytest.mark.parametrize(
    "text", ["do I need to bring my passport to the Clock Museum", "钟表博物馆要带身份证吗", "鐘錶博物館使唔使帶證件"]
)
def test_what_papers_are_needed_is_told(visitor_with, toytown, text):
    papers = Fact(
        text={"zh-Hans": "须带证件。", "zh-Hant": "須帶證件。", "en": "Show your papers."}, source="town-office"
    )
    visitor = visitor_with("clock-museum", facts=(*toytown.places["clock-museum"].facts, papers))
    visitor.says(text, "place_info")
    assert any(said in visitor.text for said in papers.text.values())


@pytest.mark.parametrize("text", ["弹珠海滩能游泳吗", "彈珠海灘可唔可以游水", "Can I swim at Marble Beach?"])
def test_who_asks_for_bathing_is_not_told_the_hours_of_the_beach_alone(visitor_with, text):
    tip = texts("没有查到游泳时间 bathing hours unknown")
    visitor = visitor_with("marble-beach", tips={"sea": (tip,)})
    visitor.says(text, "place_info")
    assert visitor.text.startswith(tip["en"])


def test_the_price_of_a_map_is_none_of_entry(visitor_with):
    sold = Fact(text=texts("馆里卖老街地图，15元。 A map is sold at CNY 15."), source="travel-blog")
    visitor = visitor_with("clock-museum", ticket=None, facts=(sold,))
    visitor.says("钟表博物馆要钱吗", "place_info")
    assert "15" not in visitor.text
    assert "没有查到" in visitor.text


def test_places_closer_than_their_positions_are_sure_are_called_close(visitor_with, toytown):
    chapel = toytown.places["fish-chapel"]
    unsure = chapel.position.model_copy(update={"uncertainty_m": 900})
    visitor = visitor_with("fish-chapel", position=unsure)
    visitor.says("鱼鳞小教堂附近有什么", "place_info")
    assert "就在旁边一带" in visitor.text
    assert "约0米" not in visitor.text


@pytest.mark.parametrize("text", ["那天几点开", "嗰日幾點開", "when does it open that day"])
def test_that_day_is_the_day_of_the_plan(visitor, text):
    visitor.says("周六安排一天，要去钟表博物馆", "plan")
    visitor.says("钟表博物馆" + text if not text.isascii() else text + " at the Clock Museum", "place_info")
    assert "4月25日" in visitor.text or "25 April" in visitor.text


@pytest.mark.parametrize(
    "text",
    [
        "这些信息是哪来的",
        "你的数据来自哪里",
        "你啲資料邊度嚟㗎",
        "where does this information come from?",
        "what are your sources",
    ],
)
def test_who_asks_where_it_comes_from_hears_the_sources(visitor, text):
    visitor.says("钟表博物馆几点开门", "place_info")
    visitor.says(text, "report_fault", 0.43)
    assert {source["place_id"] for source in visitor.message["sources"]} == {"clock-museum"}
    assert {source["field"] for source in visitor.message["sources"]} >= {"opening_hours", "ticket"}


@pytest.mark.parametrize(
    "text", ["你理解错了，我要的是下午", "你搞錯咗，我要下晝", "you got me wrong, I want the afternoon"]
)
def test_a_wish_taken_wrongly_is_a_change_and_no_fault_of_the_facts(visitor, noted, text):
    visitor.says("周六上午安排一下，要去钟表博物馆", "plan")
    visitor.says(text, "change_plan", 0.36)
    assert visitor.understood["constraints"]["start_time"] >= "12:00"
    assert not noted.notes


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("那离河畔公园远吗", "river-park"),
        ("從河畔公園怎麼過去", "river-park"),
        ("由河畔公園行過去要幾耐", "river-park"),
    ],
)
def test_the_way_from_a_place_leads_to_the_one_spoken_of(visitor, text, origin):
    visitor.says("钟表博物馆几点开门", "place_info")
    visitor.says(text, "transport")
    assert visitor.understood["intent"] == "transport"
    assert visitor.understood["places"] == [origin, "clock-museum"]


@pytest.mark.parametrize("text", ["有停车场吗", "有冇停車場", "is there a car park?"])
def test_parking_is_asked_of_the_place_spoken_of(visitor_with, text):
    visitor = visitor_with(tips={"parking": (texts("某处停车免费 free parking somewhere"),)})
    visitor.says("钟表博物馆几点开门", "place_info")
    visitor.says(text, "place_info")
    assert visitor.understood["places"] == ["clock-museum"]
    assert "free parking somewhere" in visitor.text


@pytest.mark.parametrize(
    "text",
    [
        "how do I say Clock Museum to the driver",
        "钟表博物馆给司机看怎么写",
        "what is the Clock Museum called in Chinese",
    ],
)
def test_a_driver_is_shown_the_chinese_name_and_address(visitor, text):
    visitor.says(text, "place_info")
    assert "钟表博物馆、齿轮街1号" in visitor.text


def test_a_driver_gets_no_address_that_nobody_knows_and_the_visitor_is_told(visitor):
    visitor.says("积木城堡的地址给司机看怎么写", "place_info")
    assert "给司机看：积木城堡" in visitor.text
    assert "具体位置，我们没有查到" in visitor.text


@pytest.mark.parametrize("text", ["谁设计的钟表博物馆", "邊個設計鐘錶博物館", "who designed the Clock Museum?"])
def test_what_is_not_written_of_its_making_is_said_to_be_unknown(visitor, noted, text):
    visitor.says(text, "place_info")
    assert noted.notes[-1][2] == ("clock-museum",)
    assert "1612" not in visitor.text


@pytest.mark.parametrize(
    "text", ["有素食餐厅吗", "有冇素食餐廳", "any vegetarian restaurants?", "is there any halal food?", "有清真的吗"]
)
def test_a_diet_that_nothing_speaks_of_is_not_answered_with_a_list(visitor, noted, text):
    visitor.says(text, "food")
    assert visitor.message["places"] == []
    assert noted.notes[-1][0] == "question"


@pytest.mark.parametrize(
    "text", ["附近有药店吗", "邊度有藥房", "where is the nearest pharmacy?", "is there a supermarket"]
)
def test_shops_that_nobody_wrote_down_are_not_answered_with_others(visitor, text):
    visitor.says(text, "emergency" if text.isascii() else "shopping", 0.47)
    assert visitor.message["places"] == []
    assert visitor.understood["intent"] != "emergency"


def test_wifi_is_no_greeting(visitor):
    visitor.says("wifi", "greet", 0.3)
    assert visitor.understood["intent"] != "greet"


@pytest.mark.parametrize("text", ["河畔公园医院", "河畔公園小學喺邊"])
def test_an_institution_called_after_a_place_is_not_that_place(visitor, text):
    visitor.says(text, "place_info")
    assert visitor.message["places"] == []


def test_what_there_is_to_eat_at_a_place_that_feeds_tells_of_it_first(visitor):
    visitor.says("街角面馆有什么好吃的", "food")
    assert visitor.message["places"][0]["id"] == "noodle-corner"


@pytest.mark.parametrize(
    "text", ["打车从中央车站到远岬灯塔要多久", "how long is the taxi from Central Station to Farpoint Lighthouse"]
)
def test_the_districts_own_word_on_a_ride_goes_before_an_estimate(visitor_with, text):
    tip = {
        "zh-Hans": "从中央车站打车到远岬灯塔约30元、15分钟。",
        "zh-Hant": "從中央車站打車到遠岬燈塔約30元、15分鐘。",
        "en": "A taxi from Central Station to Farpoint Lighthouse is 15 minutes.",
    }
    visitor = visitor_with(tips={"arrival": (tip,)})
    visitor.says(text, "transport")
    assert "15" in visitor.text.splitlines()[1]
    assert not any(line.startswith(("· 打车", "· taxi")) for line in visitor.text.splitlines())


@pytest.mark.parametrize(
    "text",
    ["What's worth seeing in Toytown?", "What should I see in Toytown?", "玩具镇有什么值得看的", "玩具鎮有咩好玩"],
)
def test_the_plainest_question_gets_places(visitor, text):
    visitor.says(text, "place_info")
    assert visitor.understood["intent"] == "recommend"
    assert visitor.message["places"]
