"""Accounts, their passwords and the command that makes the first one."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.places.faults import Faults
from tests.unit.office.conftest import PASSWORDS, Desk
from tests.unit.web.doubles import TOYTOWN
from web.office.accounts import main
from web.office.office import Office
from web.office.passwords import require_good


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "my name is Wanda", "x" * 200])
def test_weak_passwords_are_refused(password: str) -> None:
    """Too short, too plain, the own name or endless: each is refused with its reason."""
    with pytest.raises(Faults):
        require_good(password, "wanda")


def test_a_good_password_may_be_in_any_script() -> None:
    """A sentence in Chinese is a password like any other."""
    require_good("今天下午我们去老码头看海吧", "wanda")


def test_the_first_administrator_is_made_by_one_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The password comes from standard input; a second account of that name and a weak password are refused."""
    environment = {"GUIDE_STATE": str(tmp_path), "GUIDE_DISTRICT": str(TOYTOWN)}

    def run(*arguments: str, password: str) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        return main(arguments, environment)

    assert run("add", "Ada", "--role", "administrator", password=PASSWORDS["ada"]) == 0
    assert "ada" in capsys.readouterr().out
    assert run("add", "ADA", password=PASSWORDS["ada"]) == 1
    assert "is taken" in capsys.readouterr().err
    assert run("add", "bob", password="short") == 1
    assert run("password", "ada", password="three brown bridges") == 0
    assert run("password", "zoe", password="three brown bridges") == 1


def test_names_are_one_however_they_are_typed(office: Office) -> None:
    """Width and case make no other person; the name of the pack's importer is nobody's."""
    office.accounts.add("Ada", "editor", PASSWORDS["ed"], who="test")
    assert office.accounts.sign_in(" ＡＤＡ ", PASSWORDS["ed"]) is not None
    for name in ("ADA", "pack", "a b", "<b>", "x", ""):
        with pytest.raises(Faults):
            office.accounts.add(name, "editor", PASSWORDS["ada"], who="test")


def test_one_administrator_is_always_left(office: Office, desk_of: Callable[[str | None], Desk]) -> None:
    """Nobody can lock the office out of itself."""
    ada = desk_of("ada")
    assert ada.post("/accounts/ada", role="editor", active="yes").status_code == 422
    assert ada.post("/accounts/ada", role="administrator", active="no").status_code == 422
    assert [account.role for account in office.accounts.all()] == ["administrator"]


def test_the_own_password_is_changed_with_the_old_one(desk_of: Callable[[str | None], Desk]) -> None:
    """A browser left alone can't be used to take the account over; afterwards all have to sign in anew."""
    ed, elsewhere = desk_of("ed"), desk_of("ed")
    assert ed.post("/password", old="wrong", password="four green windows").status_code == 422
    assert ed.post("/password", old=PASSWORDS["ed"], password="four green windows").status_code == 303
    assert elsewhere.get("/places").status_code == 303
    assert ed.sign_in("ed").status_code == 401
    assert ed.sign_in("ed", "four green windows").status_code == 303


def test_what_is_done_to_accounts_is_logged(office: Office, desk_of: Callable[[str | None], Desk]) -> None:
    """Who made, changed or shut out an account, and who signed in, can be told later."""
    ada = desk_of("ada")
    ada.post("/accounts", name="bob", role="reviewer", password="three brown bridges")
    ada.post("/accounts/bob", role="reviewer", active="no")
    lines = [(line.who, line.what, line.whom) for line in office.accounts.logged()]
    assert ("ada", "added as reviewer", "bob") in lines
    assert ("ada", "shut out", "bob") in lines
    assert ("ada", "signed in", "ada") in lines
    assert "shut out" in ada.get("/accounts").text
