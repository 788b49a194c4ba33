#include "Ahead.h"

#include <string.h>

#include "FileSystem.h"
#include "FrameTable.h"
#include "LogFormat.h"

// Until the checkpoint the log grows as far again as it has when copying begins, so two frames are looked at for each
// new one. Few at a time, as others wait meanwhile.
enum { looked_at_for_each = 2, looked_at_in_one_step = 128 };

static uint32_t big_endian(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

int leash_ahead_open(Ahead *ahead, sqlite3_file *database) {
    memset(ahead, 0, sizeof *ahead);
    ahead->database = database;
    ahead->frames = sqlite3_malloc(sizeof *ahead->frames);
    if (ahead->frames == NULL) return SQLITE_NOMEM;
    leash_frames_clear(ahead->frames);
    return SQLITE_OK;
}

void leash_ahead_close(Ahead *ahead) { sqlite3_free(ahead->frames); }

static void begin_anew(Ahead *ahead, const unsigned char *header, int count) {
    leash_frames_clear(ahead->frames);
    ahead->is_known = count == log_header && big_endian(header + 8) == page_size;
    ahead->next = 0;
    ahead->earlier = atomic_load(&ahead->passed_on);
}

void leash_ahead_note_write(Ahead *ahead, const void *bytes, int count, sqlite3_int64 offset) {
    if (offset == 0) {
        begin_anew(ahead, bytes, count);
    } else if (ahead->is_known && count == frame_header) {
        uint32_t frame = (uint32_t)((offset - log_header) / frame_size);
        ahead->is_known = leash_frames_put(ahead->frames, frame, big_endian(bytes));
    }
}

void leash_ahead_note_checkpoint(Ahead *ahead, bool is_at_work) {
    ahead->is_checkpointing = is_at_work;
    // What the database has now may be newer than frames that the table tells of; and where the sync that follows
    // fails, what was copied has to be copied once more.
    if (!is_at_work) ahead->is_known = false;
}

void leash_ahead_note_commit(Ahead *ahead) { atomic_store(&ahead->passed_on, ahead->earlier + ahead->frames->count); }

void leash_ahead_note_sync(Ahead *ahead, uint64_t passed_on) {
    uint64_t held = atomic_load(&ahead->held);
    while (held < passed_on && !atomic_compare_exchange_weak(&ahead->held, &held, passed_on)) {}
}

// How many frames of this round the disk holds. Before that none may be in the database: it might be there without the
// log.
static uint32_t held_frames(const Ahead *ahead) {
    uint64_t held = atomic_load(&ahead->held);
    return held > ahead->earlier ? (uint32_t)(held - ahead->earlier) : 0;
}

static uint32_t smaller(uint32_t a, uint32_t b) { return a < b ? a : b; }

static int copy(const Ahead *ahead, sqlite3_file *log, const sqlite3_io_methods *methods, uint32_t frame) {
    unsigned char bytes[page_size];
    sqlite3_int64 offset = log_header + (sqlite3_int64)frame * frame_size + frame_header;
    int result = methods->xRead(log, bytes, page_size, offset);
    if (result != SQLITE_OK) return result;
    sqlite3_int64 place = (sqlite3_int64)(ahead->frames->page[frame] - 1) * page_size;
    return ahead->database->pMethods->xWrite(ahead->database, bytes, page_size, place);
}

// Copies what is the newest of its page among the frames that are looked at.
static int copy_some(Ahead *ahead, sqlite3_file *log, const sqlite3_io_methods *methods, uint32_t end) {
    if (ahead->next >= end) return SQLITE_OK;
    for (; ahead->next < end; ahead->next += 1) {
        if (!leash_frames_is_newest(ahead->frames, ahead->next)) continue;
        int result = copy(ahead, log, methods, ahead->next);
        if (result != SQLITE_OK) return result;
        ahead->frames->is_copied[ahead->next] = true;
    }
    return leash_database_begin_writing(ahead->database);
}

void leash_ahead_copy(Ahead *ahead, sqlite3_file *log, const sqlite3_io_methods *methods, uint32_t least) {
    uint32_t count = ahead->frames->count;
    if (!ahead->is_known || count < least) return;
    uint32_t end = smaller((count - least) * looked_at_for_each, ahead->next + looked_at_in_one_step);
    if (copy_some(ahead, log, methods, smaller(end, held_frames(ahead))) != SQLITE_OK) ahead->is_known = false;
}

bool leash_ahead_leaves_out_read(Ahead *ahead, int count, sqlite3_int64 offset) {
    ahead->left_out = 0;
    if (!ahead->is_checkpointing || !ahead->is_known || count != page_size) return false;
    sqlite3_int64 frame = (offset - log_header) / frame_size;
    if (frame >= ahead->frames->count || !ahead->frames->is_copied[frame]) return false;
    ahead->left_out = ahead->frames->page[frame];
    return true;
}

bool leash_ahead_left_out(Ahead *ahead) { return ahead->left_out != 0; }

bool leash_ahead_leaves_out_write(Ahead *ahead, int count, sqlite3_int64 offset) {
    uint32_t page = ahead->left_out;
    ahead->left_out = 0;
    return count == page_size && offset == (sqlite3_int64)(page - 1) * page_size;
}
