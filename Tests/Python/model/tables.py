"""The tables of rules 1.5, 1.6 and 2.5."""

FORBIDDEN_TARGETS = frozenset(bytes.fromhex(text) for text in """
    5FF137D4b0FDCD49DcA30c7CF57E578a026d2789 0000000071727De22E5E9d8BAf0edAc6f37da032
    4337084D9E255Ff0702461CF8895CE9E3b5Ff108 433709009B8330FDa32311DF1C2AFA402eD8D009
    00000000000017c61b5bEe81050EC8eFc9c6fecd 00000000000099DE0BF6fA90dEB851E2A2df7d83
    00000000003e826473a313e600b5b9b791f5a59a 0000000000002311EEE9A2B887af1F144dbb4F6e
    00000000000001e541f0D090868FBe24b59Fbe06 00000000000082B8e2012be914dFA4f62A0573eA
    0000000000001aA7A7F7E29abe0be06c72FD42A1 0000000000001D9d34E07D9834274dF9ae575217
""".split())

ZERO_ADDRESS = bytes(20)
PLAIN_TRANSFER = bytes(4)

EXECUTE = bytes.fromhex("b61d27f6")
EXECUTE_BATCH = bytes.fromhex("34fcd5be")
EXECUTE_USER_OPERATION = bytes.fromhex("8dd7712f")

TRANSFER = bytes.fromhex("a9059cbb")
APPROVE = bytes.fromhex("095ea7b3")
TRANSFER_FROM = bytes.fromhex("23b872dd")

# What account-functions may never hold (1.6).
FORBIDDEN_ACCOUNT_FUNCTIONS = frozenset(bytes.fromhex(text) for text in """
    b61d27f6 34fcd5be 8dd7712f 19822f7c 5998db5c f2680c0f 1bbf564c b6b1ccfe 001a63e9 1d37e7d6 93b1dc61 0b7cad71
    4f1ef286 30009d52
""".split())

# What the account keeps from root (2.5).
KEPT_FROM_ROOT = frozenset(bytes.fromhex(text) for text in """
    8dd7712f f2680c0f b0d691fe 19822f7c 150b7a02 f23a6e61 bc197c81 1626ba7e 01ffc9a7 9cfd7cff 757c8a26 d31b575b
    52d1902d a8b04729
""".split())
