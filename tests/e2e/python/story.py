# SPDX-License-Identifier: BSD-3-Clause
"""The two ways between a client program and the scenario that started it: steps go out, permissions come in."""
import asyncio
import json
import sys


async def step(name, detail=None):
    """Says that a step is done, and waits until the scenario has seen what it wants to see."""
    print(json.dumps({"step": name, "detail": detail}), flush=True)
    line = await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    if line == "":
        raise SystemExit("the scenario is gone")


async def until(condition, limit=20):
    """Waits for something that the library tells in no other way than by its state."""
    async with asyncio.timeout(limit):
        while not condition():
            await asyncio.sleep(0.01)
