#include "FrameTable.h"

#include <string.h>

void leash_frames_clear(FrameTable *table) {
    table->count = 0;
    table->pages = 0;
    memset(table->newest, 0, sizeof table->newest);
}

// A search ends at a free place, and is short where many are.
enum { most_pages = newest_capacity / 4 * 3 };

// The place of a page, or the free one that it would have.
static uint32_t place(const FrameTable *table, uint32_t page) {
    uint32_t place = page * 2654435761u % newest_capacity;
    while (table->newest[place].page != 0 && table->newest[place].page != page) place = (place + 1) % newest_capacity;
    return place;
}

bool leash_frames_put(FrameTable *table, uint32_t frame, uint32_t page) {
    if (frame >= frame_capacity || frame > table->count) return false;
    uint32_t at = place(table, page);
    if (table->newest[at].page == 0) {
        // The pages of a failed commit keep their entries while their frames are used again, so this can be full before
        // the frames are.
        if (table->pages == most_pages) return false;
        table->pages += 1;
    }
    table->newest[at].page = page;
    table->newest[at].frame = frame;
    table->page[frame] = page;
    table->is_copied[frame] = false;
    table->count = frame + 1;
    return true;
}

bool leash_frames_is_newest(const FrameTable *table, uint32_t frame) {
    return table->newest[place(table, table->page[frame])].frame == frame;
}
