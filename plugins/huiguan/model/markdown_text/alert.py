"""Notes set apart from the text: `> [!提示]`, or GitHub's `> [!TIP]`."""

from enum import StrEnum


class Alert(StrEnum):
    """The kinds of notes: GitHub's five, and a correction."""

    NOTE = "note"
    TIP = "tip"
    IMPORTANT = "important"
    WARNING = "warning"
    CAUTION = "caution"
    CORRECTION = "correction"


# Markers as they are typed; the English ones are GitHub's, in any case. Both Chinese scripts are taken.
_TYPED = {
    Alert.NOTE: "NOTE INFO 说明 說明 备注 備註 附注 附註",
    Alert.TIP: "TIP HINT 提示 技巧 建议 建議",
    Alert.IMPORTANT: "IMPORTANT 重要 要点 要點",
    Alert.WARNING: "WARNING 注意 当心 當心 留意",
    Alert.CAUTION: "CAUTION DANGER 警告 危险 危險 风险 風險",
    Alert.CORRECTION: "CORRECTION 更正 订正 訂正 勘误 勘誤",
}
ALERT_MARKERS: dict[str, Alert] = {marker: alert for alert, markers in _TYPED.items() for marker in markers.split()}

ALERT_NAMES = ("说明", "提示", "重要", "注意", "警告", "更正")  # one for each kind, as messages offer them


def alert_of(marker: str) -> Alert | None:
    """The kind of note that `[!marker]` opens, or None: then it is ordinary text."""
    return ALERT_MARKERS.get(marker.strip().upper())
