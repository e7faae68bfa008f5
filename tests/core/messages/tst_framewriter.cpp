// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/framewriter.h"

#include <QTest>

#include <limits>

namespace thrum::test {

class FrameWriterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bareMessage();
    void fieldsKeepTheirOrder();
    void listsAndObjectsNest();
    void numbersAreExact_data();
    void numbersAreExact();
    void realsAreShortest_data();
    void realsAreShortest();
    void textsAreEscaped();
    void okFrameOverwritesWhatWasThere();
};

void FrameWriterTest::bareMessage()
{
    QCOMPARE(FrameWriter(u"Ok", 4294967295U).finish(), QStringLiteral(R"([{"Ok":{"Id":4294967295}}])"));
}

void FrameWriterTest::fieldsKeepTheirOrder()
{
    FrameWriter frame(u"M", 1);
    frame.text(u"z", u"x");
    frame.number(u"a", 2);
    QCOMPARE(frame.finish(), QStringLiteral(R"([{"M":{"Id":1,"z":"x","a":2}}])"));
}

void FrameWriterTest::listsAndObjectsNest()
{
    FrameWriter frame(u"M", 1);
    frame.beginArray(u"list");
    frame.beginObject();
    frame.endObject();
    frame.beginArray();
    frame.number(1);
    frame.number(2);
    frame.endArray();
    frame.text(u"t");
    frame.endArray();
    frame.beginObject(u"o");
    frame.number(u"n", 0);
    frame.endObject();
    frame.beginObject(u"empty");
    frame.endObject();
    QCOMPARE(frame.finish(), QStringLiteral(R"([{"M":{"Id":1,"list":[{},[1,2],"t"],"o":{"n":0},"empty":{}}}])"));
}

void FrameWriterTest::numbersAreExact_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << QStringLiteral("0");
    QTest::newRow("negative") << qint64(-128) << QStringLiteral("-128");
    QTest::newRow("largest") << std::numeric_limits<qint64>::max() << QStringLiteral("9223372036854775807");
    QTest::newRow("smallest") << std::numeric_limits<qint64>::min() << QStringLiteral("-9223372036854775808");
}

void FrameWriterTest::numbersAreExact()
{
    QFETCH(qint64, number);
    QFETCH(QString, text);
    FrameWriter frame(u"M", 1);
    frame.number(u"n", number);
    QCOMPARE(frame.finish(), QStringLiteral(R"([{"M":{"Id":1,"n":%1}}])").arg(text));
}

void FrameWriterTest::realsAreShortest_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << 1.0 << QStringLiteral("1");
    QTest::newRow("percent") << 42 / 100.0 << QStringLiteral("0.42");
    QTest::newRow("tenth") << 0.1 << QStringLiteral("0.1");
    QTest::newRow("zero") << 0.0 << QStringLiteral("0");
}

void FrameWriterTest::realsAreShortest()
{
    QFETCH(double, number);
    QFETCH(QString, text);
    FrameWriter frame(u"M", 1);
    frame.real(u"n", number);
    QCOMPARE(frame.finish(), QStringLiteral(R"([{"M":{"Id":1,"n":%1}}])").arg(text));
}

void FrameWriterTest::textsAreEscaped()
{
    FrameWriter frame(u"M", 1);
    frame.text(u"a\"b", u"\"\\/\n\x01ä");
    QCOMPARE(frame.finish(), QStringLiteral("[{\"M\":{\"Id\":1,\"a\\\"b\":\"\\\"\\\\/\\u000a\\u0001ä\"}}]"));
}

void FrameWriterTest::okFrameOverwritesWhatWasThere()
{
    QString frame = QStringLiteral("something much longer than the frame that comes");
    writeOkFrame(frame, 7);
    QCOMPARE(frame, QStringLiteral(R"([{"Ok":{"Id":7}}])"));
    const QString copy = frame;
    writeOkFrame(frame, 4294967295U);
    QCOMPARE(frame, QStringLiteral(R"([{"Ok":{"Id":4294967295}}])"));
    QCOMPARE(copy, QStringLiteral(R"([{"Ok":{"Id":7}}])"));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::FrameWriterTest)
#include "tst_framewriter.moc"
