# complete.zsh FOLDER LINE: what zsh makes of the line at a press of TAB, in a
# terminal of its own.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1= PROMPT_EOL_MARK= fpath=($1 \$fpath); unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -D; print READY"
zpty -r -m shell line '*READY*READY*'
zpty -w -n shell "$2"$'\t'
# Until it is more than was typed, or ten seconds; without what moves and colours.
setopt extended_glob
said=
for (( i = 0; i < 100; ++i )); do
  while zpty -r -t shell line; do said+=$line; done
  said=${${said//$'\e['[0-9;?]#[a-zA-Z]/}//[$'\r\b\a']/}
  [[ $said == *${2}[-a-z=]* ]] && break
  sleep 0.1
done
print -r -- $said
zpty -d shell
