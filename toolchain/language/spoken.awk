# The words of labelled replies (assets/language/README.md), one reply a line, as the texts in talk/ have them.
function end() { if (reply != "") print reply; reply = "" }
/^= / { end(); inside = 1; next }
/^[ \t]*$/ { end(); inside = 0; next }
/^#/ { next }
inside { sub(/^[a-z_]+ /, ""); reply = reply (reply == "" ? "" : " ") $0 }
END { end() }
