#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Installs what Thrum needs, builds it and starts it with one simulated device. Arguments go to the program.
set -euo pipefail
cd "$(dirname "$0")"

packaging/linux/install-packages.sh packaging/linux/packages-run.txt

cmake --preset release
cmake --build --preset release

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    program=thrum
    how_to_stop="To stop, choose Quit in the window or in the tray, or press Ctrl+C here; every device is stopped first."
else
    program=thrumd
    how_to_stop="There is no display, so this is the server without a window; to stop it and every device, press Ctrl+C."
fi

echo
echo "Thrum starts with one simulated vibrator. Point your app at ws://127.0.0.1:12345, unless you chose another port."
echo "$how_to_stop"
echo "A real Bluetooth device is found when it is switched on and an app, or the window, starts a scan."
echo
exec "build/release/bin/$program" --simulate vibrator "$@"
