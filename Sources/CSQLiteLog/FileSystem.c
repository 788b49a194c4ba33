#include "FileSystem.h"

#include <stddef.h>

#include "CSQLiteLog.h"

const char *const leash_log_file_system = "leash-log";

sqlite3_vfs *leash_original;
static sqlite3_vfs log_file_system;

static int open_file(sqlite3_vfs *system, const char *name, sqlite3_file *file, int flags, int *flags_given) {
    (void)system;
    return (flags & SQLITE_OPEN_WAL) != 0 ? leash_log_open(name, file, flags, flags_given)
                                          : leash_other_open(name, file, flags, flags_given);
}

int leash_register_log_file_system(void) {
    leash_original = sqlite3_vfs_find(NULL);
    if (leash_original == NULL) return SQLITE_ERROR;
    log_file_system = *leash_original;
    log_file_system.zName = leash_log_file_system;
    int more = leash_log_memory() > leash_other_memory() ? leash_log_memory() : leash_other_memory();
    log_file_system.szOsFile = leash_original->szOsFile + more;
    log_file_system.pNext = NULL;
    log_file_system.xOpen = open_file;
    return sqlite3_vfs_register(&log_file_system, 0);
}
