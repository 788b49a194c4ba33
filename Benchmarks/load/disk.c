#include "disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "fail.h"

#define BLOCK 4096
#define ROUND (16 * 1024 * 1024) /* bytes until an overwriting run is back at the start */

static char block[BLOCK];

static void write_block(int fd, off_t place)
{
    if (pwrite(fd, block, sizeof block, place) != (ssize_t)sizeof block)
        fail("write: %s", strerror(errno));
}

static void sync_data(int fd)
{
    if (fdatasync(fd) != 0)
        fail("fdatasync: %s", strerror(errno));
}

/* A file that has no name: it is gone with the program, however that ends. */
static int open_nameless(const char *directory)
{
    char path[4096];
    if ((size_t)snprintf(path, sizeof path, "%s/fdatasync-XXXXXX", directory) >= sizeof path)
        fail("the path is too long: %s", directory);
    int fd = mkstemp(path);
    if (fd < 0)
        fail("cannot write in %s: %s", directory, strerror(errno));
    unlink(path);
    return fd;
}

void disk_run(const struct options *options, struct outcome *outcome)
{
    int fd = open_nameless(options->directory);
    memset(block, 0x5a, sizeof block);
    if (options->overwrite) {
        for (off_t place = 0; place < ROUND; place += BLOCK)
            write_block(fd, place);
        sync_data(fd);
    }
    off_t place = 0;
    uint64_t started = now(), ends = started + nanoseconds(options->seconds), before;
    while ((before = now()) < ends) {
        write_block(fd, place);
        sync_data(fd);
        histogram_record(&outcome->latencies, now() - before, 1);
        place = options->overwrite ? (place + BLOCK) % ROUND : place + BLOCK;
    }
    outcome->seconds = (double)(before - started) / (double)NANOSECONDS_A_SECOND;
    outcome->answered_in_all = outcome->messages = outcome->latencies.count;
    close(fd);
}
