import SessionKeys
import TestSupport

/// Canonical means that there is one encoding only: what was decoded, encoded again, is the same bytes, and any other
/// bytes are refused or mean something else.
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

    /// Up to this length an encoding that was taken is cut short and changed at every place.
    private static let shortCount = 512

    /// The input is callData: of a user operation, of a lone call to the account, or of one to a token. Which of them,
    /// and in which session, the input itself decides: all at once were nine times the work for one encoding.
    ///
    /// - Returns: how often an operation was decided on.
    static func test(_ input: [UInt8]) -> Int {
        let choice = input.reduce(into: UInt32(input.count)) { $0 = ($0 ^ UInt32($1)) &* 16_777_619 } >> 8
        let session = sessions[Int(choice % 3)]
        switch choice / 3 % 4 {
        case 0: _ = decide(.calls(Call(to: .account, data: input[...]), gas: gas), session)
        case 1:
            let call = decide(.calls(Call(to: .token, value: 1, data: input[...]), gas: gas), session)
            precondition(call.calls.count == 1, "one call is one call")
        default:
            let verdict = decide(userOperation(input), session)
            guard let encoding = encoding(of: verdict, in: input) else { return 1 }
            return 1 + testOthers(than: Array(encoding), verdict, session)
        }
        return 1
    }

    private static func userOperation(_ callData: [UInt8]) -> Operation {
        Operation(.userOperation(UserOperation(sender: .account, nonce: 0, callData: callData[...], gas: gas)))
    }

    /// The bytes of the input that say what was understood; what follows them is ignored. `nil` where nothing was.
    private static func encoding(of verdict: Verdict, in input: [UInt8]) -> ArraySlice<UInt8>? {
        // What could not be taken apart has no calls; a call within may still be malformed by itself.
        if verdict.calls.isEmpty, verdict.reasons.contains(where: { $0.code == .calldataMalformed }) { return nil }
        let start = input.starts(with: CallData.prefix) ? CallData.prefix.count : 0
        let inner = input[start...]
        let encoded: [UInt8]
        switch Selector(leading: inner) {
        case .execute:
            guard let call = verdict.calls.first else { preconditionFailure("execute without a call") }
            encoded = CallData.execute(call)
        case .executeBatch: encoded = CallData.executeBatch(verdict.calls)
        default:
            precondition(verdict.calls.first.map { Array($0.data) } == Array(inner), "a direct call lost something")
            return input[...]
        }
        precondition(inner.starts(with: encoded), "another encoding was taken")
        return input[..<(start + encoded.count)]
    }

    /// The same encoding, cut short or with another byte, at every place, has to be refused or mean something else.
    private static func testOthers(than encoding: [UInt8], _ verdict: Verdict, _ session: Session) -> Int {
        guard encoding.count <= shortCount else { return 0 }
        for place in encoding.indices {
            let shorter = decide(userOperation(Array(encoding[..<place])), session)
            precondition(shorter.calls != verdict.calls || verdict.calls.isEmpty, "cut short it means the same")
            var changed = encoding
            changed[place] ^= 1 << (place % 8)
            let other = decide(userOperation(changed), session)
            precondition(other.calls != verdict.calls || verdict.calls.isEmpty, "with another byte it means the same")
        }
        return 2 * encoding.count
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
