#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "include/CSQLiteLog.h"

// Which page of the database each frame of a log holds, for the first frames that there is room for. Frames are counted
// from 0, pages from 1.
enum { frame_capacity = leash_log_frames_followed, newest_capacity = 32768 };

typedef struct FrameTable {
    uint32_t count;
    uint32_t pages; // How many places of `newest` are taken.
    uint32_t page[frame_capacity];
    bool is_copied[frame_capacity];
    // The newest frame of a page, hashed by the page; page 0 is a free place.
    struct {
        uint32_t page;
        uint32_t frame;
    } newest[newest_capacity];
} FrameTable;

void leash_frames_clear(FrameTable *table);

// A frame is written, the next one or one again. Returns whether the table had room for it: where it had none, it does
// not tell any more which frames are the newest of their pages.
bool leash_frames_put(FrameTable *table, uint32_t frame, uint32_t page);

// Whether no later frame holds the page of this one.
bool leash_frames_is_newest(const FrameTable *table, uint32_t frame);
