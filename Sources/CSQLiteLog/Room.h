#pragma once
#include <sqlite3.h>

// Zeros behind what is written to a log for the first time: with each flush of a file that has grown its length is
// written as well, for which the disk is waited for once more. A reader of the log stops at them, as at the end of the
// file.
typedef struct {
    sqlite3_int64 end;  // Where the log was written last.
    sqlite3_int64 size; // The file's, or more.
} Room;

// Looks how large the file is. Returns SQLite's result code.
int leash_room_open(Room *room, sqlite3_file *file, const sqlite3_io_methods *methods);

// The log is about to be written so.
void leash_room_note_write(Room *room, int count, sqlite3_int64 offset);

// The file was cut.
void leash_room_note_truncation(Room *room, sqlite3_int64 size);

// Makes room where little is left. Where that fails there is none.
void leash_room_make(Room *room, sqlite3_file *file, const sqlite3_io_methods *methods);
