/* The n-th call of a kind fails: FAULTS_OPERATION (open, write, sync, truncate, unlink, read), FAULTS_NUMBER,
 * FAULTS_ERROR (a number; -1 is a short write), FAULTS_LASTING (1: all after it too). FAULTS_REPORT is made when one does. */

#define _GNU_SOURCE
#include "faults.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <unistd.h>

static const char *const names[] = {"open", "write", "sync", "truncate", "unlink", "read"};
static atomic_long calls;

static void report(void)
{
    const char *path = getenv("FAULTS_REPORT");
    if (path == NULL)
        return;
    int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        syscall(SYS_close, descriptor);
}

int failure_of(enum operation operation)
{
    const char *name = getenv("FAULTS_OPERATION");
    if (name == NULL || strcmp(name, names[operation]) != 0)
        return 0;
    long number = atol(getenv("FAULTS_NUMBER")), call = atomic_fetch_add(&calls, 1) + 1;
    const char *lasting = getenv("FAULTS_LASTING");
    int error = atoi(getenv("FAULTS_ERROR"));
    bool lasts = lasting != NULL && strcmp(lasting, "1") == 0;
    /* After a short write the rest of it is asked for at once: that finds no room. */
    bool follows_short = error < 0 && call == number + 1;
    if (call != number && !follows_short && !(lasts && call > number))
        return 0;
    report();
    return call == number || error > 0 ? error : ENOSPC;
}
