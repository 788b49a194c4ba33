import SessionKeys

/// Permissions as the session table keeps them: a number for the type, then what the type carries.
enum PermissionsCoding {
    static func encode(_ permissions: [Permission]) -> [UInt8] {
        var writer = RowWriter(capacity: 64)
        for permission in permissions { encode(permission, to: &writer) }
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8]) throws(LedgerError) -> [Permission] {
        var reader = RowReader(bytes)
        var permissions: [Permission] = []
        while !reader.isAtEnd { permissions.append(try decodeOne(from: &reader)) }
        return permissions
    }

    private static func encode(_ permission: Permission, to writer: inout RowWriter) {
        switch permission {
        case .nativeTokenTransfer(let allowance):
            writer.append(1)
            writer.append(allowance)
        case .erc20TokenTransfer(let token, let allowance):
            writer.append(2)
            writer.append(token)
            writer.append(allowance)
        case .gasLimit(let limit):
            writer.append(3)
            writer.append(limit)
        case .contractAccess(let address):
            writer.append(4)
            writer.append(address)
        case .accountFunctions(let functions):
            writer.append(5)
            encode(functions, to: &writer)
        case .functionsOnAllContracts(let functions):
            writer.append(6)
            encode(functions, to: &writer)
        case .functionsOnContract(let address, let functions):
            writer.append(7)
            writer.append(address)
            encode(functions, to: &writer)
        case .root: writer.append(8)
        }
    }

    private static func encode(_ functions: [Selector], to writer: inout RowWriter) {
        writer.append(UInt8(functions.count))
        for selector in functions { writer.append(selector) }
    }

    private static func decodeOne(from reader: inout RowReader) throws(LedgerError) -> Permission {
        switch try reader.byte() {
        case 1: return .nativeTokenTransfer(allowance: try reader.amount())
        case 2: return .erc20TokenTransfer(token: try reader.address(), allowance: try reader.amount())
        case 3: return .gasLimit(try reader.amount())
        case 4: return .contractAccess(try reader.address())
        case 5: return .accountFunctions(try functions(from: &reader))
        case 6: return .functionsOnAllContracts(try functions(from: &reader))
        case 7: return .functionsOnContract(try reader.address(), try functions(from: &reader))
        case 8: return .root
        case let number: throw LedgerError.corrupt("there is no permission type \(number)")
        }
    }

    private static func functions(from reader: inout RowReader) throws(LedgerError) -> [Selector] {
        var functions: [Selector] = []
        for _ in 0..<(try reader.byte()) { functions.append(try reader.selector()) }
        return functions
    }
}
