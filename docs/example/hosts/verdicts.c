/* Prints what escapes in a bitcode file, and by which path: verdicts FILE.bc */
#include <escape/escape-llvm.h>
#include <llvm-c/BitReader.h>
#include <llvm-c/Core.h>
#include <stdio.h>

int main(int argc, char **argv) {
  char *message = NULL;
  LLVMMemoryBufferRef file;
  LLVMModuleRef module;
  if (argc != 2 || LLVMCreateMemoryBufferWithContentsOfFile(argv[1], &file, &message))
    return fprintf(stderr, "verdicts: %s\n", message ? message : "usage: verdicts FILE.bc"), 2;
  if (LLVMParseBitcodeInContext2(file, &module))
    return fprintf(stderr, "verdicts: %s is not bitcode\n", argv[1]), 2;
  escape_result_t *result = escape_run(module, "max-paths=4", ESCAPE_PROMOTE, &message);
  if (!result)
    return fprintf(stderr, "verdicts: %s\n", message), 1;
  for (size_t i = 0; i < result->site_count; ++i) {
    const escape_site_t *site = result->sites[i];
    printf("%s:%u: %s\n%s:%u: %s\n", site->place.file, site->place.line, site->verdict,
           site->place.file, site->place.line, site->outcome);
    for (size_t j = 0; j < site->flow_count; ++j)
      for (size_t k = 0; k < site->flows[j]->hop_count; ++k)
        printf("    %s at %s:%u\n", site->flows[j]->hops[k]->text,
               site->flows[j]->hops[k]->place.file, site->flows[j]->hops[k]->place.line);
  }
  escape_result_free(result);
  LLVMDisposeModule(module);
}
