"""What a phone knows an entry by stays, and its version only ever grows, whatever is done to the repository."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from builders import an_event
from readers.history import VERSION, History, entries_of, feeds_built, outcome_at

SERIES = {
    "start": "2026-11-26 20:00",
    "repeat": "{freq: weekly, count: 4}",
    "occurrences": "{2026-12-03: {cancel: true}, 2026-12-10: {move_to: 2026-12-11 20:00}}",
    "extra": "[{start: 2026-12-30 20:00}]",
}
FILES = {
    "events/a.yml": an_event(title="甲", start="2026-12-01 20:00"),
    "events/b.yml": an_event(title="乙", **SERIES),
    "events/c.yml": an_event(title="丙", start="2026-12-02 20:00"),
}
CHANGED = {"events/b.yml": an_event(title="乙", price="{amount: 0, currency: CNY}", **SERIES)}
UIDS = [f"{name}@tide.example.com" for name in ("a", "b", "b+20261230", "c")]
OF_B = {UIDS[1], UIDS[2]}


@pytest.fixture
def history(tmp_path: Path) -> History:
    """Three events, committed on the first day."""
    return History(tmp_path / "club", FILES)


def test_an_edit_moves_the_version_alone(history: History) -> None:
    """A comment in one file: of its entries only SEQUENCE, DTSTAMP and LAST-MODIFIED move, all others keep their bytes."""
    before = feeds_built(history.folder)
    history.commit({"events/b.yml": "# 一句话\n" + FILES["events/b.yml"]}, day=5)
    after = feeds_built(history.folder)
    assert list(after) == list(before)
    old, new = entries_of(before["calendar/all.ics"]), entries_of(after["calendar/all.ics"])
    assert list(new) == list(old) == UIDS
    for uid in UIDS:
        for was, entry in zip(old[uid], new[uid], strict=True):
            moved = tuple(sorted(name for name in entry if entry[name] != was[name]))
            assert moved == (tuple(sorted(VERSION)) if uid in OF_B else ())
    assert after["calendar/event/a.ics"] == before["calendar/event/a.ics"]


def test_a_new_title_changes_the_title(history: History) -> None:
    """What was edited changes besides, on every date of the series, and no uid does."""
    before = entries_of(feeds_built(history.folder)["calendar/all.ics"])
    history.commit({"events/b.yml": an_event(title="新名字", **SERIES)}, day=5)
    after = entries_of(feeds_built(history.folder)["calendar/all.ics"])
    assert list(after) == list(before)
    for was, entry in zip(before[UIDS[1]], after[UIDS[1]], strict=True):
        assert {name for name in entry if entry[name] != was[name]} == {*VERSION, "SUMMARY"}


def _merged(history: History) -> None:
    history.git("merge", "--quiet", "--no-ff", "topic", "--message", "merge", day=12)


def _squashed(history: History) -> None:
    history.git("merge", "--quiet", "--squash", "topic")
    history.git("commit", "--quiet", "--message", "squashed", day=12)


def _rebased(history: History) -> None:
    history.git("checkout", "--quiet", "topic")
    history.git("rebase", "--quiet", "main", day=12)
    history.git("checkout", "--quiet", "main")
    history.git("merge", "--quiet", "--ff-only", "topic")


def _picked(history: History) -> None:
    history.git("cherry-pick", "topic", day=12)


@pytest.mark.parametrize("bring_in", [_merged, _squashed, _rebased, _picked])
def test_a_change_from_a_branch_raises_its_version(history: History, bring_in: Callable[[History], None]) -> None:
    """Typed early and brought in late: the version is of the day on which subscribers met it, and no other falls."""
    history.git("checkout", "--quiet", "-b", "topic")
    history.commit(CHANGED, day=3)
    history.git("checkout", "--quiet", "main")
    history.commit({"events/c.yml": an_event(title="丙", start="2026-12-02 19:00")}, day=8)
    before = history.sequences()
    bring_in(history)
    after = history.sequences()
    assert {uid: after[uid] > before[uid] for uid in UIDS} == {uid: uid in OF_B for uid in UIDS}
    assert all(after[uid] >= before[uid] for uid in UIDS)


def test_a_rewritten_history_lowers_no_version(history: History) -> None:
    """All that was published is squashed into one commit, and later all is rebased: versions stay or grow."""
    history.commit(CHANGED, day=3)
    history.commit({"events/a.yml": an_event(title="甲甲", start="2026-12-01 20:00")}, day=8)
    published = [history.sequences()]
    history.git("checkout", "--quiet", "--orphan", "fresh")
    history.git("commit", "--quiet", "--message", "all in one", day=12)
    history.git("branch", "--quiet", "--force", "main", "fresh")
    published.append(history.sequences())
    history.commit({"events/c.yml": an_event(title="丙丙", start="2026-12-02 20:00")}, day=14)
    published.append(history.sequences())
    history.git("rebase", "--quiet", "--force-rebase", "--root", day=16)
    published.append(history.sequences())
    for earlier, later in pairwise(published):
        assert all(later[uid] >= earlier[uid] for uid in UIDS)
    assert published[-1] != published[0]


def test_a_reverted_change_is_a_new_version(history: History) -> None:
    """What goes back to the old words goes forward in versions: phones that know the newer one would ignore it else."""
    history.commit(CHANGED, day=3)
    before = history.sequences()
    history.git("revert", "--no-edit", "HEAD", day=9)
    after = history.sequences()
    assert all(after[uid] > before[uid] for uid in OF_B)


def test_a_shallow_clone_says_what_it_does_not_know(tmp_path: Path) -> None:
    """Events whose `updated:` is the latest word on them are the same; of others the build says that it cannot tell."""
    told = {name: text + "updated: 2026-11-15\n" for name, text in FILES.items() if name != "events/c.yml"}
    history = History(tmp_path / "club", {**FILES, **told})
    history.commit({"events/c.yml": an_event(title="丙丙", start="2026-12-02 20:00")}, day=9)
    whole = history.clone(tmp_path / "whole")
    shallow = history.clone(tmp_path / "shallow", "--depth=1")
    assert "GIT-SHALLOW" not in [problem.code for problem in outcome_at(whole).problems]
    assert [problem.code for problem in outcome_at(shallow).problems].count("GIT-SHALLOW") == 1
    known, guessed = (entries_of(feeds_built(folder)["calendar/all.ics"]) for folder in (whole, shallow))
    assert {uid for uid in UIDS if known[uid] != guessed[uid]} == {"c@tide.example.com"}


def test_two_clones_give_the_same_bytes(tmp_path: Path) -> None:
    """Neither the folder nor the dates of files on disk matter."""
    history = History(tmp_path / "club", FILES)
    history.commit(CHANGED, day=5)
    assert feeds_built(history.clone(tmp_path / "elsewhere")) == feeds_built(history.folder)
