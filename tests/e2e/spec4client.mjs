// SPDX-License-Identifier: BSD-3-Clause
// The published client library of spec version 4 against the server and toys on the radio.
import { Spec4Client } from "./support/clients.mjs";
import { testClient } from "./support/clienttests.mjs";

testClient(Spec4Client);
