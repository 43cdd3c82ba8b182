# shellcheck shell=bash
# Sourced by tools/demo and tools/check: finds what they need, and installs what
# is missing where apt is the package manager.
#
# need WHAT...   each WHAT is a name of the table below; returns when all are
#                there, else exits with a text that says what to install.
# choose_build ROOT   sets BUILD to the build folder: $ESCAPE_BUILD, or ROOT/build,
#                or, where that is not writable, one in the user's cache.
#
# Afterwards LLVM_CONFIG and LLVM_BINDIR name the LLVM that is used. LLVM_CONFIG
# may be set before, to use an LLVM that is not a package.

LLVM_MAJOR=22
LLVM_OLDER=19 # the oldest, which tools/check builds with, too

# Prints the Debian packages that provide WHAT.
packages_of() {
  case $1 in
  cmake) echo cmake ;;
  ninja) echo ninja-build ;;
  cc) echo gcc libc6-dev ;;
  cxx) echo g++ ;;
  python) echo python3 ;;
  llvm) echo "llvm-$LLVM_MAJOR-dev" ;;
  llvm-tools) echo "llvm-$LLVM_MAJOR-tools" ;;
  llvm-older) echo "llvm-$LLVM_OLDER-dev llvm-$LLVM_OLDER-tools clang-$LLVM_OLDER lld-$LLVM_OLDER libclang-rt-$LLVM_OLDER-dev" ;;
  clang) echo "clang-$LLVM_MAJOR" libc6-dev ;;
  clang-runtime) echo "libclang-rt-$LLVM_MAJOR-dev" ;;
  lld) echo "lld-$LLVM_MAJOR" ;;
  chromium) echo chromium-headless-shell ;;
  mandoc | zsh) echo "$1" ;;
  valgrind) echo valgrind libc6-dbg ;;
  git) echo git ;;
  json) echo libjson-c-dev ;;
  source-tools) echo dpkg-dev patch xz-utils ;;
  rustc) echo rustc-web ;;
  packaging) echo pkg-config dpkg-dev lintian ;;
  *) echo "prerequisites.sh: no such thing: $1" >&2; exit 2 ;;
  esac
}

find_llvm() {
  LLVM_CONFIG=${LLVM_CONFIG:-llvm-config-$LLVM_MAJOR}
  LLVM_BINDIR=$("$LLVM_CONFIG" --bindir 2>/dev/null || true)
}

# Is WHAT here? Asks for what is used, not for a package.
have() {
  find_llvm
  case $1 in
  cmake | git | mandoc | valgrind | zsh) command -v "$1" >/dev/null ;;
  json) [ -n "$(find /usr/include /usr/local/include -path '*json-c/json.h' -print -quit 2>/dev/null)" ] ;;
  ninja) command -v ninja >/dev/null ;;
  cc) command -v gcc >/dev/null && [ -n "$(find /usr/include -name stdlib.h -print -quit 2>/dev/null)" ] ;;
  cxx) command -v g++ >/dev/null ;;
  python) command -v python3 >/dev/null ;;
  llvm) [ -n "$LLVM_BINDIR" ] && [ -e "$("$LLVM_CONFIG" --cmakedir)/LLVMConfig.cmake" ] && [ -x "$LLVM_BINDIR/opt" ] ;;
  llvm-tools) [ -n "$LLVM_BINDIR" ] && [ -x "$LLVM_BINDIR/FileCheck" ] && [ -x "$LLVM_BINDIR/lit" ] ;;
  llvm-older) [ -e "$("llvm-config-$LLVM_OLDER" --cmakedir 2>/dev/null)/LLVMConfig.cmake" ] && [ -x "$("llvm-config-$LLVM_OLDER" --bindir)/FileCheck" ] &&
    [ -x "$("llvm-config-$LLVM_OLDER" --bindir)/ld.lld" ] && command -v "clang-$LLVM_OLDER" >/dev/null && [ -n "$(find -L "$("clang-$LLVM_OLDER" -print-resource-dir)" -name 'libclang_rt.asan*.a' -print -quit 2>/dev/null)" ] ;;
  clang) [ -n "$LLVM_BINDIR" ] && [ -x "$LLVM_BINDIR/clang" ] && [ -n "$(find /usr/include -name stdlib.h -print -quit 2>/dev/null)" ] ;;
  clang-runtime) [ -n "$LLVM_BINDIR" ] && [ -n "$(find -L "$("$LLVM_BINDIR/clang" -print-resource-dir 2>/dev/null)" -name 'libclang_rt.asan*.a' -print -quit 2>/dev/null)" ] ;;
  lld) [ -n "$LLVM_BINDIR" ] && [ -x "$LLVM_BINDIR/ld.lld" ] ;;
  rustc) command -v rustc >/dev/null && rustc -vV | grep -q "^LLVM version: $LLVM_MAJOR\." ;;
  chromium) command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null ;;
  packaging) command -v pkg-config >/dev/null && command -v dpkg-shlibdeps >/dev/null && command -v lintian >/dev/null ;;
  source-tools) command -v dpkg-source >/dev/null && command -v patch >/dev/null ;;
  *) return 1 ;;
  esac
}

missing_of() {
  local what
  for what in "$@"; do
    have "$what" || echo "$what"
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

need() {
  local missing packages what absent
  missing=$(missing_of "$@")
  if [ -z "$missing" ]; then
    find_llvm
    return 0
  fi
  packages=$(for what in $missing; do packages_of "$what"; done | tr ' ' '\n' | sort -u | tr '\n' ' ')

  if ! command -v apt-get >/dev/null; then
    echo "Missing here: $(echo "$missing" | tr '\n' ' ')" >&2
    echo "On Debian and Ubuntu these are the packages: $packages" >&2
    echo "Please install what corresponds to them; for LLVM $LLVM_MAJOR outside the" >&2
    echo "usual places, set LLVM_CONFIG to its llvm-config." >&2
    exit 1
  fi
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    echo "Missing here, and neither root nor sudo to install it:" >&2
    echo "    apt-get install $packages" >&2
    exit 1
  fi

  echo "Installing: $packages"
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get -qq update || echo "apt-get update failed; trying with the lists that are here" >&2
  absent=$(for what in $packages; do
    apt-cache show "$what" >/dev/null 2>&1 || echo "$what"
  done)
  if [ -n "$absent" ]; then
    echo "This system's package archive does not have: $(echo "$absent" | tr '\n' ' ')" >&2
    echo "LLVM $LLVM_MAJOR is in Debian 12 (security updates) and newer. Add a package" >&2
    echo "source that carries it, or install LLVM $LLVM_MAJOR and set LLVM_CONFIG to" >&2
    echo "its llvm-config." >&2
    exit 1
  fi
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0 \
    install --no-install-recommends $packages >/dev/null
  missing=$(missing_of "$@")
  if [ -n "$missing" ]; then
    echo "Installed, and still missing: $(echo "$missing" | tr '\n' ' ')" >&2
    exit 1
  fi
  find_llvm
}

choose_build() {
  BUILD=${ESCAPE_BUILD:-$1/build}
  if ! { mkdir -p "$BUILD" && [ -w "$BUILD" ] &&
    { [ ! -e "$BUILD/CMakeCache.txt" ] || [ -w "$BUILD/CMakeCache.txt" ]; }; } 2>/dev/null; then
    BUILD=${XDG_CACHE_HOME:-$HOME/.cache}/escape/build
    mkdir -p "$BUILD"
  fi
  BUILD=$(cd "$BUILD" && pwd)
}
