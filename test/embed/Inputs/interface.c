/* interface FILE.bc: what escape-llvm.h says of remarks, errors, threads and
 * assertions, of a host that uses all of it. Prints what does not hold. */
#include <escape/escape-llvm.h>
#include <llvm-c/Analysis.h>
#include <llvm-c/BitReader.h>
#include <llvm-c/Core.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int wrong;

static void expect(bool good, const char *what) {
  if (!good) {
    printf("does not hold: %s\n", what);
    wrong = 1;
  }
}

typedef struct {
  LLVMContextRef context;
  LLVMModuleRef module;
  unsigned remarks, errors;
  char text[4096];
} host_t;

static void heard(LLVMDiagnosticInfoRef info, void *data) {
  host_t *host = data;
  char *text = LLVMGetDiagInfoDescription(info);
  if (LLVMGetDiagInfoSeverity(info) == LLVMDSRemark)
    ++host->remarks;
  else
    ++host->errors;
  strncat(host->text, text, sizeof host->text - strlen(host->text) - 1);
  LLVMDisposeMessage(text);
}

static void open_file(host_t *host, const char *file) {
  LLVMMemoryBufferRef buffer;
  char *message;
  memset(host, 0, sizeof *host);
  host->context = LLVMContextCreate();
  if (LLVMCreateMemoryBufferWithContentsOfFile(file, &buffer, &message) ||
      LLVMParseBitcodeInContext2(host->context, buffer, &host->module))
    abort();
  LLVMContextSetDiagnosticHandler(host->context, heard, host);
}

static void close_file(host_t *host) {
  expect(!LLVMVerifyModule(host->module, LLVMReturnStatusAction, NULL),
         "the module is valid");
  LLVMDisposeModule(host->module);
  LLVMContextDispose(host->context);
}

/* All verdicts and outcomes, in their order. The caller frees it. */
static char *all_of(const escape_result_t *result) {
  size_t size = 1;
  for (size_t i = 0; i < result->site_count; ++i)
    size += strlen(result->sites[i]->verdict) +
            strlen(result->sites[i]->outcome) + 2;
  char *text = calloc(size, 1);
  for (size_t i = 0; i < result->site_count; ++i) {
    strcat(strcat(text, result->sites[i]->verdict), "\n");
    strcat(strcat(text, result->sites[i]->outcome), "\n");
  }
  return text;
}

static void remarks(const char *file) {
  host_t host;
  char *message;
  open_file(&host, file);
  escape_result_t *result = escape_run(host.module, "no-promote", 0, &message);
  expect(result && !message, "a run without a flag");
  expect(host.remarks == 0 && host.errors == 0,
         "without ESCAPE_EMIT_REMARKS there are none");
  escape_result_free(result);
  result =
      escape_run(host.module, NULL, ESCAPE_PROMOTE | ESCAPE_EMIT_REMARKS, NULL);
  expect(host.remarks > 0 && host.errors == 0,
         "with it the handler of the context has them");
  expect(strstr(host.text, "moved to stack: ") != NULL,
         "and they are those of the pass");
  escape_result_free(result);
  close_file(&host);
}

static void one_error(const char *file, const char *options, const char *text) {
  host_t host;
  char *message;
  open_file(&host, file);
  expect(!escape_run(host.module, options, ESCAPE_PROMOTE, &message), options);
  expect(message && strstr(message, text), text);
  if (message && !strstr(message, text))
    printf("  but: %s\n", message);
  expect(host.errors == 0 && host.remarks == 0,
         "an error is the caller's, not the handler's");
  escape_message_free(message);
  expect(!escape_run(host.module, options, 0, NULL),
         "nobody asks for the message");
  close_file(&host);
}

static void errors(const char *file) {
  one_error(
      file, "no-such",
      "escape: there is no option 'no-such' (character 1 of the options)");
  one_error(file, "max-paths=x",
            "escape: option 'max-paths' takes a whole number, not 'x'");
  one_error(file, "allocators=none.yaml", "none.yaml");
  one_error(file, "dump-efg=no/such/folder/x", "no/such/folder/x");
  host_t host;
  char *message;
  open_file(&host, file);
  expect(!escape_run(host.module, "oracle=check", 0, &message),
         "the oracle needs ESCAPE_PROMOTE");
  expect(message && strstr(message, "ESCAPE_PROMOTE"),
         "and the message says so");
  escape_message_free(message);
  close_file(&host);
  escape_result_free(NULL);
  escape_message_free(NULL);
}

static const char *shared_file;

static void *in_thread(void *unused) {
  (void)unused;
  char *text = NULL;
  for (int i = 0; i < 5; ++i) {
    host_t host;
    open_file(&host, shared_file);
    escape_result_t *result = escape_run(
        host.module, "max-paths=3", ESCAPE_PROMOTE | ESCAPE_EMIT_REMARKS, NULL);
    close_file(&host); /* the result outlives it */
    free(text);
    text = all_of(result);
    escape_result_free(result);
  }
  return text;
}

static void threads(const char *file) {
  pthread_t all[8];
  shared_file = file;
  char *alone = in_thread(NULL);
  expect(strstr(alone, "moved to stack: ") != NULL, "something is promoted");
  for (int i = 0; i < 8; ++i)
    if (pthread_create(&all[i], NULL, in_thread, NULL))
      abort();
  for (int i = 0; i < 8; ++i) {
    void *text;
    pthread_join(all[i], &text);
    expect(strcmp(text, alone) == 0,
           "a thread has the verdicts that one alone has");
    free(text);
  }
  free(alone);
}

/* What docs/embedding.md says it does not do. */
static void limits(const char *file) {
  host_t host;
  char *message;
  open_file(&host, file);
  escape_result_t *result =
      escape_run(host.module, "", ESCAPE_PROMOTE, &message);
  expect(result && host.errors == 0, "assertions are not checked");
  expect(LLVMGetNamedFunction(host.module, "escape_assert_local") != NULL,
         "and are still there");
  bool is_found = false;
  for (size_t i = 0; result && i < result->function_count; ++i)
    if (strcmp(result->functions[i]->name, "takes_integer") == 0) {
      is_found = true;
      expect(result->functions[i]->parameter_count == 0,
             "an integer is no parameter, whatever it carries");
    }
  expect(is_found, "the function of an integer is there");
  escape_result_free(result);
  close_file(&host);
}

int main(int argc, char **argv) {
  if (argc != 3)
    return 2;
  expect(escape_llvm_interface() >= ESCAPE_LLVM_INTERFACE,
         "the interface is that of the header");
  remarks(argv[1]);
  errors(argv[1]);
  threads(argv[1]);
  limits(argv[2]);
  if (!wrong)
    puts("all holds");
  return wrong;
}
