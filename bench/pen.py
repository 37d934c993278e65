"""Writes Chinese that reads like a club's: sentences from a bank of phrases, with the blanks filled by a seeded draw."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

# Names as the shipped vocabularies have them.
PLATFORMS = (
    "抖音",
    "快手",
    "小红书",
    "淘宝",
    "天猫",
    "拼多多",
    "京东",
    "视频号",
    "B站",
    "微信群",
    "快团团",
    "Temu",
    "Shopee",
    "亚马逊",
)
KPIS = {
    "return_rate": "退货率",
    "complaint_rate": "投诉率",
    "repurchase_rate": "复购率",
    "net_margin": "净利率",
    "damage_rate": "破损率",
    "open_rate": "打开率",
}


@cache
def phrases() -> dict[str, Any]:
    """The bank of phrases, by section."""
    return tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))


class Pen:
    """Fills phrases for one entry; the same key writes the same text, whatever else a corpus holds."""

    def __init__(self, key: str) -> None:
        # A text as seed goes through SHA-512, so it is the same on every machine.
        self.random = Random(key)
        bank = phrases()["fill"]
        before, after = self.random.uniform(18, 46), self.random.uniform(5, 40)
        self.kpi = self.random.choice(sorted(KPIS))
        self.before, self.after = round(before, 1), round(after, 1)
        self.platform = self.random.choice(PLATFORMS)
        self.place = self.random.choice(bank["place"])
        self.product = self.random.choice(bank["product"])
        self._bank = bank

    def write(self, section: str, name: str) -> str:
        """One phrase of a list, filled."""
        return self.fill(self.random.choice(phrases()[section][name]))

    def several(self, section: str, name: str, count: int) -> list[str]:
        """`count` different phrases of a list (fewer where it is shorter), filled."""
        frames = phrases()[section][name]
        return [self.fill(frame) for frame in self.random.sample(frames, min(count, len(frames)))]

    def pick(self, *choices: str) -> str:
        """One of the choices."""
        return self.random.choice(choices)

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self.random.randint(low, high)

    def fill(self, frame: str) -> str:
        """A phrase with its blanks filled; the subject (platform, product, place, figures) is the same throughout an entry."""
        who, who2 = self.random.sample(self._bank["who"], 2)
        reason, reason2 = self.random.sample(self._bank["reason"], 2)
        return frame.format(
            platform=self.platform,
            product=self.product,
            place=self.place,
            metric=KPIS[self.kpi],
            before=f"{self.before}%",
            after=f"{self.after}%",
            who=who,
            who2=who2,
            reason=reason,
            reason2=reason2,
            action=self.random.choice(self._bank["action"]),
            tool=self.random.choice(self._bank["tool"]),
            number=f"{self.number(40, 4800):,}",
            small=self.number(2, 9),
            percent=f"{self.number(3, 64)}%",
            money=f"{self.number(6, 480) * 100:,}",
            days=self.number(2, 18) * 5,
            month=self.number(1, 12),
        )
