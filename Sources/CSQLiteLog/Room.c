#include "Room.h"

// A few dozen commits of one authorization, and a few of many; SQLite's own file system takes less than 128 KiB at
// once.
enum { chunk = 124 * 1024 };

int leash_room_open(Room *room, sqlite3_file *file, const sqlite3_io_methods *methods) {
    room->end = 0;
    return methods->xFileSize(file, &room->size);
}

void leash_room_note_write(Room *room, int count, sqlite3_int64 offset) {
    room->end = offset + count;
    if (room->end > room->size) room->size = room->end;
}

void leash_room_note_truncation(Room *room, sqlite3_int64 size) {
    room->size = size;
    // A log that was emptied stays so until it begins anew.
    if (room->end > size) room->end = size;
}

void leash_room_make(Room *room, sqlite3_file *file, const sqlite3_io_methods *methods) {
    static const unsigned char zeros[chunk];
    // Nothing that was written lies behind the size.
    if (room->end == 0 || room->size - room->end >= chunk / 2) return;
    if (methods->xWrite(file, zeros, chunk, room->size) == SQLITE_OK) room->size += chunk;
}
