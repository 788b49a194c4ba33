#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>
#include <time.h>

#define NANOSECONDS_A_SECOND 1000000000ULL

/* Nanoseconds of a clock that nobody sets. */
static inline uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * NANOSECONDS_A_SECOND + (uint64_t)time.tv_nsec;
}

/* A length of time given in seconds, as nanoseconds. */
static inline uint64_t nanoseconds(double seconds)
{
    return (uint64_t)(seconds * (double)NANOSECONDS_A_SECOND);
}

#endif
