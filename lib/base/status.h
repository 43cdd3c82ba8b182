/* How a call into the core ended. The core reports, it never aborts, prints
 * or exits. */
#ifndef ESCAPE_BASE_STATUS_H
#define ESCAPE_BASE_STATUS_H

typedef enum esc_status {
  ESC_OK = 0,
  ESC_NO_MEMORY,    /* the injected allocator returned NULL */
  ESC_BAD_INPUT,    /* malformed text or a graph that breaks its rules */
  ESC_OUT_OF_BUDGET /* the step budget ended; the answer is the worst case */
} esc_status_t;

#endif
