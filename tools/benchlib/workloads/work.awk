# Word counts, fields, substitutions, associative arrays, printf.
{
  for (i = 1; i <= NF; i++) { w = tolower($i); gsub(/[aeiou]/, "*", w); count[w]++; total += length(w) }
  line = substr($0, 3, 20) "-" NR
  n = split(line, part, "-")
  seen[part[n] % 97] = seen[part[n] % 97] "," n
}
END {
  for (w in count) if (count[w] > most) most = count[w]
  for (s in seen) chars += length(seen[s])
  printf "%d %d %d\n", total, most, chars
}
