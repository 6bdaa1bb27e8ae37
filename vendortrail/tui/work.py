"""Reading the trail in the background, so that no key ever waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from textual import work
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker, get_current_worker

from vendortrail.refusal import Refusal
from vendortrail.tui.messages import Failed

if TYPE_CHECKING:
    from vendortrail.service import Trail

W = TypeVar("W", bound=Widget)
P = ParamSpec("P")


def in_background(
    method: Callable[Concatenate[W, Trail, P], None],
) -> Callable[Concatenate[W, P], Worker[None]]:
    """Run a method of a widget or screen in a thread, with a trail of that thread's own.

    The method posts messages with what it has found. A call while an earlier one of the same
    method still runs takes its place: the earlier one should look at ``outdated`` now and then, and
    post nothing any more, or call ``go_on``, which ends it. A Refusal is posted as Failed.
    """

    @wraps(method)
    def run(self: W, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            with self.app.trail_of_thread() as trail:  # type: ignore[attr-defined]
                method(self, trail, *args, **kwargs)
        except Refusal as refusal:
            if not outdated():
                self.post_message(Failed(refusal))
        except _Outdated:
            pass

    started: Any = work(thread=True, exclusive=True, group=method.__qualname__)(run)
    return started  # type: ignore[no-any-return]


def in_a_while(widget: Widget, seconds: float, act: Callable[[], None]) -> Timer:
    """Do something after some seconds, unless the widget has lost what it is made of by then.

    A plain timer may act even then.
    """
    return widget.set_timer(seconds, lambda: widget.call_later(act))


class _Outdated(Exception):
    """Nobody waits for the worker any more."""


@contextmanager
def failures_posted(to: Widget) -> Iterator[None]:
    """Post a Refusal as Failed, even where nobody waits for the worker any more."""
    try:
        yield
    except Refusal as refusal:
        to.post_message(Failed(refusal))


def go_on() -> None:
    """End the worker that asks, if it has been replaced, or its screen is gone."""
    if outdated():
        raise _Outdated


def outdated() -> bool:
    """Return whether the worker that asks has been replaced, or its screen is gone."""
    return get_current_worker().is_cancelled
