// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QLoggingCategory>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

Q_LOGGING_CATEGORY(logIcons, "thrum.ui.icons")

/// The resources of a static library are only linked when somebody asks for them, which no namespace may do.
static void useIconResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace thrum::icons {

namespace {

QByteArray source(const QString &name)
{
    useIconResources();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(logIcons) << "no icon named" << name;
        return {};
    }
    return file.readAll();
}

void render(QPainter *painter, const QString &name, const QColor &color, const QRectF &rect)
{
    QByteArray svg = source(name);
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    const double side = std::min(rect.width(), rect.height());
    renderer.render(painter, QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side));
}

/// Asks the palette at each painting, so that a change of theme needs no new icons.
class StrokeIconEngine final : public QIconEngine
{
public:
    StrokeIconEngine(const QString &name, const QColor &fixed)
        : m_name(name)
        , m_fixed(fixed)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const double ratio = painter->device() ? painter->device()->devicePixelRatio() : 1;
        const int side = std::min(rect.width(), rect.height());
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        painter->drawPixmap(square, icons::pixmap(m_name, color(mode), side, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return icons::pixmap(m_name, color(mode), std::min(size.width(), size.height()), 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }

    QString key() const override { return QStringLiteral("thrum-stroke"); }
    QIconEngine *clone() const override { return new StrokeIconEngine(m_name, m_fixed); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    [[nodiscard]] QColor color(QIcon::Mode mode) const
    {
        if (mode == QIcon::Disabled)
            return QApplication::palette().color(QPalette::Disabled, QPalette::ButtonText);
        if (m_fixed.isValid())
            return m_fixed;
        if (mode == QIcon::Selected)
            return QApplication::palette().color(QPalette::HighlightedText);
        return QApplication::palette().color(QPalette::ButtonText);
    }

    QString m_name;
    QColor m_fixed;
};

} // namespace

QIcon themed(const QString &name)
{
    return QIcon(new StrokeIconEngine(name, QColor()));
}

QIcon colored(const QString &name, const QColor &color)
{
    return QIcon(new StrokeIconEngine(name, color));
}

QPixmap pixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio)
{
    const QString key = QStringLiteral("thrum-icon/%1/%2/%3/%4")
                            .arg(name, color.name(QColor::HexRgb), QString::number(size),
                                 QString::number(devicePixelRatio));
    QPixmap result;
    if (QPixmapCache::find(key, &result))
        return result;
    result = QPixmap(QSize(size, size) * devicePixelRatio);
    result.setDevicePixelRatio(devicePixelRatio);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    render(&painter, name, color, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, result);
    return result;
}

QIcon application()
{
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        icon.addPixmap(pixmap(QStringLiteral("thrum"), QColor(), size, 1));
    return icon;
}

} // namespace thrum::icons
