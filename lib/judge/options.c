#include "judge/options.h"

#include <string.h>

_Static_assert((int)ESC_GUARD_COUNT <= 64, "disabled_guards has 64 bits");

const esc_reason_text_t *esc_reason_text(esc_reason_t reason) {
  static const esc_reason_text_t texts[] = {
#define ESC_REASON(id, name, text, fix) {#name, text, fix},
#include "judge/reasons.def"
#undef ESC_REASON
  };
  return &texts[reason];
}

const char *esc_guard_name(esc_guard_t guard) {
  switch (guard) {
  case ESC_GUARD_CLEAR_TAIL:
    return "ClearTail";
  case ESC_GUARD_ZERO:
    return "Zero";
  case ESC_GUARD_ALIGN:
    return "Align";
  case ESC_GUARD_LIFETIME_MUST:
    return "LifetimeMust";
  case ESC_GUARD_FREE:
    return "GuardFree";
  case ESC_GUARD_ANSWER_SIZE:
    return "AnswerSize";
  case ESC_GUARD_ZERO_IS_NULL:
    return "ZeroIsNull";
  case ESC_GUARD_COPY:
    return "Copy";
  case ESC_GUARD_DROP_SCOPES:
    return "DropScopes";
  case ESC_GUARD_POOL_BARRIER:
    return "PoolBarrier";
  case ESC_GUARD_POOL_SHARE:
    return "PoolShare";
  case ESC_GUARD_PIN:
    return "Pin";
  case ESC_GUARD_NAME:
    return "Name";
  case ESC_GUARD_SOLUTION:
    return "Solution";
  case ESC_GUARD_COUNT:
    break;
  }
  return esc_reason_text((esc_reason_t)guard)->name;
}

void esc_options_init(esc_options_t *options) {
  *options = (esc_options_t){0};
#define ESC_BUDGET(field, option, value, text) options->field = (value);
  ESC_BUDGETS(ESC_BUDGET)
#undef ESC_BUDGET
}

bool esc_options_set_budget(esc_options_t *options, const char *name,
                            uint32_t size, uint64_t value) {
#define ESC_BUDGET(field, option, fallback, text)                              \
  if (size == sizeof(option) - 1 && memcmp(name, option, size) == 0) {         \
    options->field = value;                                                    \
    return true;                                                               \
  }
  ESC_BUDGETS(ESC_BUDGET)
#undef ESC_BUDGET
  return false;
}
