// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/originpattern.h"

#include "core/model/weborigin.h"

#include <QRegularExpression>
#include <QUrl>

namespace thrum {
namespace {

tl::unexpected<Error> wrong(const QString &text, const QString &why)
{
    return fail(ErrorCode::InvalidData,
                QStringLiteral(
                    "\"%1\" %2; write https://example.org, https://*.example.org, http://example.org:8080, null or *")
                    .arg(text.left(100), why));
}

QStringList labelsOf(const QString &host)
{
    // The dots of an address do not divide it into labels.
    return host.startsWith(u'[') ? QStringList{host} : host.split(u'.');
}

} // namespace

Result<OriginPattern> OriginPattern::parse(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral(R"(\A([^:/]+)://(\[[^\]/]*\]|[^:/]*)(?::(\*|[0-9]{1,5}))?/?\z)"));
    OriginPattern pattern;
    pattern.m_text = text.trimmed().toLower();
    if (pattern.m_text == u"*" || pattern.m_text == u"null")
        return pattern;
    const QRegularExpressionMatch match = form.match(pattern.m_text);
    if (!match.hasMatch())
        return wrong(text, QStringLiteral("is not the origin of web pages"));
    pattern.m_scheme = match.captured(1);
    pattern.m_labels = labelsOf(match.captured(2));
    pattern.m_isAnyPort = match.capturedView(3) == u"*";
    for (QString &label : pattern.m_labels) {
        if (label != u"*" && label.contains(u'*'))
            return wrong(text, QStringLiteral("has a * beside other characters; it stands for whole parts of a name"));
        // Browsers send names in this form.
        if (const QByteArray ace = QUrl::toAce(label); label != u"*" && !ace.isEmpty())
            label = QString::fromLatin1(ace);
    }
    const QString host = pattern.m_labels.join(u'.');
    const QString port = match.capturedLength(3) > 0 && !pattern.m_isAnyPort ? QString(u':' + match.captured(3))
                                                                             : QString();
    // What is left besides the stars must be an origin.
    const auto origin = WebOrigin::parse(
        QString(pattern.m_scheme + QStringLiteral("://") + QString(host).replace(u'*', u'x') + port));
    if (!origin)
        return wrong(text, QStringLiteral("is not the origin of web pages"));
    pattern.m_port = origin->effectivePort();
    pattern.m_text = WebOrigin{pattern.m_scheme, host, origin->port}.text();
    if (pattern.m_isAnyPort)
        pattern.m_text += QStringLiteral(":*");
    return pattern;
}

bool OriginPattern::matches(const QString &origin) const
{
    const std::optional<WebOrigin> page = WebOrigin::parse(origin);
    if (m_text == u"*" || m_text == u"null")
        return (page && m_text == u"*") || origin == u"null";
    if (!page)
        return false;
    return page->scheme == m_scheme && (m_isAnyPort || page->effectivePort() == m_port) && matchesHost(page->host);
}

bool OriginPattern::matchesHost(const QString &host) const
{
    QStringList labels = labelsOf(host);
    if (m_labels.constFirst() == u"*") {
        // All that it stands for becomes one.
        if (const qsizetype surplus = labels.size() - m_labels.size(); surplus > 0)
            labels.remove(0, surplus);
    }
    if (labels.size() != m_labels.size())
        return false;
    for (qsizetype i = 0; i < labels.size(); ++i) {
        if (m_labels.at(i) != u"*" && m_labels.at(i) != labels.at(i))
            return false;
    }
    return true;
}

} // namespace thrum
