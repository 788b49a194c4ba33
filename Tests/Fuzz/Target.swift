/// What reads bytes from outside.
enum Target: String, CaseIterable {
    case frames, json, messages, operations, configuration

    /// Gives it bytes, and traps where something does not hold of what it makes of them.
    func test(_ input: [UInt8]) {
        switch self {
        case .frames: FrameTarget.test(input)
        case .json: JSONTarget.test(input)
        case .messages: MessageTarget.test(input)
        case .operations: OperationTarget.test(input)
        case .configuration: ConfigurationTarget.test(input)
        }
    }
}
