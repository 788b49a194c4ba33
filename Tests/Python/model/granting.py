"""What may be granted together, and what is worth a warning (rules 1.2 and 1.3)."""

from . import tables


def judge_together(result):
    """Every permission beside those before it."""
    seen = set()
    native = bool(result.of_type("native-token-transfer"))
    account_functions = set()
    for index, permission in enumerate(result.permissions):
        path = f"permissions[{index}]"

        def note(code, tail="", path=path):
            result.faults.append((code, path + tail))

        roots = [p for p in result.permissions[:index + 1] if p.type == "root"]
        if index > 0 and roots:
            note("root_not_alone")
        if permission.type in ("native-token-transfer", "gas-limit"):
            if permission.type in seen:
                note("duplicate_permission")
            seen.add(permission.type)
        if permission.address is not None:
            _judge_address(permission, result.account, seen, note)
        _judge_functions(permission, native, account_functions, note)


def _judge_address(permission, account, seen, note):
    if permission.address == account:
        note("target_is_account", ".data.address")
    if permission.address == tables.ZERO_ADDRESS or permission.address in tables.FORBIDDEN_TARGETS:
        note("target_forbidden", ".data.address")
    token = permission.type == "erc20-token-transfer"
    place = ("token" if token else "target", permission.address)
    if place in seen:
        note(*(("duplicate_permission", "") if token else ("duplicate_target", ".data.address")))
    seen.add(place)


def _judge_functions(permission, native, account_functions, note):
    seen = account_functions if permission.type == "account-functions" else set()
    for index, function in enumerate(permission.functions):
        path = f".data.functions[{index}]"
        if function is None:
            continue
        if permission.type == "account-functions" and function in tables.FORBIDDEN_ACCOUNT_FUNCTIONS:
            note("selector_forbidden", path)
        if function == tables.PLAIN_TRANSFER:
            if not (permission.type == "functions-on-all-contracts" and native):
                note("selector_forbidden", path)
        if function in seen:
            note("functions_duplicate", path)
        seen.add(function)


def judge_time(definition, now):
    """The faults of 1.3 that depend on the time."""
    if definition.expiry and definition.expiry <= now:
        definition.faults.append(("already_expired", "expirySec"))
    if definition.expiry and definition.not_before and definition.not_before >= definition.expiry:
        definition.faults.append(("already_expired", "notBeforeSec"))


def warnings(definition, now, settings):
    """The codes of the warnings, as a list without duplicates."""
    found = []
    types = {p.type for p in definition.permissions}
    installable = {"erc20-token-transfer", "contract-access", "account-functions", "functions-on-all-contracts",
                   "functions-on-contract"}
    native = "native-token-transfer" in types
    if "root" in types:
        found.append("full_access")
    if native and not types & installable:
        found.append("not_installable")
    if native and len(definition.granting) > 1 and tables.PLAIN_TRANSFER not in definition.wildcards:
        found.append("native_only_to_listed")
    if _grants_tokens_by_selector(definition):
        found.append("tokens_without_allowance")
    if "gas-limit" not in types:
        found.append("gas_unlimited")
    if not definition.expiry:
        found.append("no_expiry")
    elif definition.expiry - settings.expiry_margin_seconds <= max(now, definition.not_before):
        found.append("expiry_within_margin")
    return found


def _grants_tokens_by_selector(definition):
    spending = {tables.TRANSFER, tables.APPROVE, tables.TRANSFER_FROM}
    limited = {p.address for p in definition.of_type("erc20-token-transfer")}
    if spending & definition.wildcards:
        return True
    return any(p.address not in limited and spending & set(p.functions)
               for p in definition.of_type("functions-on-contract"))
