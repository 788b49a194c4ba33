#ifndef REPORT_H
#define REPORT_H

#include "loop.h"
#include "options.h"

/* Prints what came out, as a line for people or, with --json, as one object on one line. False if anything was refused
   or never answered: such a rate is worth nothing. */
bool report(const struct options *options, const char *target, const char *work, const struct outcome *outcome);

#endif
