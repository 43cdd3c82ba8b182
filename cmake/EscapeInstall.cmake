# cmake --install, find_package(Escape), pkg-config, and a Debian package by
# `cpack -G DEB`. What the tools look for (plugin, libescape-profile) is in a
# folder of its own below the libraries, and in `lib` of a build.
set(ESCAPE_INSTALL_PLUGINDIR "${CMAKE_INSTALL_LIBDIR}/escape")
set(escape_cmakedir "${CMAKE_INSTALL_LIBDIR}/cmake/Escape")

install(TARGETS ${ESCAPE_PLUGIN} DESTINATION "${ESCAPE_INSTALL_PLUGINDIR}")
install(TARGETS escape-llvm escape-llvm-static EXPORT EscapeTargets
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(EXPORT EscapeTargets NAMESPACE Escape:: DESTINATION "${escape_cmakedir}")
foreach(target escape-cc escape-report escape-profile escape-solve)
  if(TARGET ${target})
    install(TARGETS ${target} DESTINATION "${CMAKE_INSTALL_BINDIR}")
  endif()
endforeach()
install(PROGRAMS "${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/escape-c++"
  DESTINATION "${CMAKE_INSTALL_BINDIR}")
foreach(target escape-oracle escape-oracle-shared escape-profile-library)
  if(TARGET ${target})
    install(TARGETS ${target} DESTINATION "${ESCAPE_INSTALL_PLUGINDIR}")
  endif()
endforeach()

install(DIRECTORY include/escape DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY allocators DESTINATION "${CMAKE_INSTALL_DATADIR}/escape")
install(DIRECTORY docs/ DESTINATION "${CMAKE_INSTALL_DOCDIR}"
  PATTERN man EXCLUDE)
install(FILES README.md
  DESTINATION "${CMAKE_INSTALL_DOCDIR}")
# FILE.gz in NAME, below FOLDER, where there is a gzip; else FILE.
function(install_compressed file folder name)
  execute_process(COMMAND gzip -9nc "${file}" RESULT_VARIABLE bad
    OUTPUT_FILE "${PROJECT_BINARY_DIR}/package/${name}.gz")
  if(NOT bad)
    set(file "${PROJECT_BINARY_DIR}/package/${name}.gz")
  endif()
  install(FILES "${file}" DESTINATION "${folder}")
endfunction()
# As Debian wants them.
file(WRITE "${PROJECT_BINARY_DIR}/package/copyright"
  "escape\n\nCopyright the escape developers\n\n"
  "License: Apache-2.0 WITH LLVM-exception\n"
  "The Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0; the\n"
  "exception is that of LLVM, at the end of the source's file LICENSE.\n")
install_compressed("${PROJECT_SOURCE_DIR}/CHANGELOG.md"
  "${CMAKE_INSTALL_DOCDIR}" changelog)
install(FILES "${PROJECT_BINARY_DIR}/package/copyright"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}")
file(GLOB escape_man CONFIGURE_DEPENDS docs/man/*.1)
foreach(page IN LISTS escape_man)
  get_filename_component(name "${page}" NAME)
  install_compressed("${page}" "${CMAKE_INSTALL_MANDIR}/man1" "${name}")
endforeach()
file(GLOB escape_completions CONFIGURE_DEPENDS tools/completion/*.bash)
foreach(completion IN LISTS escape_completions)
  get_filename_component(name "${completion}" NAME_WLE)
  install(FILES "${completion}" RENAME "${name}"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
endforeach()
install(FILES tools/completion/_escape
  DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions" OPTIONAL)

# In a folder of their own: find_package looks in the build folder where its
# bin is on PATH.
include(CMakePackageConfigHelpers)
configure_package_config_file(cmake/EscapeConfig.cmake.in package/EscapeConfig.cmake
  INSTALL_DESTINATION "${escape_cmakedir}"
  PATH_VARS ESCAPE_INSTALL_PLUGINDIR)
write_basic_package_version_file(package/EscapeConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/package/EscapeConfig.cmake"
              "${PROJECT_BINARY_DIR}/package/EscapeConfigVersion.cmake"
  DESTINATION "${escape_cmakedir}")
file(RELATIVE_PATH ESCAPE_PC_TO_PREFIX
  "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" ESCAPE_PC_TO_PREFIX "${ESCAPE_PC_TO_PREFIX}")
configure_file(cmake/escape-llvm.pc.in package/escape-llvm.pc @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/package/escape-llvm.pc"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

set(CPACK_PACKAGE_NAME escape)
set(CPACK_PACKAGE_VENDOR "escape")
set(CPACK_PACKAGE_CONTACT "escape developers <escape@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
  "heap allocations that do not outlive their frame go to the stack (LLVM ${LLVM_VERSION_MAJOR})")
set(CPACK_PACKAGE_DESCRIPTION
  "A pass for clang, rustc, flang, lld and opt that finds out which heap\n objects do not outlive the function that makes them, puts those on the\n stack, and says of the others by which path they escape. With compiler\n wrappers, reports, and a library for compilers.")
set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The headers include LLVM's; escape-cc runs clang.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "clang-${LLVM_VERSION_MAJOR}, llvm-${LLVM_VERSION_MAJOR}-dev")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
  "lld-${LLVM_VERSION_MAJOR}, llvm-${LLVM_VERSION_MAJOR}, pkg-config")
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
file(WRITE "${PROJECT_BINARY_DIR}/package/triggers" "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${PROJECT_BINARY_DIR}/package/triggers")
include(CPack)
