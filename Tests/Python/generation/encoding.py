"""Canonical callData, and what is wrong with it in so many ways."""

EXECUTE, EXECUTE_BATCH, PREFIX = "b61d27f6", "34fcd5be", "8dd7712f"


def word(value):
    return value.to_bytes(32, "big")


def padded(octets):
    return word(len(octets)) + octets + bytes(-len(octets) % 32)


def call(to, value, data):
    return bytes(12) + to + word(value) + word(96) + padded(data)


def execute(calls):
    return bytes.fromhex(EXECUTE) + call(*calls[0])


def execute_batch(calls):
    tails = [call(*each) for each in calls]
    offsets, position = b"", 32 * len(tails)
    for tail in tails:
        offsets += word(position)
        position += len(tail)
    return bytes.fromhex(EXECUTE_BATCH) + word(32) + word(len(tails)) + offsets + b"".join(tails)


def token_call(selector, recipient, amount):
    return bytes.fromhex(selector) + bytes(12) + recipient + word(amount)


def mutated(random, octets):
    """One thing is different; sometimes it does not matter."""
    changes = [_truncated, _suffixed, _flipped, _word_replaced, _word_moved, _word_dropped, _word_repeated]
    return random.choice(changes)(random, octets)


def _truncated(random, octets):
    return octets[:random.choice([random.randrange(len(octets) + 1), max(len(octets) - 1, 0), 4, 36])]


def _suffixed(random, octets):
    return octets + bytes(random.randrange(256) for _ in range(random.choice([1, 4, 31, 32, 33])))


def _flipped(random, octets):
    if not octets:
        return octets
    position = random.randrange(len(octets))
    changed = bytearray(octets)
    changed[position] ^= 1 << random.randrange(8)
    return bytes(changed)


def _words(octets):
    head = len(octets) % 32
    return octets[:head], [octets[i:i + 32] for i in range(head, len(octets), 32)]


def _word_replaced(random, octets):
    head, words = _words(octets)
    if not words:
        return octets
    values = [0, 1, 31, 32, 33, 64, 95, 96, 97, 128, 160, 1 << 31, 1 << 59, 1 << 63, (1 << 64) + 96, 1 << 251,
              (1 << 256) - 32, (1 << 256) - 1]
    words[random.randrange(len(words))] = word(random.choice(values))
    return head + b"".join(words)


def _word_moved(random, octets):
    head, words = _words(octets)
    if len(words) < 2:
        return octets
    i, j = random.sample(range(len(words)), 2)
    words[i], words[j] = words[j], words[i]
    return head + b"".join(words)


def _word_dropped(random, octets):
    head, words = _words(octets)
    if words:
        del words[random.randrange(len(words))]
    return head + b"".join(words)


def _word_repeated(random, octets):
    head, words = _words(octets)
    if words:
        i = random.randrange(len(words))
        words.insert(i, words[i])
    return head + b"".join(words)
