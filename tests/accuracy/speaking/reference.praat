# The measures of Praat on a list of sound files, in the records of voice-measure (measure.c):
#   pitch      F0, autocorrelation, 60 to 500 Hz, read every 10 ms in the middle of our frames; 0 is unvoiced
#   own        the same within the speaker's own range: 0.75 of the first quartile to 1.5 of the third
#   level      intensity, window for 100 Hz (32 ms), as dBFS
#   syllable   nuclei as de Jong and Wempe describe them: peaks of intensity over a threshold, at least 2 dB
#              over the dip before them, voiced; the threshold of their second version (2010), 25 dB under
#              the 99th percentile
#   syllable9  the same with the threshold of the paper (2009): the median of the whole recording
#   silence    by Praat's own silence detection with that threshold, 0.25 s and more
# usage: praat --run reference.praat LIST      (LIST: a path a line)
form Reference
    sentence list
endform

fullScale = 93.9794
files = Read Strings from raw text file: list$
fileCount = Get number of strings
for file to fileCount
    selectObject: files
    path$ = Get string: file
    @measure: path$
endfor

procedure measure: .path$
    sound = Read from file: .path$
    seconds = Get total duration
    name$ = selected$ ("Sound")
    appendInfoLine: "file", tab$, name$, tab$, fixed$ (seconds, 4)
    frames = floor (seconds * 100 + 0.000001)

    selectObject: sound
    pitch = To Pitch (ac): 0.01, 60, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 500
    first = Get quantile: 0, 0, 0.25, "Hertz"
    third = Get quantile: 0, 0, 0.75, "Hertz"
    @track: pitch, "pitch"
    if first <> undefined
        selectObject: sound
        own = To Pitch (ac): 0.01, 0.75 * first, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 1.5 * third
        @track: own, "own"
        removeObject: own
    endif

    selectObject: sound
    level = noprogress To Intensity: 100, 0.01, "no"
    for i to frames
        time = (i - 0.5) / 100
        value = Get value at time: time, "nearest"
        if value <> undefined
            appendInfoLine: "level", tab$, fixed$ (time, 3), tab$, fixed$ (value - fullScale, 2)
        endif
    endfor
    @nuclei
    removeObject: sound, pitch, level
endproc

procedure track: .pitch, .kind$
    selectObject: .pitch
    for i to frames
        time = (i - 0.5) / 100
        hz = Get value at time: time, "Hertz", "linear"
        if hz = undefined
            hz = 0
        endif
        appendInfoLine: .kind$, tab$, fixed$ (time, 3), tab$, fixed$ (hz, 3)
    endfor
endproc

# Peaks and the dips between them, in one pass over the frames of a smooth intensity curve.
procedure nuclei
    selectObject: sound
    loud = noprogress To Intensity: 50, 0, "yes"
    median = Get quantile: 0, 0, 0.5
    highest = Get quantile: 0, 0, 0.99
    least = Get minimum: 0, 0, "parabolic"
    threshold = max (highest - 25, least)
    selectObject: sound
    voicing = To Pitch (ac): 0.02, 30, 4, "no", 0.03, 0.25, 0.01, 0.35, 0.25, 450
    selectObject: loud
    steps = Get number of frames
    for step to steps
        value[step] = Get value in frame: step
        at[step] = Get time from frame number: step
    endfor
    selectObject: voicing
    @peaks: threshold, "syllable"
    @peaks: median, "syllable9"
    selectObject: loud
    maximum = Get maximum: 0, 0, "parabolic"
    silences = To TextGrid (silences): threshold - maximum, 0.25, 0.1, "silent", "sounding"
    intervals = Get number of intervals: 1
    for i to intervals
        label$ = Get label of interval: 1, i
        if label$ = "silent"
            begin = Get start time of interval: 1, i
            end = Get end time of interval: 1, i
            appendInfoLine: "silence", tab$, fixed$ (begin, 3), tab$, fixed$ (end, 3)
        endif
    endfor
    removeObject: loud, voicing, silences
endproc

procedure peaks: .threshold, .kind$
    dip = value[1]
    for step from 2 to steps - 1
        dip = min (dip, value[step])
        if value[step] > value[step - 1] and value[step] >= value[step + 1] and value[step] > .threshold
            if value[step] - dip >= 2
                hz = Get value at time: at[step], "Hertz", "linear"
                if hz <> undefined
                    appendInfoLine: .kind$, tab$, fixed$ (at[step], 3)
                endif
            endif
            dip = value[step]
        endif
    endfor
endproc
