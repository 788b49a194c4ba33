#include "CAllocator.h"

// How jemalloc goes about it, where leashd is linked with it; <http://jemalloc.net/jemalloc.3.html#tuning>. Three threads
// allocate much and free each other's, from caches of their own, so that one arena is enough and keeps less than two.
// What is free goes back to the system after a second, at the next allocation: nothing wakes up for it.
const char *malloc_conf = "narenas:1,dirty_decay_ms:1000,muzzy_decay_ms:0";
