# SPDX-License-Identifier: BSD-3-Clause
"""usage: buttplugpysensors.py URL DEVICE
Reads a sensor and subscribes to it with the library buttplug-py in spec version 3. The library gives a sensor one index,
its place among the readable ones, and ends a subscription by beginning it once more."""
import asyncio
import logging
import sys

from buttplug.client import Client
from buttplug.client.client import SubscribableSensor
from buttplug.connectors import WebsocketConnector
from buttplug.messages import ProtocolSpec
from story import step, until


async def main(url, name):
    # It complains of sensors that can be subscribed to but not read.
    logging.disable()
    client = Client("Python sensors", ProtocolSpec.v3)
    await client.connect(WebsocketConnector(url))
    await client.start_scanning()
    await until(lambda: client.devices)
    device = next(iter(client.devices.values()))
    assert device.name == name, device.name
    await step("found", [[sensor.description, sensor.type] for sensor in device.sensors])
    await step("read", await device.sensors[0].read())
    cushion = device.sensors[1]
    assert isinstance(cushion, SubscribableSensor)
    readings = []
    await cushion.subscribe(readings.append)
    await until(lambda: len(readings) >= 2)
    await step("reported", readings[:2])
    await client.disconnect()
    await step("disconnected")


asyncio.run(main(*sys.argv[1:]))
