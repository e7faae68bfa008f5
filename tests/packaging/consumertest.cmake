# SPDX-License-Identifier: BSD-3-Clause
# Installs this build into a folder of its own, builds a program against what was installed, and runs it.
# Wants: BUILD_FOLDER SOURCE_FOLDER WORK_FOLDER GENERATOR COMPILER LAUNCHER FLAGS
function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE "${WORK_FOLDER}")
run("${CMAKE_COMMAND}" --install "${BUILD_FOLDER}" --prefix "${WORK_FOLDER}/prefix")
run("${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${SOURCE_FOLDER}" -B "${WORK_FOLDER}/build" -DCMAKE_BUILD_TYPE=Debug
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}" "-DCMAKE_CXX_FLAGS=${FLAGS}"
    "-DCMAKE_PREFIX_PATH=${WORK_FOLDER}/prefix")
run("${CMAKE_COMMAND}" --build "${WORK_FOLDER}/build")
foreach(program clientonly both)
  run("${WORK_FOLDER}/build/${program}")
endforeach()
foreach(program thrumd thrumctl)
  run("${WORK_FOLDER}/prefix/bin/${program}" --version)
endforeach()
# Copies of the libraries with all their debug information are of no further use.
file(REMOVE_RECURSE "${WORK_FOLDER}")
