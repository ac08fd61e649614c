"""Writers of one process take turns in the order in which they asked."""

import threading
import time

from knowledge.store.turns import Turns


def test_who_asked_first_goes_first() -> None:
    turns, order = Turns(), list[int]()

    def work(number: int) -> None:
        with turns:
            order.append(number)

    threads = []
    with turns:
        for number in range(20):
            threads.append(threading.Thread(target=work, args=(number,)))
            threads[-1].start()
            # Until it stands in line.
            while len(turns._waiting) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join(10)
    assert order == list(range(20))


def test_one_at_a_time_and_free_again_after_a_failure() -> None:
    turns, inside, most = Turns(), 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(200):
            try:
                with turns:
                    inside += 1
                    most = max(most, inside)
                    inside -= 1
                    raise ValueError
            except ValueError:
                pass

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == 1
    with turns:
        assert not turns._waiting
