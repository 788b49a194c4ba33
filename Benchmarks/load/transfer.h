#ifndef TRANSFER_H
#define TRANSFER_H

#include <stdbool.h>
#include <stdint.h>

#include "options.h"
#include "random.h"
#include "sessions.h"

/* USDC on Base, the same for every competitor. */
#define CHAIN "0x2105"
#define TOKEN "833589fcd6edb6e08f4c7c32d4f71b54bda02913"

/* Gas of an operation in its three parts, and their sum as it is debited. */
#define GAS_PREVERIFICATION "0xc350"
#define GAS_VERIFICATION "0x186a0"
#define GAS_CALL "0x249f0"
#define GAS_TOTAL "300000"

/* One transfer of 1 to 10 USDC: what each request is about, in whatever language it is put. */
struct transfer {
    const struct session *session;
    uint64_t number;       /* counts the run's requests: makes keys and nonces unique */
    uint64_t amount;       /* always seven decimal digits */
    uint64_t recipient[2]; /* the last 16 bytes of an address */
};

/* Where the transfers of a run come from: random sessions, the same ones for the same seed. */
struct transfers {
    struct sessions sessions;
    struct random random;
    uint64_t count;
    bool hot; /* all of them from the first session */
};

static inline struct transfer transfers_next(struct transfers *transfers)
{
    size_t index = transfers->hot ? 0 : random_below(&transfers->random, transfers->sessions.count);
    return (struct transfer){
        .session = &transfers->sessions.all[index],
        .number = transfers->count++,
        .amount = 1000000 + random_below(&transfers->random, 9000000),
        .recipient = {random_next(&transfers->random), random_next(&transfers->random)},
    };
}

#endif
