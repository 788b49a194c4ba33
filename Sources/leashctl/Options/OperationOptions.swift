import ArgumentParser
import ControlProtocol
import SessionKeys

/// What an operation does, as flags or in a file.
struct OperationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The address to call.", valueName: "address"), transform: Arguments.address)
    var to: Address?

    @Option(
        help: ArgumentHelp("What to send with the call: 0.1ether, 20gwei, 100wei.", valueName: "amount"),
        transform: AmountArgument.native)
    var value: Amount?

    @Option(help: ArgumentHelp("The call's data.", valueName: "hex"), transform: Arguments.data)
    var data: [UInt8]?

    @Option(
        help: ArgumentHelp("Transfer so much of a token, in place of --to and --data.", valueName: "token=amount"),
        transform: TokenAmount.init)
    var transfer: TokenAmount?

    @Option(help: ArgumentHelp("Who gets the token.", valueName: "address"), transform: Arguments.address)
    var recipient: Address?

    @Option(
        help: ArgumentHelp("The token's decimals; not needed for well-known tokens.", valueName: "n"),
        transform: Arguments.decimals)
    var decimals: Int?

    @Option(
        help: ArgumentHelp("The chain that the operation is for; else the session's.", valueName: "id"),
        transform: Arguments.chain)
    var chain: UInt64?

    @Option(
        help: ArgumentHelp(
            "JSON with calls or userOperation, and gas and chainId where wanted; - is standard input.",
            valueName: "file"),
        completion: .file(extensions: ["json"]), transform: Arguments.file)
    var operation: String?

    @OptionGroup(title: "Gas")
    var gas: GasOptions

    /// Refuses options that do not fit together.
    func checkOptions() throws {
        let forms = [to != nil, transfer != nil, operation != nil].filter(\.self).count
        guard forms == 1 else {
            throw ValidationError("an operation is given by one of --to, --transfer and --operation")
        }
        guard to != nil || (value == nil && data == nil) else {
            throw ValidationError("--value and --data belong to --to")
        }
        guard (transfer != nil) == (recipient != nil) else {
            let lacking = transfer == nil ? "--transfer" : "--recipient"
            throw ValidationError("--transfer and --recipient go together: \(lacking) is missing")
        }
        guard decimals == nil || transfer != nil else { throw ValidationError("--decimals belongs to --transfer") }
        let beside = gas.given + (chain == nil ? [] : ["--chain"])
        guard operation == nil || beside.isEmpty else {
            let options = beside.joined(separator: ", ")
            throw ValidationError("with --operation, the file says gas and chainId: leave out \(options)")
        }
        // Of a token that is known on no chain the session's would not tell the decimals.
        if let transfer, chain != nil || !transfer.isOfKnownToken { _ = try amount(of: transfer, on: chain) }
    }

    private func amount(of transfer: TokenAmount, on chain: UInt64?) throws -> Amount {
        try Arguments.value(transfer.argument, of: "--transfer <token=amount>") {
            try transfer.amount(decimals: decimals, chain: chain)
        }
    }

    /// What the file says, where there is one; a whole request may be of these methods.
    func document(of methods: [Method]) throws -> InputText? {
        try operation.map { try InputText(of: $0).parameters(of: methods) }
    }

    /// The members that an operation adds to the parameters of a check or an authorization within the session, whose
    /// chain tells what a token is where none is given. Of a file, the `others` are left out.
    func members(
        _ document: InputText?, within session: String, without others: [String] = [], _ client: Client
    ) throws -> OperationMembers {
        if let document { return try OperationMembers(document, within: session, without: others) }
        var writer = JSONWriter()
        if let chain { writer.member("chainId", quantity: chain) }
        if let transfer, let recipient {
            let amount = try amount(of: transfer, on: try chain ?? SessionAnswer(of: session, from: client).chain)
            let data = TokenCall.transfer(to: recipient, amount: amount)
            OperationMembers.writeCall(to: transfer.token, value: nil, data: data, into: &writer)
        } else if let to {
            OperationMembers.writeCall(to: to, value: value, data: data, into: &writer)
        }
        if !gas.given.isEmpty { gas.write(to: &writer) }
        return OperationMembers(bytes: writer.bytes)
    }
}
