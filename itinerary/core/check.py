"""Judges a solution against its problem by the problem's definitions alone. Shares no code with the solver."""

from itinerary.core.problem import UNREACHABLE, Problem, Solution, Step


def check(problem: Problem, solution: Solution) -> tuple[str, ...]:
    """Every violation, each beginning with its name and a colon; empty when the solution is sound."""
    misshapen = _shape(problem, solution)
    if misshapen:
        return tuple(misshapen)
    return (*_times(problem, solution), *_sets(problem, solution), *_sums(problem, solution), *_claim(solution))


def _shape(problem: Problem, solution: Solution) -> list[str]:
    """Faults that make the other rules unreadable: indices that do not exist."""
    found = []
    modes = problem.legs.minutes.shape[0]
    for at, step in enumerate(solution.steps):
        if (step.stop is None) == (step.pause is None):
            found.append(f"shape: step {at} is not one of stop and pause")
        elif step.stop is not None:
            if not 0 <= step.stop < len(problem.stops):
                found.append(f"shape: step {at} names stop {step.stop}, which does not exist")
            elif step.option is None or not 0 <= step.option < len(problem.stops[step.stop].options):
                found.append(f"shape: step {at} names option {step.option}, which does not exist")
            if step.mode is None or not 0 <= step.mode < modes:
                found.append(f"shape: step {at} is reached by mode {step.mode}, which does not exist")
        else:
            if step.pause is None or not 0 <= step.pause < len(problem.pauses):
                found.append(f"shape: step {at} names pause {step.pause}, which does not exist")
            if step.option is not None or step.mode is not None:
                found.append(f"shape: step {at} is a pause with an option or a mode")
    if any(step.stop is not None for step in solution.steps):
        if solution.last_mode is None or not 0 <= solution.last_mode < modes:
            found.append(f"shape: the end is reached by mode {solution.last_mode}, which does not exist")
    elif solution.last_mode is not None:
        found.append("shape: a day without stops has no last leg")
    return found


def _legs(problem: Problem, solution: Solution) -> list[tuple[int, int, int]]:
    """(mode, from, to) of every leg made."""
    legs = []
    here = len(problem.stops)
    for step in solution.steps:
        if step.stop is not None and step.mode is not None:
            legs.append((step.mode, here, step.stop))
            here = step.stop
    if solution.last_mode is not None:
        legs.append((solution.last_mode, here, len(problem.stops) + 1))
    return legs


def _times(problem: Problem, solution: Solution) -> list[str]:
    found = []
    clock = problem.begin
    here = len(problem.stops)
    for at, step in enumerate(solution.steps):
        if step.stop is not None and step.option is not None:
            minutes = int(problem.legs.minutes[step.mode, here, step.stop])
            if minutes == UNREACHABLE:
                found.append(f"unreachable: stop {step.stop} by mode {step.mode} from vertex {here}")
                minutes = 0
            option = problem.stops[step.stop].options[step.option]
            earliest, latest, length = option.earliest, option.latest, option.length
            here = step.stop
            if step.leave > option.end_by:
                found.append(f"closing: stop {step.stop} is left at {step.leave}, after {option.end_by}")
        else:
            minutes = 0
            pause = problem.pauses[step.pause or 0]
            earliest, latest, length = pause.earliest, pause.latest, pause.length
        if step.arrive != clock + minutes:
            found.append(f"arrival: step {at} is reached at {clock + minutes}, not at {step.arrive}")
        if step.begin < step.arrive:
            found.append(f"order: step {at} begins at {step.begin}, before the arrival at {step.arrive}")
        if step.begin < earliest:
            found.append(f"opening: step {at} begins at {step.begin}, before {earliest}")
        if step.begin > latest:
            found.append(f"admission: step {at} begins at {step.begin}, after {latest}")
        if step.leave != step.begin + length:
            found.append(f"length: step {at} lasts {step.leave - step.begin}, not {length}")
        clock = step.leave
    if solution.last_mode is not None:
        minutes = int(problem.legs.minutes[solution.last_mode, here, len(problem.stops) + 1])
        if minutes == UNREACHABLE:
            found.append(f"unreachable: the end by mode {solution.last_mode} from vertex {here}")
            minutes = 0
        clock += minutes
    if solution.finish != clock:
        found.append(f"finish: the end is reached at {clock}, not at {solution.finish}")
    if clock > problem.end:
        found.append(f"day: the end is reached at {clock}, after {problem.end}")
    return found


def _sets(problem: Problem, solution: Solution) -> list[str]:
    found = []
    made = [step.stop for step in solution.steps if step.stop is not None]
    found += [f"twice: stop {stop} is made {made.count(stop)} times" for stop in set(made) if made.count(stop) > 1]
    places = [problem.stops[stop].place for stop in made if problem.stops[stop].place is not None]
    found += [f"place: place {place} is used more than once" for place in set(places) if places.count(place) > 1]
    found += [f"exclusive: stops {a} and {b} are both made" for a, b in problem.exclusive if a in made and b in made]
    found += [
        f"required: stop {stop} is missing"
        for stop, data in enumerate(problem.stops)
        if data.required and stop not in made
    ]
    served = [problem.stops[stop].task for stop in made]
    served += [problem.pauses[step.pause].task for step in solution.steps if step.pause is not None]
    found += [
        f"task: task {task} is served {served.count(task)} times"
        for task in range(problem.tasks)
        if served.count(task) != 1
    ]
    visits = sum(problem.stops[stop].task is None for stop in made)
    if problem.max_visits is not None and visits > problem.max_visits:
        found.append(f"visits: {visits}, more than {problem.max_visits}")
    return found


def _points(problem: Problem, before: Step | None, step: Step) -> int:
    """What a step is worth after the one before it."""
    if step.stop is None or step.option is None:
        return problem.pauses[step.pause or 0].points
    stop = problem.stops[step.stop]
    points = stop.options[step.option].points
    like = before is not None and before.stop is not None and problem.stops[before.stop].kin == stop.kin
    if stop.kin is not None and like and points > 0:
        points -= points * problem.kin_loss // 100
    return points


def _sums(problem: Problem, solution: Solution) -> list[str]:
    found = []
    legs = _legs(problem, solution)
    cost = sum(problem.stops[step.stop].cost for step in solution.steps if step.stop is not None)
    cost += sum(int(problem.legs.cost[leg]) for leg in legs)
    walk = sum(int(problem.legs.walk[leg]) for leg in legs)
    distance = sum(int(problem.legs.distance[leg]) for leg in legs)
    for name, sum_, limit in (
        ("budget", cost, problem.budget),
        ("walk", walk, problem.max_walk),
        ("distance", distance, problem.max_distance),
    ):
        if limit is not None and sum_ > limit:
            found.append(f"{name}: {sum_}, more than {limit}")
    worth = [_points(problem, solution.steps[at - 1] if at else None, step) for at, step in enumerate(solution.steps)]
    found += [
        f"points: step {at} is worth {right}, not {step.points}"
        for at, (right, step) in enumerate(zip(worth, solution.steps, strict=True))
        if right != step.points
    ]
    burden = sum(int(problem.legs.burden[leg]) for leg in legs)
    waiting = sum(step.begin - step.arrive for step in solution.steps)
    for name, right, told in (
        ("points", sum(worth), solution.points),
        ("burden", burden, solution.burden),
        ("waiting", waiting, solution.waiting),
    ):
        if right != told:
            found.append(f"{name}: the sum is {right}, not {told}")
    return found


def _claim(solution: Solution) -> list[str]:
    found = []
    if solution.bound < solution.points:
        found.append(f"bound: {solution.bound} lies below the points {solution.points}")
    if solution.optimal and solution.bound != solution.points:
        found.append(f"bound: {solution.bound} is not {solution.points} though told optimal")
    return found
