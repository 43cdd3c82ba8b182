# Completion of escape-cc and escape-c++ in bash: their own options and those that
# clang offers by itself.
_escape_cc() {
  local word=${COMP_WORDS[COMP_CWORD]} clang
  COMPREPLY=()
  case $word in
  -*)
    clang=$("${COMP_WORDS[0]}" --autocomplete="$word" 2>/dev/null | cut -f1)
    COMPREPLY=($(compgen -W "-m -l --asm-diff --escape-help $clang" -- "$word"))
    ;;
  esac
}
complete -o default -F _escape_cc escape-cc escape-c++
