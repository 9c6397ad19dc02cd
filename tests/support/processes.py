"""The processes of a server with workers, as ps lists them."""

from __future__ import annotations

import shutil
import signal
import subprocess

import pytest


def ps(*options: str) -> str:
    """What ps prints, which is nothing where there is no such process."""
    done = subprocess.run(["ps", *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0 or (done.returncode == 1 and not done.stdout + done.stderr), done
    return done.stdout


def children(pid: int) -> list[int]:
    """The processes that answer: those below a process that run Python's spawned main."""
    lines = [line.split(None, 1) for line in ps("-ww", "-o", "pid=,args=", "--ppid", str(pid)).splitlines()]
    return [int(number) for number, words in lines if "spawn_main" in words]


def hears_hangups(pid: int) -> bool:
    """Whether a process has a handler of SIGHUP, which ends one that has none."""
    caught = ps("-o", "caught=", "-p", str(pid)) or "0"
    return bool(int(caught, 16) >> (signal.SIGHUP - 1) & 1)


needs_ps = pytest.mark.skipif(shutil.which("ps") is None, reason="there is no ps here to list processes with")
