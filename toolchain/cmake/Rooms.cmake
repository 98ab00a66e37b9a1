# How a room, a test and a test of the whole program are declared, in one place.
include_guard()

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

# sayback_test(NAME SOURCES test_x.c ROOMS x [THIRD y] [ENVIRONMENT "A=b" ...] [LABELS unit])
# A cmocka program run by ctest from the project's root, so that it finds tests/data and scenarios.
function(sayback_test name)
    cmake_parse_arguments(T "" "TIMEOUT" "SOURCES;ROOMS;THIRD;ENVIRONMENT;LABELS" ${ARGN})
    add_executable(${name} ${T_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_options(${name} PRIVATE -Wno-missing-prototypes -Wno-cast-qual)
    foreach(room IN LISTS T_ROOMS)
        target_link_libraries(${name} PRIVATE sayback_${room})
    endforeach()
    foreach(third IN LISTS T_THIRD)
        target_link_libraries(${name} PRIVATE third_${third})
    endforeach()
    target_link_libraries(${name} PRIVATE third_cmocka)
    set_target_properties(${name} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(NOT T_LABELS)
        set(T_LABELS unit)
    endif()
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 120)
    endif()
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT}
        ENVIRONMENT "SAYBACK_BIN=${CMAKE_BINARY_DIR}/bin;${T_ENVIRONMENT}")
endfunction()

# sayback_script_test(NAME SCRIPT [ENVIRONMENT ...] [LABELS ...] [TIMEOUT n]): a shell test.
function(sayback_script_test name script)
    cmake_parse_arguments(T "" "TIMEOUT" "ENVIRONMENT;LABELS" ${ARGN})
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 300)
    endif()
    add_test(NAME ${name} COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/${script}
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT}
        ENVIRONMENT "SAYBACK_BIN=${CMAKE_BINARY_DIR}/bin;SAYBACK_BUILD=${CMAKE_BINARY_DIR};${T_ENVIRONMENT}")
endfunction()
