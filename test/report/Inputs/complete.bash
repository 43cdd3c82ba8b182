# complete.bash FILE WORD...: what bash offers for the last word, one a line.
. "$1"
shift
COMP_WORDS=()
for word in "$@"; do
  # As bash cuts them.
  case $word in
  --*=*) COMP_WORDS+=("${word%%=*}" = "${word#*=}") ;;
  *) COMP_WORDS+=("$word") ;;
  esac
done
[ -n "${COMP_WORDS[-1]}" ] || [ "${COMP_WORDS[-2]}" != = ] || unset 'COMP_WORDS[-1]'
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
name=${1##*/}
$(complete -p "$name" | sed 's/.* -F \([^ ]*\) .*/\1/')
printf '%s\n' "${COMPREPLY[@]}"
