/* Finding and running other programs, and the folder for their files. */
#include "cc.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dirent.h>

extern char **environ;

static char folder[PATH_MAX]; /* empty: none was made */

void cc_fail(const char *format, ...) {
  va_list list;
  va_start(list, format);
  fputs("escape-cc: error: ", stderr);
  vfprintf(stderr, format, list);
  fputc('\n', stderr);
  va_end(list);
  exit(2);
}

static void remove_folder(void) {
  DIR *stream = opendir(folder);
  if (!stream)
    return;
  for (struct dirent *entry; (entry = readdir(stream));) {
    char path[PATH_MAX + NAME_MAX + 2];
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    unlink(path); /* "." and "..": refused */
  }
  closedir(stream);
  rmdir(folder);
}

const char *cc_temporary_folder(void) {
  if (folder[0])
    return folder;
  const char *base = getenv("TMPDIR");
  snprintf(folder, sizeof folder, "%s/escape-cc-XXXXXX",
           base && *base ? base : "/tmp");
  if (!mkdtemp(folder)) {
    const char *problem = strerror(errno);
    const char *name = cc_join(folder, "");
    folder[0] = '\0';
    cc_fail("cannot make the folder %s: %s", name, problem);
  }
  atexit(remove_folder);
  return folder;
}

static const char *on_path(const char *name) {
  const char *path = getenv("PATH");
  while (path && *path) {
    size_t length = strcspn(path, ":");
    char full[PATH_MAX];
    int written =
        snprintf(full, sizeof full, "%.*s/%s", (int)length, path, name);
    if (written > 0 && (size_t)written < sizeof full && access(full, X_OK) == 0)
      return cc_join(full, "");
    path += length + (path[length] == ':');
  }
  return NULL;
}

static const char *find_clang(bool is_cxx) {
  const char *given = getenv("ESCAPE_CLANG");
  const char *suffix = is_cxx ? "++" : "";
  if (given && *given) {
    const char *found = cc_join(given, suffix);
    if (access(found, X_OK) != 0)
      cc_fail("there is no program %s. Set ESCAPE_CLANG to a clang %s", found,
              ESCAPE_LLVM_MAJOR);
    return found;
  }
  const char *beside = cc_join(ESCAPE_LLVM_BINDIR "/clang", suffix);
  if (access(beside, X_OK) == 0)
    return beside;
  const char *name =
      is_cxx ? "clang++-" ESCAPE_LLVM_MAJOR : "clang-" ESCAPE_LLVM_MAJOR;
  const char *found = on_path(name);
  if (!found)
    cc_fail("clang " ESCAPE_LLVM_MAJOR " is neither in " ESCAPE_LLVM_BINDIR
            " nor on PATH. Install the package clang-" ESCAPE_LLVM_MAJOR
            ", or set ESCAPE_CLANG to it");
  return found;
}

/* `name` where it is, seen from this program; NULL if that is not known. */
static const char *beside_self(const char *name) {
  char self[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length < 0)
    return NULL;
  self[length] = '\0';
  *strrchr(self, '/') = '\0';
  return cc_join(self, name);
}

static const char *find_plugin(void) {
  const char *given = getenv("ESCAPE_PLUGIN");
  if (given && *given) {
    if (access(given, R_OK) != 0)
      cc_fail("there is no file %s. Set ESCAPE_PLUGIN to the plugin", given);
    return given;
  }
  /* Where it is installed; where it is built. */
  const char *plugin = beside_self("/../" ESCAPE_PLUGINDIR
                                   "/LLVMEscape-" ESCAPE_LLVM_MAJOR ".so");
  if (!plugin)
    cc_fail("cannot find out where this program is. Set ESCAPE_PLUGIN to "
            "LLVMEscape-" ESCAPE_LLVM_MAJOR ".so");
  if (access(plugin, R_OK) != 0)
    plugin = beside_self("/../lib/LLVMEscape-" ESCAPE_LLVM_MAJOR ".so");
  if (access(plugin, R_OK) != 0)
    cc_fail("the plugin is not at %s. Install it there, or set ESCAPE_PLUGIN",
            plugin);
  return plugin;
}

/* Where it was installed, or built. */
static const char *find_headers(void) {
  const char *const folders[] = {beside_self("/../include"), ESCAPE_INCLUDE_DIR};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; ++i)
    if (folders[i] &&
        access(cc_join(folders[i], "/escape/assert.h"), R_OK) == 0)
      return folders[i];
  return NULL;
}

cc_paths_t cc_find(bool is_cxx) {
  cc_paths_t paths = {find_clang(is_cxx), find_plugin(), find_headers()};
  return paths;
}

int cc_run(const cc_list_t *command) {
  /* An interrupt ends the child; what it leaves is removed here. */
  struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
  sigaction(SIGINT, &ignore, &interrupt);
  sigaction(SIGQUIT, &ignore, &quit);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t defaults;
  sigemptyset(&defaults);
  if (interrupt.sa_handler != SIG_IGN)
    sigaddset(&defaults, SIGINT);
  if (quit.sa_handler != SIG_IGN)
    sigaddset(&defaults, SIGQUIT);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  pid_t child;
  int problem = posix_spawnp(&child, command->data[0], NULL, &attributes,
                             (char *const *)command->data, environ);
  posix_spawnattr_destroy(&attributes);
  if (problem)
    cc_fail("cannot run %s: %s", command->data[0], strerror(problem));
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      cc_fail("lost %s: %s", command->data[0], strerror(errno));
  sigaction(SIGINT, &interrupt, NULL);
  sigaction(SIGQUIT, &quit, NULL);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
