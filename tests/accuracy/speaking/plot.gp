# The picture of plot.sh: moves, waveform, level with nuclei, pitch, over one axis of time.
set terminal pngcairo size 1080, 680 font "Inter,11" background rgb "#ffffff" noenhanced
set output out
set multiplot
ink = "#39424e"
set lmargin at screen 0.065
set rmargin at screen 0.985
set xrange [0:seconds]
set border 0
set tics nomirror scale 0 textcolor rgb ink
set xtics 1 nomirror format ""
set grid xtics linecolor rgb "#eef0f3"
unset key

# title and moves
set label 1002 "grey: pauses of 0.25 s and more" at screen 0.985, screen 0.967 right font ",9" textcolor rgb "#5f6b7a"
set label 1000 name at screen 0.065, screen 0.967 left font ",13" textcolor rgb ink
set label 1001 "moves" at screen 0.012, screen 0.885 left textcolor rgb ink
set tmargin at screen 0.915
set bmargin at screen 0.775
set yrange [0:1]
unset ytics
load work."/plot.bands"
load work."/plot.moves"
plot NaN notitle
unset label
unset object
# waveform
set label 1 "sound" at screen 0.012, screen 0.70 left textcolor rgb ink
set tmargin at screen 0.765
set bmargin at screen 0.62
set yrange [*:*]
unset ytics
plot work."/plot.wave" using 1:2:3 with filledcurves linecolor rgb "#5f7fa3"
unset label 1

# level
set label 1 "level\ndBFS" at screen 0.012, screen 0.588 left textcolor rgb ink
set label 2 "dots: syllable nuclei, ".whose at screen 0.985, screen 0.607 right font ",9" textcolor rgb "#5f6b7a"
set tmargin at screen 0.60
set bmargin at screen 0.36
set yrange [-80:0]
set ytics -60, 20, 0 nomirror
set grid ytics linecolor rgb "#eef0f3"
plot work."/plot.level" with lines linewidth 1.2 linecolor rgb "#8a94a1", \
     work."/plot.peaks" with points pointtype 7 pointsize 0.7 linecolor rgb "#c8553d"
unset label 1
unset label 2

# pitch
set label 1 "pitch, Hz" at screen 0.075, screen 0.347 left font ",9" textcolor rgb "#5f6b7a"
set label 3 sprintf("median %.0f Hz", median) at screen 0.985, screen 0.347 right font ",9" textcolor rgb "#5f6b7a"
set tmargin at screen 0.34
set bmargin at screen 0.075
set yrange [(median > 0 ? median / 1.7 : 60):(median > 0 ? median * 1.9 : 500)]
set logscale y 2
set ytics nomirror (60, 80, 100, 125, 160, 200, 250, 320, 400, 500)
set xtics 1 format "%g"
set label 4 "seconds" at screen 0.985, screen 0.018 right textcolor rgb ink
set arrow 1 from 0, median to seconds, median nohead linecolor rgb "#b9c0c9" dashtype 3
plot work."/plot.pitch" with lines linewidth 2.4 linecolor rgb "#2a5d9f"
unset multiplot
