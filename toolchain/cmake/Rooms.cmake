# How a room, a test and a test of the whole program are declared, in one place.
include_guard()

# A finding ends the test, with the stack that led there; the .supp files name, each with a reason,
# what third parties do that is no fault of ours.
set(SAYBACK_SANITIZER_ENVIRONMENT
    "ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1"
    "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/toolchain/asan.supp:print_suppressions=0"
    "UBSAN_OPTIONS=print_stacktrace=1"
    "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/toolchain/tsan.supp:second_deadlock_stack=1")

# What every test has in common. Tests that measure time or run the whole kiosk want both cores.
function(sayback_test_properties name labels timeout environment)
    set_tests_properties(${name} PROPERTIES LABELS "${labels}" TIMEOUT ${timeout}
        ENVIRONMENT "SAYBACK_BIN=${CMAKE_BINARY_DIR}/bin;${SAYBACK_SANITIZER_ENVIRONMENT};${environment}")
    if("e2e" IN_LIST labels OR "bench" IN_LIST labels)
        set_tests_properties(${name} PROPERTIES RUN_SERIAL TRUE)
    endif()
endfunction()

# sayback_room(NAME SOURCES a.c b.c [ROOMS base ...] [THIRD png ...])
# ROOMS are visible to whoever links the room; THIRD parties are private to its .c files.
function(sayback_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;ROOMS;THIRD" ${ARGN})
    add_library(sayback_${name} STATIC ${ROOM_SOURCES})
    target_link_libraries(sayback_${name} PUBLIC sayback_flags)
    foreach(other IN LISTS ROOM_ROOMS)
        target_link_libraries(sayback_${name} PUBLIC sayback_${other})
    endforeach()
    foreach(third IN LISTS ROOM_THIRD)
        target_link_libraries(sayback_${name} PRIVATE third_${third})
    endforeach()
endfunction()

# Linked last, so that it takes back what sayback_flags asks for: cmocka wants __wrap_ functions
# without a prototype, and its macros cast const away.
add_library(sayback_test_flags INTERFACE)
target_compile_options(sayback_test_flags INTERFACE -Wno-missing-prototypes -Wno-cast-qual)

# sayback_test(NAME SOURCES test_x.c ROOMS x [THIRD y] [ENVIRONMENT "A=b" ...] [LABELS unit])
# A cmocka program run by ctest from the project's root, so that it finds tests/data and scenarios.
function(sayback_test name)
    cmake_parse_arguments(T "" "TIMEOUT" "SOURCES;ROOMS;THIRD;ENVIRONMENT;LABELS" ${ARGN})
    add_executable(${name} ${T_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    foreach(room IN LISTS T_ROOMS)
        target_link_libraries(${name} PRIVATE sayback_${room})
    endforeach()
    foreach(third IN LISTS T_THIRD)
        target_link_libraries(${name} PRIVATE third_${third})
    endforeach()
    target_link_libraries(${name} PRIVATE third_cmocka sayback_test_flags)
    set_target_properties(${name} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(NOT T_LABELS)
        set(T_LABELS unit)
    endif()
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 120)
    endif()
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    sayback_test_properties(${name} "${T_LABELS}" ${T_TIMEOUT} "${T_ENVIRONMENT}")
endfunction()

# sayback_scarce_memory(TEST): the linker sends its allocations to tests/scarce.
function(sayback_scarce_memory name)
    target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/scarce/memory.c)
    target_link_options(${name} PRIVATE
        LINKER:--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup)
endfunction()

# sayback_script_test(NAME SCRIPT [ENVIRONMENT ...] [LABELS ...] [TIMEOUT n])
# A shell test; it exits with 77, after a line that says why, where it can't be run.
function(sayback_script_test name script)
    cmake_parse_arguments(T "" "TIMEOUT" "ENVIRONMENT;LABELS" ${ARGN})
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 300)
    endif()
    add_test(NAME ${name} COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/${script}
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    sayback_test_properties(${name} "${T_LABELS}" ${T_TIMEOUT}
        "SAYBACK_BUILD=${CMAKE_BINARY_DIR};${T_ENVIRONMENT}")
    set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
endfunction()
