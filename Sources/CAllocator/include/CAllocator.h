#pragma once

// What jemalloc reads at its start.
extern const char *malloc_conf;
