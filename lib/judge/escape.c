/* The public interface, see include/escape/escape.h. */
#include "escape/escape.h"

#include "judge/reasons.h"

const char *escape_version(void) { return "0.1.0"; }

unsigned escape_reason_count(void) { return ESC_REASON_COUNT; }

escape_reason_t escape_reason(unsigned index) {
  escape_reason_t reason = {0};
  if (index >= ESC_REASON_COUNT)
    return reason;
  const esc_reason_text_t *text = esc_reason_text((esc_reason_t)index);
  reason.name = text->name;
  reason.text = text->text;
  reason.fix = text->fix;
  return reason;
}
