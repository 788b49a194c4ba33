#include "CAllocator.h"

#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>

// How jemalloc goes about it, where leashd is linked with it; <http://jemalloc.net/jemalloc.3.html#tuning>. Three threads
// allocate much and free each other's, from caches of their own, so that one arena is enough and keeps less than two.
// What is free goes back to the system after a second, at the next allocation: nothing wakes up for it.
const char *malloc_conf = "narenas:1,dirty_decay_ms:1000,muzzy_decay_ms:0";

// What malloc aligns by, if it is asked for as much.
static const size_t natural = 16;
_Static_assert(_Alignof(max_align_t) >= 16, "malloc has to align by as much as a number of 128 bits needs");

// Swift asks this way for all that holds a number of 128 bits, as it takes malloc to align by 8 bytes on Linux. malloc
// aligns by 16, and jemalloc takes a fifth of the time for it.
int posix_memalign(void **memory, size_t alignment, size_t size) {
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
    void *given = alignment > natural ? memalign(alignment, size) : malloc(size < natural ? natural : size);
    if (given == NULL) return ENOMEM;
    *memory = given;
    return 0;
}
