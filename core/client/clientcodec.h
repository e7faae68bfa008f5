// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/client/clientmessage.h"
#include "core/messages/envelope.h"
#include "core/model/command.h"

namespace thrum {

/// The client's side of spec v4 in JSON. Pure. All frames it makes hold one message.
namespace clientcodec {

/// What to ask of an input.
enum class InputVerb { Read, Subscribe, Unsubscribe };

[[nodiscard]] QString requestServerInfo(quint32 id, const QString &clientName);
[[nodiscard]] QString ping(quint32 id);
[[nodiscard]] QString startScanning(quint32 id);
[[nodiscard]] QString stopScanning(quint32 id);
[[nodiscard]] QString requestDeviceList(quint32 id);
[[nodiscard]] QString stop(quint32 id, const StopScope &scope);
/// `word`: how the server calls the output.
[[nodiscard]] QString output(quint32 id, const OutputCommand &command, const QString &word);
/// `word`: how the server calls the input.
[[nodiscard]] QString input(quint32 id, const InputAddress &input, const QString &word, InputVerb verb);

/// Reads one element of a frame that a FrameReader for servers took apart.
[[nodiscard]] IncomingMessage decode(const Envelope &element);

} // namespace clientcodec
} // namespace thrum
