#pragma once

// What the processor offers and Swift does not.

#include <stddef.h>
#include <stdint.h>

/// Has the processor bring memory into its caches, and waits for nothing. It is only told to: the memory is not read, so
/// that any address will do.
static inline void processor_prefetch(uintptr_t address, size_t bytes) {
    enum { LINE = 64 };
    for (size_t offset = 0; offset < bytes; offset += LINE) __builtin_prefetch((const char *)address + offset);
}
