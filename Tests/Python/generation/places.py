"""Few addresses, tokens and selectors, so that the rules of a session collide."""

ACCOUNTS = ["0xafdABa1E09e82F780721963eba39bA9e6d9FE4d2", "0x1111111111111111111111111111111111111111"]
# Sessions that expire while the test runs have an account of their own: they are never revoked by account.
SHORT_LIVED_ACCOUNT = "0x2222222222222222222222222222222222222222"
TARGETS = ["0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "0xBbbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB",
           "0xE592427A0AEce92De3Edee1F18E0157C05861564"]
TOKENS = ["0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48", "0x6B175474E89094C44Da98b954EedeAC495271d0F"]
FORBIDDEN = ["0x0000000071727De22E5E9d8BAf0edAc6f37da032", "0x00000000003e826473a313e600b5b9b791f5a59a",
             "0x0000000000000000000000000000000000000000"]
PAYMASTER = "0x3f222Df6aB18C1E10d0Ec136503c3B0dfd929048"
CHAINS = ["0x1", "0x2105"]

TRANSFER, APPROVE, TRANSFER_FROM = "a9059cbb", "095ea7b3", "23b872dd"
SELECTORS = [TRANSFER, APPROVE, TRANSFER_FROM, "414bf389", "d0e30db0", "deadbeef"]
ACCOUNT_SELECTORS = ["9cfd7cff", "deadbeef", "52d1902d"]
ACCOUNT_INTERNALS = ["b61d27f6", "34fcd5be", "8dd7712f", "4f1ef286", "19822f7c", "f2680c0f"]

WHOLE = (1 << 256) - 1
LARGEST_GAS = (1 << 120) - 1


def amounts(random, remaining):
    """An amount near what remains, or one of the ends of the range."""
    near = [remaining, remaining, remaining, remaining + 1, max(remaining - 1, 0), remaining // 2, remaining // 3]
    return min(random.choice([*near, 0, 1, 2, 5, random.randrange(100), WHOLE, WHOLE - remaining + 1]), WHOLE)


def number(random, value):
    """A hex string of a value, in one of its spellings."""
    digits = f"{value:x}"
    if random.random() < 0.1:
        digits = digits.upper()
    if random.random() < 0.1:
        digits = digits.rjust(min(64, len(digits) + random.randrange(1, 5)), "0")
    return "0x" + digits


def spelled(random, text):
    """The same bytes in other letters."""
    if random.random() < 0.8:
        return text
    return "0x" + random.choice([text[2:].lower(), text[2:].upper()])
