#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <stddef.h>

#include "buffer.h"
#include "transfer.h"

#define TEMPLATE_BYTES 4096
#define TEMPLATE_SLOTS 16

/* The parts of a request that differ from one to the next. Each has one width, so that a request is a copy of its
   template with a few places overwritten: the generator's cost stays far below the cost of what it measures. */
enum field {
    FIELD_ID,             /* 10 decimal digits */
    FIELD_SESSION,        /* 32 hex digits */
    FIELD_ACCOUNT,        /* 40 hex digits */
    FIELD_NUMBER,         /* 16 hex digits */
    FIELD_RECIPIENT,      /* 40 hex digits */
    FIELD_AMOUNT_HEX,     /* 16 hex digits */
    FIELD_AMOUNT_DECIMAL, /* 7 decimal digits */
};

struct template {
    char bytes[TEMPLATE_BYTES];
    size_t length;
    struct {
        size_t place;
        enum field field;
    } slots[TEMPLATE_SLOTS];
    size_t slot_count;
};

void template_bytes(struct template *template, const void *bytes, size_t count);
void template_text(struct template *template, const char *text);
void template_field(struct template *template, enum field field);
size_t template_field_width(enum field field);

/* Puts the template's text, filled in for the transfer, behind what the buffer holds. */
void template_fill(const struct template *template, const struct transfer *transfer, struct buffer *out);

#endif
