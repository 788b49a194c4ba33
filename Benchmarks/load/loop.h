#ifndef LOOP_H
#define LOOP_H

#include "histogram.h"
#include "options.h"
#include "wire.h"

/* What a run came to. The warm-up is in `answered_in_all` alone. */
struct outcome {
    struct histogram latencies;
    double seconds;
    uint64_t answered_in_all;
    uint64_t refused, unanswered;
    uint64_t bytes_asked, bytes_answered, messages;
    char first_refusal[400];
};

/* Keeps the asked number of messages in flight on each connection until the time is over, then waits for the rest. */
void loop_run(const struct options *options, const struct wire *wire, struct outcome *outcome);

#endif
