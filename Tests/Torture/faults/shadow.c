/* What survives a power loss. A file's bytes go to its copy below FAULTS_SHADOW when it is synced, and not before; a new file
 * is there from its first sync on, or its directory's; a removed or renamed one is when its directory is synced. */

#define _GNU_SOURCE
#include "faults.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FILES = 16 };

struct range {
    off_t offset;
    size_t count;
};

/* What was done to a file since its last sync. */
struct file {
    char path[4096];
    struct range *ranges;
    size_t count, room;
    off_t smallest; /* that it was truncated to; -1 for never */
    bool unlinked;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct file files[FILES];

/* A file that has another name since its directory was last synced. */
static char renamed_from[4096], renamed_to[4096];

static struct file *find(const char *path)
{
    for (struct file *file = files; file < files + FILES; file++) {
        if (file->path[0] == '\0') {
            snprintf(file->path, sizeof file->path, "%s", path);
            file->smallest = -1;
        }
        if (strcmp(file->path, path) == 0)
            return file;
    }
    fprintf(stderr, "the store has more files than expected: %s\n", path);
    abort();
}

static bool is_on(void) { return getenv("FAULTS_SHADOW") != NULL; }

bool shadow_forgets(const char *path)
{
    const char *suffix = getenv("FAULTS_FORGET");
    return suffix != NULL && strlen(path) >= strlen(suffix) && strcmp(path + strlen(path) - strlen(suffix), suffix) == 0;
}

void shadow_wrote(const char *path, off_t offset, size_t count)
{
    if (!is_on())
        return;
    pthread_mutex_lock(&lock);
    struct file *file = find(path);
    if (file->count == file->room) {
        file->room = file->room == 0 ? 64 : file->room * 2;
        file->ranges = realloc(file->ranges, file->room * sizeof *file->ranges);
        if (file->ranges == NULL)
            abort();
    }
    file->ranges[file->count++] = (struct range){offset, count};
    pthread_mutex_unlock(&lock);
}

void shadow_truncated(const char *path, off_t size)
{
    if (!is_on())
        return;
    pthread_mutex_lock(&lock);
    struct file *file = find(path);
    if (file->smallest < 0 || size < file->smallest)
        file->smallest = size;
    pthread_mutex_unlock(&lock);
}

void shadow_unlinked(const char *path)
{
    if (!is_on())
        return;
    pthread_mutex_lock(&lock);
    struct file *file = find(path);
    file->unlinked = true;
    file->count = 0;
    file->smallest = 0;
    pthread_mutex_unlock(&lock);
}

static void name_shadow(const char *path, char *shadow, size_t size)
{
    snprintf(shadow, size, "%s/%s", getenv("FAULTS_SHADOW"), strrchr(path, '/') + 1);
}

static void sync_renamed(void)
{
    char from[8192], to[8192];
    if (renamed_from[0] == '\0')
        return;
    name_shadow(renamed_from, from, sizeof from);
    name_shadow(renamed_to, to, sizeof to);
    syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    renamed_from[0] = '\0';
}

void shadow_renamed(const char *from, const char *to)
{
    if (!is_on())
        return;
    pthread_mutex_lock(&lock);
    sync_renamed();
    snprintf(renamed_from, sizeof renamed_from, "%s", from);
    snprintf(renamed_to, sizeof renamed_to, "%s", to);
    pthread_mutex_unlock(&lock);
}

static void copy(int from, int to, struct range range)
{
    char bytes[65536];
    while (range.count > 0) {
        size_t part = range.count < sizeof bytes ? range.count : sizeof bytes;
        ssize_t count = syscall(SYS_pread64, from, bytes, part, range.offset);
        if (count <= 0 || syscall(SYS_pwrite64, to, bytes, (size_t)count, range.offset) != count)
            return;
        range.offset += count;
        range.count -= (size_t)count;
    }
}

static void sync_file(const char *path, int descriptor)
{
    char shadow[8192];
    struct stat status;
    struct file *file = find(path);
    name_shadow(path, shadow, sizeof shadow);
    int to = (int)syscall(SYS_openat, AT_FDCWD, shadow, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (to < 0 || fstat(descriptor, &status) != 0)
        abort();
    if (file->smallest >= 0)
        syscall(SYS_ftruncate, to, file->smallest);
    for (size_t index = 0; index < file->count; index++)
        copy(descriptor, to, file->ranges[index]);
    /* A small file that is written from its beginning, through a descriptor that cannot be read. */
    if (file->count == 0) {
        int from = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
        if (from < 0)
            abort();
        copy(from, to, (struct range){0, (size_t)status.st_size});
        syscall(SYS_close, from);
    }
    syscall(SYS_ftruncate, to, status.st_size);
    syscall(SYS_close, to);
    file->count = 0;
    file->smallest = -1;
    file->unlinked = false;
}

static void sync_directory(void)
{
    sync_renamed();
    for (struct file *file = files; file < files + FILES && file->path[0] != '\0'; file++) {
        char shadow[8192];
        name_shadow(file->path, shadow, sizeof shadow);
        bool is_there = access(file->path, F_OK) == 0;
        if (file->unlinked && !is_there)
            syscall(SYS_unlinkat, AT_FDCWD, shadow, 0);
        if (is_there && access(shadow, F_OK) != 0) {
            int made = (int)syscall(SYS_openat, AT_FDCWD, shadow, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
            syscall(SYS_close, made);
        }
    }
}

void shadow_synced(const char *path, int descriptor)
{
    struct stat status;
    if (!is_on() || fstat(descriptor, &status) != 0)
        return;
    pthread_mutex_lock(&lock);
    if (S_ISDIR(status.st_mode))
        sync_directory();
    else
        sync_file(path, descriptor);
    pthread_mutex_unlock(&lock);
}
