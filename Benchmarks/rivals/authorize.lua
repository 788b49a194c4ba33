-- The check-and-debit that leashd does, as a user of Redis would write it: one script, atomic, its effects in the
-- append-only file before the answer. What leashd does beyond it (decoding calldata, permission rules, 256-bit amounts)
-- is left out, in Redis' favour.
--
-- KEYS: the session's hash, the idempotency key, the session's ledger.
-- ARGV: token, recipient, amount, gas; hex without 0x, and decimal numbers.

local first = redis.call('GET', KEYS[2])
if first then
    return first
end

local session = redis.call('HMGET', KEYS[1], 'status', 'expiry', 'token:' .. ARGV[1], 'gas')
if not session[1] then
    return redis.error_reply('UNKNOWN no such session')
end
if session[1] ~= 'active' or tonumber(redis.call('TIME')[1]) >= tonumber(session[2]) then
    return redis.error_reply('ENDED the session has ended')
end
if not session[3] or tonumber(ARGV[3]) > tonumber(session[3]) then
    return redis.error_reply('EXCEEDED token_allowance_exceeded')
end
if tonumber(ARGV[4]) > tonumber(session[4]) then
    return redis.error_reply('EXCEEDED gas_limit_exceeded')
end

local token = redis.call('HINCRBY', KEYS[1], 'token:' .. ARGV[1], '-' .. ARGV[3])
local gas = redis.call('HINCRBY', KEYS[1], 'gas', '-' .. ARGV[4])
local authorization = redis.call('XADD', KEYS[3], '*',
    'token', ARGV[1], 'recipient', ARGV[2], 'amount', ARGV[3], 'gas', ARGV[4], 'state', 'reserved')
local answer = authorization .. ' reserved ' .. string.format('%.0f', token) .. ' ' .. string.format('%.0f', gas)
redis.call('SET', KEYS[2], answer)
return answer
