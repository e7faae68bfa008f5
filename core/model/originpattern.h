// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace thrum {

/// Which web pages may connect without asking, as the user writes it: an origin such as "https://example.org:8443", in
/// whose host a whole label may be "*" ("https://*.example.org") and whose port may be "*"; "null" for pages without an
/// address; "*" for every page.
///
/// A "*" in front stands for one or more labels, elsewhere for one. Plain value.
class OriginPattern final
{
public:
    /// The error says what is wrong and shows an example.
    [[nodiscard]] static Result<OriginPattern> parse(const QString &text);
    /// `origin` as the browser sent it.
    [[nodiscard]] bool matches(const QString &origin) const;
    /// In lower case, without the scheme's own port.
    [[nodiscard]] const QString &text() const { return m_text; }
    friend bool operator==(const OriginPattern &, const OriginPattern &) = default;

private:
    OriginPattern() = default;
    [[nodiscard]] bool matchesHost(const QString &host) const;

    QString m_text;
    QString m_scheme;
    QStringList m_labels;
    quint16 m_port = 0;
    bool m_isAnyPort = false;
};

} // namespace thrum
