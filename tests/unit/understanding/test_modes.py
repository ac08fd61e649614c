"""How one will and won't travel, in words that name the means first, last or not at all."""

import pytest

from bot.understanding.folding import fold
from bot.understanding.modes import find_modes

MODES = [
    ("坐公交，不打车", "walk bus"),
    ("公交打车都不要", "walk ebike"),
    ("巴士跟計程車我都不碰", "walk ebike"),
    ("不打车也不上公交", "walk ebike"),
    ("no taxis or buses", "walk ebike"),
    ("巴士她坐不慣", "walk ebike taxi"),
    ("公交晕车 不坐", "walk ebike taxi"),
    ("buses make me sick", "walk ebike taxi"),
    ("出租车就不坐咯", "walk ebike bus"),
    ("I won't set foot in a taxi", "walk ebike bus"),
    ("we're not paying for taxis", "walk ebike bus"),
    ("those taxi rides have to go", "walk ebike bus"),
    ("switch off taxis please", "walk ebike bus"),
    ("dinnae put me on one o thae electric bikes", "walk bus taxi"),
    ("电驴就免了", "walk bus taxi"),
    ("揸車唔好 搭的士算", "walk taxi"),
    ("計程車跟電動車都別用，公車加走路即可", "walk bus"),
    ("全程騎電動自行車，不搭別的", "walk ebike"),
    ("去哪儿都坐出租", "walk taxi"),
    ("费事搭的士，搭巴士就得", "walk bus"),
    ("打的或者行路就ok", "walk taxi"),
    ("on foot start to finish", "walk"),
    ("feet only", "walk"),
    ("I'll walk it all", "walk"),
    ("行路就得", "walk"),
    ("一律步行", "walk"),
    ("全程腿着", "walk"),
    ("走着去，不坐车", "walk"),
    ("步行only", "walk"),
    ("不坐车", "walk ebike"),
]


@pytest.mark.parametrize(("text", "modes"), MODES, ids=[row[0] for row in MODES])
def test_means_of_travel_are_wanted_or_refused(text, modes):
    (found,) = find_modes(fold(text))
    assert found.value.modes == tuple(modes.split())


@pytest.mark.parametrize(
    "text", ["走路就到的地方", "能走着去吗", "is it far on foot?", "出租屋在哪", "公交站出发", "步行五分钟能到吗"]
)
def test_no_means_of_travel_is_read_into_other_words(text):
    assert find_modes(fold(text)) == []
