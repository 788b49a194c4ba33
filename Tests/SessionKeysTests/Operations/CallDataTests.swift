import Testing

@testable import SessionKeys
import TestSupport

/// The decoder of callData against the encoder of these tests (rules 2.1).
struct CallDataTests {
    @Test func `what was encoded is decoded the same, with the prefix and without`() {
        var generator = SeededGenerator(for: "round trips of callData")
        for round in 0..<500 {
            let form = DecodedForm.random(using: &generator)
            #expect(DecodedForm(form.encoded) == form, "seed \(generator.seed), round \(round)")
            let prefixed = CallData.prefix + form.encoded
            #expect(DecodedForm(prefixed) == form, "seed \(generator.seed), round \(round)")
        }
    }

    @Test func `data of every length up to three words is decoded the same`() {
        for count in 0...96 {
            let call = Call(to: Sample.listed, value: 7, data: Array(repeating: 0xFF, count: count)[...])
            for form in [DecodedForm(entry: .execute, calls: [call]), DecodedForm(entry: .batch, calls: [call, call])] {
                #expect(DecodedForm(form.encoded) == form, "\(count) bytes")
            }
        }
    }

    @Test func `any single changed byte is refused or means something else`() {
        var generator = SeededGenerator(for: "changed bytes of callData")
        for _ in 0..<40 {
            let form = DecodedForm.random(using: &generator)
            let encoded = CallData.prefix + form.encoded
            for place in encoded.indices {
                var changed = encoded
                changed[place] ^= UInt8.random(in: 1...255, using: &generator)
                let decoded = DecodedForm(changed)
                #expect(decoded != form, "seed \(generator.seed), byte \(place) became \(changed[place])")
            }
        }
    }

    @Test func `whatever is decoded has only that one encoding, but for what stands after it`() {
        var generator = SeededGenerator(for: "mutated callData")
        var accepted = 0
        for round in 0..<4000 {
            var bytes = DecodedForm.random(using: &generator).encoded
            for _ in 0..<Int.random(in: 0...3, using: &generator) { Self.mutate(&bytes, using: &generator) }
            guard let decoded = DecodedForm(bytes), decoded.entry != .direct else { continue }
            accepted += 1
            #expect(bytes.starts(with: decoded.encoded), "seed \(generator.seed), round \(round)")
        }
        #expect(accepted > 400, "hardly anything was accepted: seed \(generator.seed)")
    }

    /// A changed byte, a changed word, or bytes that are gone or too many.
    private static func mutate(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
        guard bytes.count > 40, let place = bytes.indices.dropFirst(4).randomElement(using: &generator) else { return }
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1:
            let start = 4 + (place - 4) / 32 * 32
            let word = CallData.word(Amount.random(using: &generator))
            for (index, byte) in zip(start..<bytes.count, word) { bytes[index] = byte }
        case 2: bytes.removeSubrange(place..<min(place + 32, bytes.count))
        default: bytes.insert(contentsOf: CallData.word(Int.random(in: 0...256, using: &generator)), at: place)
        }
    }

    @Test func `an encoding that ends early is malformed at every length`() {
        let call = Call(to: Sample.listed, value: 7, data: [1, 2, 3, 4, 5])
        for form in [
            DecodedForm(entry: .execute, calls: [call]), DecodedForm(entry: .batch, calls: [call, call]),
            DecodedForm(entry: .batch, calls: []),
        ] {
            for prefix in [[], CallData.prefix] {
                let encoded = prefix + form.encoded
                for count in 0..<encoded.count {
                    // Four bytes of a prefix and nothing after it are no function either.
                    #expect(DecodedForm(Array(encoded.prefix(count))) == nil, "\(count) of \(encoded.count) bytes")
                }
            }
        }
    }

    @Test func `bytes after the end are ignored`() {
        var generator = SeededGenerator(for: "suffixes of callData")
        for round in 0..<300 {
            let form = DecodedForm.random(using: &generator)
            let suffix = (0..<Int.random(in: 1...70, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            #expect(DecodedForm(form.encoded + suffix) == form, "seed \(generator.seed), round \(round)")
        }
    }

    @Test func `bytes between two calls of a batch are malformed`() {
        let call = Call(to: Sample.listed, data: [1, 2, 3, 4])
        let tuple = CallData.tuple(call)
        let gap = CallData.word(0)
        let bytes =
            Selector.executeBatch.bytes + CallData.word(32) + CallData.word(2) + CallData.word(64)
            + CallData.word(64 + tuple.count + gap.count) + tuple + gap + tuple
        #expect(DecodedForm(bytes) == nil)
    }

    @Test func `two calls that share their bytes are malformed`() {
        let tuple = CallData.tuple(Call(to: Sample.listed, data: [1, 2, 3, 4]))
        let bytes =
            Selector.executeBatch.bytes + CallData.word(32) + CallData.word(2) + CallData.word(64)
            + CallData.word(64) + tuple + tuple
        #expect(DecodedForm(bytes) == nil)
    }

    @Test func `one prefix is taken off and no second`() {
        let inner = CallData.execute(Call(to: Sample.listed, data: [1, 2, 3, 4]))
        let twice = CallData.prefix + CallData.prefix + inner
        let expected = Call(to: Sample.account, data: (CallData.prefix + inner)[...])
        #expect(DecodedForm(twice) == DecodedForm(entry: .direct, calls: [expected]))
        #expect(DecodedForm(CallData.prefix + [1, 2, 3]) == nil)
    }

    @Test func `any other selector is a function of the account, with all its bytes`() {
        let bytes = Sample.swap.bytes + [9, 9, 9]
        let expected = DecodedForm(entry: .direct, calls: [Call(to: Sample.account, data: bytes[...])])
        #expect(DecodedForm(bytes) == expected)
        #expect(DecodedForm(CallData.prefix + bytes) == expected)
    }
}
