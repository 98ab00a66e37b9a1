# What the scripts here share; to be sourced.

# sound_level FILE: what of a sound lies behind the program's high-pass (app/voice/level.c), twice, so that
# next to nothing below counts; dBFS RMS. Half of pink noise lies there, where it hurts nobody.
sound_level() {
    sox "$1" -n highpass 120 highpass 120 stats 2>&1 | awk '/^RMS lev dB/ { print $4 }'
}
