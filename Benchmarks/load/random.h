#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>
#include <stdio.h>
#include <sys/random.h>

#include "fail.h"

/* Xorshift64*: a few instructions a number, the same sequence for the same seed. */
struct random {
    uint64_t state;
};

static inline struct random random_from(uint64_t seed)
{
    /* Zero is the one state that xorshift never leaves. */
    return (struct random){.state = seed != 0 ? seed : 0x9e3779b97f4a7c15ULL};
}

static inline uint64_t random_next(struct random *random)
{
    uint64_t x = random->state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    random->state = x;
    return x * 0x2545f4914f6cdd1dULL;
}

/* A number below the bound, taken from the upper bits, which are the better ones. */
static inline uint64_t random_below(struct random *random, uint64_t bound)
{
    return (uint64_t)(((unsigned __int128)random_next(random) * bound) >> 64);
}

/* A number that no other run has. */
static inline uint64_t random_from_system(void)
{
    uint64_t number;
    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        fail("the system gives no random numbers");
    return number;
}

#define RUN_NAME_BYTES 18

/* A name that makes the keys of a run unlike those of any other, whatever the seed is: a key that a store has seen would
   be answered from memory. */
static inline void random_name(char name[static RUN_NAME_BYTES])
{
    snprintf(name, RUN_NAME_BYTES, "%016llx-", (unsigned long long)random_from_system());
}

#endif
