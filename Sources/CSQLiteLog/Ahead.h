#pragma once
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

// A checkpoint begun before its time, a little at a time, so that little is left to do at once: frames that the disk
// holds are copied to the database, and the checkpoint leaves out what is there. Until then everybody goes on finding
// these pages in the log, also who recovers the store: it is what a checkpoint that was cut off leaves.
typedef struct {
    sqlite3_file *database;
    struct FrameTable *frames;
    bool is_known; // Whether the table tells of the log that there is.
    bool is_checkpointing;
    uint32_t next; // The frame that is looked at next.
    uint32_t left_out; // The page that the checkpoint has not read, and is about to write; 0 for none.
    // Frames since the log was opened: of earlier rounds, for it begins anew again and again; passed on to the system;
    // and held by the disk. The last two are told by one thread to another.
    uint64_t earlier;
    _Atomic uint64_t passed_on;
    _Atomic uint64_t held;
} Ahead;

// Finds memory for it. Returns SQLite's result code.
int leash_ahead_open(Ahead *ahead, sqlite3_file *database);

void leash_ahead_close(Ahead *ahead);

// The log is about to be written so.
void leash_ahead_note_write(Ahead *ahead, const void *bytes, int count, sqlite3_int64 offset);

// A checkpoint begins to copy pages, or has copied all that it had to: from there on nothing more is copied ahead until
// the log begins anew.
void leash_ahead_note_checkpoint(Ahead *ahead, bool is_at_work);

// A commit of the log is passed on to the system.
void leash_ahead_note_commit(Ahead *ahead);

// The disk holds the log as far as it had been passed on then. Any thread may say so.
void leash_ahead_note_sync(Ahead *ahead, uint64_t passed_on);

// Copies some frames, once the log has `least`: as many more each time as it takes to catch up with the log
// before the checkpoint. What fails is left to the checkpoint.
void leash_ahead_copy(Ahead *ahead, sqlite3_file *log, const sqlite3_io_methods *methods, uint32_t least);

// Whether the checkpoint need not read this from the log, for the database has it.
bool leash_ahead_leaves_out_read(Ahead *ahead, int count, sqlite3_int64 offset);

// Whether the checkpoint has left out its last read, and is about to write the page that it would have been.
bool leash_ahead_left_out(Ahead *ahead);

// Whether what follows what was left out is what it should be: the same page, written.
bool leash_ahead_leaves_out_write(Ahead *ahead, int count, sqlite3_int64 offset);
