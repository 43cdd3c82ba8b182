/* Prints what escapes in a bitcode file, and by which path: verdicts FILE.bc */
#include <escape/escape-llvm.h>
#include <llvm-c/BitReader.h>
#include <llvm-c/Core.h>
#include <stdio.h>

int main(int argc, char **argv) {
  char *message = "usage: verdicts FILE.bc";
  LLVMMemoryBufferRef file;
  LLVMModuleRef module;
  LLVMContextRef context = LLVMContextCreate();
  if (argc != 2 || LLVMCreateMemoryBufferWithContentsOfFile(argv[1], &file, &message) ||
      LLVMParseBitcodeInContext2(context, file, &module))
    return fprintf(stderr, "verdicts: %s\n", message), 2;
  escape_result_t *result = escape_run(module, "max-paths=4", ESCAPE_PROMOTE, &message);
  for (size_t i = 0; result && i < result->site_count; ++i) {
    const escape_site_t *site = result->sites[i];
    printf("%s:%u: %s\n", site->place.file, site->place.line, site->verdict);
    for (size_t j = 0; j < site->flow_count; ++j)
      for (size_t k = 0; k < site->flows[j]->hop_count; ++k)
        printf("    %s at line %u\n", site->flows[j]->hops[k]->text,
               site->flows[j]->hops[k]->place.line);
    printf("%s:%u: %s\n", site->place.file, site->place.line, site->outcome);
  }
  if (!result)
    return fprintf(stderr, "verdicts: %s\n", message), 1;
  escape_result_free(result);
  LLVMDisposeModule(module);
}
