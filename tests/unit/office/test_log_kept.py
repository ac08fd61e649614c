"""What the database itself refuses: the log of accounts is only added to, in either database."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.unit.office.conftest import PASSWORDS
from tests.unit.store.conftest import postgres, url  # noqa: F401
from web.office.accounts import Accounts
from web.office.tokens import Tokens
from web.records import open_records


@pytest.mark.parametrize("statement", ["UPDATE office_log SET who = 'nobody'", "DELETE FROM office_log"])
def test_the_log_refuses_to_be_rewritten(url: str, statement: str) -> None:  # noqa: F811
    engine = open_records(url)
    accounts = Accounts(engine, lambda: datetime(2026, 5, 1, tzinfo=UTC))
    accounts.add("ada", "administrator", PASSWORDS["ada"], who="test")
    before = accounts.logged()
    with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
        connection.execute(text(statement))
    assert accounts.logged() == before != ()
    engine.dispose()


def test_a_token_of_the_longest_name_is_logged(url: str) -> None:  # noqa: F811
    engine, name = open_records(url), "长" * 80
    accounts = Accounts(engine, lambda: datetime(2026, 5, 1, tzinfo=UTC))
    Tokens(engine, accounts, lambda: datetime(2026, 5, 1, tzinfo=UTC)).issue(name, ["dump"], 30, "ada")
    assert [(line.what, line.whom) for line in accounts.logged()] == [("token issued", name)]
    engine.dispose()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_the_log_cannot_be_emptied_at_once(url: str) -> None:  # noqa: F811
    """TRUNCATE passes by triggers on DELETE; SQLite has none."""
    engine = open_records(url)
    with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
        connection.execute(text("TRUNCATE office_log"))
    engine.dispose()
