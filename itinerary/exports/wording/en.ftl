title = A day in { $district }, { $date }
address = Address: { $address }
phone = Phone: { $phone }
estimate = The position is an estimate: the place lies within about { $metres } m of it.
way = The day's way
