// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/logsink.h"

#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

namespace thrum::test {
namespace {

Q_LOGGING_CATEGORY(lcSinkTest, "thrum.test")

/// Everything a sink has handed on.
QList<LogLine> handedOn(const QSignalSpy &spy)
{
    QList<LogLine> lines;
    for (const QList<QVariant> &arguments : spy)
        lines << arguments.constFirst().value<QList<LogLine>>();
    return lines;
}

} // namespace

/// The lines that a window gets; what is printed is tested with the program itself (tests/e2e).
class LogSinkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void linesArriveWithLevelAndCategory_data();
    void linesArriveWithLevelAndCategory();
    void debugLinesAreNotHandedOn();
    void theLevelOfPrintingDoesNotMatterToWindows();
    void linesArriveTogetherAndInOrder();
    void linesOfOtherThreadsArriveOnThisOne();
    void aFloodIsCutAndTold();
    void controlCharactersAreWrittenOut_data();
    void controlCharactersAreWrittenOut();
    void withoutItTheHandlerBeforeIsBack();
};

void LogSinkTest::initTestCase()
{
    qRegisterMetaType<QList<LogLine>>();
}

void LogSinkTest::linesArriveWithLevelAndCategory_data()
{
    QTest::addColumn<QtMsgType>("type");
    QTest::addColumn<int>("level");
    QTest::newRow("info") << QtInfoMsg << int(LogLine::Level::Info);
    QTest::newRow("warning") << QtWarningMsg << int(LogLine::Level::Warning);
    QTest::newRow("error") << QtCriticalMsg << int(LogLine::Level::Error);
}

void LogSinkTest::linesArriveWithLevelAndCategory()
{
    QFETCH(QtMsgType, type);
    QFETCH(int, level);
    LogSink sink(QtFatalMsg);
    QSignalSpy spy(&sink, &LogSink::linesAdded);
    switch (type) {
    case QtInfoMsg: qCInfo(lcSinkTest) << "something"; break;
    case QtWarningMsg: qCWarning(lcSinkTest) << "something"; break;
    default: qCCritical(lcSinkTest) << "something"; break;
    }
    QTRY_COMPARE(spy.size(), 1);
    const QList<LogLine> lines = handedOn(spy);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(int(lines.constFirst().level), level);
    QCOMPARE(lines.constFirst().category, QStringLiteral("thrum.test"));
    QCOMPARE(lines.constFirst().text, QStringLiteral("something"));
    QVERIFY(lines.constFirst().time.isValid());
}

void LogSinkTest::debugLinesAreNotHandedOn()
{
    LogSink sink(QtFatalMsg);
    QSignalSpy spy(&sink, &LogSink::linesAdded);
    sink.add(QtDebugMsg, QStringLiteral("thrum.test"), QStringLiteral("detail"));
    sink.add(QtInfoMsg, QStringLiteral("thrum.test"), QStringLiteral("news"));
    QTRY_COMPARE(spy.size(), 1);
    const QList<LogLine> lines = handedOn(spy);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines.constFirst().text, QStringLiteral("news"));
}

void LogSinkTest::theLevelOfPrintingDoesNotMatterToWindows()
{
    LogSink sink(QtFatalMsg);
    QSignalSpy spy(&sink, &LogSink::linesAdded);
    sink.add(QtInfoMsg, QStringLiteral("thrum.test"), QStringLiteral("not printed"));
    QTRY_COMPARE(handedOn(spy).size(), 1);
}

void LogSinkTest::linesArriveTogetherAndInOrder()
{
    LogSink sink(QtFatalMsg);
    QSignalSpy spy(&sink, &LogSink::linesAdded);
    for (int i = 0; i < 100; ++i)
        sink.add(QtInfoMsg, QStringLiteral("thrum.test"), QString::number(i));
    QTRY_COMPARE(handedOn(spy).size(), 100);
    QCOMPARE(spy.size(), 1);
    const QList<LogLine> lines = handedOn(spy);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(lines.at(i).text, QString::number(i));
}

void LogSinkTest::linesOfOtherThreadsArriveOnThisOne()
{
    LogSink sink(QtFatalMsg);
    QThread *arrivedOn = nullptr;
    QList<LogLine> lines;
    connect(&sink, &LogSink::linesAdded, &sink, [&](const QList<LogLine> &batch) {
        arrivedOn = QThread::currentThread();
        lines << batch;
    });
    const std::unique_ptr<QThread> other(QThread::create([] { qCWarning(lcSinkTest) << "from afar"; }));
    other->start();
    QTRY_COMPARE(lines.size(), 1);
    QTRY_VERIFY(other->isFinished());
    QCOMPARE(arrivedOn, QThread::currentThread());
    QCOMPARE(lines.constFirst().text, QStringLiteral("from afar"));
}

void LogSinkTest::aFloodIsCutAndTold()
{
    LogSink sink(QtFatalMsg);
    QSignalSpy spy(&sink, &LogSink::linesAdded);
    for (int i = 0; i < 5003; ++i)
        sink.add(QtInfoMsg, QStringLiteral("thrum.test"), QString::number(i));
    QTRY_COMPARE(spy.size(), 1);
    const QList<LogLine> lines = handedOn(spy);
    QCOMPARE(lines.size(), 5001);
    QCOMPARE(lines.at(4999).text, QStringLiteral("4999"));
    QCOMPARE(lines.constLast().text, QStringLiteral("3 lines came too fast and were left out"));
    QCOMPARE(int(lines.constLast().level), int(LogLine::Level::Warning));
    sink.add(QtInfoMsg, QStringLiteral("thrum.test"), QStringLiteral("later"));
    QTRY_COMPARE(handedOn(spy).size(), 5002);
    QCOMPARE(handedOn(spy).constLast().text, QStringLiteral("later"));
}

void LogSinkTest::controlCharactersAreWrittenOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("line end") << QStringLiteral("A\nthrum: B") << QStringLiteral("A\\nthrum: B");
    QTest::newRow("carriage return") << QStringLiteral("A\rB") << QStringLiteral("A\\u000dB");
    QTest::newRow("escape") << QStringLiteral("A\u001b[31mB") << QStringLiteral("A\\u001b[31mB");
    QTest::newRow("NUL") << QString(QStringLiteral("A") + QChar(0) + u'B') << QStringLiteral("A\\u0000B");
    QTest::newRow("C1") << QString(QStringLiteral("A") + QChar(0x9b) + u'B') << QStringLiteral("A\\u009bB");
    QTest::newRow("line separator") << QString(QStringLiteral("A") + QChar(0x2028) + u'B')
                                    << QStringLiteral("A\\u2028B");
    QTest::newRow("harmless") << QStringLiteral("Küche\t\\ 2 \U0001F600") << QStringLiteral("Küche\t\\ 2 \U0001F600");
}

void LogSinkTest::controlCharactersAreWrittenOut()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    LogSink sink(QtFatalMsg);
    QSignalSpy spy(&sink, &LogSink::linesAdded);
    sink.add(QtInfoMsg, QStringLiteral("thrum.test"), text);
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(handedOn(spy).constFirst().text, shown);
}

void LogSinkTest::withoutItTheHandlerBeforeIsBack()
{
    {
        const LogSink sink(QtFatalMsg);
    }
    QTest::ignoreMessage(QtWarningMsg, "for the test itself");
    qCWarning(lcSinkTest, "for the test itself");
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::LogSinkTest)
#include "tst_logsink.moc"
