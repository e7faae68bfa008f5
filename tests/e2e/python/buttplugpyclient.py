# SPDX-License-Identifier: BSD-3-Clause
"""usage: buttplugpyclient.py URL TOY VERSION
Tells the story of one client with the library buttplug-py, in spec version 0, 1, 2 or 3.

In versions 0 and 1 the library cannot take any device in: for 0 it looks names up in a list as if it were a dictionary
(TypeError), for 1 it asks for a step count that came with 2 (AttributeError). With those it connects, lists and goes."""
import asyncio
import sys

from buttplug.client import Client
from buttplug.connectors import WebsocketConnector
from buttplug.messages import ProtocolSpec
from story import step, until


async def drive(client, toy):
    scan = await client.start_scanning()
    await until(lambda: client.devices)
    await client.stop_scanning()
    await asyncio.wait_for(scan, 20)
    device = next(iter(client.devices.values()))
    assert device.name == toy, device.name
    motor = device.actuators[0]
    await step("found", {
        "names": [one.name for one in client.devices.values()],
        "index": device.index,
        "motors": len(device.actuators),
        "sensors": len(device.sensors),
    })

    await motor.command(0.5)
    await step("driven")
    # What is a function of the sensors of version 3 is a property in version 2.
    sensor = device.sensors[0]
    await step("battery", await (sensor.read if client.version == ProtocolSpec.v2 else sensor.read()))
    await device.stop()
    await step("stopped")
    await motor.command(0.05)
    await step("driven again")
    await client.stop_all()
    await step("all stopped")
    await motor.command(1)
    await step("driven to the end")


async def main(url, toy, version):
    spec = ProtocolSpec(int(version))
    client = Client(f"Python {version}", spec)
    await client.connect(WebsocketConnector(url))
    await step("connected", {"devices": [device.name for device in client.devices.values()]})
    if spec >= ProtocolSpec.v2:
        await drive(client, toy)
    await client.disconnect()
    await step("disconnected", client.connected)


asyncio.run(main(*sys.argv[1:]))
