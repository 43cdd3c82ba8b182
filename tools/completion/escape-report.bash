# Completion of escape-report in bash.
_escape_report() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  # bash cuts --format=json into three words.
  if [ "$word" = = ]; then
    word=
  elif [ "$before" = = ]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case $before in
  -f | --format) COMPREPLY=($(compgen -W "text json sarif html" -- "$word")) && return ;;
  -s | --source-root) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$word")) && return ;;
  -t | --top) return ;;
  -p | --profile | -o | --output) return ;;
  esac
  case $word in
  -*)
    compopt -o nospace 2>/dev/null
    COMPREPLY=($(compgen -W "-m -t --top= -f --format= -p --profile= -s --source-root= -o --output= -h --help -V --version" -- "$word"))
    ;;
  *)
    [ "$COMP_CWORD" -ne 1 ] || COMPREPLY=($(compgen -W "diff" -- "$word"))
    ;;
  esac
}
complete -o default -F _escape_report escape-report
