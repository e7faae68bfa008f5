// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/readcommand.h"

#include "app/cli/words.h"

namespace thrum {
namespace {

QString withUnit(InputType type, qint64 value)
{
    switch (type) {
    case InputType::Battery: return QStringLiteral("%1%").arg(value);
    case InputType::Rssi: return QStringLiteral("%1 dBm").arg(value);
    case InputType::Button:
    case InputType::Pressure: return QString::number(value);
    }
    Q_UNREACHABLE();
}

} // namespace

QString ReadCommand::purpose() const
{
    QStringList words;
    for (const InputType type : kAllInputTypes)
        words << wordOf(type);
    return QStringLiteral("Reads a sensor; NAME may be left out when there is one device. TYPE is one of\n")
           + words.join(u", ") + u'.';
}

QString ReadCommand::argumentsProblem(const CliRequest &request) const
{
    if (request.arguments.isEmpty() || request.arguments.size() > 2)
        return QStringLiteral("write read TYPE, or read TYPE NAME, where TYPE is such as battery");
    const Result<InputType> type = readInputType(request.arguments.constFirst());
    return type ? QString() : type.error().text();
}

void ReadCommand::run()
{
    const Result<InputType> type = readInputType(request().arguments.value(0));
    if (!type)
        return refuse(type.error().text());
    m_device = chosenDevice(request().arguments.value(1));
    if (!m_device)
        return;
    const QList<ClientFeaturePtr> features = m_device->featuresWithInput(*type);
    if (features.isEmpty())
        return refuse(QStringLiteral("%1 has no input %2").arg(m_device->label(), wordOf(*type)));
    m_asked = features.size();
    for (const ClientFeaturePtr &feature : features) {
        feature->read(*type).then(this, [this, type = *type, feature](const ClientResult<qint64> &value) {
            onRead(type, feature, value);
        });
    }
}

void ReadCommand::onRead(InputType type, const ClientFeaturePtr &feature, const ClientResult<qint64> &value)
{
    if (!value)
        return failWith(value.error());
    const QString text = withUnit(type, *value);
    print({{QStringLiteral("index"), qint64(m_device->index())},
           {QStringLiteral("feature"), qint64(feature->index())},
           {wordOf(type), *value}},
          m_asked == 1 ? text : QStringLiteral("%1: %2").arg(QString::number(feature->index()), text));
    if (++m_answered == m_asked)
        finish();
}

} // namespace thrum
