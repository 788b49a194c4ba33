#pragma once
#include <stdbool.h>

struct sqlite3;

// An open write-ahead log.
struct leash_log;

// The name of the file system below, for sqlite3_open_v2.
extern const char *const leash_log_file_system;

// Makes known to SQLite a file system that is its own, but for six things:
//
// - What is written to logs and databases is gathered, and neighbours are passed on in one piece before the file is
//   synced, read, measured or cut: SQLite writes a log in two small steps a page, and a checkpoint writes page by page
//   (Gathering.c).
// - A read error of any file is reported as a failing disk: SQLite's own takes it for damage (FileSystem.h).
// - A quota, or a limit on the size of files, that is reached is reported as a full disk (Limit.c).
// - A commit may leave its log unsynced, for leash_log_sync to do (LogFile.c).
// - A checkpoint neither reads nor writes pages that were copied ahead of it (Ahead.c).
// - A log has room made behind it before that is needed (Room.c).
//
// Returns SQLite's result code. To be called once, before the first connection is opened.
int leash_register_log_file_system(void);

// The error's number (EDQUOT, EFBIG) where a limit was reached by the thread's last write that failed, and 0 where
// something else was wrong with it. It tells why SQLite finds the disk full.
int leash_log_limit_reached(void);

// The open log of the connection's database, for leash_log_sync; NULL where there is none. It is good until the
// connection is closed.
struct leash_log *leash_log(struct sqlite3 *database);

// Lets the next commit leave its log unsynced: nothing of it may be told before leash_log_sync has returned 0. The
// log's header, and the log before a checkpoint, are synced at once all the same.
void leash_log_put_off_sync(struct sqlite3 *database);

// Whether the commit after leash_log_put_off_sync has left its log unsynced; from here on commits are synced again.
bool leash_log_sync_was_put_off(struct sqlite3 *database);

// Starts writing to the disk what was written to the log before, without waiting for it; leash_log_sync reports what
// fails.
void leash_log_begin_writing(struct leash_log *log);

// Flushes to the disk all that was written to the log before; another thread may call it while the connection goes on.
//
// Returns 0, or the error's number: then what had not been synced may be lost, whatever a later call returns.
int leash_log_sync(struct leash_log *log);

// Of a log's frames only so many are followed for leash_log_copy_ahead: more than a checkpoint may wait for.
enum { leash_log_frames_followed = 20480 };

// Does some of the next checkpoint's work, once the log has so many pages: a little each time, so that the checkpoint
// finds little left to do. To be called outside of a transaction. What fails is left to the checkpoint.
void leash_log_copy_ahead(struct sqlite3 *database, int least);

// Has a commit that leaves so many pages in the log, or more, put them into the database. A sync that fails meanwhile
// is told by the commit, though that is done; whatever else fails is tried again after the next one.
void leash_log_checkpoint_from(struct sqlite3 *database, int least);

// Has the log's file be longer than the log, so that the next commits need not make it so. To be called outside of a
// transaction. What fails is left to the commits.
void leash_log_make_room(struct sqlite3 *database);
