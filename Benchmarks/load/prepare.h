#ifndef PREPARE_H
#define PREPARE_H

#include "options.h"

/* Grants the sessions that the measuring spends from, in batches over the control socket, and writes their ids and
   accounts to the file of --ids. */
void prepare_sessions(const struct options *options);

#endif
