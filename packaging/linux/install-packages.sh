#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Installs those Debian packages of the given lists that are missing; without any, it needs neither root nor network.
# usage: install-packages.sh LIST.txt...
set -euo pipefail

wanted=$(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@" | sort -u)

by_hand() {
    echo "Install these packages by hand (the names are Debian's) and start again:" >&2
    # shellcheck disable=SC2086  # one word a package is wanted
    echo "   " $1 >&2
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "This script installs packages with apt, which this system does not have; it is made for Debian 12 and newer." >&2
    echo "On another system install what these packages hold, then build without the script:" >&2
    # shellcheck disable=SC2086
    echo "   " $wanted >&2
    echo "    cmake --preset release && cmake --build --preset release" >&2
    exit 1
fi

missing=""
for package in $wanted; do
    state=$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=(env)
elif command -v sudo >/dev/null; then
    as_root=(sudo env)
else
    echo "Packages are missing, and installing them needs root: run this as root, or install sudo first." >&2
    by_hand "$missing"
    exit 1
fi

echo "Installing:$missing"
if ! "${as_root[@]}" apt-get update --quiet; then
    echo "The package lists could not be fetched; trying with those at hand." >&2
fi
# shellcheck disable=SC2086
if ! "${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends $missing; then
    echo "apt-get could not install the packages; its message stands above." >&2
    by_hand "$missing"
    exit 1
fi
