# How many words and syllables a transcript has, as records: a syllable is a vowel in the first
# pronunciation of the dictionary; a word that it lacks has one for each group of vowel letters.
# usage: awk -f syllables.awk DICTIONARY LIST      (LIST as tests/accuracy/words --list prints it)
BEGIN { FS = "[ \t]+" }
FNR == NR {
    count = 0
    for (i = 2; i <= NF; i++)
        count += $i ~ /^[AEIOU]/
    if ($1 !~ /\(/)
        syllables[$1] = count
    next
}
FNR == 1 { FS = "\t"; next }
{
    words = sum = unknown = 0
    text = tolower($5)
    gsub(/\342\200\231/, "'", text)
    gsub(/[^a-z']+/, " ", text)
    n = split(text, list, " ")
    for (i = 1; i <= n; i++) {
        word = list[i]
        if (!(word in syllables))
            gsub(/^'+|'+$/, "", word)
        if (word == "")
            continue
        words++
        if (word in syllables)
            sum += syllables[word]
        else {
            unknown++
            sum += gsub(/[aeiouy]+/, "", word)
        }
    }
    printf "file\t%s\t0\nvalue\twords\t%d\nvalue\tsyllables\t%d\nvalue\tunknown_words\t%d\n", $2, words, sum, unknown
}
