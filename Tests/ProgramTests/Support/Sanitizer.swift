import Foundation

/// What tells a sanitizer what to do: the one thing of the environment of the tests that the programs have too.
enum Sanitizer {
    static let settings = ProcessInfo.processInfo.environment.filter {
        ["ASAN_OPTIONS", "LSAN_OPTIONS", "ASAN_SYMBOLIZER_PATH", "TSAN_OPTIONS"].contains($0.key)
    }

    static let variables = settings.map { "\($0.key)=\($0.value)" }

    /// Whether the address sanitizer is at work, which takes several times the memory.
    static let takesMemory = settings["ASAN_OPTIONS"] != nil
}
