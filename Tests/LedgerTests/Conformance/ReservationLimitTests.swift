import SessionKeys
import Testing
import TestSupport

@Suite("Too many reservations") struct ReservationLimitTests {
    private var rules: LedgerRules {
        var rules = LedgerRules()
        rules.reservationLimit = 2
        return rules
    }

    @Test(arguments: Backend.allCases)
    func `only so many may be open in one session`(backend: Backend) throws {
        try backend.withClerk(rules: rules) { clerk in
            let id = try clerk.create()
            let first = try clerk.reserve(.transfer(1), within: id)
            _ = try clerk.reserve(.transfer(1), within: id)
            #expect(try clerk.authorize(.transfer(1), within: id).denial == .tooManyReservations)
            #expect(try clerk.meters(of: id) == [[0, 2, 998]])

            _ = try clerk.settle(first, as: .success)
            _ = try clerk.reserve(.transfer(1), within: id)
            let other = try clerk.create()
            _ = try clerk.reserve(.transfer(1), within: other)
        }
    }

    @Test(arguments: Backend.allCases)
    func `they are asked for last, and not of what is settled at once`(backend: Backend) throws {
        try backend.withClerk(rules: rules) { clerk in
            let id = try clerk.create()
            let first = try clerk.reserve(.transfer(1), within: id, named: "first")
            _ = try clerk.reserve(.transfer(1), within: id)
            #expect(try clerk.authorize(.transfer(1000), within: id).denial == .nativeAllowanceExceeded)
            #expect(try clerk.authorize(.transfer(1), within: id, named: "first").authorization() == first)
            #expect(try clerk.authorize(.transfer(2), within: id, named: "first").denial == .idempotencyConflict)
            _ = try clerk.authorize(.transfer(1), within: id, settle: true).authorization()
        }
    }
}
