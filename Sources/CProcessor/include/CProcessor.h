#pragma once

// What the processor offers and Swift does not.

#include <stddef.h>
#include <stdint.h>

/// Has the processor bring memory into its caches, and does not wait for it. It is only told to: the memory is not read,
/// so that any address will do.
static inline void processor_prefetch(uintptr_t address, size_t bytes) {
    // What a cache holds as one; where it is more, some is asked for twice.
    const uintptr_t line = 64, end = address + bytes;
    for (uintptr_t next = address & ~(line - 1); next < end; next += line) __builtin_prefetch((const void *)next);
}
