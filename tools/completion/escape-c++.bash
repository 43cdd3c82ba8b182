# Completion of escape-c++ in bash: that of escape-cc.
. "${BASH_SOURCE[0]%/*}/escape-cc.bash"
