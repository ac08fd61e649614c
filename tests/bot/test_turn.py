"""A turn through the whole assistant: REST channel, understanding, rules, our action's webhook and back."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.bot.conftest import ROOT

START_SECONDS = 120


class Webhook:
    """Stands in for our side of the action protocol: counts turns in a slot and tells what it was told."""

    def __init__(self):
        self.calls = []
        self.begins_session = False
        webhook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                webhook.calls.append(call)
                turns = (call["tracker"]["slots"]["pending"] or {"turns": 0})["turns"] + 1
                begun = [{"event": "session_started", "timestamp": None}] if webhook.begins_session else []
                slot = {"event": "slot", "timestamp": None, "name": "pending", "value": {"turns": turns}}
                self._answer(
                    {
                        "events": [*begun, slot],
                        "responses": [{"custom": {"turns": turns}}],
                    }
                )

            def _answer(self, answer):
                body = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def last_message(self):
        return self.calls[-1]["tracker"]["latest_message"]


class Assistant:
    """A served model that can be stopped and started again."""

    def __init__(self, model, state, action_port):
        self.model, self.state, self.action_port = model, state, action_port
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self):
        environment = {
            **os.environ,
            "GUIDE_STATE": str(self.state),
            "GUIDE_ACTION_PORT": str(self.action_port),
            "RASA_TELEMETRY_ENABLED": "false",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "OMP_NUM_THREADS": "1",
        }
        self.log = (self.state / "rasa.log").open("a+b")
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "rasa", "run", "--model", str(self.model),
                "--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml",
                "--interface", "127.0.0.1", "--port", str(self.port),
            ],
            cwd=ROOT, env=environment, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self.process.poll() is None, self._last_words()
            assert time.monotonic() < deadline, self._last_words()
            time.sleep(0.5)

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()

    def say(self, sender, text, **metadata):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/webhooks/rest/webhook",
            json.dumps({"sender": sender, "message": text, "metadata": metadata}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def _answers(self):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/webhooks/rest/", timeout=2).status == 200
        except (urllib.error.URLError, OSError):
            return False

    def _last_words(self):
        self.log.seek(0)
        return self.log.read()[-2000:].decode(errors="replace")


@pytest.fixture(scope="module")
def webhook():
    webhook = Webhook()
    yield webhook
    webhook.server.shutdown()
    webhook.server.server_close()


@pytest.fixture(scope="module")
def assistant(model, tmp_path_factory, webhook):
    assistant = Assistant(model, tmp_path_factory.mktemp("serving"), webhook.server.server_port)
    assistant.start()
    yield assistant
    assistant.stop()


@pytest.mark.parametrize(
    "text",
    [
        "你好", "拜拜", "多謝", "好的", "不是", "你能做什么", "你是谁", "帮我写一首诗",
        "望江楼几点开门", "推荐几个景点",
        "哪里有好吃的", "where can I buy souvenirs", "最近有什么活动", "怎么去望江楼", "望江楼和海月公园哪个好",
        "明天帮我安排一日游", "把望江楼去掉", "why not the museum", "三个人", "undo", "重新开始", "你们的地址写错了",
        "我要投诉", "救命", "？？？", "qzx wvk",
    ],
)  # fmt: skip
def test_whatever_is_said_the_one_action_answers(assistant, webhook, text):
    """Every intent, nonsense too, leads to exactly one call of our action and to its answer."""
    before = len(webhook.calls)
    replies = assistant.say("everything", text)
    assert [list(reply) for reply in replies] == [["recipient_id", "custom"]]
    assert [call["next_action"] for call in webhook.calls[before:]] == ["action_answer"]


def test_the_action_hears_text_metadata_intent_and_attribute(assistant, webhook):
    """The webhook is told what the visitor wrote, what the web side sent along, and what was understood."""
    assistant.say("hearing", "望江樓幾點開門", locale="zh-Hant", names=["望江樓"])
    message = webhook.last_message
    assert message["text"] == "望江樓幾點開門"
    assert message["metadata"] == {"locale": "zh-Hant", "names": ["望江樓"]}
    assert (message["intent"]["name"], message["attribute"]["name"]) == ("place_info", "opening_hours")
    assert 0.5 < message["attribute"]["confidence"] <= 1
    assert message["intent_ranking"][0]["name"] == "place_info"
    assert "domain" not in webhook.calls[-1]


def test_two_visitors_have_memories_of_their_own(assistant):
    """Slots belong to one conversation."""
    turns = [assistant.say(sender, "你好")[0]["custom"]["turns"] for sender in ("one", "two", "one", "two", "one")]
    assert turns == [1, 1, 2, 2, 3]


def test_a_conversation_survives_a_restart(assistant):
    """What was remembered before the process ended is remembered by the next."""
    assistant.say("long", "你好")
    assistant.stop()
    assistant.start()
    assert assistant.say("long", "谢谢") == [{"recipient_id": "long", "custom": {"turns": 2}}]


def test_a_session_begun_by_the_action_carries_only_what_it_set(assistant, webhook):
    """The turn that begins it is answered as any other, and the next neither hears nor carries what was before."""
    for _ in range(3):
        assistant.say("talkative", "你好")
    grown = len(webhook.calls[-1]["tracker"]["events"])
    webhook.begins_session = True
    begun = assistant.say("talkative", "谢谢")
    webhook.begins_session = False
    after = assistant.say("talkative", "你好")
    assert [reply["custom"]["turns"] for reply in begun + after] == [4, 5]
    assert len(webhook.calls[-1]["tracker"]["events"]) < grown
    assert [event["text"] for event in webhook.calls[-1]["tracker"]["events"] if event["event"] == "user"] == ["你好"]
