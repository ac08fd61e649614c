# Why a stop is in the day.
reason-must = You asked for it by name.
reason-appointment = Set for { $time }.
reason-themes = Fits what you are after: { $themes }.
reason-kind = { $kind }; about { $minutes } minutes are well spent here.
reason-open = Open { $hours } that day.
reason-best = This is a good hour to be here.
reason-near = About { $metres } m from the stop before.
reason-indoors-rain = Indoors, so rain won't matter.
reason-indoors-hot = Indoors, out of the heat.
reason-table = A place to eat near where you are then.
reason-eat-at = Where you wanted to eat.
reason-no-table = No food place that is open then lies near; take a break with something to eat.
reason-rest = Time to sit down.

# What to mind at a stop.
warning-hours = Opening hours are not known; ask before you go.
warning-position = The position is an estimate and may be off by about { $metres } m.
warning-status = That it is open was last reported in { $date }.
warning-status-undated = Nobody has dated the report that it is open.
warning-price = The price is not known and not counted.
warning-wheelchair-unknown = Nothing is known about access by wheelchair.
warning-wheelchair-limited = Only partly passable in a wheelchair.
warning-stroller-limited = Only partly passable on wheels; there are stretches where a stroller has to be carried.
warning-stroller-no = Not passable on wheels; a stroller has to be carried or left behind.

name-lunch = Lunch break
name-dinner = Dinner break
name-rest = Rest

# Why a place is not in the day.
excluded-avoided = You asked to leave it out.
excluded-kind = You asked for other kinds of places only.
excluded-theme = It belongs to none of the themes you chose.
excluded-dull = There is nothing to visit for its own sake; ask for it by name if you need it.
excluded-wheelchair = Known to be impassable in a wheelchair.
excluded-closed = Closed within the hours of your day.
excluded-unknown = Its hours are not known, and like places are hardly open at the hours of your day.
excluded-short = It opens, but not long enough for a visit within your day.
excluded-brief = A visit takes longer than the time there is.
excluded-too-far = Too far to get there and back in time.
excluded-barred = There is no way there by the means of transport you chose: no e-bike with children, a stroller or a wheelchair.
excluded-distance = It would take the day over { $limit } m on the way.
excluded-walk = It would take the day over your limit on walking.
excluded-budget = It would take the day over your budget.
excluded-max-places = The day already has the { $limit } places you wanted at most.
excluded-part = Belongs to the same place as { $place }, which is in the plan.
excluded-alike = So like what comes before and after it that the day gains nothing.
excluded-offered = Kept for another of the days offered.
excluded-no-places = You asked for no places.
excluded-time = No time left: it fits only if something else is shortened or left out.
excluded-unseen = Within the time limit there was no time to look at it.
excluded-over = The day is over.

# Remarks on the whole answer.
note-empty = Nothing fits into this day. What stands in the way: { $causes }. Each place is listed with its reason.
note-no-places = You asked for no places at all, so the day has none.
note-nothing-open = No place here is known well enough to be planned for this day.
cause-closed_that_day = closed that day
cause-hours = opening hours
cause-time = too little time
cause-too_far = too far
cause-barred = no e-bike with children, a stroller or a wheelchair
cause-walk_limit = the limit on walking
cause-budget = the budget
cause-max_places = the number of places
cause-not_wished = not what you are after
cause-avoided = what you want to avoid
cause-similar = like another place
cause-access = access by wheelchair
note-begun = Part of this day is already past.
note-eat-at = No meal fits in at: { $places }.
note-no-rests = There was no room for the rests of a relaxed day.
note-fewer-none = { $found ->
    [one] There is only one day to offer: any other shares more than half of its visits with it.
   *[other] There are only { $found } days to offer: any other shares more than half of its visits with one of them.
}
note-fewer-unfound = { $found ->
    [one] No second day was found that shares no more than half of its visits with this one.
   *[other] Besides these { $found } days none was found that shares no more than half of its visits with each of them.
}
note-fewer-clock = { $found ->
    [one] The time allowed ran out after one day; there may be others.
   *[other] The time allowed ran out after { $found } days; there may be others.
}

list-separator = {", "}

# Why wishes can't hold together.
conflict = What stands in the way: { $wishes }.
conflict-time = { $wishes }: visits and the ways between take at least { $needed }{ $by }, and the day has { $limit }.
conflict-max-walk = { $wishes }: there are at least { $needed } to walk, more than the { $limit } you allow.
conflict-max-distance = { $wishes }: they lie at least { $needed } apart in all, more than the { $limit } you allow.
conflict-by = {" "}by { $modes }
amount-time = { $hours ->
    [0] { $minutes } min
   *[other] { $hours } h { $minutes } min
}
amount-metres = { $metres } m
conflict-past = Some of the day is over already, and with what was done these can no longer be had: { $wishes }.
no-ebike = An e-bike is not for children, a stroller or a wheelchair.
conflict-status-renovating = { $place } is closed for renovation.
conflict-status-planned = { $place } is planned and not there yet.
conflict-status-closed = { $place } is closed for good or over.
conflict-status-unknown = Whether { $place } is open at all is not known.
conflict-position = Where { $place } lies is not known, so no way there can be planned.
conflict-minutes = How long a visit to { $place } takes is not known.
conflict-access = { $place } is known to be impassable in a wheelchair.
conflict-closed = { $place } is closed within the hours of your day.
conflict-short = { $place } opens, but not long enough for a visit within your day.
conflict-brief = Your day is too short for a visit to { $place }.
conflict-appointment = The appointment at { $place } lies outside your day or its opening hours.
conflict-lone = { $place } can't be fitted into this day.

field-start_time = the start time
field-end_time = the end time
field-start = the starting point
field-end = the end point
field-budget = the budget
field-modes = the means of transport
field-max_distance = the limit on distance
field-max_walk = the limit on walking
field-max_leg_walk = the limit on walking at a stretch
field-max_places = the number of places
field-meals-lunch = lunch
field-meals-dinner = dinner
field-pace = the pace
field-avoid = what you want to avoid
field-include_outside = places in the district only
field-only_kinds = the kinds of places you chose
field-themes = the themes you chose
field-party-children = the children
field-party-stroller = the stroller
field-party-wheelchair = the wheelchair
field-date = the date

mode-walk = walking
mode-ebike = e-bike
mode-bus = bus
mode-taxi = taxi

# Ways out.
relax-place = Leave out { $place }.
relax-date = Go on { $value } instead.
relax-start_time = Start at { $value }.
relax-end_time = End at { $value }.
relax-start = Start anywhere.
relax-end = End anywhere.
relax-budget = { $value ->
    [None] Lift the limit on money.
   *[other] Allow { $value } a person.
}
relax-modes = Go by { $value }.
relax-max_distance = { $value ->
    [None] Lift the limit on distance.
   *[other] Allow { $value } m on the way.
}
relax-max_walk = { $value ->
    [None] Lift the limit on walking.
   *[other] Allow { $value } m on foot.
}
relax-max_leg_walk = { $value ->
    [None] Lift the limit on walking at a stretch.
   *[other] Allow { $value } m on foot at a stretch.
}
relax-max_places = { $value ->
    [None] Lift the limit on places.
   *[other] Allow { $value } places.
}
relax-meals-lunch = Do without a set lunch.
relax-meals-dinner = Do without a set dinner.
relax-pace = { $value ->
    [packed] Take the day at a brisk pace.
   *[other] Take the day at a normal pace.
}

# Why not this place.
why-not-in-plan = { $place } is in the plan already.
why-not-loss = { $place } could be fitted in, but the day as a whole would then be a little less worthwhile.
why-not-loss-drops = { $place } could be fitted in, but { $drops } would have to go for it, and the day as a whole would be a little less worthwhile.
why-not-no-loss = There is room for { $place } without giving anything up.
why-not-no-loss-drops = { $place } could take the place of { $drops }; the day is as good either way.
why-not-clash = { $place } can't be had together with: { $wishes }.
relax-only_kinds = Choose any kind of place.
relax-include_outside = Go outside the district too.
relax-force = Put { $place } in.
relax-avoid = Do not avoid { $place }.

# What a repair changed.
changed-dropped = { $place } is left out.
changed-added = { $place } is new, at { $time }.
changed-moved = { $place } moves from { $before } to { $after }.
changed-meal = { $meal } is now at { $place }, at { $time }.
changed-meal-moved = { $meal } moves from { $before } to { $after }.
changed-meal-dropped = { $meal } is left out.
changed-nothing = Nothing had to change.
changed-over = The day is over; what was done stays.
changed-late = You go on at { $time }, { $minutes } minutes later than planned.
changed-for = Planned anew for what changed: { $wishes }.
changed-length = { $place } now takes { $minutes } minutes.
changed-measure = The plan's places stay unless another is worth clearly more (by 30 %), in their order wherever that can be kept.
changed-why-rain = It lies in the open, and it rains.
changed-why-hot = It lies in the open, and it is hot.
changed-why-room = There is room for it now.
changed-why-locked = You asked for it to be kept in the day.
changed-date = the date
changed-start_time = the start time
changed-end_time = the end time
changed-start = the starting point
changed-end = the end point
changed-themes = the themes
changed-must_visit = the places you want to see
changed-avoid = the places to leave out
changed-only_kinds = the kinds of places
changed-max_places = the number of places
changed-fixed = the appointments
changed-modes = the means of transport
changed-max_walk = the limit on walking
changed-max_leg_walk = the limit on walking at a stretch
changed-max_distance = the limit on distance
changed-budget = the budget
changed-pace = the pace
changed-meals = the meals
changed-party = who comes along
changed-weather = the weather
changed-include_outside = places outside the district
changed-eat_at = where to eat
meal-lunch = Lunch
meal-dinner = Dinner
