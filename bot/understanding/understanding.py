"""What one message means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.understanding.appointments import Appointment
from bot.understanding.attributes import Attribute
from bot.understanding.dates import Past
from bot.understanding.edits import Edit
from bot.understanding.modes import ModeWish
from bot.understanding.money import Budget
from bot.understanding.party import PartyWish
from bot.understanding.roles import Mention, Role
from bot.understanding.stop_wishes import StopWish
from bot.understanding.times import TimeWish
from bot.understanding.walking import WalkLimit
from knowledge.places.text import Locale


@dataclass(frozen=True)
class Named:
    """A mention and what is wished of it."""

    mention: Mention
    role: Role


@dataclass(frozen=True)
class Understanding:
    """None and empty are what the message doesn't say."""

    text: str
    """With slips of the fingers mended, as long as ``folded``."""
    folded: str
    locale: Locale
    """The language to answer in."""
    named: tuple[Named, ...] = ()
    attribute: Attribute | None = None
    question: bool = False
    dates: tuple[date, ...] = ()
    past: Past | None = None
    """A day named that is over."""
    past_words: str = ""
    """How it was named."""
    times: tuple[TimeWish, ...] = ()
    parts: tuple[tuple[str, int, int | None], ...] = ()
    """Parts of the day: name, first and last minute; no last one when only the setting out is told by it."""
    length: int | None = None
    """Minutes that the day shall take."""
    days: int | None = None
    """1 when a whole day is spoken of, more for a journey."""
    party: PartyWish | None = None
    budget: Budget | None = None
    modes: ModeWish | None = None
    walking: tuple[WalkLimit, ...] = ()
    pace: str | None = None
    meals: Mapping[str, bool] = field(default_factory=dict)
    weather: str | None = None
    themes: Mapping[str, float] = field(default_factory=dict)
    """Weight by theme; 0 for those not wanted."""
    theme_words: tuple[tuple[int, int, str], ...] = ()
    """Where each theme is spoken of."""
    lists: tuple[str, ...] = ()
    """Curated days called by name."""
    elsewhere: tuple[str, ...] = ()
    """Lookalikes of the district whose city is named together with the district."""
    max_places: int | None = None
    alternatives: int | None = None
    outside: bool = False
    cravings: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    released: tuple[str, ...] = ()
    """Fields of a request whose limit is given up."""
    appointments: tuple[Appointment, ...] = ()
    """What is to be kept at its place and time."""
    stop_wishes: tuple[StopWish, ...] = ()
    """What is wished of single stops and meals of the plan there is; times and lengths of these are no other wish's."""

    def with_role(self, *chosen: Role) -> tuple[Mention, ...]:
        return tuple(one.mention for one in self.named if one.role in chosen)

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of all places named, in the order of the text, each once."""
        return tuple(dict.fromkeys(one.mention.value for one in self.named if one.mention.kind_of == "place"))

    @property
    def lookalikes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.mention.value for one in self.named if one.mention.kind_of == "lookalike"))

    def edit(self, kind: str) -> Edit | None:
        return next((edit for edit in self.edits if edit.kind == kind), None)

    @property
    def wishes_a_change(self) -> bool:
        """Whether there is anything in it that could change a plan."""
        of_plan = self.edits or self.stop_wishes or self.lists or self.outside
        return bool(self.wishes_something or self.named or of_plan)

    @property
    def wishes_a_day(self) -> bool:
        """Whether it says something of hours, company or limits that goes with a whole plan."""
        return bool(self.length or self.budget or self.walking or self.max_places or self.alternatives or self.days)

    @property
    def wishes_something(self) -> bool:
        """Whether it says anything that a plan would have to respect."""
        said = (
            self.dates,
            self.times,
            self.parts,
            self.length,
            self.days,
            self.party,
            self.budget,
            self.modes,
            self.walking,
        )
        liked = (
            self.pace,
            self.meals,
            self.weather,
            self.themes,
            self.lists,
            self.max_places,
            self.alternatives,
            self.cravings,
            self.released,
            self.appointments,
            self.stop_wishes,
        )
        named = self.with_role("must", "avoid", "start", "end", "lock", "add", "only", "replaced")
        return any((*said, *liked, named))
