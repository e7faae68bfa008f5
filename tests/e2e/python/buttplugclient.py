# SPDX-License-Identifier: BSD-3-Clause
"""usage: buttplugclient.py URL TOY
Tells the story of one client with the library buttplug, which speaks spec version 4."""
import asyncio
import sys

from buttplug import ButtplugClient, DeviceOutputCommand, OutputType
from story import step


async def main(url, toy):
    client = ButtplugClient("Python four")
    found = asyncio.Queue()
    client.on_device_added = found.put_nowait
    await client.connect(url)
    await step("connected", {"server": client.server_name, "devices": [device.name for device in client.devices.values()]})

    await client.start_scanning()
    device = await asyncio.wait_for(found.get(), 20)
    await client.stop_scanning()
    assert device.name == toy, device.name
    motor = device.get_features_with_output(OutputType.VIBRATE)[0]
    await step("found", {
        "names": [one.name for one in client.devices.values()],
        "index": device.index,
        "steps": motor.step_count(OutputType.VIBRATE),
        "battery": device.has_battery(),
    })

    await motor.run_output(DeviceOutputCommand(OutputType.VIBRATE, 0.5))
    await step("driven by share")
    await device.run_output(DeviceOutputCommand(OutputType.VIBRATE, 13))
    await step("driven by step")
    await step("battery", round(await device.battery() * 100))
    await device.stop()
    await step("stopped")
    await motor.run_output(DeviceOutputCommand(OutputType.VIBRATE, 1.0))
    await step("driven again")
    await client.disconnect()
    await step("disconnected", client.connected)


asyncio.run(main(*sys.argv[1:]))
