@testable import SessionKeys
import TestSupport

/// What callData means: how the account is entered, and its calls. `nil` stands for malformed.
struct DecodedForm: Equatable {
    let entry: DecodedOperation.Entry
    let calls: [Call]

    init?(_ callData: [UInt8]) {
        guard let decoded = try? DecodedOperation(callData: callData[...], of: Sample.account) else { return nil }
        entry = decoded.entry
        calls = decoded.calls
    }

    init(entry: DecodedOperation.Entry, calls: [Call]) {
        self.entry = entry
        self.calls = calls
    }

    /// The one encoding that means this.
    var encoded: [UInt8] {
        switch entry {
        case .direct: calls.flatMap(\.data)
        case .execute: calls.flatMap(CallData.execute)
        case .batch: CallData.executeBatch(calls)
        }
    }

    static func random(using generator: inout SeededGenerator) -> DecodedForm {
        Bool.random(using: &generator)
            ? DecodedForm(entry: .execute, calls: [.random(using: &generator)])
            : DecodedForm(
                entry: .batch,
                calls: (0..<Int.random(in: 0...4, using: &generator)).map { _ in .random(using: &generator) })
    }
}

extension Call {
    /// Data of any length around a word's end, with as many zeros as not: padding and content look alike.
    static func random(using generator: inout SeededGenerator) -> Call {
        let count = Int.random(in: 0...100, using: &generator)
        let data = (0..<count).map { _ in
            Bool.random(using: &generator) ? 0 : UInt8.random(in: 0...255, using: &generator)
        }
        let address = Address(high: UInt128.random(in: 0 ... .max, using: &generator), low: 0)
        return Call(to: address, value: .random(using: &generator), data: data[...])
    }
}
