#ifndef ECHO_SERVER_H
#define ECHO_SERVER_H

#include "options.h"

/* Answers every line with a line of the asked length, in one thread with epoll, until it is killed: what a Unix socket
   can do at most for a daemon of this shape. */
void echo_serve(const struct options *options);

#endif
