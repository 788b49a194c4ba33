/* What is put between leashd and the C library: writes that a power loss forgets, calls that fail, a clock that is set.
 * Everything is told by the environment, in FAULTS_ variables; without them every call goes through. */

#ifndef FAULTS_H
#define FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The kinds of call that can be made to fail. */
enum operation { OPERATION_OPEN, OPERATION_WRITE, OPERATION_SYNC, OPERATION_TRUNCATE, OPERATION_UNLINK, OPERATION_READ };

/* How a call is to fail: 0 not at all, -1 short, else the error's number. (failures.c) */
int failure_of(enum operation operation);

/* The path of a descriptor below FAULTS_STORE, written to `path`; false for every other descriptor. (store.c) */
bool store_holds(int descriptor, char *path, size_t size);
bool store_holds_path(const char *path);

/* What has to survive a power loss, kept in the directory FAULTS_SHADOW. (shadow.c) */
void shadow_wrote(const char *path, off_t offset, size_t count);
void shadow_truncated(const char *path, off_t size);
void shadow_unlinked(const char *path);
void shadow_renamed(const char *from, const char *to);
void shadow_synced(const char *path, int descriptor);
/* Whether this file's syncs are swallowed: its name ends with FAULTS_FORGET. */
bool shadow_forgets(const char *path);

#endif
