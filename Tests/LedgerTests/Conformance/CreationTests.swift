import SessionKeys
import Testing
import TestSupport

@Suite("Creating a session") struct CreationTests {
    /// One of each type, as far as they go together.
    private static let everyPermission: [Permission] = [
        .nativeTokenTransfer(allowance: .maximum), .erc20TokenTransfer(token: .token, allowance: 0),
        .gasLimit(Amount(low: 1 << 100)), .contractAccess(.make(20)), .accountFunctions([Selector(0x0102_0304)]),
        .functionsOnAllContracts([.plainTransfer, Selector(0xffff_ffff)]),
        .functionsOnContract(.make(21), [Selector(1), Selector(2)]),
    ]

    @Test(arguments: Backend.allCases)
    func `what was granted is kept as it was granted`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let definition = SessionDefinition.make(
                Self.everyPermission, chainID: .max, key: SessionKey(kind: .contract, address: .key),
                expirySec: FakeClock.startSec + 10, notBeforeSec: FakeClock.startSec + 5, gasLimitUnit: .wei,
                label: "trading bot \u{1F916}")
            let request = CreateRequest.make(definition, permissionsAsGiven: #"[{"type": "…"}]"#, freshID: SessionID(7))
            let answer = try clerk.answer(.create(request))
            let warnings = definition.warnings(createdSec: FakeClock.startSec, expiryMarginSec: 0)
            #expect(answer == .created(SessionID(7), chainID: .max, warnings: warnings))

            let record = try clerk.record(of: SessionID(7))
            #expect(record.permissionsAsGiven == Array(#"[{"type": "…"}]"#.utf8))
            #expect(record.session == Session(id: SessionID(7), definition: definition, createdSec: FakeClock.startSec))
        }
    }

    @Test(arguments: Backend.allCases)
    func `root is kept, and has no meters`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.root)
            #expect(try clerk.session(id).definition.permissions == [.root])
            #expect(try clerk.session(id).meters.isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an empty label is not the same as none`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let empty = try clerk.create(.make(label: ""))
            let none = try clerk.create(.make(label: nil))
            #expect(try clerk.session(empty).definition.label == "")
            #expect(try clerk.session(none).definition.label == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what may not be granted leaves nothing`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let late = clerk.creation(of: .make(expirySec: FakeClock.startSec), key: "key")
            guard case .invalid(let fault) = try clerk.answer(late) else {
                Issue.record("an expiry that is now was accepted")
                return
            }
            #expect(fault.code == .alreadyExpired)
            #expect(try clerk.sessions().entries.isEmpty)
            #expect(try clerk.events().isEmpty)
            _ = try clerk.create(.make(), key: "key")
        }
    }

    @Test(arguments: Backend.allCases)
    func `a session that can never be used is granted with a warning, also where that is asked again`(
        backend: Backend
    ) throws {
        try backend.withClerk { clerk in
            clerk.ledger.rules.expiryMarginSec = 60
            for (expiry, isWarned) in [(60, true), (61, false)] as [(Int64, Bool)] {
                let request = clerk.creation(of: .make(expirySec: FakeClock.startSec + expiry), key: "key \(expiry)")
                let first = try clerk.answer(request)
                guard case .created(let id, _, let warnings) = first else {
                    Issue.record("\(first)")
                    return
                }
                #expect(warnings.map(\.code).contains(.expiryWithinMargin) == isWarned)
                let denial = try clerk.authorize(.transfer(1), within: id).denial
                #expect(denial == (isWarned ? .sessionExpired : nil))
                clerk.pass(seconds: 1)
                #expect(try clerk.answer(request) == first)
                clerk.pass(seconds: -1)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a session that grants nothing yet is not used up`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.nativeTokenTransfer(allowance: 0))
            #expect(try clerk.session(id).status == .active)
        }
    }
}
