#include "template.h"

#include <string.h>

#include "fail.h"

static const size_t widths[] = {
    [FIELD_ID] = 10,        [FIELD_SESSION] = SESSION_DIGITS, [FIELD_ACCOUNT] = ACCOUNT_DIGITS,
    [FIELD_NUMBER] = 16,    [FIELD_RECIPIENT] = 40,           [FIELD_AMOUNT_HEX] = 16,
    [FIELD_AMOUNT_DECIMAL] = 7,
};

size_t template_field_width(enum field field)
{
    return widths[field];
}

void template_bytes(struct template *template, const void *bytes, size_t count)
{
    if (template->length + count > TEMPLATE_BYTES)
        fail("a request does not fit into %d bytes", TEMPLATE_BYTES);
    memcpy(template->bytes + template->length, bytes, count);
    template->length += count;
}

void template_text(struct template *template, const char *text)
{
    template_bytes(template, text, strlen(text));
}

void template_field(struct template *template, enum field field)
{
    static const char zeros[64] = "0000000000000000000000000000000000000000000000000000000000000000";
    if (template->slot_count == TEMPLATE_SLOTS)
        fail("a request has more than %d fields", TEMPLATE_SLOTS);
    template->slots[template->slot_count].place = template->length;
    template->slots[template->slot_count++].field = field;
    template_bytes(template, zeros, widths[field]);
}

static void put_hex(char *place, uint64_t value)
{
    for (int digit = 15; digit >= 0; digit--, value >>= 4)
        place[digit] = "0123456789abcdef"[value & 15];
}

static void put_decimal(char *place, size_t width, uint64_t value)
{
    while (width-- > 0) {
        place[width] = (char)('0' + value % 10);
        value /= 10;
    }
}

static void put(enum field field, const struct transfer *transfer, char *place)
{
    switch (field) {
    case FIELD_ID:
        /* A JSON number has no leading zeros. */
        put_decimal(place, widths[FIELD_ID], 1000000000 + transfer->number % 9000000000);
        break;
    case FIELD_SESSION: memcpy(place, transfer->session->id, SESSION_DIGITS); break;
    case FIELD_ACCOUNT: memcpy(place, transfer->session->account, ACCOUNT_DIGITS); break;
    case FIELD_NUMBER: put_hex(place, transfer->number); break;
    case FIELD_RECIPIENT:
        memcpy(place, "5afe5afe", 8);
        put_hex(place + 8, transfer->recipient[0]);
        put_hex(place + 24, transfer->recipient[1]);
        break;
    case FIELD_AMOUNT_HEX: put_hex(place, transfer->amount); break;
    case FIELD_AMOUNT_DECIMAL: put_decimal(place, widths[FIELD_AMOUNT_DECIMAL], transfer->amount); break;
    }
}

void template_fill(const struct template *template, const struct transfer *transfer, struct buffer *out)
{
    char *place = buffer_reserve(out, template->length);
    memcpy(place, template->bytes, template->length);
    for (size_t slot = 0; slot < template->slot_count; slot++)
        put(template->slots[slot].field, transfer, place + template->slots[slot].place);
    out->end += template->length;
}
