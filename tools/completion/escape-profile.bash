# Completion of escape-profile in bash: options, then a command.
_escape_profile() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  if [ "$before" = -o ] || [ "$before" = = ] || [ "$word" = = ]; then
    return
  fi
  case $word in
  -*) COMPREPLY=($(compgen -W "-o --output= -h --help" -- "$word")) ;;
  *) [ "$COMP_CWORD" -ne 1 ] || COMPREPLY=($(compgen -c -- "$word")) ;;
  esac
}
complete -o default -F _escape_profile escape-profile
