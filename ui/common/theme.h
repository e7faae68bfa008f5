// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QColor>
#include <QPalette>

namespace thrum {

/// System keeps the palette of the desktop; the others are our own two.
enum class ColorScheme { System, Light, Dark };

/// The colours that a QPalette has no role for, computed from one so that they fit any scheme.
///
/// Text colours hold 4.5:1 against window and base, accent and control borders 3:1 (WCAG 2.1, 1.4.3 and 1.4.11).
struct ThemeColors
{
    QColor accent; ///< fills of sliders and bars
    QColor accentText;
    QColor onAccentText; ///< text on a fill of accentText
    QColor accentTint;   ///< background of what is selected
    QColor danger;       ///< fill of stop buttons
    QColor onDanger;     ///< text on it
    QColor dangerText;
    QColor dangerTint;
    QColor warningText;
    QColor warningTint;
    QColor successText;
    QColor secondaryText;
    QColor hairline;      ///< lines between areas, decoration only
    QColor controlBorder; ///< outlines of what can be operated
    QColor track;         ///< the empty part of a slider or bar
};

/// The only place that knows colours. GUI thread.
namespace theme {

/// Our own palette of that scheme; for System the one the application has now.
[[nodiscard]] QPalette palette(ColorScheme scheme);
[[nodiscard]] ThemeColors colors(const QPalette &palette);
[[nodiscard]] bool isDark(const QPalette &palette);
/// 1 to 21 (WCAG 2.1 contrast ratio).
[[nodiscard]] double contrast(const QColor &a, const QColor &b);
/// `amount` of 1 is all `over`, 0 all `under`.
[[nodiscard]] QColor mixed(const QColor &over, const QColor &under, double amount);
/// The application's palette with a pale selection, for lists in which what is selected keeps its own colours.
[[nodiscard]] QPalette softSelection();
/// Gives the application our style and the palette of the scheme; may be called again at run time.
void apply(ColorScheme scheme);

} // namespace theme

} // namespace thrum
