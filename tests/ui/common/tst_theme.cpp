// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/theme.h"

#include <QApplication>
#include <QTest>

namespace thrum::test {

/// Colours that have to be told apart (WCAG 2.1), in every palette somebody may have.
class ThemeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfWcag();
    void textStandsOutFromItsGround_data();
    void textStandsOutFromItsGround();
    void controlsStandOutFromTheirGround_data() { textStandsOutFromItsGround_data(); }
    void controlsStandOutFromTheirGround();
    void applyingASchemeChangesItAtRunTime();
};

void ThemeTest::contrastIsThatOfWcag()
{
    QCOMPARE(theme::contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(theme::contrast(Qt::white, Qt::white), 1.0);
    QVERIFY(std::abs(theme::contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

void ThemeTest::textStandsOutFromItsGround_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << theme::palette(ColorScheme::Light);
    QTest::newRow("dark") << theme::palette(ColorScheme::Dark);
    QTest::newRow("high contrast") << QPalette(Qt::white, Qt::black, Qt::white, Qt::white, Qt::white, Qt::white,
                                               Qt::white, Qt::black, Qt::black);
    QPalette pale = theme::palette(ColorScheme::Light);
    pale.setColor(QPalette::Highlight, QColor(0xff, 0xf2, 0x80));
    QTest::newRow("pale yellow highlight") << pale;
}

void ThemeTest::textStandsOutFromItsGround()
{
    QFETCH(QPalette, palette);
    const ThemeColors colors = theme::colors(palette);
    const QColor window = palette.color(QPalette::Window);
    const QColor base = palette.color(QPalette::Base);
    const QList<std::pair<QColor, QColor>> pairs{
        {palette.color(QPalette::WindowText), window},
        {palette.color(QPalette::Text), base},
        {colors.secondaryText, window},
        {colors.secondaryText, base},
        {colors.secondaryText, colors.accentTint},
        {colors.accentText, window},
        {colors.accentText, base},
        {colors.onAccentText, colors.accentText},
        {colors.onDanger, colors.danger},
        {colors.dangerText, base},
        {colors.dangerText, colors.dangerTint},
        {colors.warningText, colors.warningTint},
        {colors.successText, window},
    };
    for (qsizetype number = 0; number < pairs.size(); ++number) {
        const double ratio = theme::contrast(pairs.at(number).first, pairs.at(number).second);
        QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("pair %1: %2").arg(number).arg(ratio)));
    }
}

void ThemeTest::controlsStandOutFromTheirGround()
{
    QFETCH(QPalette, palette);
    const ThemeColors colors = theme::colors(palette);
    for (const QColor &ground : {palette.color(QPalette::Window), palette.color(QPalette::Base)}) {
        QVERIFY(theme::contrast(colors.accent, ground) >= 3);
        QVERIFY(theme::contrast(colors.controlBorder, ground) >= 3);
    }
}

void ThemeTest::applyingASchemeChangesItAtRunTime()
{
    theme::apply(ColorScheme::Dark);
    QVERIFY(theme::isDark(QApplication::palette()));
    theme::apply(ColorScheme::Light);
    QVERIFY(!theme::isDark(QApplication::palette()));
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::ThemeTest)

#include "tst_theme.moc"
