import Glibc

/// Feeds a target with what libFuzzer thinks of: `PROGRAM TARGET [OPTION...] [CORPUS...]`, with libFuzzer's own
/// options.
package enum Fuzzer {
    /// Gives it bytes, and traps where something does not hold of what is made of them. Says how often it has executed
    /// what it is there for.
    package typealias Target = ([UInt8]) -> Int

    /// Set before libFuzzer starts, and read by its only thread.
    nonisolated(unsafe) fileprivate static var target: Target = { _ in 0 }
    /// Only its thread counts.
    nonisolated(unsafe) fileprivate static var executions = 0

    /// What executes it once for each input.
    package static func once(_ test: @escaping ([UInt8]) -> Void) -> Target {
        { input in
            test(input)
            return 1
        }
    }

    /// Fuzzes the one of these that the first argument names.
    package static func run(_ targets: [String: Target]) {
        guard CommandLine.arguments.count > 1, let target = targets[CommandLine.arguments[1]] else {
            fatalError("usage: PROGRAM TARGET [OPTION...], where TARGET is one of \(targets.keys.sorted())")
        }
        unsafe Fuzzer.target = target
        // libFuzzer leaves by exit.
        atexit { unsafe print("stat::executions: \(Fuzzer.executions)") }
        // The name of the target becomes the name of the program: libFuzzer sees only its own options.
        var count = CommandLine.argc - 1
        var arguments = unsafe CommandLine.unsafeArgv + 1
        _ = unsafe runDriver(&count, &arguments) { start, count in
            unsafe Fuzzer.executions += Fuzzer.target(Array(UnsafeBufferPointer(start: start, count: count)))
            return 0
        }
    }
}

/// libFuzzer's own entry, for a program that has a `main`; nothing declares it for Swift.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
