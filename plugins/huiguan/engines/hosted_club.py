"""The club under a host that may build it again and again: the last good outcome stands, and problems are told in its log."""

import logging
from dataclasses import dataclass, field

from mkdocs.exceptions import PluginError

from huiguan.compile.site import Compilation
from huiguan.engines.club_build import Wish, build_club
from huiguan.engines.report import one_text, tally
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Order, Outcome
from huiguan.problem import HuiguanError, Place, Problem, Severity
from huiguan.wording import Words, words_of

log = logging.getLogger("mkdocs.plugins.huiguan")


@dataclass(slots=True, kw_only=True)
class HostedClub:
    """The last build's `problems`, `order` and `words`; `good` is the outcome of the last one that went through."""

    good: Outcome | None = None
    problems: tuple[Problem, ...] = ()
    order: Order | None = None
    words: Words = field(default_factory=lambda: words_of("zh-Hans"))

    @property
    def compilation(self) -> Compilation | None:
        """What the site is made of."""
        return self.good.compilation if self.good else None

    @property
    def edition(self) -> Visibility:
        """The edition that was built."""
        return self.order.edition if self.order else Visibility.PUBLIC

    def build(self, wish: Wish, *, is_preview: bool) -> Compilation | None:
        """The new compilation; None where something must be mended: then the last good one goes on standing.

        A preview outlives mistakes of ours as well.
        """
        try:
            outcome, self.order, self.words = build_club(wish)
        except HuiguanError as error:
            self.problems = (error.problem,)
            return None
        except Exception as error:
            if not is_preview:
                raise
            # HOST(mkdocs<=1.6): after an exception in a rebuild the preview answers no request until it is mended.
            log.debug("", exc_info=error)
            found = f"{type(error).__name__}: {error}"
            self.problems = (Problem(code="INTERNAL", place=Place(file="huiguan"), found=found),)
            return None
        self.problems = outcome.problems
        self.good = outcome if outcome.compilation else self.good
        return outcome.compilation

    def tell(self, *, errors: int, warnings: int) -> None:
        """Logs every problem at the level of its kind, and how many there are."""
        for problem in self.problems:
            log.log(errors if problem.severity is Severity.ERROR else warnings, one_text(problem, self.words))
        log.info(tally(self.problems, self.words))

    def stop(self, problem: Problem) -> PluginError:
        """The error that ends a host's command with this problem and without a traceback."""
        return PluginError(one_text(problem, self.words))
