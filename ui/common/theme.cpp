// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/theme.h"

#include "ui/common/thrumstyle.h"

#include <QApplication>

#include <cmath>

namespace thrum::theme {

namespace {

constexpr double textRatio = 4.5;
constexpr double graphicRatio = 3.0;
/// Room for the rounding of 8 bit channels.
constexpr double margin = 0.05;

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(double(color.redF())) + 0.7152 * linear(double(color.greenF()))
           + 0.0722 * linear(double(color.blueF()));
}

double worstContrast(const QColor &color, const QList<QColor> &backgrounds)
{
    double worst = 21;
    for (const QColor &background : backgrounds)
        worst = std::min(worst, contrast(color, background));
    return worst;
}

/// The colour nearest to `wanted`, towards black or white, that stands out from all backgrounds.
QColor readable(const QColor &wanted, const QList<QColor> &backgrounds, double ratio)
{
    const bool darkGround = luminance(backgrounds.first()) < 0.18;
    const QColor end = darkGround ? QColor(Qt::white) : QColor(Qt::black);
    constexpr int steps = 40;
    for (int step = 0; step <= steps; ++step) {
        const QColor tried = mixed(end, wanted, double(step) / steps);
        if (worstContrast(tried, backgrounds) >= ratio + margin)
            return tried;
    }
    return end;
}

/// Black or white, whatever reads better.
QColor inkOn(const QColor &fill)
{
    const QColor white(Qt::white);
    const QColor black(Qt::black);
    return contrast(white, fill) >= contrast(black, fill) ? white : black;
}

struct Scheme
{
    QRgb window;
    QRgb base;
    QRgb alternate;
    QRgb text;
    QRgb button;
    QRgb border;
    QRgb highlight;
    QRgb link;
    QRgb disabled;
};

constexpr Scheme lightScheme{0xfff4f5f8, 0xffffffff, 0xfff8f9fb, 0xff1b1e27, 0xffffffff,
                             0xffc9cdd8, 0xff4b43bf, 0xff4b43bf, 0xff848997};
constexpr Scheme darkScheme{0xff16181d, 0xff1f2228, 0xff24272e, 0xffe9ebf0, 0xff2a2e36,
                            0xff3d424d, 0xff8f88ff, 0xffa8a2ff, 0xff7d828e};

QPalette made(const Scheme &scheme)
{
    const QColor window = QColor::fromRgb(scheme.window);
    const QColor text = QColor::fromRgb(scheme.text);
    const QColor border = QColor::fromRgb(scheme.border);
    const QColor highlight = QColor::fromRgb(scheme.highlight);
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Base, QColor::fromRgb(scheme.base));
    palette.setColor(QPalette::AlternateBase, QColor::fromRgb(scheme.alternate));
    palette.setColor(QPalette::ToolTipBase, QColor::fromRgb(scheme.base));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText})
        palette.setColor(role, text);
    palette.setColor(QPalette::Button, QColor::fromRgb(scheme.button));
    palette.setColor(QPalette::Mid, border);
    palette.setColor(QPalette::Midlight, mixed(border, window, 0.5));
    palette.setColor(QPalette::Light, QColor::fromRgb(scheme.base));
    palette.setColor(QPalette::Dark, mixed(text, border, 0.3));
    palette.setColor(QPalette::Shadow, mixed(QColor(Qt::black), window, 0.6));
    palette.setColor(QPalette::Highlight, highlight);
    palette.setColor(QPalette::HighlightedText, inkOn(highlight));
    palette.setColor(QPalette::Link, QColor::fromRgb(scheme.link));
    palette.setColor(QPalette::LinkVisited, QColor::fromRgb(scheme.link));
    const QColor disabled = QColor::fromRgb(scheme.disabled);
    palette.setColor(QPalette::PlaceholderText, readable(disabled, {window, QColor::fromRgb(scheme.base)}, textRatio));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    return palette;
}

} // namespace

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a) + 0.05;
    const double two = luminance(b) + 0.05;
    return one > two ? one / two : two / one;
}

QColor mixed(const QColor &over, const QColor &under, double amount)
{
    const auto channel = [amount](int a, int b) { return int(std::lround(a * amount + b * (1 - amount))); };
    return QColor(channel(over.red(), under.red()), channel(over.green(), under.green()),
                  channel(over.blue(), under.blue()));
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Window)) < luminance(palette.color(QPalette::WindowText));
}

QPalette palette(ColorScheme scheme)
{
    switch (scheme) {
    case ColorScheme::System: return QApplication::palette();
    case ColorScheme::Light: return made(lightScheme);
    case ColorScheme::Dark: return made(darkScheme);
    }
    Q_UNREACHABLE();
}

ThemeColors colors(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Active, QPalette::Window);
    const QColor base = palette.color(QPalette::Active, QPalette::Base);
    const QColor text = palette.color(QPalette::Active, QPalette::WindowText);
    const QColor highlight = palette.color(QPalette::Active, QPalette::Highlight);
    const QList<QColor> grounds{window, base};
    const bool dark = isDark(palette);

    ThemeColors result;
    result.accent = readable(highlight, grounds, graphicRatio);
    result.accentTint = mixed(highlight, base, dark ? 0.24 : 0.11);
    result.danger = dark ? QColor(0xd6, 0x3b, 0x3b) : QColor(0xc8, 0x28, 0x28);
    result.onDanger = readable(inkOn(result.danger), {result.danger}, textRatio);
    result.dangerTint = mixed(result.danger, base, dark ? 0.22 : 0.09);
    result.warningTint = mixed(QColor(0xe0, 0x9a, 0x1c), base, dark ? 0.20 : 0.16);
    result.accentText = readable(highlight, {window, base, result.accentTint}, textRatio);
    result.onAccentText = readable(inkOn(result.accentText), {result.accentText}, textRatio);
    result.dangerText = readable(result.danger, {window, base, result.dangerTint, result.accentTint}, textRatio);
    result.warningText = readable(QColor(0xa8, 0x6a, 0x00), {window, base, result.warningTint, result.accentTint},
                                  textRatio);
    result.successText = readable(QColor(0x1d, 0x8a, 0x4e), {window, base, result.accentTint}, textRatio);
    result.secondaryText = readable(mixed(text, window, 0.6), {window, base, result.accentTint}, textRatio);
    result.hairline = mixed(text, window, dark ? 0.16 : 0.12);
    result.controlBorder = readable(mixed(text, base, 0.35), grounds, graphicRatio);
    result.track = mixed(text, base, dark ? 0.22 : 0.14);
    return result;
}

QPalette softSelection()
{
    const QPalette application = QApplication::palette();
    QPalette result;
    result.setColor(QPalette::Highlight, colors(application).accentTint);
    result.setColor(QPalette::HighlightedText, application.color(QPalette::Active, QPalette::Text));
    return result;
}

void apply(ColorScheme scheme)
{
    if (!qobject_cast<ThrumStyle *>(QApplication::style()))
        QApplication::setStyle(new ThrumStyle);
    QApplication::setPalette(palette(scheme));
}

} // namespace thrum::theme
