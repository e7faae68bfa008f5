// SPDX-License-Identifier: BSD-3-Clause
// The published client library of spec version 3 against the server and toys on the radio.
import { Spec3Client } from "./support/clients.mjs";
import { testClient } from "./support/clienttests.mjs";

testClient(Spec3Client);
