# Courtesies
greet = Hello, I'm the { $district } guide. Ask me where to go, when places open, how to get there or what to eat; or tell me a date and what you like, and I'll plan the day.
help = I can look up opening hours, tickets, addresses and ways to get there; suggest sights and food; compare places; and plan a day around your date, hours, company and budget, then change it as you like. Every fact comes with its source and date, and I say so when I don't know.
thanks = You're welcome. Enjoy your day!
goodbye = Goodbye, and have a good trip!
deny = All right, we'll leave it at that. Tell me when you want to change something.
smalltalk = I'm { $district }'s travel guide, a program and not a person. I'm no great talker, but I know the places here and can plan your day.
out_of_scope = That is beyond me. I only know about visiting { $district }: places, food, ways and day plans.
calm = I can tell you're not happy. I'm only a travel guide; whenever you want a place looked up or a day planned, I'm here.
unlawful = Sorry, I can't help with that. I only talk about visiting { $district }: places, food, ways and day plans.
glad = Good. You can still change the plan at any time.
failed = Sorry, I couldn't deal with that message. What we settled before is still here; please say it again or in other words.
busy = Many people are planning just now. Please try again in a moment.
assistant-away = The assistant is away for the moment, so I can only do simple things and remember nothing of what was said before.

# Facts
sourced = (source: { $source }, { $as_of })
source-estimate = our estimate
undated = undated
office-unnamed = the local tourist office
ask-office = Please check with { $office }.
unknown-fact = We don't know the { $what } of { $place }.
unknown-thing = We don't know the hours or prices of “{ $thing }” at { $place }.
price-today-unknown = What is charged today is not known.
place-outside = { $place } is outside { $district }.
place-inside = Yes, { $place } is in { $district }.
stale = This should have been checked again by { $date } and hasn't been; ask { $office } first.
what-opening_hours = opening hours
what-ticket = ticket price
what-address = exact location
what-transport = public transport
what-phone = phone number
what-visit_minutes = usual length of a visit
what-facilities = facilities of that kind
minutes = { $minutes } minutes
hours = { $hours ->
    [1] 1 hour
   *[other] { $hours } hours
}
hours-minutes = { $hours } h { $minutes } min
metres = { $metres } m
kilometres = { $kilometres } km
closed = closed
all-day = all day
free = free
weekday-0 = Mon
weekday-1 = Tue
weekday-2 = Wed
weekday-3 = Thu
weekday-4 = Fri
weekday-5 = Sat
weekday-6 = Sun
hours-open = { $place } is open on { $day }: { $hours }.
hours-closed = { $place } is closed on { $day }.
hours-week = The coming week: { $hours }.
hours-holiday-only = Only holiday hours are known and may not hold on other days: { $holiday }, { $day }: { $hours }.
hours-not-known = Opening hours are not known.
last-entry = Last entry: { $times }.
now-open = It is open now.
now-closed = It is closed now.
then-open = Open at { $time }.
then-closed = Not open at { $time } yet, but later.
then-unknown = Whether it is open at { $time } is not known.
ticket = Entry to { $place }: { $prices }.
ticket-short = Entry: { $prices }.
ticket-not-known = Entry price not known.
ticket-free = free
ticket-adult = adults { $price }
ticket-child = children { $price }
ticket-senior = seniors { $price }
ticket-student = students { $price }
price-per-person = About { $price } a person.
address = { $place } is at { $address }.
address-for-driver = To show a driver: { $address }
address-near = Roughly near { $place }, about { $distance } away.
position-estimate = The position of { $place } on the map is an estimate and may be off by { $distance }.
position-on-map = { $place } is marked on the map.
in-general = In general:
transport = Getting to { $place }: { $lines }.
phone = { $place }: { $phone }.
visit-minutes = { $place } usually takes { $typical }, between { $least } and { $most }.
summary = { $place }: { $summary }
event-dates = When: { $dates }.
event-dates-unknown = date not set
status-open = { $place } is open, as of { $as_of }.
status-renovating = { $place } is being renovated and can't be visited for now (as of { $as_of }).
status-planned = { $place } is planned; we found nothing that says it has been built or opened ({ $as_of }).
status-closed = { $place } has closed for good or is over (as of { $as_of }).
status-unknown = Whether { $place } is open today we can't say reliably ({ $as_of }).
status-planned-event = { $place } is only planned; we found nothing that says it has ever been held ({ $as_of }).
status-unknown-event = Whether { $place } will be held again, and when, we can't say reliably ({ $as_of }).
plan-says = The district's plan calls it “{ $quote }”.
short-open = Open.
short-renovating = Under renovation, closed for now.
short-planned = Planned, not there yet.
short-planned-event = Only planned; no edition was found.
short-closed = Closed or over.
short-unknown = Whether it is open is not known; ask first.
wheelchair-yes = { $place } can be visited in a wheelchair.
wheelchair-limited = { $place } can be visited in a wheelchair only in part.
wheelchair-no = { $place } can't be visited in a wheelchair.
indoor = { $place } is indoors.
outdoor = { $place } is outdoors.
nearby = Near { $place }:
nearby-one = { $number }. { $place }, about { $distance } as the crow flies. { $summary }
nearby-none = We know of nothing open within a kilometre and a half of { $place }.
distances-estimated = Distances are reckoned from estimated positions.

# Recommendations
recommend = These are open as far as we know:
recommend-food = For something to eat:
recommend-shopping = For shopping:
recommend-rain = Indoors, so the rain won't matter:
recommend-hot = Indoors and out of the heat:
recommend-one = { $number }. { $place }: { $summary }
recommend-none = I found nothing that fits and is surely open.
events = Events we know of:
event-one = { $number }. { $place }: { $dates }. { $status }
event-this-year = Whether and when it takes place this year we could not find.
events-none = We have no reliable news of coming events.
found = On { $place }, our records say: { $passage }
found-more = That is the closest our records come.
language-set = Sure, English it is.
unheard = We have no record of “{ $name }” and don't know whether { $district } has such a place, so I won't guess. I've noted the question for the tourist office.
unanswered = I have no reliable answer to that and won't guess. I've noted the question for the tourist office.

# Ways and comparison
no-position = The exact position of { $place } is not known, so the way can't be worked out.
way = From { $origin } to { $target }:
way-one = · { $mode }: about { $time }, { $distance }, { $cost }
way-estimated = Times and distances are estimates; traffic decides.
free-of-charge = free
about-money = about { $money }
mode-walk = on foot
mode-ebike = e-bike
mode-bus = bus
mode-taxi = taxi
takes = A visit takes about { $time }.
apart = They lie about { $distance } apart, as the crow flies; positions are estimates.

# Plans
understood = As I understand it: { $wishes }.
echo-adults = { $count ->
    [1] 1 adult
   *[other] { $count } adults
}
echo-children = { $count ->
    [1] 1 child
   *[other] { $count } children
}
echo-seniors = { $count ->
    [1] 1 senior
   *[other] { $count } seniors
}
echo-wheelchair = a wheelchair
echo-stroller = a stroller
echo-start = starting from { $place }
echo-end = ending at { $place }
echo-themes = interested in { $themes }
echo-must = { $places } for sure
echo-fixed = at { $place } from { $time } for { $length }
echo-eat = a meal at { $places } if it fits
echo-avoid = without { $places }
echo-only = only { $kinds }
echo-max-places = { $count } places at most
echo-modes = getting around by { $modes }
echo-max_walk = no more than { $distance } on foot in all
echo-max_leg_walk = no more than { $distance } on foot at a stretch
echo-max_distance = no more than { $distance } on the way
echo-budget = up to { $money } a person
echo-relaxed = at an easy pace
echo-packed = at a brisk pace
echo-no-lunch = no lunch stop
echo-no-dinner = no dinner stop
echo-rain = ready for rain
echo-hot = out of the heat
echo-alternatives = { $count } versions
plan = The plan for { $day }, { $count ->
    [1] 1 place
   *[other] { $count } places
}:
plan-stop = { $begin }–{ $leave } { $place }
plan-totals = About { $walk } on foot and { $cost } a person in all.
plan-totals-no-walk = Hardly any walking, and about { $cost } a person in all.
plan-empty = Nothing fits into these hours.
plan-unknown-hours = Mind that the opening hours of { $places } are not known; ask before you go.
stop-lunch = Lunch: { $place }
stop-dinner = Dinner: { $place }
version = Version { $number }:
version-chosen = Version { $number } it is.
changed = Changed: { $changes }.
changed-gone = out: { $places }
changed-come = in: { $places }
changed-day = moved to { $day }
changed-begin = starts at { $time }
changed-walk = walking { $before } → { $after }
changed-nothing = Worked out again; the plan stays as it was.
cost-unknown = { $count ->
    [1] One price is not known and not counted.
   *[other] { $count } prices are not known and not counted.
}
stop-so-already = { $place } is so already, { $begin }–{ $leave }.
stop-not-planned = { $place } isn't in the plan; say “add it” and I'll see where it fits.
stop-too-short = A visit to { $place } takes { $length } at least, so I can't make it as short; it is { $begin }–{ $leave } now.
meal-not-set = I can't set the hour of { $meal }: the plan puts it where the day has room, beginning between { $first } and { $last }.
meal-now = Now { $meal } is { $begin }–{ $leave }.
meal-not-planned = There is no { $meal } in this plan.
locked = { $places } is kept in the plan whatever else changes.
nothing-to-lock = There is nothing of that kind in the plan to be kept.
refused-unplanned = { $places } isn't in the plan anyway, and I'll leave it out from now on.
order-so-already = The stops are in that order already, or I can't put them so.
change-impossible = That can't be done with the rest of the day.
no-room-for-more = There is no room for one more place in these hours.
changed-order = now in the order { $places }
changed-hours = { $stops }
changed-some-hours = the stops' hours are slightly different
which-change = What shall I change? Say “drop the second one”, “start an hour later”, “less walking”, or name a place to add or swap.
undone = { $steps ->
    [1] Went back one step.
   *[other] Went back { $steps } steps.
}
undo-nothing = There is no change left to undo.
undone-no-plan = There is no plan now.
restarted = Fine, from the beginning. Which day, and what do you like to see? Say nothing and I'll plan a usual day.
one-day-at-a-time = I plan one day at a time; here is the first. Give me the next date for another.
no-plan-yet = There is no plan yet. Tell me a date and what you like, and I'll make one.
clash = These wishes can't all be had in one day:
clash-partial = Leaving out the one that matters least, the best day is this:
fault-date = I can't plan that date; only days from today up to 400 days ahead.
date-past = { $said } is past.
date-never = There is no { $said } in the calendar.
date-unknown = Our calendar does not reach { $said } yet. Tell me the date itself and I'll plan it.
which-date = Which day shall it be?
date-next = Shall I plan for { $day } instead?
fault-end_time = The day must end after it begins. From when to when shall it be?
fault-start = The starting point is too far away or its position unknown; please name another.
fault-end = The end point is too far away or its position unknown; please name another.
fault-party = The party must be of 1 to 60 people.
fault-places = A day holds thirty places at most, and a handful is a pleasure; how many shall it be?
fault-hours = A day of no length holds nothing; from when to when shall it be?
fault-other = I can't do all of that as it stands; please put it another way.
plan-stays = The plan stays as it is.
left-out-planned = { $place } is still being planned and not built, so I left it out.
left-out-renovating = { $place } is under renovation and closed, so I left it out.
left-out-closed = { $place } has closed or is over, so I left it out.
left-out-unknown = Whether { $place } is open is not known, so I left it out; ask before you go there.
left-out-event = { $place } is an event and not held every day, so I left it out.
left-out-position = The position of { $place } is not known, so no way there can be planned.
left-out-minutes = How long { $place } takes is not known, so it can't be fitted into a day.
stop-when = { $place } is planned from { $begin } to { $leave }.
stay-planned = The plan gives it { $length }, from { $begin } to { $leave }.
why-this = Why { $place }:
why-not = Why { $place } is not in the plan:
why-not-unknown = it was not among what could be chosen for that day.
stop-reason = { $place }: { $reason }
next = Next comes { $place }, { $begin } to { $leave }.
next-none = Nothing more is planned.
plan-cost = By the prices known, about { $cost } a person.
cost-stop = · { $place }: { $cost }
cost-rides = · getting around: { $cost }
cost-unknown-places = Prices not known and not counted: { $places }.
plan-walk = About { $walk } on foot in all, { $longest } at the longest stretch.
plan-no-walk = Hardly any of it is on foot: less than 50 metres.

# Trouble
emergency = Call for help first:
emergency-one = { $name }: { $phone }
emergency-after = Say where you are and what happened. I can give you the address of a place near you.
lookalike = You are asking about { $place }.
lookalike-perhaps = You may be thinking of { $place }.
lookalike-ours = I only know { $district } in { $city }, so mind where you are heading. If it is { $district } you meant, just go on asking.
fault-taken = Thank you. I've noted it for the tourist office to check.
fault-taken-about = Thank you. I've noted what is wrong about { $places } for the tourist office to check.
complaint-taken = I'm sorry this happened to you. I've noted it, without personal details.
complaint-taken-about = I'm sorry this happened to you at { $places }. I've noted it, without personal details.
complaint-office = For a formal complaint please contact { $office }.

# Buttons
suggest-plan-with = Plan a day with { $place }
suggest-plan-tomorrow = Plan a day for me tomorrow
suggest-half-day = A half-day trip tomorrow afternoon
suggest-plan-on = Plan for { $day }
suggest-food = What is good to eat here?
suggest-hours-first = When does the first one open?
suggest-opening_hours = When does { $place } open?
suggest-transport = How do I get to { $place }?
suggest-nearby = What is near { $place }?
suggest-ticket = How much is the ticket for { $place }?
suggest-description = Tell me about { $place }
suggest-less-walking = Less walking
suggest-calmer = An easier pace
suggest-cheaper = Cheaper
suggest-later = Start an hour later
suggest-undo = Undo that
suggest-add = Add { $place }
suggest-version = Take version { $number }
why-no-meal = A { $meal } is planned only when the day covers { $hours }, and this one doesn't.
why-meal-refused = You said that no { $meal } need be planned.
meal-lunch = lunch
meal-dinner = dinner
fault-known = What we have so far:
far-away-lies = { $named } lies in { $where } and not in { $district }.
far-away = { $named } is not in { $district }.
far-away-unknown = Its hours, prices, boats and rooms are not known here and I can't plan a stay there; please ask on the spot.
far-away-ours = I know { $district } in { $city }, and am glad to help with a day here.
