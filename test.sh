#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Installs what the tests need, builds with address and undefined behaviour sanitizers, and runs every test.
#
# usage: ./test.sh [CTEST ARGUMENTS]   e.g. ./test.sh -R session
#        ./test.sh format              is every file formatted by .clang-format?
#        ./test.sh tidy [FILE...]      clang-tidy over all sources, or over the given ones
#        ./test.sh screenshots         draw every page and say where the pictures are
set -euo pipefail
cd "$(dirname "$0")"
root=$PWD
build=build/ci
lists=packaging/linux

# As many jobs as processors, but two gibibytes of memory for each: compilers and sanitized tests need them.
job_count() {
    local processors memory
    processors=$(nproc)
    memory=$(awk '/^MemTotal:/ { print int($2 / 2097152) }' /proc/meminfo)
    [ "$memory" -ge 1 ] || memory=1
    echo $((processors < memory ? processors : memory))
}

install_node() {
    local major=0
    if command -v node >/dev/null && command -v npm >/dev/null; then
        major=$(node -p 'process.versions.node.split(".")[0]')
    fi
    [ "$major" -ge 18 ] || "$lists/install-packages.sh" "$lists/packages-node.txt"
}

# The clients of the end-to-end tests in Python, one environment each: they share the name of their module.
prepare_python_clients() {
    local list name environment
    for list in tests/e2e/python/requirements-*.txt; do
        name=${list##*/requirements-}
        environment=build/python/${name%.txt}
        if [ -x "$environment/bin/python" ] && cmp --silent "$list" "$environment/.installed-requirements.txt"; then
            continue
        fi
        python3 -c 'import ensurepip, venv' 2>/dev/null || "$lists/install-packages.sh" "$lists/packages-test.txt"
        python3 -m venv --clear "$environment"
        "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$list"
        cp "$list" "$environment/.installed-requirements.txt"
    done
}

# The clients of the end-to-end tests, exactly as the lock file pins them.
prepare_clients() {
    local folder=tests/e2e
    [ -f "$folder/package-lock.json" ] || return 0
    install_node
    if ! cmp --silent "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json"; then
        (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund)
        cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json"
    fi
    prepare_python_clients
}

build_all() {
    "$lists/install-packages.sh" "$lists/packages-run.txt" "$lists/packages-test.txt"
    cmake --preset ci
    cmake --build --preset ci --parallel "$(job_count)"
}

run_tests() {
    ctest --preset ci --parallel "$(job_count)" "$@"
}

cpp_files() {
    git ls-files --cached --others --exclude-standard -- '*.h' '*.cpp' '*.mm' | sort -u |
        while IFS= read -r file; do [ ! -f "$file" ] || echo "$file"; done
}

check_format() {
    command -v clang-format >/dev/null || "$lists/install-packages.sh" "$lists/packages-test.txt"
    local files file wrong=0
    mapfile -t files < <(cpp_files)
    [ "${#files[@]}" -gt 0 ] || { echo "No C++ files found: run this in a git checkout." >&2; return 1; }
    for file in "${files[@]}"; do
        if ! clang-format --dry-run -Werror "$file" 2>/dev/null; then
            echo "not formatted: $file"
            wrong=$((wrong + 1))
        fi
    done
    if [ "$wrong" -gt 0 ]; then
        echo "$wrong of ${#files[@]} files are not formatted; write them anew with: clang-format -i FILE..." >&2
        return 1
    fi
    echo "${#files[@]} files are formatted."
}

run_tidy() {
    command -v clang-tidy-19 >/dev/null || "$lists/install-packages.sh" "$lists/packages-tidy.txt"
    build_all
    local sources
    mapfile -t sources < <(python3 tests/checks/tidydatabase.py "$build" "$build/tidy" "$root")
    if [ "$#" -gt 0 ]; then
        mapfile -t sources < <(realpath -- "$@")
    fi
    echo "clang-tidy over ${#sources[@]} files"
    printf '%s\0' "${sources[@]}" |
        xargs -0 -n 1 -P "$(job_count)" clang-tidy-19 --quiet -p "$build/tidy"
}

take_screenshots() {
    build_all
    local begin pictures
    begin=$(mktemp)
    run_tests --tests-regex screenshot
    pictures=$(find "$build" -name '*.png' -newer "$begin" | sort)
    rm -f "$begin"
    if [ -z "$pictures" ]; then
        echo "The screenshot test passed but wrote no picture below $build." >&2
        return 1
    fi
    echo "The pictures:"
    echo "$pictures"
}

case "${1:-}" in
format) check_format ;;
tidy)
    shift
    run_tidy "$@"
    ;;
screenshots) take_screenshots ;;
-h | --help) sed -n '3,8s/^# \{0,1\}//p' "$0" ;;
*)
    # Before the build, because CMake looks for Node.js.
    prepare_clients
    build_all
    run_tests "$@"
    ;;
esac
