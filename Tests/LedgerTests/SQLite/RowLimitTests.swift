import SessionKeys
import Testing

@testable import LedgerSQLite

/// What a session may be granted fits into its rows.
struct RowLimitTests {
    @Test func `a permission's functions are counted by one byte`() throws {
        let functions = (0..<SessionDefinition.functionLimit).map { Selector(UInt32($0)) }
        let permissions = [Permission.functionsOnAllContracts(functions)]
        #expect(try PermissionsCoding.decode(PermissionsCoding.encode(permissions)) == permissions)
    }

    @Test func `a session has a slot for each of its meters, and a byte names it`() {
        #expect(SessionDefinition.permissionLimit <= BalanceSlot.perSession)
        #expect(BalanceSlot.perSession - 1 <= UInt8.max)
    }
}
