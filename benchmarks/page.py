"""How soon the page is there on a slow phone, how much it weighs and whether it moves: ``python benchmarks/page.py``.

Serves the district over a port of its own and opens each page in Chromium as a phone does for the first time: nothing
cached, slow 4G (1.6 Mbit/s down, 0.75 up, 562 ms before each answer: the profile of Chromium's own developer tools),
the processor four times slower. FCP and LCP are the browser's own; a page weighs all that crossed the network until it
was quiet, compressed, without map tiles and fonts; CLS is the layout shift with no limit on its session.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1.6e6 / 8 * 0.9,
    "uploadThroughput": 0.75e6 / 8 * 0.9,
}
FAST_4G = {"offline": False, "latency": 150.0, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
PHONE = {"width": 390, "height": 844}
QUIET = 1500
"""Milliseconds after the network has gone quiet, for what is drawn late."""

OBSERVER = """
window.seen = { lcp: 0, cls: 0 };
new PerformanceObserver(list => { for (const one of list.getEntries()) window.seen.lcp = one.startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.seen.cls += one.value;
})
    .observe({ type: "layout-shift", buffered: true });
"""


def measured(browser: Browser, address: str, network: dict[str, Any]) -> dict[str, float]:
    """One first visit: FCP and LCP in milliseconds, bytes on the network until the page is usable and in all, CLS."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=3, is_mobile=True, has_touch=True, locale="zh-CN")
    page = context.new_page()
    page.add_init_script(OBSERVER)
    session = context.new_cdp_session(page)
    weights = [0.0]
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    for command, options in (
        ("Network.enable", {}),
        ("Network.setCacheDisabled", {"cacheDisabled": True}),
        ("Network.emulateNetworkConditions", network),
        ("Emulation.setCPUThrottlingRate", {"rate": 4}),
    ):
        session.send(command, options)
    page.goto(address, wait_until="networkidle", timeout=90_000)
    page.wait_for_timeout(QUIET)
    seen = page.evaluate(
        "() => ({ ...window.seen, fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN })"
    )
    context.close()
    return {"fcp": seen["fcp"], "lcp": seen["lcp"], "cls": seen["cls"], "bytes": sum(weights)}


def table(browser: Browser, home: str, paths: dict[str, str], runs: int) -> None:
    print("| first visit, median | FCP ms | LCP ms | kB in all | CLS |\n|---|---|---|---|---|")
    for profile, network in (("slow 4G", SLOW_4G), ("150 ms", FAST_4G)):
        for name, path in paths.items():
            seen = [measured(browser, home + path, network) for _ in range(runs)]
            middle = {key: statistics.median(one[key] for one in seen) for key in seen[0]}
            worst = max(one["cls"] for one in seen)
            figures = f"{middle['fcp']:.0f} | {middle['lcp']:.0f} | {middle['bytes'] / 1000:.0f} | {worst:.3f}"
            print(f"| {name}, {profile} | {figures} |", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--at", help="address of a guide that runs already; else one is served for the purpose")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("No Chromium here: install Debian's package chromium.", file=sys.stderr)
        return 1
    with sync_playwright() as playwright, guide(options.at) as home:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        table(browser, home, {"conversation": "/", "widget": "/widget", "places": "/places"}, options.runs)
        browser.close()
    return 0


@contextmanager
def guide(address: str | None) -> Iterator[str]:
    """A guide that runs already, else one served for the purpose, on free ports and a state of its own."""
    if address is not None:
        yield address.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as state:
        port, other = _free_port(), _free_port()
        settings = {"GUIDE_PORT": str(port), "GUIDE_ACTION_PORT": str(other), "GUIDE_STATE": state}
        command = [sys.executable, "-m", "web.serve"]
        served = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True)
        try:
            assert served.stdout is not None
            if not any(line.startswith("ready") for line in served.stdout):
                raise SystemExit("The guide didn't start; its messages are above.")
            yield f"http://127.0.0.1:{port}"
        finally:
            served.terminate()
            served.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
