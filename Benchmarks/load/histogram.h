#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <stdint.h>

/* Each power of two is cut into 64 equal parts: a percentile is at most 1.6 % above the truth. */
#define HISTOGRAM_PARTS 64
#define HISTOGRAM_BUCKETS (HISTOGRAM_PARTS * 59)

/* How long things took, in nanoseconds, in constant memory and a few instructions a value. */
struct histogram {
    uint64_t buckets[HISTOGRAM_BUCKETS];
    uint64_t count;
    uint64_t maximum;
};

/* Counts a duration as often as there were requests that took it. */
void histogram_record(struct histogram *histogram, uint64_t nanoseconds, uint64_t times);

/* The duration, in microseconds, that the given part (0...1) of all values does not exceed. */
double histogram_percentile(const struct histogram *histogram, double part);

#endif
