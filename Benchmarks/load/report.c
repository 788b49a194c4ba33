#include "report.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>

static const char *const kinds[] = {[KIND_CALLS] = "calls", [KIND_USEROP] = "userop", [KIND_MIXED] = "mixed"};

static double rate(const struct outcome *outcome)
{
    return outcome->seconds > 0 ? (double)outcome->latencies.count / outcome->seconds : 0;
}

static double mean(uint64_t sum, uint64_t count)
{
    return count > 0 ? (double)sum / (double)count : 0;
}

/* Microseconds of processor time, the kernel's part included, that the generator itself took for each request. */
static double own_cost(const struct outcome *outcome)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    struct timeval user = usage.ru_utime, system = usage.ru_stime;
    uint64_t microseconds = (uint64_t)(user.tv_sec + system.tv_sec) * 1000000 + (uint64_t)(user.tv_usec + system.tv_usec);
    return mean(microseconds, outcome->answered_in_all);
}

static void print_json(
    const struct options *options, const char *target, const char *work, const struct outcome *outcome)
{
    const struct histogram *latencies = &outcome->latencies;
    printf(
        "{\"target\":\"%s\",\"work\":\"%s\",\"kind\":\"%s\",\"connections\":%u,\"in_flight\":%u,\"batch\":%u,"
        "\"hot\":%s,\"settle\":%s,\"overwrite\":%s,\"seed\":\"0x%016" PRIx64 "\",",
        target, work, kinds[options->kind], options->connections, options->in_flight, options->batch,
        options->hot ? "true" : "false", options->settle ? "true" : "false", options->overwrite ? "true" : "false",
        options->seed);
    printf(
        "\"seconds\":%.3f,\"answers\":%" PRIu64 ",\"answers_in_all\":%" PRIu64 ",\"rate\":%.1f,\"p50_us\":%.1f,"
        "\"p90_us\":%.1f,\"p99_us\":%.1f,\"p999_us\":%.1f,\"max_us\":%.1f,",
        outcome->seconds, latencies->count, outcome->answered_in_all, rate(outcome),
        histogram_percentile(latencies, 0.5), histogram_percentile(latencies, 0.9),
        histogram_percentile(latencies, 0.99), histogram_percentile(latencies, 0.999),
        (double)latencies->maximum / 1000.0);
    printf(
        "\"request_bytes\":%.1f,\"answer_bytes\":%.1f,\"own_us\":%.2f,\"refused\":%" PRIu64 ",\"unanswered\":%" PRIu64 "}\n",
        mean(outcome->bytes_asked, outcome->messages), mean(outcome->bytes_answered, outcome->messages),
        own_cost(outcome), outcome->refused, outcome->unanswered);
}

static void print_text(
    const struct options *options, const char *target, const char *work, const struct outcome *outcome)
{
    const struct histogram *latencies = &outcome->latencies;
    printf(
        "%s %s, %u x %u in flight, batch %u, seed 0x%016" PRIx64 "\n  %.0f/s over %.2f s; us: p50 %.1f, p90 %.1f, "
        "p99 %.1f, p99.9 %.1f, max %.1f; own cost %.2f us a request; %" PRIu64 " refused, %" PRIu64 " unanswered\n",
        target, work, options->connections, options->in_flight, options->batch, options->seed, rate(outcome),
        outcome->seconds, histogram_percentile(latencies, 0.5), histogram_percentile(latencies, 0.9),
        histogram_percentile(latencies, 0.99), histogram_percentile(latencies, 0.999),
        (double)latencies->maximum / 1000.0, own_cost(outcome), outcome->refused, outcome->unanswered);
}

bool report(const struct options *options, const char *target, const char *work, const struct outcome *outcome)
{
    (options->json ? print_json : print_text)(options, target, work, outcome);
    fflush(stdout);
    if (outcome->refused > 0)
        fprintf(stderr, "leashload: the first refusal of %" PRIu64 ": %s\n", outcome->refused, outcome->first_refusal);
    if (outcome->unanswered > 0)
        fprintf(stderr, "leashload: %" PRIu64 " requests were never answered\n", outcome->unanswered);
    return outcome->refused == 0 && outcome->unanswered == 0;
}
