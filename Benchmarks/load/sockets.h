#ifndef SOCKETS_H
#define SOCKETS_H

#include <stddef.h>

#include "buffer.h"

/* A blocking connection to a Unix socket. */
int socket_connect(const char *path);

/* A listening Unix socket at the path, which must not exist yet. */
int socket_listen(const char *path);

void socket_make_nonblocking(int fd);

/* Sends all of it, waiting as long as it takes: for conversations before the measuring. */
void socket_send_all(int fd, const void *bytes, size_t count);

/* Waits for more bytes and puts them behind those that are there. */
void socket_receive_more(int fd, struct buffer *in);

#endif
