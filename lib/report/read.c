/* Reads remark files through LLVM's own parsers (llvm-c/Remarks.h).
 *
 * A file of a whole program is mostly remarks that say one hop each, for people
 * who read them in clang; the records have the hops as data. So a YAML file is
 * first cut at its `--- ` lines, and only the remarks that are records reach
 * the parser.
 *
 * The files come from anywhere: a truncated one, one of another version, one
 * that is no remark file get a message that says what to do. */
#include "report/reader.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void esc_reader_fail(esc_reader_t *reader, const char *text) {
  if (!reader->failed)
    snprintf(reader->message, reader->message_size, "%s: %s", reader->path,
             text);
  reader->failed = true;
}

static bool starts(const char *at, const char *end, const char *text) {
  size_t length = strlen(text);
  return (size_t)(end - at) >= length && memcmp(at, text, length) == 0;
}

/* Whether the YAML document in [at, end) may be a record of ours. Its header
 * has the fields Pass and Name before all others. */
static bool may_be_record(const char *at, const char *end) {
  static const char *const details[] = {"FlowHop", "Flow", "Verdict",
                                        "DoesNotEscape"};
  for (int line = 0; line < 3 && at < end; ++line) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (!stop)
      return true; // truncated: the parser will say so
    bool is_pass = starts(at, stop, "Pass:");
    if (is_pass || starts(at, stop, "Name:")) {
      const char *word = at + 5;
      while (word < stop && *word == ' ')
        ++word;
      size_t length = (size_t)(stop - word);
      if (is_pass && !(length == 6 && memcmp(word, "escape", 6) == 0))
        return false;
      for (size_t i = 0; !is_pass && i < sizeof details / sizeof *details; ++i)
        if (length == strlen(details[i]) &&
            memcmp(word, details[i], length) == 0)
          return false;
    }
    at = stop + 1;
  }
  return true;
}

/* Moves the documents that may be records to the front of the text; returns its
 * new length. A document starts at a line `--- `. */
static size_t keep_records(esc_report_t *report, char *text, size_t length) {
  char *end = text + length, *to = text, *at = text;
  while (at < end) {
    char *next = at + 1;
    for (;;) {
      next = next < end ? memchr(next, '\n', (size_t)(end - next)) : NULL;
      if (!next || starts(next + 1, end, "--- "))
        break;
      ++next;
    }
    char *stop = next ? next + 1 : end;
    if (starts(at, stop, "--- !"))
      ++report->remark_count;
    if (may_be_record(at, stop)) {
      memmove(to, at, (size_t)(stop - at));
      to += stop - at;
    }
    at = stop;
  }
  return (size_t)(to - text);
}

static void parse(esc_reader_t *reader, char *text, size_t length) {
  bool is_bitstream = length >= 4 && memcmp(text, "RMRK", 4) == 0;
  if (length && !is_bitstream && !starts(text, text + length, "---")) {
    esc_reader_fail(
        reader, "this is no file of remarks. Give one that clang wrote with "
                "-fsave-optimization-record, opt with -pass-remarks-output=, "
                "or escape-cc");
    return;
  }
  /* The whole last line is there, or the writer did not come to its end. */
  if (length && !is_bitstream &&
      (length < 4 || memcmp(text + length - 4, "...\n", 4) != 0)) {
    esc_reader_fail(
        reader, "the file is truncated: its last remark does not end. Compile "
                "again; was the compiler interrupted, or the disk full?");
    return;
  }
  reader->is_yaml = !is_bitstream;
  if (!is_bitstream)
    length = keep_records(reader->report, text, length);
  if (length == 0)
    return; /* to the parser this is an error */
  LLVMRemarkParserRef parser =
      is_bitstream ? LLVMRemarkParserCreateBitstream(text, length)
                   : LLVMRemarkParserCreateYAML(text, length);
  for (LLVMRemarkEntryRef entry;
       !reader->failed && (entry = LLVMRemarkParserGetNext(parser));) {
    reader->report->remark_count += is_bitstream;
    esc_reader_add(reader, entry);
    LLVMRemarkEntryDispose(entry);
  }
  if (LLVMRemarkParserHasError(parser) && !reader->failed) {
    char text[1024];
    const char *problem = LLVMRemarkParserGetErrorMessage(parser);
    int shown = (int)strcspn(problem, "\n");
    while (shown > 0 && problem[shown - 1] == '.')
      --shown;
    snprintf(text, sizeof text, "the remarks cannot be read: %.*s. %s", shown,
             problem,
             is_bitstream
                 ? "Files in the bitstream format can only be read by the LLVM "
                   "that wrote them: compile again with "
                   "-fsave-optimization-record=yaml"
                 : "Compile again; if it stays, the file is not of LLVM 19 or "
                   "newer, or was changed");
    esc_reader_fail(reader, text);
  }
  LLVMRemarkParserDispose(parser);
}

static void read_file(esc_reader_t *reader) {
  FILE *stream = fopen(reader->path, "rb");
  if (!stream) {
    char text[256];
    snprintf(text, sizeof text,
             "%s. Give a file of remarks, or the folder of a build",
             strerror(errno));
    esc_reader_fail(reader, text);
    return;
  }
  struct stat status;
  size_t size = fstat(fileno(stream), &status) == 0 && S_ISREG(status.st_mode)
                    ? (size_t)status.st_size
                    : 0;
  size_t length = 0, capacity = size + 4096;
  char *text = malloc(capacity);
  while (text) {
    length += fread(text + length, 1, capacity - length, stream);
    if (length < capacity)
      break;
    char *larger = realloc(text, capacity *= 2);
    if (!larger)
      free(text);
    text = larger;
  }
  if (!text)
    esc_reader_fail(reader, "out of memory");
  else if (ferror(stream))
    esc_reader_fail(reader, "the file cannot be read to its end");
  else
    parse(reader, text, length);
  free(text);
  fclose(stream);
}

static bool is_remark_file(const char *name) {
  static const char *const ends[] = {".opt.yaml", ".opt.bitstream",
                                     ".opt.ld.yaml"};
  size_t length = strlen(name);
  for (size_t i = 0; i < sizeof ends / sizeof *ends; ++i) {
    size_t end = strlen(ends[i]);
    if (length > end && strcmp(name + length - end, ends[i]) == 0)
      return true;
  }
  return false;
}

static int by_name(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

/* Files below a folder, in the order of their names. Links are not followed, so
 * this ends. Returns how many were read. */
static uint32_t read_folder(esc_reader_t *reader) {
  struct dirent **entries;
  int count = scandir(reader->path, &entries, NULL, by_name);
  uint32_t found = 0;
  if (count < 0) {
    esc_reader_fail(reader, strerror(errno));
    return 0;
  }
  const char *folder = reader->path;
  for (int i = 0; i < count; ++i) {
    const char *name = entries[i]->d_name;
    char path[4096];
    struct stat status;
    int written = snprintf(path, sizeof path, "%s/%s", folder, name);
    if (!reader->failed && name[0] != '.' && written > 0 &&
        (size_t)written < sizeof path && lstat(path, &status) == 0) {
      reader->path = path;
      if (S_ISDIR(status.st_mode)) {
        found += read_folder(reader);
      } else if (S_ISREG(status.st_mode) && is_remark_file(name)) {
        read_file(reader);
        ++found;
      }
      reader->path = folder;
    }
    free(entries[i]);
  }
  free(entries);
  return found;
}

bool esc_report_read(esc_report_t *report, const char *path, char *message,
                     size_t message_size) {
  esc_reader_t reader = {.report = report,
                         .path = path,
                         .message = message,
                         .message_size = message_size};
  struct stat status;
  if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
    if (read_folder(&reader) == 0)
      esc_reader_fail(
          &reader,
          "there are no remark files (*.opt.yaml) in this folder or below. "
          "Compile with CC='escape-cc -fsave-optimization-record'");
  } else {
    read_file(&reader);
  }
  return !reader.failed;
}
