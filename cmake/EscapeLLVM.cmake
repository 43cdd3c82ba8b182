# Finds LLVM without asking for a version: LLVM's own version file compares
# major.minor, so `find_package(LLVM 22)` refuses 22.1, and asking for 22.1
# silently ignores -DLLVM_DIR= of another version. We check the major ourselves.

set(ESCAPE_LLVM_OLDEST 19)
set(ESCAPE_LLVM_NEWEST 22)

if(NOT LLVM_DIR)
  find_program(ESCAPE_LLVM_CONFIG NAMES llvm-config-${ESCAPE_LLVM_NEWEST}
               DOC "llvm-config that is asked when LLVM_DIR is not given")
  if(ESCAPE_LLVM_CONFIG)
    execute_process(COMMAND "${ESCAPE_LLVM_CONFIG}" --cmakedir
                    OUTPUT_VARIABLE escape_llvm_cmakedir
                    OUTPUT_STRIP_TRAILING_WHITESPACE
                    RESULT_VARIABLE escape_llvm_config_result)
    if(escape_llvm_config_result EQUAL 0)
      set(LLVM_DIR "${escape_llvm_cmakedir}" CACHE PATH
          "Folder of LLVMConfig.cmake" FORCE)
    endif()
  endif()
endif()

find_package(LLVM CONFIG QUIET)
if(NOT LLVM_FOUND)
  message(FATAL_ERROR
    "LLVM ${ESCAPE_LLVM_NEWEST} was not found. Install llvm-"
    "${ESCAPE_LLVM_NEWEST}-dev, or give -DLLVM_DIR=$(llvm-config --cmakedir), "
    "or build the core alone with -DESCAPE_CORE_ONLY=ON.")
endif()
if(LLVM_VERSION_MAJOR LESS ESCAPE_LLVM_OLDEST
   OR LLVM_VERSION_MAJOR GREATER ESCAPE_LLVM_NEWEST)
  message(FATAL_ERROR
    "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR} is not supported: "
    "${ESCAPE_LLVM_OLDEST} to ${ESCAPE_LLVM_NEWEST} are. "
    "Choose another with -DLLVM_DIR=.")
endif()
set(ESCAPE_PLUGIN LLVMEscape-${LLVM_VERSION_MAJOR})
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR}")

separate_arguments(ESCAPE_LLVM_DEFINITIONS NATIVE_COMMAND
                   "${LLVM_DEFINITIONS}")
