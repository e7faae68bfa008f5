// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/mutator.h"
#include "tests/support/sessionrig.h"
#include "tests/support/wirejson.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QEvent>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QPointer>
#include <QSet>
#include <QTest>

#include <array>
#include <optional>

// GCC says it by a macro, Clang by a feature.
#if defined(__SANITIZE_ADDRESS__)
#define THRUM_WITH_ASAN
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define THRUM_WITH_ASAN
#endif
#endif

#if defined(THRUM_WITH_ASAN)
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
#elif defined(__GLIBC__)
#include <malloc.h>
#endif

namespace thrum::test {
namespace {

constexpr quint32 seed = 20260114;
constexpr int inputs = 100000;
constexpr std::size_t allowedGrowth = 4 * 1024 * 1024;

std::size_t allocatedBytes()
{
#if defined(THRUM_WITH_ASAN)
    return __sanitizer_get_current_allocated_bytes();
#elif defined(__GLIBC__)
    return mallinfo2().uordblks;
#else
    return 0;
#endif
}

// --- What a frame is, by an opinion of its own ------------------------------------------------------------------------

/// One place of a frame: a message, or with Id 0 something that is none.
struct Element
{
    quint32 id = 0;
    QString name;
};

Element elementOf(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    if (object.size() != 1 || !object.begin().value().isObject())
        return {};
    const double id = object.begin().value().toObject().value(u"Id").toDouble(-1);
    if (id < 1 || id > 4294967295.0 || id != std::floor(id))
        return {};
    return {quint32(id), object.begin().key()};
}

/// What has to be answered; nothing where opinions about a frame may differ.
std::optional<QList<Element>> elementsOf(const QString &frame)
{
    // Half a surrogate pair is good JSON by the letter and no text by any other.
    if (frame.contains(u"\\ud", Qt::CaseInsensitive))
        return std::nullopt;
    const std::optional<QStringList> values = strictValues(frame);
    if (!values)
        return std::nullopt;
    QList<Element> elements;
    for (const QString &value : *values) {
        if (!value.startsWith(u'[')) {
            if (values->size() > 1)
                return std::nullopt;
            return QList<Element>{Element{}};
        }
        const QJsonDocument document = QJsonDocument::fromJson(value.toUtf8());
        // Numbers beyond a double are good JSON, but not for Qt.
        if (!document.isArray())
            return std::nullopt;
        const QJsonArray array = document.array();
        if (array.isEmpty())
            elements << Element{};
        for (const QJsonValue item : array)
            elements << elementOf(item);
    }
    return elements;
}

/// Whether no reader can take all of it for messages.
bool isSurelyMalformed(const QString &frame)
{
    const qsizetype brackets = frame.count(u'[') + frame.count(u'{');
    return brackets < 900 && !frame.contains(u'\ufeff') && !frame.contains(u"\\ud", Qt::CaseInsensitive)
           && !strictValues(frame);
}

// --- What may be said -------------------------------------------------------------------------------------------------

bool isEvent(const WireMessage &message)
{
    static const QSet<QString> events = {QStringLiteral("ScanningFinished"), QStringLiteral("DeviceList"),
                                         QStringLiteral("DeviceAdded"),      QStringLiteral("DeviceRemoved"),
                                         QStringLiteral("InputReading"),     QStringLiteral("SensorReading")};
    return message.id() == 0 && events.contains(message.name);
}

bool isReply(const WireMessage &message)
{
    static const QSet<QString> replies = {QStringLiteral("Ok"),
                                          QStringLiteral("ServerInfo"),
                                          QStringLiteral("DeviceList"),
                                          QStringLiteral("Test"),
                                          QStringLiteral("InputReading"),
                                          QStringLiteral("SensorReading"),
                                          QStringLiteral("BatteryLevelReading"),
                                          QStringLiteral("RSSILevelReading")};
    if (message.name != u"Error")
        return message.id() > 0 && replies.contains(message.name);
    const qint64 code = message.fields.value(u"ErrorCode").toInteger(-1);
    const QString text = message.fields.value(u"ErrorMessage").toString();
    return code >= 1 && code <= 4 && (message.id() > 0 || code == 3) && !text.isEmpty() && text.size() < 400;
}

QList<qint64> idsOf(const QList<WireMessage> &messages)
{
    QList<qint64> ids;
    for (const WireMessage &message : messages)
        ids << message.id();
    return ids;
}

bool isSubsequence(const QList<qint64> &part, const QList<qint64> &whole)
{
    qsizetype at = 0;
    for (const qint64 one : whole) {
        if (at < part.size() && part.at(at) == one)
            ++at;
    }
    return at == part.size();
}

// --- The world --------------------------------------------------------------------------------------------------------

/// What was seen, so that a test that sees nothing fails.
struct Tally
{
    int judgedStrictly = 0;
    int accepted = 0;
    int lateReplies = 0;
    int ends = 0;
    int handshakes = 0;
    int events = 0;
};

/// A client of each version, and one that has not shaken hands, on a port with devices of all kinds.
class World final
{
public:
    World()
    {
        for (const DeviceInfoPtr &device :
             {fixture::duo(), fixture::slide(), fixture::spin(), fixture::bare(), fixture::sense(), fixture::all()})
            m_rig.port.add(device);
        for (int version = stranger; version <= newest; ++version)
            connectClient(version);
    }

    /// What is wrong with what came of this frame; empty when nothing.
    [[nodiscard]] QString play(int version, const QString &frame);
    /// Something happens that clients are told of.
    [[nodiscard]] QString stir(Mutator &random);
    [[nodiscard]] const Tally &tally() const { return m_tally; }

    static constexpr int stranger = -1;
    static constexpr int newest = 4;

private:
    void connectClient(int version)
    {
        m_clients[std::size_t(version + 1)] = version == stranger ? m_rig.connectClient()
                                                                  : m_rig.connectClient(version);
    }
    void reconnect(int version)
    {
        m_clients[std::size_t(version + 1)]->drop();
        connectClient(version);
    }
    /// Without the events among them; what is neither goes into `m_problem`.
    [[nodiscard]] QList<WireMessage> takeReplies(FakeConnection *client);
    [[nodiscard]] QString judge(const QList<Element> &elements, const QList<WireMessage> &atOnce,
                                const QList<WireMessage> &late, qsizetype reads, bool isClosed);

    SessionRig m_rig;
    std::array<QPointer<FakeConnection>, 6> m_clients;
    Tally m_tally;
    QString m_problem;
};

QList<WireMessage> World::takeReplies(FakeConnection *client)
{
    QList<WireMessage> replies;
    const QStringList sent = client->takeSent();
    for (const QString &frame : sent) {
        const WireMessage message = messageOf(frame);
        if (isReply(message))
            replies << message;
        else if (!isEvent(message))
            m_problem = QStringLiteral("neither a reply nor an event: ") + frame;
    }
    return replies;
}

QString World::judge(const QList<Element> &elements, const QList<WireMessage> &atOnce, const QList<WireMessage> &late,
                     qsizetype reads, bool isClosed)
{
    QList<qint64> expected;
    qsizetype bad = 0;
    qsizetype closer = -1;
    for (const Element &element : elements) {
        expected << element.id;
        bad += element.id == 0 ? 1 : 0;
        if (isClosed && closer < 0 && element.id != 0
            && (element.name == u"Disconnect" || element.name == u"RequestServerInfo") && !atOnce.isEmpty()
            && atOnce.constLast().id() == element.id && expected.size() == atOnce.size() + reads)
            closer = expected.size();
    }
    const QList<qint64> answered = idsOf(atOnce);
    if (isClosed)
        return closer > 0 && isSubsequence(answered, expected.first(closer)) ? QString()
                                                                             : QStringLiteral("closed for no reason");
    if (!isSubsequence(answered, expected))
        return QStringLiteral("replies are out of order");
    QList<qint64> all = answered + idsOf(late);
    std::ranges::sort(all);
    std::ranges::sort(expected);
    if (all != expected)
        return QStringLiteral("not every request has exactly one reply");
    return all.count(0) == bad ? QString() : QStringLiteral("not every bad element has its Error");
}

QString World::play(int version, const QString &frame)
{
    FakeConnection *client = m_clients[std::size_t(version + 1)];
    client->receive(frame);
    const QList<WireMessage> atOnce = takeReplies(client);
    const qsizetype reads = m_rig.port.waitingReads();
    for (qsizetype i = 0; i < reads; ++i)
        m_rig.port.answerRead(i % 2 == 0 ? Result<qint32>(42)
                                         : Result<qint32>(fail(ErrorCode::Timeout, QStringLiteral("asleep"))));
    const QList<WireMessage> late = takeReplies(client);
    static_cast<void>(m_rig.port.takeCalls());
    const bool isClosed = client->closeReason().has_value();
    if (!m_problem.isEmpty())
        return m_problem;
    if (isClosed && client->closeReason() != Connection::CloseReason::Normal)
        return QStringLiteral("closed with another code");
    if (isClosed && version != stranger && version != newest)
        return QStringLiteral("this version has no message that closes");
    if (atOnce.size() + late.size() > frame.size() + 1)
        return QStringLiteral("more replies than characters");
    QString problem;
    if (const std::optional<QList<Element>> elements = elementsOf(frame)) {
        problem = judge(*elements, atOnce, late, reads, isClosed);
        ++m_tally.judgedStrictly;
    } else if (isSurelyMalformed(frame) && !isClosed && !idsOf(atOnce).contains(0)) {
        problem = QStringLiteral("nothing was said about malformed JSON");
    } else if (atOnce.isEmpty() && late.isEmpty()) {
        problem = QStringLiteral("no reply at all");
    }
    for (const WireMessage &message : atOnce) {
        m_tally.accepted += message.name == u"Ok" ? 1 : 0;
        m_tally.handshakes += message.name == u"ServerInfo" ? 1 : 0;
    }
    m_tally.lateReplies += int(late.size());
    m_tally.ends += isClosed ? 1 : 0;
    if (isClosed || version == stranger)
        reconnect(version);
    return problem;
}

QString World::stir(Mutator &random)
{
    switch (random.below(6)) {
    case 0: m_rig.port.remove(DeviceIndex(random.below(8))); break;
    case 1: m_rig.port.add(fixture::all()); break;
    case 2: m_rig.port.replaceQuietly(random.below(2) == 0 ? fixture::duo() : fixture::standIn()); break;
    case 3: m_rig.port.add(random.below(2) == 0 ? fixture::sense() : fixture::spin()); break;
    case 4: m_rig.port.add(fixture::slide()); break;
    default: m_rig.port.endScan(); break;
    }
    m_rig.port.report({5, 0, InputType::Pressure}, qint32(random.below(5000)));
    m_rig.port.report({5, 1, InputType::Button}, 1);
    m_rig.clock.advance(milliseconds(1000));
    for (int version = stranger; version <= newest; ++version) {
        FakeConnection *client = m_clients[std::size_t(version + 1)];
        const QStringList sent = client->takeSent();
        for (const QString &frame : sent) {
            if (!isEvent(messageOf(frame)))
                return QStringLiteral("no event: ") + frame;
        }
        if (version == stranger ? !sent.isEmpty() : client->closeReason().has_value())
            return QStringLiteral("told or closed without being asked");
        m_tally.events += int(sent.size());
    }
    // Sessions that have ended are deleted by the event loop, of which there is none here.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return m_rig.server.sessions().size() == qsizetype(m_clients.size())
               ? QString()
               : QStringLiteral("sessions were lost or left over");
}

/// Every frame of the transcripts, or of those of one version.
QList<QByteArray> samples(const QString &folder = {})
{
    QList<QByteArray> frames;
    QDirIterator files(QStringLiteral(THRUM_SOURCE_DIR "/tests/cases/messages/") + folder, {QStringLiteral("*.json")},
                       QDir::Files, QDirIterator::Subdirectories);
    QStringList paths;
    while (files.hasNext())
        paths << files.next();
    paths.sort();
    for (const QString &path : std::as_const(paths)) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QJsonArray steps = QJsonDocument::fromJson(file.readAll()).object().value(u"steps").toArray();
        for (const QJsonValue step : steps) {
            const QJsonValue frame = step[u"send"];
            if (frame.isString())
                frames << frame.toString().toUtf8();
            else if (frame.isArray())
                frames << QJsonDocument(frame.toArray()).toJson(QJsonDocument::Compact);
        }
    }
    return frames;
}

} // namespace

/// The frame decoder, every dialect and a live session against a hundred thousand broken frames.
class FrameMutationsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strictOpinionIsStrict_data();
    void strictOpinionIsStrict();
    void mutatorRepeatsItself();
    void everyFrameIsAnsweredByTheRules();
};

void FrameMutationsTest::strictOpinionIsStrict_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("values");
    QTest::newRow("blank") << QStringLiteral(" \t\r\n") << 0;
    QTest::newRow("one") << QStringLiteral(R"([{"a":[1,-0.5e+3,true,false,null,"\u00e4\\\/"]}, [], {}])") << 1;
    QTest::newRow("two") << QStringLiteral("[1] [2]") << 2;
    for (const char *bad : {"[1",    "[1,]",  "[,1]",  "{\"a\":}", "{a:1}", "{\"a\" 1}", "[01]",      "[1.]",
                            "[.5]",  "[+1]",  "[1e]",  "[-]",      "['a']", "[\"\t\"]",  "[\"\\x\"]", "[\"\\u00g0\"]",
                            "[\"a]", "[nul]", "[NaN]", "]",        "[1]]",  "[1] x"})
        QTest::newRow(bad) << QString::fromUtf8(bad) << -1;
    QTest::newRow("byte order mark") << QString(QChar(u'\ufeff') + QStringLiteral("[1]")) << -1;
    QTest::newRow("too deep") << QString(QString(QStringLiteral("[")).repeated(1001)
                                         + QString(QStringLiteral("]")).repeated(1001))
                              << -1;
}

void FrameMutationsTest::strictOpinionIsStrict()
{
    QFETCH(QString, text);
    QFETCH(int, values);
    const std::optional<QStringList> found = strictValues(text);
    QCOMPARE(found ? int(found->size()) : -1, values);
}

void FrameMutationsTest::mutatorRepeatsItself()
{
    Mutator one(7, samples());
    Mutator same(7, samples());
    Mutator other(8, samples());
    bool differs = false;
    for (int i = 0; i < 1000; ++i) {
        const QString text = one.nextText();
        QCOMPARE(same.nextText(), text);
        differs = other.nextText() != text || differs;
    }
    QVERIFY(differs);
}

void FrameMutationsTest::everyFrameIsAnsweredByTheRules()
{
    QLoggingCategory::setFilterRules(QStringLiteral("thrum.*=false"));
    QVERIFY(samples().size() > 150);
    Mutator random(seed, samples());
    // Each version is mostly sent what it understands.
    std::vector<Mutator> own = {random};
    for (int version = 0; version <= World::newest; ++version)
        own.emplace_back(seed + quint32(version), samples(QStringLiteral("v%1").arg(version)));
    World world;
    std::size_t before = 0;
    for (int i = 0; i < inputs; ++i) {
        if (i == inputs / 5)
            before = allocatedBytes();
        const int version = int(random.below(6)) + World::stranger;
        Mutator &mutator = random.below(4) == 0 ? random : own[std::size_t(version + 1)];
        const QString frame = mutator.nextText();
        QString problem = world.play(version, frame);
        if (problem.isEmpty() && i % 40 == 0)
            problem = world.stir(random);
        QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("seed %1, input %2, version %3: %4\n%5")
                                                   .arg(seed)
                                                   .arg(i)
                                                   .arg(version)
                                                   .arg(problem, frame)));
    }
    const std::size_t after = allocatedBytes();
    const Tally &seen = world.tally();
    qInfo(
        "seed %u, %d frames, %d judged strictly: %d Ok, %d late replies, %d handshakes, %d ends, %d events, %zd bytes more",
        seed, inputs, seen.judgedStrictly, seen.accepted, seen.lateReplies, seen.handshakes, seen.ends, seen.events,
        after - before);
    QVERIFY(seen.judgedStrictly > inputs / 3);
    QVERIFY(seen.accepted > inputs / 20 && seen.lateReplies > 200 && seen.handshakes > 50 && seen.ends > 50
            && seen.events > 1000);
#if defined(THRUM_WITH_ASAN)
    QVERIFY(before > 0); // elsewhere the number may be missing
#endif
    QVERIFY2(after < before + allowedGrowth,
             qPrintable(QStringLiteral("%1 bytes before, %2 after").arg(before).arg(after)));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::FrameMutationsTest)
#include "tst_framemutations.moc"
