"""For work on very many rows at once."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TypeVar

import django

P = TypeVar("P")
R = TypeVar("R")


@contextmanager
def without_collecting() -> Iterator[None]:
    """Run a slice of bulk work without the cycle collector, which would look through every
    row again and again: a quarter of an import's time. Rows go by reference count anyway.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def each(work: Callable[[P], R], parts: Sequence[P], processes: int = 1) -> Iterator[R]:
    """Do `work` for each part and yield what it returns, in order; by several processes if asked.

    They start anew with connections of their own, so the caller's transaction is not theirs, and
    `work` is a function of a module, perhaps with `partial`. What one raises is raised here.
    """
    if processes == 1:
        yield from map(work, parts)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin) as pool:
        yield from pool.map(work, parts)


def _begin() -> None:
    """Set a process of the pool up: it ends with the one that started it, even if that is killed.

    Left alone it would wait for its next part for ever.
    """
    django.setup()
    if parent := parent_process():
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
