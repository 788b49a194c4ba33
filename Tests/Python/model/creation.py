"""What `wallet_createSession` takes, and what is malformed of it (rules 1.1 and 1.2)."""

from dataclasses import dataclass, field

from . import granting, tables, values
from .values import Fields

FIELDS = ("account", "chainId", "key", "permissions", "expirySec", "notBeforeSec", "gasLimitUnit", "label",
          "idempotencyKey")

# The fields of `data` for each permission type; root has none.
DATA = {
    "native-token-transfer": ("allowance",),
    "erc20-token-transfer": ("address", "allowance"),
    "gas-limit": ("limit",),
    "contract-access": ("address",),
    "account-functions": ("functions",),
    "functions-on-all-contracts": ("functions",),
    "functions-on-contract": ("address", "functions"),
    "root": (),
}


@dataclass
class Permission:
    type: str
    address: bytes | None = None
    allowance: int | None = None
    functions: tuple = ()

    @property
    def content(self):
        return (self.type, self.address, self.allowance, self.functions)


@dataclass
class Definition:
    """The parsed parameters. With faults, what could not be read is None."""

    faults: list = field(default_factory=list)
    account: bytes | None = None
    chain_id: int | None = None
    key: tuple = ()
    permissions: list = field(default_factory=list)
    permissions_as_given: list = field(default_factory=list)
    expiry: int = 0
    not_before: int = 0
    gas_unit: str = "gas"
    label: str = ""
    name: str | None = None

    def of_type(self, *types):
        return [p for p in self.permissions if p.type in types]

    @property
    def wildcards(self):
        return {f for p in self.of_type("functions-on-all-contracts") for f in p.functions}

    @property
    def granting(self):
        return [p for p in self.permissions if p.type != "gas-limit"]

    @property
    def content(self):
        """What a creation key is held against."""
        return (self.account, self.chain_id, self.key, tuple(p.content for p in self.permissions), self.expiry,
                self.not_before, self.gas_unit, self.label)


def read(params):
    """Everything that does not depend on the time."""
    result = Definition()
    fields = Fields(params, "", FIELDS, result.faults)
    result.account = fields.required("account", values.address)
    if result.account == tables.ZERO_ADDRESS or result.account in tables.FORBIDDEN_TARGETS:
        fields.note("account")
    result.chain_id = fields.required("chainId", values.chain_id)
    result.key = _read_key(fields)
    result.expiry = fields.optional("expirySec", values.second, 0)
    result.not_before = fields.optional("notBeforeSec", values.second, 0)
    result.gas_unit = fields.optional("gasLimitUnit", values.one_of("gas", "wei"), "gas")
    result.label = fields.optional("label", values.line, "")
    result.name = fields.optional("idempotencyKey", values.key_name, None)
    _read_permissions(fields, result)
    return result


def _read_key(fields):
    raw = fields.required("key", values.anything)
    if "key" not in fields.raw:
        return ()
    key = Fields(raw, "key", ("type", "publicKey"), fields.faults)
    kind = key.required("type", values.one_of("secp256k1", "ecdsa", "contract"))
    return ("secp256k1" if kind == "ecdsa" else kind, key.required("publicKey", values.address))


def _read_permissions(fields, result):
    raw = fields.required("permissions", values.anything)
    if "permissions" not in fields.raw:
        return
    if not isinstance(raw, list):
        return fields.note("permissions")
    result.permissions_as_given = raw
    if len(raw) > 64:
        fields.note("permissions", "too_many")
    for index, item in enumerate(raw):
        result.permissions.append(_read_permission(item, f"permissions[{index}]", fields.faults))
    if all(permission.type == "gas-limit" for permission in result.permissions):
        fields.note("permissions", "permissions_empty")
    granting.judge_together(result)


def _read_permission(raw, path, faults):
    fields = Fields(raw, path, ("type", "data"), faults)
    kind = fields.required("type", values.one_of(*DATA))
    permission = Permission(kind)
    if kind is None:
        return permission
    if kind == "root":
        if "data" in fields.raw:
            fields.note(f"{path}.data")
        return permission
    raw_data = fields.required("data", values.anything)
    if "data" not in fields.raw:
        return permission
    data = Fields(raw_data, f"{path}.data", DATA[kind], faults)
    if "address" in DATA[kind]:
        permission.address = data.required("address", values.address)
    if "allowance" in DATA[kind]:
        permission.allowance = data.required("allowance", values.amount)
    if "limit" in DATA[kind]:
        permission.allowance = data.required("limit", values.amount)
    if "functions" in DATA[kind]:
        permission.functions = _read_functions(data)
    return permission


def _read_functions(data):
    raw = data.required("functions", values.anything)
    path = data.join("functions")
    if "functions" not in data.raw:
        return ()
    if not isinstance(raw, list):
        data.note(path)
        return ()
    if not raw:
        data.note(path, "functions_empty")
    if len(raw) > 64:
        data.note(path, "too_many")
    functions = []
    for index, item in enumerate(raw):
        try:
            functions.append(values.selector(item))
        except values.Malformed:
            functions.append(None)
            data.note(f"{path}[{index}]")
    return tuple(functions)
