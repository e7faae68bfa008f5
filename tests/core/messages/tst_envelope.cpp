// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/envelope.h"
#include "tests/support/wirejson.h"

#include <QTest>

namespace thrum::test {
namespace {

/// "Ping 4" for a message, "0" or its Id for what has a problem.
QStringList elementsOf(FrameReader &reader, const QString &frame)
{
    QStringList elements;
    reader.start(frame);
    for (Envelope message; reader.next(message);) {
        const QString id = QString::number(message.id);
        elements << (message.problem.isEmpty()
                         ? QString::fromUtf8(message.name.data(), qsizetype(message.name.size())) + u' ' + id
                         : id);
    }
    return elements;
}

} // namespace

class EnvelopeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frameIsTakenApart_data();
    void frameIsTakenApart();
    void readerGoesOnBehindAProblem();
    void frameThatIsTooLongIsOneProblem();
    void longestFrameIsRead();
    void problemsAreSentences();
    void errorFrameCarriesAnyText_data();
    void errorFrameCarriesAnyText();
    void scanningFinishedHasIdZero();
};

void EnvelopeTest::frameIsTakenApart_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<QStringList>("elements");
    const QString zero = QStringLiteral("0");
    QTest::newRow("one") << QStringLiteral(R"([{"Ping":{"Id":4}}])") << QStringList{QStringLiteral("Ping 4")};
    QTest::newRow("blank") << QStringLiteral(" \r\n\t") << QStringList();
    QTest::newRow("empty") << QString() << QStringList();
    QTest::newRow("back to back") << QStringLiteral(R"([{"A":{"Id":1}}] [{"B":{"Id":2}},{"C":{"Id":3}}])")
                                  << QStringList{QStringLiteral("A 1"), QStringLiteral("B 2"), QStringLiteral("C 3")};
    QTest::newRow("bad in between") << QStringLiteral(R"([{"A":{"Id":1}},null,{"B":{"Id":2}}])")
                                    << QStringList{QStringLiteral("A 1"), zero, QStringLiteral("B 2")};
    QTest::newRow("cut off") << QStringLiteral(R"([{"A":{"Id":1}})") << QStringList{zero};
    QTest::newRow("second cut off") << QStringLiteral(R"([{"A":{"Id":1}}][{"B":)")
                                    << QStringList{QStringLiteral("A 1"), zero};
    QTest::newRow("empty array") << QStringLiteral("[]") << QStringList{zero};
    QTest::newRow("object") << QStringLiteral(R"({"A":{"Id":1}})") << QStringList{zero};
    QTest::newRow("text that holds an array") << QStringLiteral(R"("[{\"A\":{\"Id\":1}}]")") << QStringList{zero};
    QTest::newRow("one key twice") << QStringLiteral(R"([{"A":{"Id":1},"A":{"Id":2}}])")
                                   << QStringList{QStringLiteral("A 2")};
    QTest::newRow("two keys") << QStringLiteral(R"([{"A":{"Id":1},"B":{"Id":2}}])") << QStringList{zero};
    QTest::newRow("brackets in texts") << QStringLiteral(R"([{"A":{"Id":1,"x":"]}[{\"]"}}][{"B":{"Id":2}}])")
                                       << QStringList{QStringLiteral("A 1"), QStringLiteral("B 2")};
    QTest::newRow("largest Id") << QStringLiteral(R"([{"A":{"Id":4294967295}},{"A":{"Id":4294967296}}])")
                                << QStringList{QStringLiteral("A 4294967295"), zero};
    QTest::newRow("empty name") << QStringLiteral(R"([{"":{"Id":1}}])") << QStringList{QStringLiteral(" 1")};
    QTest::newRow("half a surrogate pair")
        << QString(QStringLiteral(R"([{"A":{"Id":1,"x":")") + QChar(u'\xd83c') + QStringLiteral(R"("}}])"))
        << QStringList{QStringLiteral("A 1")};
    const QString deep = QString(QStringLiteral("[")).repeated(100000);
    QTest::newRow("far too deep") << deep << QStringList{zero};
}

void EnvelopeTest::frameIsTakenApart()
{
    QFETCH(QString, frame);
    QFETCH(QStringList, elements);
    FrameReader reader;
    QCOMPARE(elementsOf(reader, frame), elements);
}

void EnvelopeTest::readerGoesOnBehindAProblem()
{
    FrameReader reader;
    QCOMPARE(elementsOf(reader, QStringLiteral("[[[")), QStringList{QStringLiteral("0")});
    QCOMPARE(elementsOf(reader, QStringLiteral(R"([{"A":{"Id":1}}])")), QStringList{QStringLiteral("A 1")});
}

void EnvelopeTest::frameThatIsTooLongIsOneProblem()
{
    FrameReader reader;
    const QString frame = QStringLiteral(R"([{"A":{"Id":1}}])") + QString(FrameReader::maxFrameLength, u' ');
    QCOMPARE(elementsOf(reader, frame), QStringList{QStringLiteral("0")});
    QCOMPARE(elementsOf(reader, QStringLiteral(R"([{"A":{"Id":1}}])")), QStringList{QStringLiteral("A 1")});
}

void EnvelopeTest::longestFrameIsRead()
{
    FrameReader reader;
    QString frame = QStringLiteral(R"([{"A":{"Id":1}}])");
    frame += QString(FrameReader::maxFrameLength - frame.size(), u' ');
    QCOMPARE(elementsOf(reader, frame), QStringList{QStringLiteral("A 1")});
}

void EnvelopeTest::problemsAreSentences()
{
    FrameReader reader;
    reader.start(QStringLiteral(R"([{"%1":{"Id":"x"}}])").arg(QString(1000, u'N')));
    Envelope message;
    QVERIFY(reader.next(message));
    QVERIFY(message.problem.startsWith(QStringLiteral("Id of message")));
    QVERIFY(message.problem.size() < 200); // what the client wrote is cut
}

void EnvelopeTest::errorFrameCarriesAnyText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QStringLiteral("no device at index 31");
    QTest::newRow("quotes") << QStringLiteral("\"a\" \\ b");
    QTest::newRow("control characters") << QStringLiteral("a\n\t\x01\x1f");
    QTest::newRow("beyond ASCII") << QStringLiteral("ä \u2028 \U0001F30A");
    QTest::newRow("empty") << QString();
}

void EnvelopeTest::errorFrameCarriesAnyText()
{
    QFETCH(QString, text);
    const QString frame = errorFrame(4294967295U, {MessageErrorCode::Device, text});
    QCOMPARE(strictValues(frame).value_or(QStringList()).size(), 1);
    const WireMessage message = messageOf(frame);
    QCOMPARE(message.summary(), QStringLiteral("Error 4294967295 code 4"));
    QCOMPARE(message.fields.value(u"ErrorMessage").toString(), text);
    QCOMPARE(message.fields.size(), 3);
}

void EnvelopeTest::scanningFinishedHasIdZero()
{
    QCOMPARE(scanningFinishedFrame(), QStringLiteral(R"([{"ScanningFinished":{"Id":0}}])"));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::EnvelopeTest)
#include "tst_envelope.moc"
