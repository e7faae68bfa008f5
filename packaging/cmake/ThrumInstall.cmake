# SPDX-License-Identifier: BSD-3-Clause
# Installs libraries, headers and the CMake package. The component Client is what a program needs that talks to a server,
# Server what it needs to be one; a module belongs to Client when core/client uses it, and to Server otherwise.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(THRUM_CLIENT_MODULES core/base core/model core/messages core/connector core/client)
set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/Thrum")

foreach(lib IN LISTS THRUM_LIBRARIES)
  if(lib MATCHES "^thrum_(ui|app_(tray|cli|examples))")
    continue()
  endif()
  set(component Server)
  foreach(module IN LISTS THRUM_CLIENT_MODULES)
    string(REPLACE "/" "_" client "thrum_${module}")
    if(lib STREQUAL client)
      set(component Client)
    endif()
  endforeach()
  string(REGEX REPLACE "^thrum_" "" name "${lib}")
  set_target_properties(${lib} PROPERTIES EXPORT_NAME "${name}")
  target_include_directories(${lib} PUBLIC "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/thrum>")
  install(TARGETS ${lib} EXPORT Thrum${component}Targets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}/thrum")
endforeach()
if(THRUM_RESOURCE_TARGETS)
  install(TARGETS ${THRUM_RESOURCE_TARGETS} EXPORT ThrumServerTargets OBJECTS DESTINATION "${CMAKE_INSTALL_LIBDIR}/thrum")
endif()

foreach(folder core devices app/assembly)
  install(DIRECTORY "${CMAKE_SOURCE_DIR}/${folder}/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/thrum/${folder}"
          FILES_MATCHING PATTERN "*.h" PATTERN "precompiled.h" EXCLUDE)
endforeach()
foreach(component Client Server)
  install(EXPORT Thrum${component}Targets NAMESPACE Thrum:: DESTINATION "${package_folder}")
endforeach()
configure_package_config_file("${CMAKE_SOURCE_DIR}/packaging/cmake/ThrumConfig.cmake.in" "${CMAKE_BINARY_DIR}/ThrumConfig.cmake"
                              INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${CMAKE_BINARY_DIR}/ThrumConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_BINARY_DIR}/ThrumConfig.cmake" "${CMAKE_BINARY_DIR}/ThrumConfigVersion.cmake" DESTINATION "${package_folder}")
