// SPDX-License-Identifier: BSD-3-Clause
#include "core/settings/settingsfile.h"

#include "core/model/outgoingaddress.h"
#include "core/settings/accessfields.h"
#include "core/settings/devicefields.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <array>
#include <limits>

namespace thrum {
namespace {

constexpr qint64 maxFileBytes = 8 * 1024 * 1024;

/// One setting: its place in the file and how it is read and written. A new setting is one more row.
struct Field
{
    QString key;
    QJsonValue (*get)(const ServerSettings &);
    /// False when the value does not fit; `allowed` says what does.
    bool (*set)(ServerSettings &, const QJsonValue &);
    QString allowed;
};

template<class T>
std::optional<T> integer(const QJsonValue &value, T low = 0, T high = std::numeric_limits<T>::max())
{
    const double number = value.toDouble(-1);
    // The upper end of 64 bits becomes a double above it, which must not be converted back.
    if (!value.isDouble() || number != std::floor(number) || number < double(low) || number > double(high)
        || number >= std::ldexp(1.0, std::numeric_limits<T>::digits))
        return std::nullopt;
    return static_cast<T>(number);
}

const std::array<Field, 5> &serverFields()
{
    static const std::array<Field, 5> fields = {
        Field{QStringLiteral("port"), [](const ServerSettings &s) { return QJsonValue(s.port); },
              [](ServerSettings &s, const QJsonValue &v) {
                  const auto port = integer<quint16>(v);
                  s.port = port.value_or(s.port);
                  return port.has_value();
              },
              QStringLiteral("a whole number from 0 to 65535")},
        Field{QStringLiteral("listen"),
              [](const ServerSettings &s) { return QJsonValue(QJsonArray::fromStringList(s.listen)); },
              [](ServerSettings &s, const QJsonValue &v) {
                  QStringList addresses;
                  const QJsonArray items = v.toArray();
                  for (const QJsonValue item : items) {
                      if (!item.isString())
                          return false;
                      addresses << item.toString();
                  }
                  if (addresses.isEmpty())
                      return false;
                  s.listen = addresses;
                  return true;
              },
              QStringLiteral("a list of addresses such as [\"127.0.0.1\", \"::1\"]")},
        Field{QStringLiteral("connect"),
              [](const ServerSettings &s) { return QJsonValue(QJsonArray::fromStringList(s.connect)); },
              [](ServerSettings &s, const QJsonValue &v) {
                  QStringList addresses;
                  const QJsonArray items = v.toArray();
                  for (const QJsonValue item : items) {
                      if (!parseOutgoingAddress(item.toString()))
                          return false;
                      addresses << item.toString();
                  }
                  if (v.isArray())
                      s.connect = addresses;
                  return v.isArray();
              },
              QStringLiteral("a list of addresses such as [\"ws://127.0.0.1:54321\"]")},
        Field{QStringLiteral("name"), [](const ServerSettings &s) { return QJsonValue(s.name); },
              [](ServerSettings &s, const QJsonValue &v) {
                  if (v.isString())
                      s.name = v.toString();
                  return v.isString();
              },
              QStringLiteral("a text")},
        Field{QStringLiteral("maxPingTimeMs"),
              [](const ServerSettings &s) { return QJsonValue(qint64(s.maxPingTimeMs)); },
              [](ServerSettings &s, const QJsonValue &v) {
                  const auto time = integer<quint32>(v);
                  s.maxPingTimeMs = time.value_or(s.maxPingTimeMs);
                  return time.has_value();
              },
              QStringLiteral("a whole number of milliseconds, 0 for off")},
    };
    return fields;
}

QJsonObject toJson(const KnownDevice &device)
{
    return {{QStringLiteral("address"), device.identity.address},
            {QStringLiteral("protocol"), device.identity.protocol},
            {QStringLiteral("model"), device.identity.model},
            {QStringLiteral("index"), qint64(device.index)},
            {QStringLiteral("name"), device.name},
            {QStringLiteral("displayName"), device.displayName},
            {QStringLiteral("backend"), device.backend},
            {QStringLiteral("lastSeen"), device.lastSeenMs}};
}

std::optional<KnownDevice> deviceFromJson(const QJsonObject &object)
{
    const auto index = integer<quint32>(object.value(u"index"));
    const QString address = object.value(u"address").toString();
    const QString protocol = object.value(u"protocol").toString();
    if (!index || address.isEmpty() || protocol.isEmpty())
        return std::nullopt;
    return KnownDevice{{address, protocol, object.value(u"model").toString()},
                       *index,
                       object.value(u"name").toString(),
                       object.value(u"displayName").toString(),
                       object.value(u"backend").toString(),
                       integer<qint64>(object.value(u"lastSeen")).value_or(0),
                       {}};
}

void readServer(const QJsonObject &object, const QString &file, SettingsFile::Loaded &loaded)
{
    for (const Field &field : serverFields()) {
        const QJsonValue value = object.value(field.key);
        if (!value.isUndefined() && !field.set(loaded.settings.server, value)) {
            loaded.problems << Error{ErrorCode::InvalidData, file + QStringLiteral(": $.server.") + field.key,
                                     QStringLiteral("must be %1; the default is used").arg(field.allowed)};
        }
    }
}

void readDevices(const QJsonArray &array, const QString &file, SettingsFile::Loaded &loaded)
{
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (auto device = deviceFromJson(array.at(i).toObject())) {
            device->settings = readDeviceSettings(array.at(i).toObject().value(u"settings").toObject(),
                                                  file + QStringLiteral(": $.devices[%1].settings").arg(i),
                                                  loaded.problems);
            loaded.settings.devices << *device;
        } else {
            loaded.problems << Error{ErrorCode::InvalidData, file + QStringLiteral(": $.devices[%1]").arg(i),
                                     QStringLiteral(
                                         "needs address, protocol and a whole number as index; the entry is not used")};
        }
    }
}

// A list that cannot be read switches nothing on.
void readEnabledFamilies(const QJsonValue &value, const QString &file, SettingsFile::Loaded &loaded)
{
    const QJsonArray items = value.toArray();
    bool fits = value.isUndefined() || value.isArray();
    QStringList families;
    for (const QJsonValue item : items) {
        fits = fits && item.isString() && !item.toString().isEmpty();
        families << item.toString();
    }
    if (fits) {
        loaded.settings.enabledFamilies = families;
    } else {
        loaded.problems << Error{ErrorCode::InvalidData, file + QStringLiteral(": $.enabledFamilies"),
                                 QStringLiteral("must be a list of names such as [\"dg-lab-coyote-v3\"]; none is "
                                                "switched on")};
    }
}

// What we write replaces what we know; everything else in the object stays.
QJsonObject merged(QJsonObject base, const QJsonObject &ours)
{
    for (auto it = ours.begin(); it != ours.end(); ++it)
        base.insert(it.key(), it.value());
    return base;
}

} // namespace

SettingsFile::SettingsFile(QString folder)
    : m_folder(std::move(folder))
{}

QString SettingsFile::path() const
{
    return QDir(m_folder).filePath(QStringLiteral("settings.json"));
}

QString SettingsFile::setAside() const
{
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    for (int attempt = 0; attempt < 100; ++attempt) {
        const QString suffix = attempt == 0 ? QString() : QStringLiteral("-%1").arg(attempt);
        const QString name = path() + QStringLiteral(".bad-") + stamp + suffix;
        if (!QFile::exists(name) && QFile::rename(path(), name))
            return name;
    }
    return {};
}

SettingsFile::Loaded SettingsFile::load()
{
    Loaded loaded;
    QFile file(path());
    if (!file.exists())
        return loaded;
    QJsonParseError parseError;
    QJsonDocument document;
    QString trouble;
    if (!file.open(QIODevice::ReadOnly)) {
        loaded.problems << Error{ErrorCode::Io, path(),
                                 QStringLiteral("cannot be read (%1); defaults are used").arg(file.errorString())};
        return loaded;
    }
    if (file.size() > maxFileBytes) {
        trouble = QStringLiteral("is larger than 8 MiB");
    } else {
        document = QJsonDocument::fromJson(file.readAll(), &parseError);
        if (parseError.error != QJsonParseError::NoError)
            trouble = QStringLiteral("is not valid JSON at byte %1 (%2)")
                          .arg(parseError.offset)
                          .arg(parseError.errorString());
        else if (!document.isObject())
            trouble = QStringLiteral("does not hold a JSON object");
    }
    file.close();
    if (!trouble.isEmpty()) {
        loaded.setAsideAs = setAside();
        loaded.problems << Error{ErrorCode::InvalidData, path(),
                                 loaded.setAsideAs.isEmpty()
                                     ? QStringLiteral("%1 and could not be renamed; defaults are used").arg(trouble)
                                     : QStringLiteral("%1; it was kept as %2 and defaults are used")
                                           .arg(trouble, loaded.setAsideAs)};
        return loaded;
    }
    m_raw = document.object();
    readServer(m_raw.value(u"server").toObject(), path(), loaded);
    readDevices(m_raw.value(u"devices").toArray(), path(), loaded);
    loaded.settings.access = readAccess(m_raw.value(u"access").toObject(), path(), loaded.problems);
    loaded.settings.safety = readSafety(m_raw.value(u"safety").toObject(), path() + QStringLiteral(": $.safety"),
                                        loaded.problems);
    readEnabledFamilies(m_raw.value(u"enabledFamilies"), path(), loaded);
    m_saved = loaded.settings;
    return loaded;
}

Result<void> SettingsFile::save(const Settings &settings)
{
    if (m_saved == settings)
        return {};
    if (!QDir().mkpath(m_folder))
        return fail(ErrorCode::Io, QStringLiteral("the folder cannot be made; check its rights"), m_folder);
    QJsonObject server;
    for (const Field &field : serverFields())
        server.insert(field.key, field.get(settings.server));
    // Unknown fields of a device stay with its identity, not with its place in the list.
    QHash<QString, QJsonObject> old;
    const auto keyOf = [](const QJsonObject &o) {
        return QString(o.value(u"address").toString() + u'\n' + o.value(u"protocol").toString() + u'\n'
                       + o.value(u"model").toString());
    };
    const QJsonArray oldDevices = m_raw.value(u"devices").toArray();
    for (const QJsonValue value : oldDevices)
        old.insert(keyOf(value.toObject()), value.toObject());
    QJsonArray devices;
    for (const KnownDevice &device : settings.devices) {
        const QJsonObject ours = toJson(device);
        QJsonObject entry = merged(old.value(keyOf(ours)), ours);
        entry.insert(QStringLiteral("settings"),
                     writeDeviceSettings(device.settings, entry.value(u"settings").toObject()));
        devices << entry;
    }
    QJsonObject root = m_raw;
    root.insert(QStringLiteral("version"), root.value(u"version").toInt(1));
    root.insert(QStringLiteral("server"), merged(m_raw.value(u"server").toObject(), server));
    root.insert(QStringLiteral("devices"), devices);
    root.insert(QStringLiteral("access"), writeAccess(settings.access, m_raw.value(u"access").toObject()));
    root.insert(QStringLiteral("safety"), writeSafety(settings.safety, m_raw.value(u"safety").toObject()));
    root.insert(QStringLiteral("enabledFamilies"), QJsonArray::fromStringList(settings.enabledFamilies));
    QSaveFile file(path());
    const QByteArray bytes = QJsonDocument(root).toJson();
    // The access token is for nobody else's eyes.
    const bool isOpen = file.open(QIODevice::WriteOnly);
    if (isOpen && !settings.access.token.isEmpty()
        && !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return fail(ErrorCode::Io, QStringLiteral("cannot be kept from other users, but holds the access token"),
                    path());
    if (!isOpen || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Io, QStringLiteral("cannot be written (%1)").arg(file.errorString()), path());
    m_raw = root;
    m_saved = settings;
    return {};
}

} // namespace thrum
