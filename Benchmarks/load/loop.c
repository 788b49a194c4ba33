#include "loop.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"
#include "connections.h"
#include "fail.h"

#define RECEIVE_BYTES (64 * 1024)
#define EVENTS 64
#define PATIENCE (10 * NANOSECONDS_A_SECOND) /* for answers still out at the end */

struct loop {
    const struct options *options;
    const struct wire *wire;
    struct outcome *outcome;
    struct transfers transfers;
    int epoll;
    uint64_t counted_from, ends; /* before: warm-up; after: no more questions */
    uint64_t messages_left, waiting;
};

/* Fills up what is in flight and sends it. */
static void ask(struct loop *loop, struct connection *connection)
{
    uint64_t asked_at = now();
    unsigned in_flight = loop->options->in_flight;
    while (connection->waiting < in_flight && asked_at < loop->ends && loop->messages_left > 0) {
        size_t before = buffer_length(&connection->out);
        loop->wire->compose(&loop->transfers, &connection->out);
        loop->outcome->bytes_asked += buffer_length(&connection->out) - before;
        connection->asked_at[(connection->oldest + connection->waiting) % in_flight] = asked_at;
        connection->waiting++;
        loop->waiting++;
        loop->messages_left--;
    }
    connection_flush(connection, loop->epoll);
}

static void judge(struct loop *loop, const char *bytes, struct answer answer)
{
    struct outcome *outcome = loop->outcome;
    unsigned batch = loop->options->batch;
    if (answer.granted >= batch)
        return;
    if (outcome->refused == 0) {
        size_t length = answer.length < sizeof outcome->first_refusal ? answer.length : sizeof outcome->first_refusal - 1;
        /* Not every protocol is text: what is no letter becomes a space. */
        for (size_t index = 0; index < length; index++)
            outcome->first_refusal[index] = bytes[index] >= ' ' ? bytes[index] : ' ';
    }
    outcome->refused += batch - answer.granted;
}

static void count(struct loop *loop, struct connection *connection, struct answer answer, uint64_t at)
{
    struct outcome *outcome = loop->outcome;
    unsigned batch = loop->options->batch;
    if (connection->waiting == 0)
        fail("an answer came that nobody asked for");
    judge(loop, buffer_first(&connection->in), answer);
    if (at >= loop->counted_from && at < loop->ends)
        histogram_record(&outcome->latencies, at - connection->asked_at[connection->oldest], batch);
    outcome->answered_in_all += batch;
    outcome->bytes_answered += answer.length;
    outcome->messages++;
    connection->oldest = (connection->oldest + 1) % loop->options->in_flight;
    connection->waiting--;
    loop->waiting--;
    buffer_consume(&connection->in, answer.length);
}

static void receive(struct loop *loop, struct connection *connection)
{
    ssize_t received = recv(connection->fd, buffer_reserve(&connection->in, RECEIVE_BYTES), RECEIVE_BYTES, 0);
    if (received < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (received <= 0)
        fail("%s ended a connection: %s", loop->wire->target, received == 0 ? "closed" : strerror(errno));
    connection->in.end += (size_t)received;
    uint64_t at = now();
    struct answer answer;
    do {
        answer = loop->wire->answer(
            buffer_first(&connection->in), buffer_length(&connection->in), &connection->scanned);
        if (answer.length > 0)
            count(loop, connection, answer, at);
    } while (answer.length > 0 && buffer_length(&connection->in) > 0);
    ask(loop, connection);
}

static void turn(struct loop *loop)
{
    struct epoll_event events[EVENTS];
    int ready = epoll_wait(loop->epoll, events, EVENTS, 100);
    if (ready < 0 && errno != EINTR)
        fail("epoll_wait: %s", strerror(errno));
    for (int index = 0; index < ready; index++) {
        struct connection *connection = events[index].data.ptr;
        if (events[index].events & EPOLLOUT)
            connection_flush(connection, loop->epoll);
        if (events[index].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
            receive(loop, connection);
    }
}

void loop_run(const struct options *options, const struct wire *wire, struct outcome *outcome)
{
    struct loop loop = {.options = options, .wire = wire, .outcome = outcome, .epoll = epoll_create1(EPOLL_CLOEXEC)};
    loop.transfers = (struct transfers){.random = random_from(options->seed), .hot = options->hot};
    if (options->ids != NULL)
        loop.transfers.sessions = sessions_read(options->ids);
    wire->prepare(options);
    struct connection *connections = connections_open(options, wire, loop.epoll);

    uint64_t started = now();
    /* A counted number of requests is for counting what they cost: all of them belong to it. */
    loop.counted_from = started + (options->requests != 0 ? 0 : nanoseconds(options->warmup));
    loop.ends = loop.counted_from + nanoseconds(options->seconds);
    loop.messages_left = options->requests != 0 ? (options->requests + options->batch - 1) / options->batch : UINT64_MAX;
    for (unsigned index = 0; index < options->connections; index++)
        ask(&loop, &connections[index]);
    while (now() < loop.ends && (loop.waiting > 0 || loop.messages_left > 0))
        turn(&loop);
    uint64_t stopped = now() < loop.ends ? now() : loop.ends;
    while (loop.waiting > 0 && now() < loop.ends + PATIENCE)
        turn(&loop);

    outcome->seconds = (double)(stopped - loop.counted_from) / (double)NANOSECONDS_A_SECOND;
    outcome->unanswered = loop.waiting * options->batch;
    connections_close(connections, options->connections);
    free(loop.transfers.sessions.all);
    close(loop.epoll);
}
