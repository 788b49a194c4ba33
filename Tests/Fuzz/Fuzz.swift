import Glibc

/// What libFuzzer calls with each input. The environment variable `LEASHD_FUZZ` names the target.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    target.test(input)
    return 0
}

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

private let target: Target = {
    guard let name = unsafe getenv("LEASHD_FUZZ"), let target = unsafe Target(rawValue: String(cString: name)) else {
        fatalError("LEASHD_FUZZ names none of \(Target.allCases.map(\.rawValue))")
    }
    return target
}()
