# Checks every #include of the files given against the table read first (rooms.txt).
# usage: awk -f includes.awk rooms.txt app/x/a.c ...   (paths start with app/)

function listed(item, list,   n, i, parts)
{
    n = split(list, parts, " ")
    for (i = 1; i <= n; i++)
        if (parts[i] == item)
            return 1
    return 0
}

function refuse(what)
{
    printf "%s:%d: %s\n", FILENAME, FNR, what
    bad = 1
}

# Turns a path with * into an anchored regular expression.
function pattern(path)
{
    gsub(/\./, "[.]", path)
    gsub(/\*/, ".*", path)
    return "^" path "$"
}

# The row of the table for the file that is being read; 0 when there is none.
function row_of(path,   i)
{
    for (i = 1; i <= rows; i++)
        if (path ~ paths[i])
            return i
    return 0
}

function room_allowed(header, row,   n, i, parts)
{
    if (rooms[row] == "*" || substr(header, 1, length(room) + 1) == room "/")
        return 1
    n = split(rooms[row], parts, ",")
    for (i = 1; i <= n; i++)
        if (header == parts[i] || (parts[i] ~ /\/$/ && index(header, parts[i]) == 1))
            return 1
    return 0
}

function check_system(header)
{
    if (listed(header, c_headers))
        return
    if (kinds[row] == "pure")
        refuse("<" header "> in a pure file; it may include C's own headers and: " rooms[row])
    else if (listed(header, posix_headers))
        return
    else if (FILENAME ~ /\.h$/)
        refuse("<" header "> in a header; third-party headers belong in .c files alone")
    else if (!listed(header, third[row]))
        refuse("<" header "> is no header of C or POSIX, nor one that the table gives this room: " third[row])
}

BEGIN {
    c_headers = "assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h" \
        " locale.h math.h setjmp.h signal.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h" \
        " stdint.h stdio.h stdlib.h stdnoreturn.h string.h tgmath.h threads.h time.h uchar.h" \
        " wchar.h wctype.h"
    posix_headers = "dirent.h dlfcn.h fcntl.h fnmatch.h glob.h libgen.h poll.h pthread.h sched.h" \
        " semaphore.h spawn.h strings.h sys/mman.h sys/resource.h sys/select.h sys/socket.h" \
        " sys/stat.h sys/statvfs.h sys/time.h sys/types.h sys/un.h sys/wait.h termios.h unistd.h"
}

NR == FNR {
    if ($0 !~ /^#/ && NF == 4) {
        paths[++rows] = pattern($1)
        kinds[rows] = $2
        rooms[rows] = $3
        third[rows] = $4
        gsub(/,/, " ", third[rows])
    } else if ($0 !~ /^#/ && NF > 0) {
        refuse("a row has four columns: path, kind, rooms, third")
    }
    next
}

FNR == 1 {
    path = FILENAME
    sub(/^app\//, "", path)
    room = path
    sub(/\/.*/, "", room)
    row = row_of(path)
    if (!row)
        refuse("no row of tests/house/rooms.txt matches this file; add the room there")
}

row && /^[ \t]*#[ \t]*include/ {
    header = $0
    sub(/^[ \t]*#[ \t]*include[ \t]*/, "", header)
    if (match(header, /^<[^>]*>/)) {
        check_system(substr(header, 2, RLENGTH - 2))
    } else if (match(header, /^"[^"]*"/)) {
        header = substr(header, 2, RLENGTH - 2)
        if (header !~ /^[a-z_]+\/[a-z0-9_]+\.h$/)
            refuse("\"" header "\": write a header of ours as \"room/name.h\", others as <name.h>")
        else if (!room_allowed(header, row))
            refuse("\"" header "\": " path " may include its own room and: " rooms[row])
    } else {
        refuse("an include that is no plain <name> or \"room/name.h\"")
    }
}

END { exit bad }
