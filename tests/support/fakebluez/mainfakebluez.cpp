// SPDX-License-Identifier: BSD-3-Clause
// A stand-in bluetoothd for end-to-end tests in any language: JSON lines in, JSON lines out. See README.md beside it.
#include "tests/support/fakebluez/commandreader.h"
#include "tests/support/fakebluez/devicereader.h"
#include "tests/support/fakebluez/fakebluez.h"
#include "tests/support/fakebluez/privatebus.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>

#include <unistd.h>

#include <array>
#include <cstdio>

using namespace thrum;
using namespace thrum::fakebluez;

namespace {

void printLine(const QJsonObject &line)
{
    const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
    std::fflush(stdout);
}

int complain(const Error &error)
{
    std::fprintf(stderr, "fakebluez: %s\n", qPrintable(error.text()));
    return 1;
}

void printReady(const QString &bus)
{
    const QProcessEnvironment variables = PrivateBus::environmentFor(bus);
    QJsonObject environment;
    const QStringList names = variables.keys();
    for (const QString &name : names)
        environment.insert(name, variables.value(name));
    printLine({{QStringLiteral("event"), QStringLiteral("ready")},
               {QStringLiteral("bus"), bus},
               {QStringLiteral("env"), environment}});
}

Result<QList<FakeDevice>> devicesOfFile(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, file.errorString(), name);
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &parseError);
    if (document.isNull())
        return fail(ErrorCode::InvalidData, parseError.errorString(), name);
    return devicesFromJson(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), name);
}

/// Reads lines from standard input as they come and ends the program with it.
class InputReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InputReader)

public:
    explicit InputReader(CommandReader &commands)
        : m_commands(commands)
        , m_notifier(STDIN_FILENO, QSocketNotifier::Read)
    {
        connect(&m_notifier, &QSocketNotifier::activated, this, &InputReader::onReadable);
    }

private:
    void onReadable()
    {
        std::array<char, 65536> chunk{};
        const ssize_t count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
        if (count <= 0) {
            m_notifier.setEnabled(false);
            QCoreApplication::quit();
            return;
        }
        m_buffer.append(chunk.data(), count);
        for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n')) {
            const QByteArray line = m_buffer.first(end).trimmed();
            m_buffer.remove(0, end + 1);
            if (!line.isEmpty())
                printLine(m_commands.handle(line));
            if (m_commands.wantsToQuit())
                QCoreApplication::quit();
        }
    }

    CommandReader &m_commands;
    QSocketNotifier m_notifier;
    QByteArray m_buffer;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A stand-in for bluetoothd on a private D-Bus bus."));
    parser.addHelpOption();
    const QCommandLineOption busOption(QStringLiteral("bus"), QStringLiteral("Use this bus, do not start one."),
                                       QStringLiteral("address"));
    const QCommandLineOption layoutOption(QStringLiteral("layout"), QStringLiteral("JSON file with devices."),
                                          QStringLiteral("file"));
    const QCommandLineOption noAdapterOption(QStringLiteral("no-adapter"), QStringLiteral("Start without an adapter."));
    parser.addOptions({busOption, layoutOption, noAdapterOption});
    parser.process(application);

    PrivateBus bus;
    QString address = parser.value(busOption);
    if (address.isEmpty()) {
        if (const auto started = bus.start(); !started)
            return complain(started.error());
        address = bus.address();
    }
    FakeBluez bluez(address);
    QObject::connect(&bluez, &FakeBluez::eventRecorded, &application,
                     [](const BluezEvent &event) { printLine(event.toJson()); });
    if (!parser.isSet(noAdapterOption)) {
        if (const auto added = bluez.addAdapter(); !added)
            return complain(added.error());
    }
    if (parser.isSet(layoutOption)) {
        const auto devices = devicesOfFile(parser.value(layoutOption));
        if (!devices)
            return complain(devices.error());
        for (const FakeDevice &device : *devices) {
            if (const auto added = bluez.addDevice(device); !added)
                return complain(added.error());
        }
    }
    if (const auto started = bluez.start(); !started)
        return complain(started.error());
    printReady(address);
    CommandReader commands(bluez);
    const InputReader input(commands);
    return QCoreApplication::exec();
}

#include "mainfakebluez.moc"
