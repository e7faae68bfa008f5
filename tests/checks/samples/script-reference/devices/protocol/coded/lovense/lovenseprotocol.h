// SPDX-License-Identifier: BSD-3-Clause
#pragma once
namespace thrum {
class LovenseProtocol
{
public:
    Script bringUp(const Endpoints &endpoints); // expect: script-reference
    Script identify(QString name, std::span<const int> bytes); // expect: script-reference
    thrum::Script<Model> select(QStringView name, int = 3); // expect: script-reference
    auto later(Options &&options) -> Script; // expect: script-reference
    Script fine(Endpoints endpoints, std::vector<std::pair<int, int>> pairs, QString name);
    Script(Script &&other) noexcept;
    Script &operator=(Script &&other) noexcept;
};
} // namespace thrum
