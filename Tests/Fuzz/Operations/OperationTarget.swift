import SessionKeys
import TestSupport

/// Canonical means that there is one encoding only: what was decoded, encoded again, is the same bytes.
enum OperationTarget {
    private static let sessions: [Session] = [
        [.root],
        [
            .nativeTokenTransfer(allowance: 1000), .erc20TokenTransfer(token: .token, allowance: .maximum),
            .functionsOnAllContracts([.plainTransfer]),
        ],
        [.contractAccess(.recipient), .gasLimit(1000)],
    ].map { Session(id: SessionID(1), definition: .make($0), createdSec: 1) }

    private static let gas = Gas.make(9)

    /// The input is callData: of a user operation, of a lone call to the account, or of one to a token. Which of them, and in which
    /// session, the input itself decides: all at once were nine times the work for one encoding.
    static func test(_ input: [UInt8]) {
        let choice = input.reduce(into: UInt32(input.count)) { $0 = ($0 ^ UInt32($1)) &* 16_777_619 } >> 8
        let session = sessions[Int(choice % 3)]
        switch choice / 3 % 4 {
        case 0: _ = decide(.calls(Call(to: .account, data: input[...]), gas: gas), session)
        case 1:
            let call = decide(.calls(Call(to: .token, value: 1, data: input[...]), gas: gas), session)
            precondition(call.calls.count == 1, "one call is one call")
        default:
            let operation = UserOperation(sender: .account, nonce: 0, callData: input[...], gas: gas)
            test(Operation(.userOperation(operation)), session, input)
        }
    }

    private static func test(_ operation: Operation, _ session: Session, _ input: [UInt8]) {
        let verdict = decide(operation, session)
        // What could not be taken apart has no calls; a call within may still be malformed by itself.
        if verdict.calls.isEmpty, verdict.reasons.contains(where: { $0.code == .calldataMalformed }) { return }
        let prefix = CallData.bytes(of: .executeUserOperation)
        let inner = input.starts(with: prefix) ? Array(input.dropFirst(4)) : input
        switch Selector(leading: inner[...]) {
        case .execute:
            guard let call = verdict.calls.first else { preconditionFailure("execute without a call") }
            precondition(inner.starts(with: CallData.execute(call).dropFirst(4)), "another encoding was taken")
        case .executeBatch:
            let encoded = CallData.executeBatch(verdict.calls).dropFirst(4)
            precondition(inner.starts(with: encoded), "another encoding was taken")
        default: precondition(verdict.calls.first.map { Array($0.data) } == inner, "a direct call lost something")
        }
    }

    private static func decide(_ operation: Operation, _ session: Session) -> Verdict {
        let verdict = session.decide(operation, at: Moment(Instant(seconds: 2)), expiryMarginSec: 0)
        for debit in verdict.debits {
            let allowance = session.readings.first { $0.kind == debit.kind }?.allowance ?? .zero
            precondition(debit.amount <= allowance, "more was allowed than is there")
        }
        return verdict
    }
}
