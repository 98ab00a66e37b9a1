# One INTERFACE target carries every flag, so that a room never sets its own.
include_guard()

add_library(sayback_flags INTERFACE)
target_include_directories(sayback_flags INTERFACE ${PROJECT_SOURCE_DIR}/app)
target_compile_definitions(sayback_flags INTERFACE _XOPEN_SOURCE=700)
target_compile_options(sayback_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
    -Wwrite-strings -Wundef -Wformat=2 -Wpointer-arith -Wcast-qual -Wdouble-promotion
    # The same sound must give the same card on every machine: no fused multiply-add.
    -ffp-contract=off
    # Asserts find our own mistakes wherever tests run; CMake would only keep them in Debug.
    $<$<NOT:$<CONFIG:Release>>:-UNDEBUG>)
if(SAYBACK_WERROR)
    target_compile_options(sayback_flags INTERFACE -Werror)
endif()
if(SAYBACK_SANITIZE)
    target_compile_options(sayback_flags INTERFACE
        -fsanitize=${SAYBACK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(sayback_flags INTERFACE -fsanitize=${SAYBACK_SANITIZE})
endif()
find_library(SAYBACK_LIBM m REQUIRED)
target_link_libraries(sayback_flags INTERFACE ${SAYBACK_LIBM})
