/* The search of the program's memory for addresses of blocks that are over. */
#ifndef ESCAPE_RUNTIME_SCAN_H
#define ESCAPE_RUNTIME_SCAN_H

#include "pages.h"

/* Looks for a word that leads into a block of `batch`, in memory that the
 * program can reach. The stack of this thread counts from `live` upwards: what
 * is below belongs to frames that are gone. Under esc_lock. Returns the block,
 * and in `where` the place; 0: none. */
uint32_t esc_scan(uint32_t batch, uintptr_t live, char *where, size_t size);

/* A jmp_buf, which holds registers of its time, is no reference. */
void esc_scan_ignore(uintptr_t from, size_t bytes);

#endif
