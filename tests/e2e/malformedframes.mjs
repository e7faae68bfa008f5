// SPDX-License-Identifier: BSD-3-Clause
// Every malformed frame gets its Error, and the connection stays.
import assert from "node:assert/strict";
import { within } from "./support/history.mjs";
import { RawClient } from "./support/rawclient.mjs";
import { scenario } from "./support/stage.mjs";

const handshake = (fields) => `[{"RequestServerInfo":${JSON.stringify({ Id: 1, ClientName: "Clumsy", ...fields })}}]`;
const introductions = {
  3: handshake({ MessageVersion: 3 }),
  4: handshake({ ProtocolVersionMajor: 4, ProtocolVersionMinor: 0 }),
};

/** Error as [Id, ErrorCode]; any other message as its name and Id. */
function short(message) {
  const [[name, { Id, ErrorCode }]] = Object.entries(message);
  return name === "Error" ? [Id, ErrorCode] : [name, Id];
}

/** The answers to one frame: all that come before the answer to a Ping that is sent right after it. */
async function answersTo(client, frame, options) {
  const from = client.messages.length;
  client.send(frame, options);
  await client.ask({ Ping: { Id: 4000000000 } });
  return client.messages.items.slice(from, -1).map(short);
}

const frames = [
  ["text that is no JSON", "hello", [[0, 3]]],
  ["JSON that is cut off", '[{"Ping":{"Id":4}', [[0, 3]]],
  ["an empty frame", "", []],
  ["white space", " \n\t ", []],
  ["an object instead of an array", '{"Ping":{"Id":4}}', [[0, 3]]],
  ["a number", "7", [[0, 3]]],
  ["a text", '"x"', [[0, 3]]],
  ["null", "null", [[0, 3]]],
  ["an empty array", "[]", [[0, 3]]],
  ["an element that is no object", "[5]", [[0, 3]]],
  ["an element without a key", "[{}]", [[0, 3]]],
  ["an element with two keys", '[{"Ping":{"Id":4},"StopScanning":{"Id":5}}]', [[0, 3]]],
  ["a message that is no object", '[{"Ping":4}]', [[0, 3]]],
  ["an unknown message", '[{"Pong":{"Id":8}}]', [[8, 3]]],
  ["an unknown message without an Id", '[{"Pong":{}}]', [[0, 3]]],
  ["a name in the wrong case", '[{"ping":{"Id":8}}]', [[8, 3]]],
  ["a message that only servers send", '[{"Ok":{"Id":9}}]', [[9, 3]]],
  ["no Id", '[{"Ping":{}}]', [[0, 3]]],
  ["the Id 0", '[{"Ping":{"Id":0}}]', [[0, 3]]],
  ["a negative Id", '[{"Ping":{"Id":-1}}]', [[0, 3]]],
  ["an Id that is too large", '[{"Ping":{"Id":4294967296}}]', [[0, 3]]],
  ["a fractional Id", '[{"Ping":{"Id":1.5}}]', [[0, 3]]],
  ["a text as Id", '[{"Ping":{"Id":"4"}}]', [[0, 3]]],
  ["a number without its last digits", '[{"Ping":{"Id":1.}}]', [[0, 3]]],
  ["half a surrogate pair", '[{"Pong":{"Id":4,"Text":"\\ud800"}}]', [[0, 3]]],
  ["good elements around a bad one", '[{"Ping":{"Id":21}},{"Pong":{"Id":22}},{"Ping":{"Id":23}}]', [["Ok", 21], [22, 3], ["Ok", 23]]],
  ["several arrays", '[{"Ping":{"Id":31}}][{"Ping":{"Id":32}}]', [["Ok", 31], ["Ok", 32]]],
  ["a second handshake", introductions[4].replace('"Id":1', '"Id":41'), [[41, 1]]],
  ["a NUL byte", "\u0000", [[0, 3]]],
];

const framesOf = {
  3: [
    ["a message of spec version 4", '[{"OutputCmd":{"Id":5,"DeviceIndex":0,"FeatureIndex":0,"Command":{"Vibrate":{"Value":1}}}}]', [[5, 3]]],
    ["a required field that is missing", '[{"StopDeviceCmd":{"Id":5}}]', [[5, 3]]],
    ["a level above 1", '[{"ScalarCmd":{"Id":5,"DeviceIndex":0,"Scalars":[{"Index":0,"Scalar":1.5,"ActuatorType":"Vibrate"}]}}]', [[5, 3]]],
    ["an unknown device", '[{"StopDeviceCmd":{"Id":5,"DeviceIndex":77}}]', [[5, 4]]],
  ],
  4: [
    ["a message of spec version 3", '[{"ScalarCmd":{"Id":5,"DeviceIndex":0,"Scalars":[{"Index":0,"Scalar":0.5,"ActuatorType":"Vibrate"}]}}]', [[5, 3]]],
    ["a required field that is missing", '[{"OutputCmd":{"Id":5,"DeviceIndex":0,"FeatureIndex":0}}]', [[5, 3]]],
    ["an output type that does not exist", '[{"OutputCmd":{"Id":5,"DeviceIndex":0,"FeatureIndex":0,"Command":{"Fly":{"Value":1}}}}]', [[5, 3]]],
    ["an unknown device", '[{"StopCmd":{"Id":5,"DeviceIndex":77}}]', [[5, 4]]],
    ["a value out of range", '[{"OutputCmd":{"Id":5,"DeviceIndex":0,"FeatureIndex":0,"Command":{"Vibrate":{"Value":100000}}}}]', [[5, 4]]],
  ],
};

for (const spec of [3, 4]) {
  scenario(`malformed frames get their Errors and the connection stays, spec version ${spec}`, async (stage) => {
    const server = await stage.startServer(["--backend", "simulated", "--simulate", "vibrator"]);
    await server.logged(/Simulated Vibrator connected, index 0/);
    const client = stage.client(await RawClient.open(server.url));
    client.send(introductions[spec]);
    await client.messages.find((message) => message.ServerInfo, "the answer to the handshake");
    for (const [what, frame, expected] of [...frames, ...framesOf[spec]])
      assert.deepEqual(await answersTo(client, frame), expected, what);
    assert.deepEqual(await answersTo(client, Buffer.from('[{"Ping":{"Id":5}}]'), { binary: true }), [[0, 3]], "a binary frame");
    for (const { Error: error } of client.messages.items.filter((message) => message.Error))
      assert.match(error.ErrorMessage, /\w+ \w+/, "every Error says something");
    assert.ok(client.isOpen);
  });
}

scenario("what comes before the handshake gets an Error, and the handshake still works", async (stage) => {
  const server = await stage.startServer(["--backend", "simulated"]);
  const client = stage.client(await RawClient.open(server.url));
  const before = [
    ['[{"Ping":{"Id":4}}]', [4, 1]],
    ['[{"RequestServerInfo":{"Id":5,"ClientName":null,"MessageVersion":3}}]', [5, 1]],
    ['[{"RequestServerInfo":{"Id":6,"ClientName":"A","MessageVersion":4}}]', [6, 1]],
  ];
  for (const [frame, expected] of before) {
    const from = client.messages.length;
    client.send(frame);
    const answer = await client.messages.find(() => true, `an answer to ${frame}`, { from });
    assert.deepEqual(short(answer), expected, frame);
  }
  client.send(introductions[4]);
  await client.messages.find((message) => message.ServerInfo?.ProtocolVersionMajor === 4, "the answer to the handshake");
});

scenario("a client that is newer than the server is told and closed", async (stage) => {
  const server = await stage.startServer(["--backend", "simulated"]);
  const client = stage.client(await RawClient.open(server.url));
  client.send(handshake({ ProtocolVersionMajor: 5, ProtocolVersionMinor: 0 }));
  assert.deepEqual(short(await client.messages.find(() => true, "an Error")), [1, 1]);
  await within(client.closed, "the end of the connection");
});

scenario("a message of more than one mebibyte ends that connection, and no other", async (stage) => {
  const server = await stage.startServer(["--backend", "simulated"]);
  const client = await RawClient.introduced(server.url, "Talker");
  const other = stage.client(await RawClient.introduced(server.url, "Listener"));
  client.send(`[{"Ping":{"Id":2,"Padding":"${"x".repeat(1024 * 1024)}"}}]`);
  assert.equal((await within(client.closed, "the end of the connection")).code, 1009);
  assert.deepEqual(await other.ask({ Ping: { Id: 3 } }), { Ok: { Id: 3 } });
});
