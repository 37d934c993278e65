"""The preview: what is saved is shown, a mistake is shown too, and the server goes on."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from engines.little_club import CASE, CLUB, HUIGUAN, LIN, MKDOCS, MODULE, little_club, write
from engines.preview import Preview, preview

pytestmark = pytest.mark.slow

MKDOCS_SERVE = (*MODULE, "mkdocs", "serve", "--dev-addr", "{address}")
STRICT_SERVE = (*MKDOCS_SERVE, "--strict")
HUIGUAN_SERVE = (*HUIGUAN, "serve", "--address", "{address}")
BROKEN = CASE.replace("选品", "选品品")
BANNER = "有 1 处要改"
HOME_OF_PROBLEMS = "还差 1 处"


@pytest.mark.parametrize(
    "command", [MKDOCS_SERVE, (*MKDOCS_SERVE, "--strict"), HUIGUAN_SERVE], ids=["mkdocs", "strict", "huiguan"]
)
def test_a_mistake_is_shown_and_mended_without_a_restart(tmp_path: Path, command: tuple[str, ...]) -> None:
    """A broken record shows in the terminal and on every page; the last good page stands until it is mended. Search follows."""
    club = little_club(tmp_path)
    with preview(*command, at=club) as serving:
        assert "把退货率降下来" in serving.wait_for("把退货率降下来", "cases/fewer-returns/")
        assert BANNER not in serving.page()[1]
        _break_and_mend(serving, club)
        _add_a_record(serving, club)
        assert serving.interrupt() == 0
    assert "[TERM-UNKNOWN]" in serving.said
    assert "Traceback" not in serving.said
    assert not (club / "site").exists()


def _break_and_mend(serving: Preview, club: Path) -> None:
    serving.rest()
    write(club, {"content/cases/fewer-returns.md": BROKEN})
    shown = serving.wait_for(BANNER, "cases/fewer-returns/")
    assert "把退货率降下来" in shown
    assert 'href="../../problems/"' in shown
    assert 'href="problems/"' in serving.page()[1]
    problems = serving.page("problems/")[1]
    assert "content/cases/fewer-returns.md:5" in problems
    assert BANNER not in problems
    serving.rest()
    write(club, {"content/cases/fewer-returns.md": CASE.replace("把退货率降下来", "改好了")})
    assert BANNER not in serving.wait_for("改好了", "cases/fewer-returns/")
    assert serving.page("problems/")[0] == 404


def _add_a_record(serving: Preview, club: Path) -> None:
    serving.rest()
    assert serving.page("cases/new/")[0] == 404
    found = _found(serving)
    write(club, {"content/cases/new.md": CASE.replace("把退货率降下来", "新来的一篇")})
    serving.wait_for("新来的一篇", "cases/new/")
    assert "新来的一篇" in serving.page("cases/")[1]
    assert _found(serving) == found + 1


def _found(serving: Preview) -> int:
    """How many documents its search may find."""
    documents: int = json.loads(serving.page("assets/search/index.json")[1])["documents"]
    return documents


NAV = """\
nav:
  - 首页: index.md
  - 案例: cases/index.md
  - 更多:
      - 入会: join.md
      - 等级: tiers/index.md
  - 名录:
      - 会员: people/index.md
"""
MISSPELT = {"members/people/lin-yizhou.yml": LIN + "tire: friend\n"}


@pytest.mark.parametrize("broken", [MISSPELT, {"club.yml": None}], ids=["record", "club"])
def test_a_preview_that_starts_broken_has_the_problems_as_its_home(tmp_path: Path, broken: dict[str, str | None]) -> None:
    """There is no good club to show yet: the first page says what to mend, and makes room for the home once it is.

    Until then no link leads to a page that is not there: the rooms of the club come with it.
    """
    club = write(little_club(tmp_path, mkdocs=MKDOCS + NAV, **{"docs/join.md": "# 入会\n"}), broken)
    with preview(*MKDOCS_SERVE, at=club) as serving:
        assert "欢迎" not in serving.wait_for(HOME_OF_PROBLEMS)
        assert (_rooms(serving), _dead_links(serving)) == (["首页", "更多"], [])
        serving.rest()
        write(club, {"members/people/lin-yizhou.yml": LIN, "club.yml": CLUB})
        serving.wait_for("欢迎")
        assert (_rooms(serving), _dead_links(serving)) == (["首页", "案例", "更多", "名录"], [])
        assert serving.interrupt() == 0


def _rooms(serving: Preview) -> list[str]:
    return re.findall(r'md-tabs__link"[^>]*>([^<]*)</a>', serving.page()[1])


def _dead_links(serving: Preview) -> list[str]:
    """The addresses on the home page, links and forms, that answer with no page."""
    addresses = set(re.findall(r'<(?:a|form)\b[^>]* (?:href|action)="([^"#]+)', serving.page()[1]))
    own = sorted(url for url in addresses if urljoin(serving.address, url).startswith(serving.address))
    return [url for url in own if serving.page(url)[0] != 200]


def test_a_club_without_configuration_has_a_preview(tmp_path: Path) -> None:
    """Neither `mkdocs.yml` nor `docs/` is needed, and neither is made."""
    club = little_club(tmp_path, mkdocs=None)
    with preview(*HUIGUAN_SERVE, "--edition", "members", "--language", "en", at=club) as serving:
        shown = serving.wait_for("小馆")
        assert "Members" in shown
        assert serving.page("people/lin-yizhou/")[0] == 200
        assert serving.interrupt() == 0
    assert {path.name for path in club.iterdir()} == {".huiguan", "club.yml", "content", "events", "members"}


def test_links_of_the_banner_hold_without_a_folder_for_each_page(tmp_path: Path) -> None:
    """With `use_directory_urls: false` the line above a page leads to the problems as well."""
    club = little_club(tmp_path, mkdocs="site_name: 小馆\nuse_directory_urls: false\nplugins: [huiguan]\n")
    with preview(*MKDOCS_SERVE, at=club) as serving:
        serving.wait_for("把退货率降下来", "cases/fewer-returns.html")
        serving.rest()
        write(club, {"content/cases/fewer-returns.md": BROKEN})
        assert 'href="../problems.html"' in serving.wait_for(BANNER, "cases/fewer-returns.html")
        assert serving.page("problems.html")[0] == 200


def test_a_taken_address_is_said_in_a_sentence(tmp_path: Path) -> None:
    """The second preview at one address says so and ends with 1."""
    club = little_club(tmp_path)
    with preview(*MKDOCS_SERVE, at=club) as first:
        first.wait_for("欢迎")
        host = first.address.removeprefix("http://").rstrip("/")
        with preview(*HUIGUAN, "serve", "--address", host, at=club) as second:
            assert second.process.wait(timeout=60) == 1
            second._reader.join(timeout=10)
            assert f"{host}: Address already in use" in second.said
            assert "Traceback" not in second.said


def test_a_broken_configuration_is_told_and_the_preview_goes_on(tmp_path: Path) -> None:
    """While `mkdocs.yml` is no YAML, or no configuration, its last good state stands; records are followed all the while."""
    club = little_club(tmp_path)
    with preview(*HUIGUAN_SERVE, at=club) as serving:
        serving.wait_for("把退货率降下来", "cases/fewer-returns/")
        for number, broken in enumerate(("site_name：小馆\n", f"{MKDOCS}docs_dir: nowhere\n", "小馆\n")):
            serving.rest()
            title = f"第 {number} 次改好了"
            write(club, {"mkdocs.yml": broken, "content/cases/fewer-returns.md": CASE.replace("把退货率降下来", title)})
            serving.wait_for(title, "cases/fewer-returns/")
        serving.rest()
        write(club, {"mkdocs.yml": f"{MKDOCS}nav:\n  - 大门: index.md\n"})
        assert "大门" in serving.wait_for("大门")
        assert serving.interrupt() == 0
    assert "要改 mkdocs.yml:1:10 [YAML-FULLWIDTH-COLON]" in serving.said
    assert "Config value 'docs_dir'" in serving.said
    assert "要改 mkdocs.yml:1:1 [YAML-NOT-MAPPING]" in serving.said
    assert "Traceback" not in serving.said


def test_what_a_configuration_needs_may_break_during_a_preview(tmp_path: Path) -> None:
    """The base that it inherits, a hook that it names: nothing that lies in other files ends the preview."""
    club = little_club(tmp_path)
    write(club, {"base.yml": MKDOCS, "mkdocs.yml": "INHERIT: base.yml\n", "hook.py": "def on_config(:\n"})
    broken = {"base.yml": "- 小馆\n", "mkdocs.yml": "INHERIT: base.yml\nhooks: [hook.py]\n"}
    with preview(*HUIGUAN_SERVE, at=club) as serving:
        serving.wait_for("把退货率降下来", "cases/fewer-returns/")
        for name, text in broken.items():
            serving.rest()
            was = (club / name).read_text()
            write(club, {name: text, "content/cases/fewer-returns.md": CASE.replace("把退货率降下来", f"{name} 坏了")})
            serving.wait_for(f"{name} 坏了", "cases/fewer-returns/")
            write(club, {name: was})
        assert serving.interrupt() == 0
    assert "The configuration is invalid" in serving.said
    assert "SyntaxError: " in serving.said
    assert "Traceback" not in serving.said
