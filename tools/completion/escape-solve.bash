# Completion of escape-solve in bash: its help has the list of budgets.
_escape_solve() {
  local word=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  case $word in
  -*)
    compopt -o nospace 2>/dev/null
    COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" -help 2>/dev/null | sed -n 's/^  \(-[a-z-]*=\{0,1\}\).*/\1/p')" -- "$word"))
    ;;
  esac
}
complete -o default -F _escape_solve escape-solve
