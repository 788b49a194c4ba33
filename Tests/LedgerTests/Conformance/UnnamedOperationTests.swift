import SessionKeys
import Testing
import TestSupport

@Suite("An operation without a name") struct UnnamedOperationTests {
    private static let call = Call(to: .recipient, value: 10)

    @Test(arguments: Backend.allCases)
    func `a user operation is known by its content`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let first = try clerk.reserve(.userOperation(Self.call, nonce: 1), within: id)
            #expect(try clerk.authorize(.userOperation(Self.call, nonce: 1), within: id).authorization() == first)
            let same = Operation.userOperation(Self.call, nonce: 1, chainID: 1)
            #expect(try clerk.authorize(same, within: id).authorization() == first)
            let next = try clerk.reserve(.userOperation(Self.call, nonce: 2), within: id)
            #expect(next.id != first.id)
            #expect(try clerk.meters(of: id) == [[0, 20, 980]])
        }
    }

    @Test(arguments: Backend.allCases)
    func `on another chain it is another operation, which is denied as such`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            _ = try clerk.reserve(.userOperation(Self.call), within: id)
            #expect(try clerk.authorize(.userOperation(Self.call, chainID: 2), within: id).denial == .wrongChain)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what was not executed is debited anew, and the newest one counts`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let operation = Operation.userOperation(Self.call)
            let first = try clerk.reserve(operation, within: id)
            _ = try clerk.settle(first, as: .dropped)
            let second = try clerk.reserve(operation, within: id)
            #expect(second.id != first.id)
            #expect(try clerk.authorize(operation, within: id).authorization() == second)
            _ = try clerk.settle(second, as: .reverted)
            let third = try clerk.reserve(operation, within: id)
            _ = try clerk.settle(third, as: .success)
            #expect(try clerk.authorize(operation, within: id).authorization().id == third.id)
            #expect(try clerk.meters(of: id) == [[10, 0, 990]])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a name hides the content, and the content knows no name`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let named = try clerk.reserve(.userOperation(Self.call), within: id, named: "pay")
            let unnamed = try clerk.reserve(.userOperation(Self.call), within: id)
            #expect(named.id != unnamed.id)
        }
    }

    @Test(arguments: Backend.allCases)
    func `calls without a name are debited each time`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let first = try clerk.reserve(.transfer(10), within: id)
            let second = try clerk.reserve(.transfer(10), within: id)
            #expect(first.key == nil && first.id != second.id)
            #expect(try clerk.meters(of: id) == [[0, 20, 980]])
        }
    }
}
