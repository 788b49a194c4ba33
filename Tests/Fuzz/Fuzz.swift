/// Feeds a target with what libFuzzer thinks of: `Fuzz TARGET [OPTION...] [CORPUS...]`, with libFuzzer's own options.
@main
struct Fuzz {
    static func main() {
        _ = target
        // The name of the target becomes the name of the program: libFuzzer sees only its own options.
        var count = CommandLine.argc - 1
        var arguments = unsafe CommandLine.unsafeArgv + 1
        _ = unsafe runDriver(&count, &arguments) { start, count in
            unsafe Fuzz.target.test(Array(UnsafeBufferPointer(start: start, count: count)))
            return 0
        }
    }

    private static let target: Target = {
        guard CommandLine.arguments.count > 1, let target = Target(rawValue: CommandLine.arguments[1]) else {
            fatalError("usage: Fuzz TARGET [OPTION...], where TARGET is one of \(Target.allCases.map(\.rawValue))")
        }
        return target
    }()
}

/// libFuzzer's own entry, for a program that has a `main`; nothing declares it for Swift.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
