/* The public interface: every reason has a name of its own and a text. */
#include "escape/escape.h"

#include "check.h"

#include <string.h>

static void reasons_are_named(void) {
  unsigned count = escape_reason_count();
  CHECK(count > 30);
  for (unsigned i = 0; i < count; ++i) {
    escape_reason_t reason = escape_reason(i);
    CHECK(reason.name && reason.name[0] >= 'A' && reason.name[0] <= 'Z');
    CHECK(reason.text && reason.text[0] != '\0');
    CHECK(reason.fix != NULL);
    CHECK(!strchr(reason.name, ' ') && !strchr(reason.text, '\n'));
    for (unsigned j = 0; j < i; ++j)
      CHECK(strcmp(reason.name, escape_reason(j).name) != 0);
  }
}

static void beyond_the_last_is_nothing(void) {
  CHECK(escape_reason(escape_reason_count()).name == NULL);
  CHECK(escape_reason(~0u).text == NULL);
}

static void the_version_has_three_numbers(void) {
  unsigned dots = 0;
  for (const char *c = escape_version(); *c; ++c)
    dots += *c == '.';
  CHECK_UINT(dots, 2);
}

int main(void) {
  reasons_are_named();
  beyond_the_last_is_nothing();
  the_version_has_three_numbers();
  return checks_finish();
}
