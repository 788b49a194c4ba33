// How jemalloc goes about it, where leashd is linked with it; <http://jemalloc.net/jemalloc.3.html#tuning>. There are two
// threads that allocate much, and what they free goes back to the system after a second, at the next allocation: nothing
// wakes up for it.
const char *malloc_conf = "narenas:2,dirty_decay_ms:1000,muzzy_decay_ms:0";
