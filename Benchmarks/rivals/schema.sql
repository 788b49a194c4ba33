-- The check-and-debit that leashd does, as a user of PostgreSQL would write it: one function, one transaction, one round
-- trip. What leashd does beyond it (decoding calldata, permission rules) is left out, in PostgreSQL's favour.

CREATE TABLE session (
    id uuid PRIMARY KEY,
    account bytea NOT NULL,
    status text NOT NULL DEFAULT 'active',
    expiry timestamptz NOT NULL,
    token bytea NOT NULL,
    token_allowance numeric(78) NOT NULL,
    token_reserved numeric(78) NOT NULL DEFAULT 0,
    gas_limit numeric(78) NOT NULL,
    gas_reserved numeric(78) NOT NULL DEFAULT 0,
    CHECK (token_reserved <= token_allowance),
    CHECK (gas_reserved <= gas_limit)
) WITH (fillfactor = 50); -- room for new versions of a row on its own page: the usual advice for rows that change often

CREATE TABLE ledger (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id uuid NOT NULL,
    recipient bytea NOT NULL,
    amount numeric(78) NOT NULL,
    gas numeric(78) NOT NULL,
    state text NOT NULL,
    reserved_at timestamptz NOT NULL
);

CREATE TABLE idempotency (
    session_id uuid NOT NULL,
    key text NOT NULL,
    ledger_id bigint NOT NULL,
    PRIMARY KEY (session_id, key)
);

CREATE FUNCTION authorize(
    for_session uuid, for_key text, of_token bytea, to_recipient bytea, with_amount numeric, with_gas numeric)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    found session%ROWTYPE;
    entry bigint;
BEGIN
    SELECT * INTO found FROM session WHERE id = for_session FOR UPDATE;
    IF found.id IS NULL THEN
        RAISE EXCEPTION 'unknown session';
    END IF;
    SELECT ledger_id INTO entry FROM idempotency WHERE session_id = for_session AND key = for_key;
    IF entry IS NOT NULL THEN
        RETURN entry;
    END IF;
    IF found.status <> 'active' OR now() >= found.expiry THEN
        RAISE EXCEPTION 'the session has ended';
    END IF;
    IF of_token <> found.token OR with_amount > found.token_allowance - found.token_reserved THEN
        RAISE EXCEPTION 'token_allowance_exceeded';
    END IF;
    IF with_gas > found.gas_limit - found.gas_reserved THEN
        RAISE EXCEPTION 'gas_limit_exceeded';
    END IF;
    UPDATE session SET token_reserved = token_reserved + with_amount, gas_reserved = gas_reserved + with_gas
        WHERE id = for_session;
    INSERT INTO ledger (session_id, recipient, amount, gas, state, reserved_at)
        VALUES (for_session, to_recipient, with_amount, with_gas, 'reserved', now()) RETURNING id INTO entry;
    INSERT INTO idempotency (session_id, key, ledger_id) VALUES (for_session, for_key, entry);
    RETURN entry;
END
$$;
