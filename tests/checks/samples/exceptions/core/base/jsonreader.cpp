// SPDX-License-Identifier: BSD-3-Clause
void thrum::JsonReader::fail()
{
    throw std::runtime_error("bad input"); // expect: exceptions
}
