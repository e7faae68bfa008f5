// SPDX-License-Identifier: BSD-3-Clause
thrum::Script thrum::LovenseProtocol::bringUp( // expect: script-reference
    Endpoints endpoints,
    const Options &options)
{
    const auto captured = [this](int) -> Script { co_return; }; // expect: script-reference
    const auto borrowed = [](int &count) -> Script { co_return; }; // expect: script-reference
    const auto fine = [](int count) -> Script { co_return; };
    Script script(std::move(other));
    Script second(&storage);
    co_return;
}
