/* Which files are the store's, and the calls on them. */

#define _GNU_SOURCE
#include "faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

bool store_holds_path(const char *path)
{
    const char *store = getenv("FAULTS_STORE");
    return store != NULL && strncmp(path, store, strlen(store)) == 0;
}

bool store_holds(int descriptor, char *path, size_t size)
{
    if (getenv("FAULTS_STORE") == NULL)
        return false;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, size - 1);
    if (length < 0)
        return false;
    path[length] = '\0';
    return path[0] == '/' && store_holds_path(path);
}

static int open_next(const char *name, int directory, const char *path, int flags, mode_t mode)
{
    if (store_holds_path(path)) {
        int failure = failure_of(OPERATION_OPEN);
        if (failure > 0) {
            errno = failure;
            return -1;
        }
    }
    int (*next)(int, const char *, int, ...) = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, name);
    return next(directory, path, flags, mode);
}

static mode_t mode_of(int flags, va_list rest)
{
    return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
}

#define OPEN(name)                                                                                                     \
    int name(const char *path, int flags, ...)                                                                         \
    {                                                                                                                  \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode_t mode = mode_of(flags, rest);                                                                            \
        va_end(rest);                                                                                                  \
        return open_next("openat", AT_FDCWD, path, flags, mode);                                                       \
    }
OPEN(open)
OPEN(open64)

static ssize_t written(int descriptor, const void *bytes, size_t count, off_t offset)
{
    static ssize_t (*next)(int, const void *, size_t, off_t);
    if (next == NULL)
        next = NEXT(pwrite64);
    char path[4096];
    if (!store_holds(descriptor, path, sizeof path))
        return next(descriptor, bytes, count, offset);
    int failure = failure_of(OPERATION_WRITE);
    if (failure > 0) {
        errno = failure;
        return -1;
    }
    /* A short write stops in the middle; the next one says that there is no room. */
    ssize_t result = next(descriptor, bytes, failure < 0 ? count / 2 : count, offset);
    if (result > 0)
        shadow_wrote(path, offset, (size_t)result);
    return result;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset)
{
    return written(descriptor, bytes, count, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset)
{
    return written(descriptor, bytes, count, offset);
}

ssize_t pread64(int descriptor, void *bytes, size_t count, off_t offset)
{
    static ssize_t (*next)(int, void *, size_t, off_t);
    if (next == NULL)
        next = NEXT(pread64);
    char path[4096];
    if (store_holds(descriptor, path, sizeof path)) {
        int failure = failure_of(OPERATION_READ);
        if (failure > 0) {
            errno = failure;
            return -1;
        }
    }
    return next(descriptor, bytes, count, offset);
}

static int synced(int descriptor, int (*next)(int))
{
    char path[4096];
    if (!store_holds(descriptor, path, sizeof path))
        return next(descriptor);
    if (shadow_forgets(path))
        return 0;
    int failure = failure_of(OPERATION_SYNC);
    if (failure != 0) {
        errno = failure > 0 ? failure : EIO;
        return -1;
    }
    int result = next(descriptor);
    if (result == 0)
        shadow_synced(path, descriptor);
    return result;
}

int fsync(int descriptor) { return synced(descriptor, NEXT(fsync)); }
int fdatasync(int descriptor) { return synced(descriptor, NEXT(fdatasync)); }

int ftruncate64(int descriptor, off_t size)
{
    char path[4096];
    bool is_ours = store_holds(descriptor, path, sizeof path);
    int failure = is_ours ? failure_of(OPERATION_TRUNCATE) : 0;
    if (failure != 0) {
        errno = failure > 0 ? failure : EIO;
        return -1;
    }
    int result = NEXT(ftruncate64)(descriptor, size);
    if (result == 0 && is_ours)
        shadow_truncated(path, size);
    return result;
}

int unlink(const char *path)
{
    bool is_ours = store_holds_path(path);
    int failure = is_ours ? failure_of(OPERATION_UNLINK) : 0;
    if (failure != 0) {
        errno = failure > 0 ? failure : EIO;
        return -1;
    }
    int result = NEXT(unlink)(path);
    if (result == 0 && is_ours)
        shadow_unlinked(path);
    return result;
}

int rename(const char *from, const char *to)
{
    int result = NEXT(rename)(from, to);
    if (result == 0 && store_holds_path(to))
        shadow_renamed(from, to);
    return result;
}
