title = A day in { $district }, { $date }
address = Address: { $address }
phone = Phone: { $phone }
estimate = The position is an estimate: the place lies within about { $metres } m of it.
way = The day's way
start = Start of the day
start-at = Start: { $place }
end = End of the day
end-at = End: { $place }

# The plan to carry along.
pocket-title = A day in { $district }
pocket-time = Time
pocket-cost = Per person
pocket-walk = On foot
pocket-travel = On the way
pocket-metres = { $n } m
pocket-kilometres = { $n } km
pocket-minutes = { $n } min
pocket-hours = { $n ->
    [0] { $hours } h
   *[other] { $hours } h { $n } min
}
pocket-about = about { $value }
pocket-next-day = { $time } (next day)
pocket-separator = {", "}
pocket-unpriced = { $n ->
    [one] The sum lacks one price that we don't know: { $names }.
   *[other] The sum lacks { $n } prices that we don't know: { $names }.
}
pocket-older = The facts have changed since this plan was made. Please check the hours before you go.
pocket-map = Map of the day's stops
pocket-map-note = Straight lines, dotted on foot: follow the streets, not the lines.
pocket-map-estimates = Dashed circles: the place lies somewhere inside.
pocket-north = N
pocket-mode-walk = On foot
pocket-mode-ebike = Shared e-bike
pocket-mode-bus = Bus
pocket-mode-taxi = Taxi
pocket-leg-walk = { $walk } of it on foot
pocket-buffer = { $time } to spare
pocket-meal-lunch = Lunch
pocket-meal-dinner = Dinner
pocket-open = Open { $hours }
pocket-open-always = Open all day
pocket-shut = No opening hours that day
pocket-hours-unknown = Opening hours not known
pocket-each = { $cost } per person
pocket-free = Free
pocket-price-unknown = Price not known
pocket-wait = There at { $arrive }, { $time } to spare
pocket-gone = No longer in our list of places: ask before you go.
pocket-phone = Phone
pocket-driver-hint = Show this to the driver:
pocket-driver = Hello, please take me to:
pocket-no-address = { $city } · the address is not known to us, please go by the name
pocket-see = See it in
pocket-find = Only roughly located; look for its name in
pocket-map-amap = Amap
pocket-map-baidu = Baidu
pocket-map-tencent = Tencent
pocket-map-google = Google
pocket-over = { $time }: end of the day
pocket-checked = Checked again by itself: { $n } rules hold.
pocket-sources = Facts as of { $compiled }; the source of each is in the guide, on the place's page. Data revision { $revision }.
pocket-code = QR code of the plan's page
pocket-share = The plan's page, with whatever is new:

# How good the day is; the pages say it in the same words.
proof-best = No better day is possible with these wishes: we tried them all.
proof-found = A good day. There may be a better one that we didn't find.
proof-gap = A good day: at most { $percent } % more would be possible.
proof-cut = Found in the time given: at most { $percent } % more would be possible.
