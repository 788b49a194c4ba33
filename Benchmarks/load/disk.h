#ifndef DISK_H
#define DISK_H

#include "options.h"
#include "loop.h"

/* Writes 4 KiB and calls fdatasync, over and over: what the disk alone allows one writer. Appending makes the file grow,
   as a new log does; --overwrite goes round in a file of fixed size, as a log does that has been checkpointed. */
void disk_run(const struct options *options, struct outcome *outcome);

#endif
