/* Reads remark files through LLVM's own parsers (llvm-c/Remarks.h).
 *
 * A file of a whole program is mostly remarks that say one hop each, for people
 * who read them in clang; the records have the hops as data. So a YAML file is
 * first cut at its `--- ` lines, and only the remarks that are records are
 * read: by ourselves those that look as usual (remark_scan.c), by the parser
 * others.
 *
 * The files come from anywhere: a truncated one, one of another version, one
 * that is no remark file get a message that says what to do. */
#include "report/reader.h"

#include "llvm-c/Remarks.h"

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

static esc_slice_t slice_of(LLVMRemarkStringRef ref) {
  return (esc_slice_t){LLVMRemarkStringGetData(ref),
                       LLVMRemarkStringGetLen(ref)};
}

static esc_remark_place_t place_of(LLVMRemarkDebugLocRef loc) {
  esc_remark_place_t place = {0};
  if (loc)
    place = (esc_remark_place_t){
        true, slice_of(LLVMRemarkDebugLocGetSourceFilePath(loc)),
        LLVMRemarkDebugLocGetSourceLine(loc),
        LLVMRemarkDebugLocGetSourceColumn(loc)};
  return place;
}

/* An entry of LLVM's parser, in whose memory its text stays. */
static bool take_entry(esc_remark_t *remark, LLVMRemarkEntryRef entry) {
  enum LLVMRemarkType type = LLVMRemarkEntryGetType(entry);
  remark->type = type == LLVMRemarkTypePassed     ? ESC_REMARK_PASSED
                 : type == LLVMRemarkTypeMissed   ? ESC_REMARK_MISSED
                 : type == LLVMRemarkTypeAnalysis ? ESC_REMARK_ANALYSIS
                                                  : ESC_REMARK_OTHER;
  remark->pass = slice_of(LLVMRemarkEntryGetPassName(entry));
  remark->name = slice_of(LLVMRemarkEntryGetRemarkName(entry));
  remark->function = slice_of(LLVMRemarkEntryGetFunctionName(entry));
  remark->place = place_of(LLVMRemarkEntryGetDebugLoc(entry));
  remark->hotness = LLVMRemarkEntryGetHotness(entry);
  remark->arg_count = 0;
  for (LLVMRemarkArgRef arg = LLVMRemarkEntryGetFirstArg(entry); arg;
       arg = LLVMRemarkEntryGetNextArg(arg, entry)) {
    esc_remark_arg_t *to = esc_remark_add(remark);
    if (!to)
      return false;
    to->key = slice_of(LLVMRemarkArgGetKey(arg));
    to->value = slice_of(LLVMRemarkArgGetValue(arg));
    to->place = place_of(LLVMRemarkArgGetDebugLoc(arg));
  }
  return true;
}

/* Reads [text, text + length) by LLVM's parser. */
static void parse_by_llvm(esc_reader_t *reader, const char *text, size_t length,
                          esc_remark_t *remark) {
  LLVMRemarkParserRef parser =
      reader->is_yaml ? LLVMRemarkParserCreateYAML(text, length)
                      : LLVMRemarkParserCreateBitstream(text, length);
  for (LLVMRemarkEntryRef entry;
       !reader->failed && (entry = LLVMRemarkParserGetNext(parser));) {
    reader->report->remark_count += !reader->is_yaml;
    if (take_entry(remark, entry))
      esc_reader_add(reader, remark);
    else
      esc_reader_fail(reader, "out of memory");
    LLVMRemarkEntryDispose(entry);
  }
  if (LLVMRemarkParserHasError(parser) && !reader->failed) {
    char message[1024];
    const char *problem = LLVMRemarkParserGetErrorMessage(parser);
    int shown = (int)strcspn(problem, "\n");
    while (shown > 0 && problem[shown - 1] == '.')
      --shown;
    snprintf(message, sizeof message, "the remarks cannot be read: %.*s. %s",
             shown, problem,
             reader->is_yaml
                 ? "Compile again; if it stays, the file is not of LLVM 19 or "
                   "newer, or was changed"
                 : "Files in the bitstream format can only be read by the LLVM "
                   "that wrote them: compile again with "
                   "-fsave-optimization-record=yaml");
    esc_reader_fail(reader, message);
  }
  LLVMRemarkParserDispose(parser);
}

/* A document starts at a line `--- `. */
static void parse_yaml(esc_reader_t *reader, const char *text, size_t length,
                       esc_remark_t *remark) {
  const char *end = text + length;
  for (const char *at = text, *stop; at < end && !reader->failed; at = stop) {
    const char *next = at + 1;
    for (;;) {
      next = next < end ? memchr(next, '\n', (size_t)(end - next)) : NULL;
      if (!next || starts(next + 1, end, "--- "))
        break;
      ++next;
    }
    stop = next ? next + 1 : end;
    reader->report->remark_count += starts(at, stop, "--- !");
    if (!may_be_record(at, stop))
      continue;
    if (esc_remark_scan(remark, at, stop))
      esc_reader_add(reader, remark);
    else
      parse_by_llvm(reader, at, (size_t)(stop - at), remark);
  }
}

static void parse(esc_reader_t *reader, const char *text, size_t length) {
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
  esc_remark_t remark = {0};
  if (is_bitstream)
    parse_by_llvm(reader, text, length, &remark);
  else
    parse_yaml(reader, text, length, &remark);
  free(remark.args);
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
