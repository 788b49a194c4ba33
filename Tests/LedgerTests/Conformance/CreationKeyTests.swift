import SessionKeys
import Testing
import TestSupport

@Suite("Creating a session with a key") struct CreationKeyTests {
    @Test(arguments: Backend.allCases)
    func `an empty label is the same content as none`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let first = try clerk.answer(clerk.creation(of: .make(label: nil), key: "key"))
            #expect(try clerk.answer(clerk.creation(of: .make(label: ""), key: "key")) == first)
            let other = try clerk.answer(clerk.creation(of: .make(label: "x"), key: "key"))
            guard case .denied(let reasons, _) = other else {
                Issue.record("another label is not the same content")
                return
            }
            #expect(reasons.map(\.code) == [.idempotencyConflict])
        }
    }

    @Test(arguments: Backend.allCases, ["\0", "a\0b", "\u{1b}[31m", "\u{9b}\n"])
    func `a key may hold control characters`(backend: Backend, key: String) throws {
        try backend.withClerk { clerk in
            let first = try clerk.answer(clerk.creation(of: .make(), key: key))
            #expect(try clerk.answer(clerk.creation(of: .make(), key: key)) == first)
            #expect(try clerk.answer(clerk.creation(of: .make(), key: key + "\0")) != first)
        }
    }

    @Test(arguments: Backend.allCases)
    func `the same again gets the first answer`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let first = try clerk.answer(clerk.creation(of: .make(), key: "key"))
            #expect(try clerk.answer(clerk.creation(of: .make(), key: "key")) == first)
            #expect(try clerk.sessions().entries.count == 1)
            #expect(try clerk.history() == [.sessionCreated])
        }
    }

    @Test(arguments: Backend.allCases)
    func `the first answer comes again whatever has become of the session`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let creation = clerk.creation(of: .make(expirySec: FakeClock.startSec + 10), key: "key")
            let first = try clerk.answer(creation)
            clerk.pass(seconds: 10)
            try clerk.maintain()
            #expect(try clerk.answer(creation) == first)
        }
    }

    @Test(arguments: Backend.allCases)
    func `another definition is a conflict, and so is one that cannot be read`(backend: Backend) throws {
        try backend.withClerk { clerk in
            _ = try clerk.create(.make(), key: "key")
            let other = clerk.creation(of: .make(label: "another"), key: "key")
            #expect(try clerk.answer(other).denial == .idempotencyConflict)

            let fault = ValueFault(.malformedValue, at: "expirySec", "no number")
            #expect(try clerk.answer(.create(.faulty(fault, key: "key"))).denial == .idempotencyConflict)
            #expect(try clerk.answer(.create(.faulty(fault, key: "fresh"))) == .invalid(fault))
        }
    }

    @Test(arguments: Backend.allCases)
    func `keys are compared by their bytes`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let composed = try clerk.create(.make(label: "first"), key: "caf\u{E9}")
            let decomposed = try clerk.create(.make(label: "second"), key: "cafe\u{301}")
            let capital = try clerk.create(.make(label: "third"), key: "CAF\u{E9}")
            #expect(Set([composed, decomposed, capital]).count == 3)
        }
    }
}
