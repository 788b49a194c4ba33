#include <string.h>

#include "lines.h"
#include "template.h"
#include "wire.h"

#define WORD_OF_ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define ADDRESS_PADDING "000000000000000000000000"
#define UINT64_PADDING "000000000000000000000000000000000000000000000000"

static struct template as_calls, as_user_operation;
static enum kind kind;
static unsigned batch;
static const char *yes;

/* transfer(address,uint256), the call that every request is about: 68 bytes as hex. */
static void add_transfer(struct template *template)
{
    template_text(template, "a9059cbb" ADDRESS_PADDING);
    template_field(template, FIELD_RECIPIENT);
    template_text(template, UINT64_PADDING);
    template_field(template, FIELD_AMOUNT_HEX);
}

static void add_calls(struct template *template)
{
    template_text(template, ",\"calls\":[{\"to\":\"0x" TOKEN "\",\"value\":\"0x0\",\"data\":\"0x");
    add_transfer(template);
    template_text(template, "\"}],\"gas\":{\"preVerificationGas\":\"" GAS_PREVERIFICATION
                            "\",\"verificationGasLimit\":\"" GAS_VERIFICATION "\",\"callGasLimit\":\"" GAS_CALL "\"}");
}

/* executeUserOp and execute(address,uint256,bytes) around the same call, as wallets of Modular Account v2 send it. */
static void add_user_operation(struct template *template)
{
    template_text(template, ",\"userOperation\":{\"sender\":\"0x");
    template_field(template, FIELD_ACCOUNT);
    template_text(template, "\",\"nonce\":\"0x1");
    template_field(template, FIELD_NUMBER);
    template_text(template, "\",\"callData\":\"0x8dd7712fb61d27f6" ADDRESS_PADDING TOKEN WORD_OF_ZEROS
                            "0000000000000000000000000000000000000000000000000000000000000060"
                            "0000000000000000000000000000000000000000000000000000000000000044");
    add_transfer(template);
    template_text(template, "00000000000000000000000000000000000000000000000000000000"
                            "\",\"preVerificationGas\":\"" GAS_PREVERIFICATION
                            "\",\"verificationGasLimit\":\"" GAS_VERIFICATION "\",\"callGasLimit\":\"" GAS_CALL
                            "\",\"maxFeePerGas\":\"0x3b9aca00\",\"maxPriorityFeePerGas\":\"0xf4240\"}");
}

static void begin(struct template *template, const char *method)
{
    template_text(template, "{\"jsonrpc\":\"2.0\",\"id\":");
    template_field(template, FIELD_ID);
    template_text(template, ",\"method\":\"");
    template_text(template, method);
    template_text(template, "\",\"params\":[{\"sessionId\":\"0x");
    template_field(template, FIELD_SESSION);
    template_text(template, "\",\"chainId\":\"" CHAIN "\"");
}

static void add_key(struct template *template, const char *run, bool settle)
{
    template_text(template, ",\"idempotencyKey\":\"");
    template_text(template, run);
    template_field(template, FIELD_NUMBER);
    template_text(template, settle ? "\",\"settle\":true" : "\"");
}

static void prepare(const struct options *options, const char *method, bool keyed)
{
    char run[RUN_NAME_BYTES];
    random_name(run);
    kind = options->kind;
    batch = options->batch;
    struct template *templates[] = {&as_calls, &as_user_operation};
    for (int form = 0; form < 2; form++) {
        begin(templates[form], method);
        form == 0 ? add_calls(templates[form]) : add_user_operation(templates[form]);
        if (keyed)
            add_key(templates[form], run, options->settle);
        template_text(templates[form], "}]}");
    }
}

static void prepare_authorize(const struct options *options)
{
    yes = "\"authorizationId\":";
    prepare(options, "session_authorize", true);
}

static void prepare_check(const struct options *options)
{
    yes = "\"decision\":\"allow\"";
    prepare(options, "session_check", false);
}

static void compose_one(struct transfers *transfers, struct buffer *out)
{
    struct transfer transfer = transfers_next(transfers);
    bool calls = kind == KIND_CALLS || (kind == KIND_MIXED && transfer.recipient[0] & 1);
    template_fill(calls ? &as_calls : &as_user_operation, &transfer, out);
}

static void compose(struct transfers *transfers, struct buffer *out)
{
    if (batch == 1) {
        compose_one(transfers, out);
        return;
    }
    for (unsigned entry = 0; entry < batch; entry++) {
        buffer_append(out, entry == 0 ? "[" : ",", 1);
        compose_one(transfers, out);
    }
    buffer_append(out, "]", 1);
}

/* A yes is what names the authorization, not what merely holds no error. */
static struct answer answer(const char *bytes, size_t length, size_t *scanned)
{
    struct answer answer = {.length = line_length(bytes, length, scanned)};
    answer.granted = occurrences(bytes, answer.length, yes, strlen(yes));
    return answer;
}

const struct wire wire_authorize = {"leashd", "authorize", prepare_authorize, NULL, compose, answer};
const struct wire wire_check = {"leashd", "check", prepare_check, NULL, compose, answer};
