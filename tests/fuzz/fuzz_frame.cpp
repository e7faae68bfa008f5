// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/dialect.h"
#include "core/session/handshake.h"
#include "tests/fuzz/fuzztarget.h"
#include "tests/support/fakedeviceport.h"

using namespace thrum;

// A frame through the decoder, the handshake and every dialect, with devices of all kinds at hand.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const DeviceMap devices = [] {
        DeviceMap map;
        for (const DeviceInfoPtr &device : {test::fixture::duo(), test::fixture::slide(), test::fixture::spin(),
                                            test::fixture::sense(), test::fixture::all()})
            map[device->index] = device;
        return map;
    }();
    const QString frame = QString::fromUtf8(fuzz::bytesOf(data, size));
    FrameReader reader;
    reader.start(frame);
    int elements = 0;
    for (Envelope message; reader.next(message);) {
        fuzz::require(++elements <= frame.size() + 1, QStringLiteral("a frame has no more elements than characters"));
        fuzz::require(message.problem.isEmpty() == (message.id != 0) || !message.problem.isEmpty(),
                      QStringLiteral("a message has an Id or a problem"));
        if (!message.problem.isEmpty())
            continue;
        const Handshake handshake = Handshake::read(message);
        fuzz::require(bool(handshake.dialect) == handshake.refusal.isEmpty(),
                      QStringLiteral("a handshake is accepted or says why not"));
        for (int version = 0; version <= 4; ++version) {
            const auto request = makeDialect(version)->decode(message, devices);
            fuzz::require(request || !request.error().text.isEmpty(), QStringLiteral("a refusal says why"));
        }
    }
    return 0;
}
