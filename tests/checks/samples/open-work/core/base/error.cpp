// SPDX-License-Identifier: BSD-3-Clause
// TODO write this. expect: open-work
/*
 * FIXME: this too. expect: open-work
 */
const char *notWork = "TODO in a text is data";
