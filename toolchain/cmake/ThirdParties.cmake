# Libraries from Debian, as imported targets. toolchain/packages names the packages.
include_guard()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

function(sayback_third_party name)
    pkg_check_modules(${name} REQUIRED QUIET ${ARGN})
    # Debian's pocketsphinx.pc names include folders that do not exist, which CMake's own
    # IMPORTED_TARGET refuses: keep only the folders that are there.
    set(folders)
    foreach(folder IN LISTS ${name}_INCLUDE_DIRS)
        if(IS_DIRECTORY ${folder})
            list(APPEND folders ${folder})
        endif()
    endforeach()
    add_library(third_${name} INTERFACE)
    target_include_directories(third_${name} SYSTEM INTERFACE ${folders})
    target_link_libraries(third_${name} INTERFACE ${${name}_LINK_LIBRARIES})
endfunction()

sayback_third_party(portaudio portaudio-2.0)
sayback_third_party(sndfile sndfile)
sayback_third_party(samplerate samplerate)
sayback_third_party(pocketsphinx pocketsphinx sphinxbase)
sayback_third_party(yaml yaml-0.1)
sayback_third_party(jansson jansson)
sayback_third_party(sdl sdl2 SDL2_ttf)
sayback_third_party(png libpng)
sayback_third_party(qrencode libqrencode)

# flite has no .pc file.
find_path(FLITE_FOLDER flite/flite.h REQUIRED)
find_library(FLITE_LIBRARY flite REQUIRED)
find_library(FLITE_LEXICON_LIBRARY flite_cmulex REQUIRED)
add_library(third_flite INTERFACE)
target_include_directories(third_flite SYSTEM INTERFACE ${FLITE_FOLDER})
target_link_libraries(third_flite INTERFACE ${FLITE_LEXICON_LIBRARY} ${FLITE_LIBRARY})

if(BUILD_TESTING OR NOT DEFINED BUILD_TESTING)
    sayback_third_party(cmocka cmocka)
endif()
