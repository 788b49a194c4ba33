#include "loop.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "clock.h"
#include "fail.h"
#include "sockets.h"

#define RECEIVE_BYTES (64 * 1024)
#define EVENTS 64
#define PATIENCE (10 * NANOSECONDS_A_SECOND) /* for answers still out at the end */

struct connection {
    int fd;
    bool blocked; /* the socket takes no more for now */
    struct buffer out, in;
    size_t scanned;
    uint64_t *asked_at; /* a ring: answers come in the order of the requests */
    unsigned oldest, waiting;
};

struct loop {
    const struct options *options;
    const struct wire *wire;
    struct outcome *outcome;
    struct transfers transfers;
    int epoll;
    uint64_t counted_from, ends; /* before: warm-up; after: no more questions */
    uint64_t messages_left, waiting;
};

static void watch(struct loop *loop, struct connection *connection, int operation)
{
    struct epoll_event event = {
        .events = EPOLLIN | (connection->blocked ? EPOLLOUT : 0u), .data.ptr = connection};
    if (epoll_ctl(loop->epoll, operation, connection->fd, &event) != 0)
        fail("epoll_ctl: %s", strerror(errno));
}

static void flush(struct loop *loop, struct connection *connection)
{
    bool was_blocked = connection->blocked;
    connection->blocked = false;
    while (buffer_length(&connection->out) > 0 && !connection->blocked) {
        ssize_t sent = send(
            connection->fd, buffer_first(&connection->out), buffer_length(&connection->out), MSG_NOSIGNAL);
        if (sent >= 0)
            buffer_consume(&connection->out, (size_t)sent);
        else if (errno == EAGAIN)
            connection->blocked = true;
        else if (errno != EINTR)
            fail("send: %s", strerror(errno));
    }
    if (connection->blocked != was_blocked)
        watch(loop, connection, EPOLL_CTL_MOD);
}

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
    flush(loop, connection);
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
            flush(loop, connection);
        if (events[index].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
            receive(loop, connection);
    }
}

static struct connection *open_connections(struct loop *loop)
{
    struct connection *connections = calloc(loop->options->connections, sizeof *connections);
    if (connections == NULL)
        fail("no memory for the connections");
    for (unsigned index = 0; index < loop->options->connections; index++) {
        struct connection *connection = &connections[index];
        connection->fd = socket_connect(loop->options->socket);
        if (loop->wire->greet != NULL)
            loop->wire->greet(connection->fd);
        socket_make_nonblocking(connection->fd);
        connection->asked_at = calloc(loop->options->in_flight, sizeof *connection->asked_at);
        if (connection->asked_at == NULL)
            fail("no memory for the connections");
        watch(loop, connection, EPOLL_CTL_ADD);
    }
    return connections;
}

void loop_run(const struct options *options, const struct wire *wire, struct outcome *outcome)
{
    struct loop loop = {.options = options, .wire = wire, .outcome = outcome, .epoll = epoll_create1(EPOLL_CLOEXEC)};
    loop.transfers = (struct transfers){.random = random_from(options->seed), .hot = options->hot};
    if (options->ids != NULL)
        loop.transfers.sessions = sessions_read(options->ids);
    wire->prepare(options);
    struct connection *connections = open_connections(&loop);

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
}
