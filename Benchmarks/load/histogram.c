#include "histogram.h"

#define PART_BITS 6 /* 2^6 = HISTOGRAM_PARTS */

/* Values below 64 have a bucket each; above, the leading bit chooses a row and the next six its bucket. */
static unsigned bucket_of(uint64_t value)
{
    if (value < HISTOGRAM_PARTS)
        return (unsigned)value;
    unsigned leading = 63u - (unsigned)__builtin_clzll(value);
    unsigned row = leading - PART_BITS + 1;
    return row * HISTOGRAM_PARTS + (unsigned)((value >> (leading - PART_BITS)) & (HISTOGRAM_PARTS - 1));
}

/* The largest value that falls into a bucket, so that a percentile never flatters. */
static uint64_t ceiling_of(unsigned bucket)
{
    if (bucket < HISTOGRAM_PARTS)
        return bucket;
    unsigned row = bucket / HISTOGRAM_PARTS;
    uint64_t part = HISTOGRAM_PARTS + bucket % HISTOGRAM_PARTS;
    return ((part + 1) << (row - 1)) - 1;
}

void histogram_record(struct histogram *histogram, uint64_t nanoseconds, uint64_t times)
{
    histogram->buckets[bucket_of(nanoseconds)] += times;
    histogram->count += times;
    if (nanoseconds > histogram->maximum)
        histogram->maximum = nanoseconds;
}

double histogram_percentile(const struct histogram *histogram, double part)
{
    uint64_t wanted = (uint64_t)(part * (double)histogram->count + 0.999999);
    uint64_t seen = 0;
    for (unsigned bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
        seen += histogram->buckets[bucket];
        if (seen > 0 && seen >= wanted) {
            uint64_t value = ceiling_of(bucket);
            return (double)(value < histogram->maximum ? value : histogram->maximum) / 1000.0;
        }
    }
    return 0;
}
