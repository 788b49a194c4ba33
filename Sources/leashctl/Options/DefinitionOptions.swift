import ArgumentParser
import ControlProtocol
import SessionKeys

/// For which account and which key a new session is, as flags.
struct DefinitionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The account that grants the session.", valueName: "address"), transform: Arguments.address)
    var account: Address?

    @Option(
        help: ArgumentHelp("The address of the key that may act for it.", valueName: "address"),
        transform: Arguments.address)
    var key: Address?

    @Option(help: ArgumentHelp("What kind of key it is; else secp256k1.", valueName: "type"))
    var keyType: SessionKey.Kind?

    @Option(help: ArgumentHelp("The chain's id: 1, 8453, 0x2105.", valueName: "id"), transform: Arguments.chain)
    var chain: UInt64?

    @OptionGroup(title: "Permissions")
    var permissions: PermissionOptions

    /// Whether none of it was given, and a file is to say it.
    var isEmpty: Bool { account == nil && key == nil && keyType == nil && chain == nil && permissions.isEmpty }

    /// Refuses options that do not fit together.
    func checkOptions() throws { try permissions.checkOptions() }

    /// Refuses flags that do not define a session by themselves.
    func requireWhole() throws { _ = try whole() }

    private func whole() throws -> (account: Address, key: Address, chain: UInt64, permissions: [Permission]) {
        guard let account, let key, let chain else {
            let lacking = [("--account", account == nil), ("--key", key == nil), ("--chain", chain == nil)]
                .filter(\.1).map(\.0)
            throw ValidationError(
                "a session by flags needs --account, --key and --chain: \(lacking.joined(separator: ", ")) "
                    + "\(lacking.count == 1 ? "is" : "are") missing")
        }
        let permissions = try permissions.permissions(chain: chain)
        guard !permissions.isEmpty else {
            throw ValidationError("a session needs a permission: --native, --erc20, --contract, --function or another")
        }
        return (account, key, chain, permissions)
    }

    /// Writes the members that define the session.
    func write(to writer: inout JSONWriter) throws {
        let session = try whole()
        writer.member("account", address: session.account)
        writer.member("chainId", quantity: session.chain)
        writer.object("key") { writer in
            writer.member("type", string: (keyType ?? .secp256k1).rawValue)
            writer.member("publicKey", address: session.key)
        }
        writer.array("permissions") { writer in
            for permission in session.permissions { PermissionWriter.write(permission, to: &writer) }
        }
        if let unit = permissions.gasUnit { writer.member("gasLimitUnit", string: unit.rawValue) }
    }
}

extension SessionKey.Kind: ExpressibleByArgument {}
