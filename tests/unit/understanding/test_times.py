"""Clock times and what they are for, as they are really said."""

import pytest

from bot.understanding.folding import fold
from bot.understanding.times import Part, TimeWish, clock, find_times

SAID = [
    ("free between 1 and 7 pm", "start 13:00, end 19:00"),
    ("between 9:30 and 4", "start 09:30, end 16:00"),
    ("from 13h to 19h30", "start 13:00, end 19:30"),
    ("9h30-17h", "start 09:30, end 17:00"),
    ("time:9-5", "start 09:00, end 17:00"),
    ("from 8 in the morning", "start 08:00"),
    ("free from two onwards", "start 14:00"),
    ("starting nine, finishing five", "start 09:00, end 17:00"),
    ("commence 0900, conclude 1600", "start 09:00, end 16:00"),
    ("eleven at the earliest", "start 11:00"),
    ("ten at the outside", "end 22:00"),
    ("gentle start elevenish", "start 11:00"),
    ("be bak at six pm latest", "end 18:00"),
    ("carry on to ten pm", "end 22:00"),
    ("home for seven", "end 19:00"),
    # Not before is from then on, unless it is of coming back
    ("not before half ten, done by five", "start 10:30, end 17:00"),
    ("nothing before 12:30", "start 12:30"),
    ("don't get me out before ten", "start 10:00"),
    ("must be back before ten", "end 22:00"),
    ("not back before ten", "end 22:00"),
    ("十点之前别给我安排", "start 10:00"),
    ("八点前起不来", "start 08:00"),
    ("不到十点不出门", "start 10:00"),
    ("六点前不回去不行", "end 18:00"),
    ("十點前唔好揾我", "start 10:00"),
    ("出门推迟到十一点先 瞓多阵", "start 11:00"),
    ("正午方可動身，傍晚六時半須散隊", "start 12:00, end 18:30"),
    ("up and out by seven", "start 07:00"),
    ("is possible to begin at eleven only", "start 11:00"),
    ("最早七点", "start 07:00"),
    # In short, and by one character
    ("朝九晚五", "start 09:00, end 17:00"),
    ("早8晚6", "start 08:00, end 18:00"),
    ("早七点到晚十点", "start 07:00, end 22:00"),
    ("玩到半夜十二点", "end 24:00"),
    ("from 6 until noon", "start 06:00, end 12:00"),
    ("from 9:30 to 17 hours", "start 09:30, end 17:00"),
    # After the evening or the end of work
    ("sat night from 7", "start 19:00"),
    ("下了班七点半开始", "start 19:30"),
    # Coming and leaving
    ("I arrive at 11 in town", "start 11:00"),
    ("we get off the ferry at 10:30 and fly out at 7pm", "start 10:30, end 19:00"),
    ("坐十點嘅船到，五點半要返到碼頭", "start 10:00, end 17:30"),
    ("下午四時須登車離去", "end 16:00"),
    ("傍晚六點半散水", "end 18:30"),
    ("孩子四点半放学前要回来", "end 16:30"),
    ("五点放学", "start 17:00"),
    # Meeting and parting
    ("九点集合五点散伙", "start 09:00, end 17:00"),
    ("十一点集合，下昼三点解散", "start 11:00, end 15:00"),
    ("下午五點收", "end 17:00"),
    ("今晚六點半才散會，九點半要回到", "start 18:30, end 21:30"),
    ("六点半收工，同老友玩到十一点", "start 18:30, end 11:00"),
    ("下午四点前收工", "end 16:00"),
    ("上午九点到中午有空", "start 09:00, end 12:00"),
    ("中午前要走", "end 12:00"),
    # Minutes by the figures of the clock's face
    ("張飛係五點九", "end 17:45"),
    ("八点搭九即刻起步", "at 08:45"),
    ("七点三个字要返", "end 19:15"),
    ("改成下午三點就要收 我要去機場", "end 15:00"),
    ("十二點半要結束", "end 12:30"),
    ("五点就得撤", "end 17:00"),
    ("八点半得赶高铁", "end 20:30"),
    ("夜晚八點半要返到", "end 20:30"),
    ("we have to stop at four", "end 16:00"),
    ("need to be off by half three", "end 15:30"),
    ("call it a day at five", "end 17:00"),
    ("until nine that evening", "end 21:00"),
    # One o'clock in the afternoon, a time before its part of the day
    ("朝早九點半到下晝一點", "start 09:30, end 13:00"),
    ("三点钟下午出发", "start 15:00"),
    ("十點\ue000\ue000落車", "start 10:00"),
    # What is over before one goes out
    ("me and three colleagues get out of the conference at 2pm", "start 14:00"),
    ("class ends at 4 so till 9 after that", "start 16:00, end 21:00"),
    ("開會開到三點 之後得閒", "start 15:00"),
    ("八点睡觉前回到", "at 08:00"),
    ("五點後才能動", "start 17:00"),
    ("九點先起床", "start 09:00"),
    ("食完药，九點先出得", "start 09:00"),
    # When one is free of something else, is fetched, or has slept enough
    ("meetings done by 2, driver collects me at 6", "start 14:00, end 18:00"),
    ("meeting 12点结束 然后free到5点", "start 12:00, end 17:00"),
    ("conference over at one, flight at 7", "start 13:00, end 19:00"),
    ("my wife picks me up at 6", "end 18:00"),
    ("driver picks us up at 9", "start 09:00"),
    ("我老婆六点来接我", "end 18:00"),
    ("司机早上九点来接我们", "start 09:00"),
    ("sleep till ten then out", "start 10:00"),
    ("睡到十点再出门", "start 10:00"),
    ("knock off by 3", "end 15:00"),
    # The set-off is moved
    ("出發押後至十一時", "start 11:00"),
    ("start time推迟到1030", "start 10:30"),
    ("departure pushed back to 11", "start 11:00"),
    ("延后到下午两点再开始", "start 14:00"),
    # Night owls, small hours, French hours, slips of the pen
    ("夜貓子一枚，八點以後才出洞", "start 20:00"),
    ("玩到夜里一点", "end 01:00"),
    ("玩到半夜两点", "end 02:00"),
    ("friday 18h to 23h", "start 18:00, end 23:00"),
    ("下午三点道晚上九点", "start 15:00, end 21:00"),
    ("下午俩点道晚上玖点", "start 14:00, end 21:00"),
    ("6am sharp", "start 06:00"),
    ("at 10 跟團", "at 10:00"),
    ("下午五点还回酒店", "end 17:00"),
    ("九點一刻嗰班", "end 21:15"),
    ("上午十点那班车到", "start 10:00"),
    # In Latin letters
    ("zao shang 9dian ban 再出发", "start 09:30"),
    ("gai dao shi yi dian chufa", "start 11:00"),
    ("liu dian yao zou", "end 18:00"),
]


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[row[0] for row in SAID])
def test_times_begin_or_end_the_day(text, expected):
    wishes = [one.value for one in find_times(fold(text)) if isinstance(one.value, TimeWish)]
    assert ", ".join(f"{one.role} {clock(one.minute)}" for one in wishes) == expected


@pytest.mark.parametrize(
    "text",
    [
        "between 1 and 3 kids",
        "walking between two stops",
        "between one and two kilometres",
        "3h30 of walking",
        "pick from 3, please",
        "I'd say three, four if we're quick",
        "20ish people",
        "up to 1000 yuan",
        "from 1920 to 1945",
        "cut the midday meal",
        "zhu zai jiu dian",
        "yi dian",
        "half of us",
        "我在这儿转悠半天了",
        "1 baby 1 stroller",
        "number 6",
        "our party is down to three",
        # Somebody's own time, and no time of the plan
        "孩子一点要午睡",
        "阿爺兩點要瞓晏覺",
        "mum takes her pills at two",
        "BB三点食奶",
        "we've a table booked at 7",
        # A meal, a greeting, a habit, or what is over
        "那天晚上老同事作東請吃飯",
        "晏晝我哋自己整三文治搞掂",
        "晏晝同夜晚兩餐都要幫我留返",
        "晚上订了酒席不用排",
        "晚上上她家吃",
        "夜晚自己搵食得喇",
        "晚上倒是给我留个正经饭点",
        "they are cooking for us that evening",
        "good morning! a word",
        "Morning, front desk here",
        "早上好呀",
        "three mornings jogging on it",
        "we did the castle this morning",
        "I was in it this afternoon",
        "今早剛好路過看完了",
        "一个机位能蹲俩钟头",
        "排了两个小时的队",
        "we waited for 2 hours",
        # A part of the day to which something is added
        "夜晚想加返啲節目",
        # A day that one only travels home on
        "坐晚上的绿皮车走",
        "we fly home at dawn",
    ],
)
def test_what_looks_like_a_time_is_none(text):
    assert find_times(fold(text)) == []


def test_a_figure_before_what_is_counted_is_no_minute():
    assert [clock(one.value.minute) for one in find_times(fold("三点两个人，五点一到就走"))] == ["15:00", "17:00"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("早上从酒店出发", None),
        ("早上從民宿走", None),
        ("早上从酒店出来", None),
        ("晚上看夜景吃宵夜", 22 * 60),
        ("明天上午 我膝盖刚抽过积液", 12 * 60),
        ("we've got this morning free", 12 * 60),
        ("I was thinking this afternoon, the sea", 18 * 60),
        ("we've seen it, this morning something else", 12 * 60),
        ("晚上出發 幫我排", None),
        ("leaving in the morning", None),
        ("an afternoon start", None),
        ("上午逛老街", 12 * 60),
        ("下晝得閒", 18 * 60),
        ("上午逛博物馆然后出发", 12 * 60),
        ("free in the morning", 12 * 60),
    ],
)
def test_a_part_of_the_day_to_set_out_in_ends_nothing(text, end):
    assert [one.value.end for one in find_times(fold(text)) if isinstance(one.value, Part)] == [end]
