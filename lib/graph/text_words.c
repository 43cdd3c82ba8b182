/* The words of the text form. See text_words.h. */
#include "graph/text_words.h"

#include "graph/skeleton.h"

#include <stddef.h>

const esc_word_t esc_words_object_kind[] = {
    {"alloca", ESC_OBJECT_ALLOCA},     {"site", ESC_OBJECT_SITE},
    {"fresh", ESC_OBJECT_FRESH},       {"function", ESC_OBJECT_FUNCTION},
    {"constant", ESC_OBJECT_CONSTANT}, {NULL, 0}};

const esc_word_t esc_words_site_flag[] = {
    {"zeroed", ESC_SITE_ZEROED},
    {"realloc", ESC_SITE_REALLOC},
    {"dup", ESC_SITE_DUP},
    {"align-unknown", ESC_SITE_ALIGN_UNKNOWN},
    {"address-space", ESC_SITE_ADDRESS_SPACE},
    {"not-removable", ESC_SITE_NOT_REMOVABLE},
    {"run-time-size", ESC_SITE_RUN_TIME_SIZE},
    {"repeated", ESC_SITE_REPEATED},
    {"many", ESC_SITE_MANY},
    {"never-freed", ESC_SITE_NEVER_FREED},
    {"needs-roots", ESC_SITE_NEEDS_ROOTS},
    {"finalized", ESC_SITE_FINALIZED},
    {"zero-is-null", ESC_SITE_ZERO_IS_NULL},
    {"cold", ESC_SITE_COLD},
    {"realloc-null", ESC_SITE_REALLOC_NULL},
    {"string", ESC_SITE_STRING},
    {NULL, 0}};

const esc_word_t esc_words_function_flag[] = {
    {"returns-twice", ESC_FUNCTION_RETURNS_TWICE},
    {"sanitized", ESC_FUNCTION_SANITIZED},
    {"coroutine", ESC_FUNCTION_COROUTINE},
    {"optnone", ESC_FUNCTION_OPTNONE},
    {"allocator", ESC_FUNCTION_ALLOCATOR},
    {"collected", ESC_FUNCTION_COLLECTED},
    {"split-stack", ESC_FUNCTION_SPLIT_STACK},
    {"calls-unknown", ESC_FUNCTION_CALLS_UNKNOWN},
    {"no-recurse", ESC_FUNCTION_NO_RECURSE},
    {"inexact", ESC_FUNCTION_INEXACT},
    {"interposable", ESC_FUNCTION_INTERPOSABLE},
    {"selected-out", ESC_FUNCTION_SELECTED_OUT},
    {"ssp", ESC_FUNCTION_SSP},
    {"calls-callers", ESC_FUNCTION_CALLS_CALLERS},
    {"not-copied", ESC_FUNCTION_NOT_COPIED},
    {"called-once", ESC_FUNCTION_CALLED_ONCE},
    {NULL, 0}};

const esc_word_t esc_words_sink[] = {{"none", ESC_SINK_NONE},
                                     {"unknown-call", ESC_SINK_UNKNOWN_CALL},
                                     {"indirect-call", ESC_SINK_INDIRECT_CALL},
                                     {"interposable", ESC_SINK_INTERPOSABLE},
                                     {"vararg", ESC_SINK_VARARG},
                                     {"ptrtoint", ESC_SINK_PTRTOINT},
                                     {"asm", ESC_SINK_ASM},
                                     {"atomic", ESC_SINK_ATOMIC},
                                     {"global", ESC_SINK_GLOBAL},
                                     {"unknown-store", ESC_SINK_UNKNOWN_STORE},
                                     {"throw", ESC_SINK_THROW},
                                     {"thread", ESC_SINK_THREAD},
                                     {"registered", ESC_SINK_REGISTERED},
                                     {"bundle", ESC_SINK_BUNDLE},
                                     {"bytes", ESC_SINK_BYTES},
                                     {"callee", ESC_SINK_CALLEE},
                                     {"unmodelled", ESC_SINK_UNMODELLED},
                                     {NULL, 0}};

const esc_word_t esc_words_fact_kind[] = {
    {"free", ESC_FACT_FREE},
    {"free-in-call", ESC_FACT_FREE_IN_CALL},
    {"realloc", ESC_FACT_REALLOC},
    {"usable-size", ESC_FACT_USABLE_SIZE},
    {"volatile", ESC_FACT_VOLATILE},
    {"invariant", ESC_FACT_INVARIANT},
    {"scoped", ESC_FACT_SCOPED},
    {"size-asked", ESC_FACT_SIZE_ASKED},
    {"compared", ESC_FACT_COMPARED},
    {"address-leaked", ESC_FACT_ADDRESS_LEAKED},
    {NULL, 0}};

const esc_word_t esc_words_event_kind[] = {{"site", ESC_EVENT_SITE},
                                           {"free", ESC_EVENT_FREE},
                                           {"call", ESC_EVENT_CALL},
                                           {"null", ESC_EVENT_NULL},
                                           {"pass", ESC_EVENT_PASS},
                                           {"give", ESC_EVENT_GIVE},
                                           {"use", ESC_EVENT_USE},
                                           {"return", ESC_EVENT_RETURN},
                                           {NULL, 0}};

const esc_word_t esc_words_event_flag[] = {{"tail", ESC_EVENT_TAIL},
                                           {"musttail", ESC_EVENT_MUSTTAIL},
                                           {"may-exit", ESC_EVENT_MAY_EXIT},
                                           {"may-jump", ESC_EVENT_MAY_JUMP},
                                           {NULL, 0}};

const char *esc_words_find(const esc_word_t *table, uint32_t value) {
  for (; table->word; ++table)
    if (table->value == value)
      return table->word;
  return NULL;
}
