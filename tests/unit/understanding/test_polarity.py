"""What is wished for is never left out, and what is refused never planned, in whichever order they are named."""

import pytest

from bot.understanding.constraints import constraints

CASTLE, PARK, MUSEUM, CHAPEL, MALL = "castle", "river-park", "clock-museum", "fish-chapel", "puzzle-mall"
_REFUSED = ("avoid", "replaced")


def _sides(understood):
    """The places and kinds that are not refused, and those that are."""
    named = [one for one in understood.named if one.mention.kind_of in ("place", "kind", "that_kind")]
    refused = {one.mention.value for one in named if one.role in _REFUSED}
    return {one.mention.value for one in named} - refused, refused


@pytest.mark.parametrize(
    ("text", "wanted", "refused"),
    [
        # A, not B.
        ("明天去积木城堡，不去河畔公园", {CASTLE}, {PARK}),
        ("明天想去積木城堡，不想去河畔公園", {CASTLE}, {PARK}),
        ("聽日去積木城堡，唔去河畔公園", {CASTLE}, {PARK}),
        ("to Brick Castle tomorrow, not to River Park", {CASTLE}, {PARK}),
        ("明天去公园，不去积木城堡", {"park"}, {CASTLE}),
        ("明天去积木城堡，不去公园", {CASTLE}, {"park"}),
        ("聽日去積木城堡，唔去商場", {CASTLE}, {"mall"}),
        ("明天去积木城堡不去公园，也不要去商场，但一定要去博物馆", {CASTLE, "museum"}, {"park", "mall"}),
        ("想去积木城堡但不想去河畔公园", {CASTLE}, {PARK}),
        ("想去積木城堡不過唔想去河畔公園", {CASTLE}, {PARK}),
        ("想去鱼鳞小教堂和积木城堡，不想去河畔公园和商场", {CHAPEL, CASTLE}, {PARK, "mall"}),
        ("I want to see Brick Castle but not the malls", {CASTLE}, {"mall"}),
        ("take me to Brick Castle, don't take me to malls", {CASTLE}, {"mall"}),
        ("去积木城堡，不要带我去商场", {CASTLE}, {"mall"}),
        ("去積木城堡，唔好帶我去商場", {CASTLE}, {"mall"}),
        ("不要看海，改看积木城堡", {CASTLE}, set()),
        ("上午去积木城堡，下午不去河畔公园去商场", {CASTLE, "mall"}, {PARK}),
        ("宁愿去积木城堡也不去河畔公园", {CASTLE}, {PARK}),
        ("寧願去積木城堡都唔去河畔公園", {CASTLE}, {PARK}),
        ("rather Brick Castle than River Park", {CASTLE}, {PARK}),
        ("I'd prefer museums over malls", {"museum"}, {"mall"}),
        # Not A: B.
        ("别去积木城堡，带我去河畔公园", {PARK}, {CASTLE}),
        ("別去積木城堡，帶我去河畔公園", {PARK}, {CASTLE}),
        ("唔好去積木城堡，去河畔公園啦", {PARK}, {CASTLE}),
        ("不去积木城堡了，去河畔公园", {PARK}, {CASTLE}),
        ("不想去积木城堡了想去河畔公园", {PARK}, {CASTLE}),
        ("积木城堡就不去了，去河畔公园吧", {PARK}, {CASTLE}),
        ("積木城堡就唔去喇，去河畔公園啦", {PARK}, {CASTLE}),
        ("积木城堡别去了去河畔公园吧", {PARK}, {CASTLE}),
        ("instead of Brick Castle let's do River Park", {PARK}, {CASTLE}),
        ("不是去积木城堡，是去河畔公园", {PARK}, {CASTLE}),
        ("not Brick Castle, River Park", {PARK}, {CASTLE}),
        ("不去积木城堡，河畔公园一定要去", {PARK}, {CASTLE}),
        ("skip Brick Castle, River Park is a must", {PARK}, {CASTLE}),
        ("no parks, museums are fine", {"museum"}, {"park"}),
        ("no museums please, we'd rather see parks", {"park"}, {"museum"}),
        ("不要公园和商场，博物馆要", {"museum"}, {"park", "mall"}),
        ("公园太多了，想去博物馆", {"museum"}, {"park"}),
        # A yes, B no.
        ("积木城堡可以，河畔公园不要", {CASTLE}, {PARK}),
        ("商場可以，公園唔要", {"mall"}, {"park"}),
        ("Brick Castle is fine but no River Park", {CASTLE}, {PARK}),
        ("museums are fine but no malls", {"museum"}, {"mall"}),
        ("museums yes, parks no", {"museum"}, {"park"}),
        ("公园不错，商场不行", {"park"}, {"mall"}),
        ("明天去积木城堡，公园不去", {CASTLE}, {"park"}),
        ("聽日去積木城堡，公園唔去", {CASTLE}, {"park"}),
        ("明天去积木城堡、鱼鳞小教堂，商场不要", {CASTLE, CHAPEL}, {"mall"}),
        ("去博物馆没问题，公园也可以，不去商场", {"museum", "park"}, {"mall"}),
        # Lists.
        ("积木城堡、鱼鳞小教堂都不想去", set(), {CASTLE, CHAPEL}),
        ("不去公园、博物馆、商场", set(), {"park", "museum", "mall"}),
        ("唔去公園同博物館", set(), {"park", "museum"}),
        ("no parks, museums or malls", set(), {"park", "museum", "mall"}),
        # Kinds that are wished for, and other things that are refused.
        ("明天去积木城堡和博物馆", {CASTLE, "museum"}, set()),
        ("明天去积木城堡、博物馆", {CASTLE, "museum"}, set()),
        ("明天去积木城堡跟商场", {CASTLE, "mall"}, set()),
        ("聽日去積木城堡同商場", {CASTLE, "mall"}, set()),
        ("Brick Castle and a mall tomorrow", {CASTLE, "mall"}, set()),
        ("周末去海边和商场", {"mall"}, set()),
        ("周末去海边和商场，不要太累", {"mall"}, set()),
        ("听说博物馆不错，明天想去看看", {"museum"}, set()),
        ("我想看看紅色景點和公園，不要太趕", {"red_site", "park"}, set()),
        ("我父母都七十多歲，行動不便坐輪椅，想看看紅色景點和公園，不要太趕", {"red_site", "park"}, set()),
        ("明天想看红色景点和公园，不要太累", {"red_site", "park"}, set()),
        ("后天想逛公园，不要人多的", {"park"}, set()),
        ("聽日想去博物館同公園，唔好行太多", {"museum", "park"}, set()),
        ("明天带爸妈去博物馆，不要爬楼梯", {"museum"}, set()),
        ("parks and museums tomorrow, not too much walking", {"park", "museum"}, set()),
        ("明天去积木城堡，打车就不用了", {CASTLE}, set()),
        ("明天去积木城堡，购物就免了", {CASTLE}, set()),
        ("除了积木城堡，还想去鱼鳞小教堂", {CASTLE, CHAPEL}, set()),
        # No is not always a refusal.
        ("我没说要去商场", set(), {"mall"}),
        ("我冇話要去商場", set(), {"mall"}),
        ("I never asked for a mall", set(), {"mall"}),
        ("我没说不去积木城堡", {CASTLE}, set()),
        ("为什么不去积木城堡", {CASTLE}, set()),
        ("點解唔去積木城堡", {CASTLE}, set()),
        ("why no Brick Castle in the plan", {CASTLE}, set()),
        ("不去积木城堡不行", {CASTLE}, set()),
        ("積木城堡唔去唔得", {CASTLE}, set()),
        ("we can't leave without seeing Brick Castle", {CASTLE}, set()),
        ("it'd be a shame to skip Brick Castle", {CASTLE}, set()),
        ("积木城堡不要拿掉", {CASTLE}, set()),
        ("不能不去积木城堡", {CASTLE}, set()),
        ("可唔可以唔去積木城堡", set(), {CASTLE}),
        # All but one.
        ("除了积木城堡都换掉", {CASTLE}, set()),
        ("除咗積木城堡，其他都換", {CASTLE}, set()),
        ("remove everything except Brick Castle", {CASTLE}, set()),
        ("除了商场都可以", set(), {"mall"}),
        ("no parks except River Park", {PARK}, {"park"}),
        # What was seen.
        ("我昨天去了积木城堡，明天不想再去了", set(), {CASTLE}),
        ("我琴日去咗積木城堡，聽日唔想再去", set(), {CASTLE}),
        ("we went to Brick Castle yesterday and don't want to go again", set(), {CASTLE}),
        ("我昨天去了积木城堡，还想再去", {CASTLE}, set()),
        ("积木城堡去过了，明天想去别的地方", set(), {CASTLE}),
        ("積木城堡去過喇，聽日想去第二個地方", set(), {CASTLE}),
        ("I've already been to Brick Castle, plan something else", set(), {CASTLE}),
        # Taken out and exchanged.
        ("去掉午饭那家商场", set(), {"mall"}),
        ("刪走午餐嗰間商場", set(), {"mall"}),
        ("take out the lunch mall", set(), {"mall"}),
        ("公园太多了，换成博物馆", {"museum"}, {"park"}),
        ("用积木城堡代替河畔公园", {CASTLE}, {PARK}),
        ("可唔可以swap河畔公園做museum？", {"museum"}, {PARK}),
        ("swap River Park for a museum", {"museum"}, {PARK}),
    ],
)  # fmt: skip
def test_what_is_wished_for_and_what_is_refused_keep_their_sides(read, text, wanted, refused):
    assert _sides(read(text)) == (wanted, refused)


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("明天去积木城堡和商场", {"shopping"}),
        ("听说博物馆不错，明天想去看看", {"study"}),
        ("去博物馆没问题，不去商场", {"study"}),
    ],
)
def test_a_kind_that_is_wished_for_tells_its_theme(read, text, themes):
    assert {theme for theme, weight in read(text).themes.items() if weight} >= themes


@pytest.mark.parametrize("text", ["no parks except River Park", "想去河畔公园，别的公园都不要"])
def test_a_place_wished_for_is_not_left_out_with_its_kind(read, toytown, text):
    assert PARK in constraints(read(text), toytown)["must_visit"]
    assert PARK not in constraints(read(text), toytown).get("avoid", [])


@pytest.mark.parametrize("text", ["只留骑楼巷", "keep only Arcade Lane"])
def test_a_stop_that_is_kept_is_no_kind(read, toytown, text):
    assert constraints(read(text), toytown) == {"must_visit": ["arcade-lane"]}


def test_what_is_wished_for_needs_words_that_refuse_to_be_left_out_on_a_guess(read):
    assert _sides(read("商场里待着吧")) == ({"mall"}, set())
    assert _sides(read("商场我在家都逛腻了")) == (set(), {"mall"})
