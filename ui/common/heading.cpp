// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/heading.h"

#include "ui/common/theme.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace thrum {

namespace {

double scaleOf(Heading::Level level)
{
    switch (level) {
    case Heading::Level::Page: return 1.5;
    case Heading::Level::Section: return 1.1;
    case Heading::Level::Strong: return 1.15;
    case Heading::Level::Secondary: return 0.95;
    }
    Q_UNREACHABLE();
}

} // namespace

Heading::Heading(Level level, QWidget *parent)
    : QLabel(parent)
    , m_level(level)
{
    setTextFormat(Qt::PlainText);
    adopt();
}

Heading::~Heading() = default;

void Heading::setProblem(bool problem)
{
    if (m_problem == problem)
        return;
    m_problem = problem;
    adopt();
}

void Heading::setElided(bool elided)
{
    m_elided = elided;
    updateGeometry();
    update();
}

QSize Heading::minimumSizeHint() const
{
    const QSize size = QLabel::minimumSizeHint();
    return m_elided ? QSize(std::min(size.width(), fontMetrics().averageCharWidth() * 6), size.height()) : size;
}

void Heading::paintEvent(QPaintEvent *event)
{
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    if (!m_elided || shown == text()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), int(QStyle::visualAlignment(layoutDirection(), alignment())), shown);
}

void Heading::adopt()
{
    if (m_adopting)
        return;
    m_adopting = true;
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * scaleOf(m_level));
    else
        font.setPixelSize(int(font.pixelSize() * scaleOf(m_level)));
    if (m_level != Level::Secondary)
        font.setWeight(QFont::DemiBold);
    setFont(font);
    const ThemeColors colors = theme::colors(QApplication::palette());
    QPalette own;
    if (m_problem)
        own.setColor(QPalette::WindowText, colors.dangerText);
    else if (m_level == Level::Secondary)
        own.setColor(QPalette::WindowText, colors.secondaryText);
    setPalette(own);
    m_adopting = false;
}

void Heading::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    switch (event->type()) {
    case QEvent::ApplicationFontChange:
    case QEvent::ApplicationPaletteChange:
    case QEvent::FontChange:
    case QEvent::PaletteChange: adopt(); break;
    default: break;
    }
}

} // namespace thrum
