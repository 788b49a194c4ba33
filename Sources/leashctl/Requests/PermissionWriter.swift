import ControlProtocol
import SessionKeys

/// Permissions in the form that the Wallets API documents.
enum PermissionWriter {
    /// Writes one permission.
    static func write(_ permission: Permission, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", string: permission.type.rawValue)
            guard permission != .root else { return }
            writer.object("data") { writer in
                if let target = permission.target { writer.member("address", address: target) }
                writeAmount(of: permission, to: &writer)
                guard let functions = permission.functions else { return }
                writer.array("functions") { writer in
                    for selector in functions { writer.string(selector.description) }
                }
            }
        }
    }

    private static func writeAmount(of permission: Permission, to writer: inout JSONWriter) {
        switch permission {
        case .nativeTokenTransfer(let allowance), .erc20TokenTransfer(_, let allowance):
            writer.member("allowance", amount: allowance)
        case .gasLimit(let limit):
            writer.member("limit", amount: limit)
        case .contractAccess, .accountFunctions, .functionsOnAllContracts, .functionsOnContract, .root:
            break
        }
    }
}
