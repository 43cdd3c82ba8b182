# libescape-llvm-N, shared and static: the adapter and the core for programs that
# have LLVM N in their process, as a shared library. N is in the name: with
# another LLVM it is another ABI. ESCAPE_SOVERSION is raised when the interface
# (include/escape/escape-llvm.h) loses something.
set(ESCAPE_SOVERSION 0)
set(escape_library_objects
  $<TARGET_OBJECTS:escape-adapter> $<TARGET_OBJECTS:escape-core>)

function(escape_library target kind alias)
  add_library(${target} ${kind} ${escape_library_objects})
  add_library(Escape::${alias} ALIAS ${target})
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME escape-llvm-${LLVM_VERSION_MAJOR}
    EXPORT_NAME ${alias}
    LINKER_LANGUAGE CXX
    VERSION ${ESCAPE_SOVERSION}.${PROJECT_VERSION}
    SOVERSION ${ESCAPE_SOVERSION})
  target_include_directories(${target} PUBLIC
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
    "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
  target_include_directories(${target} SYSTEM PUBLIC ${LLVM_INCLUDE_DIRS})
  target_link_libraries(${target} PUBLIC LLVM)
endfunction()

escape_library(escape-llvm SHARED llvm)
escape_library(escape-llvm-static STATIC llvm-static)
set(library_exports "${PROJECT_SOURCE_DIR}/lib/llvm/library.map")
if(NOT APPLE)
  target_link_options(escape-llvm PRIVATE
    "-Wl,--version-script=${library_exports}" -Wl,-z,defs)
  set_target_properties(escape-llvm PROPERTIES LINK_DEPENDS
                                               "${library_exports}")
endif()
