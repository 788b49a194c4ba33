import FuzzDriver

/// What takes operations apart and decides on them.
@main
struct FuzzOperations {
    static func main() { Fuzzer.run(["operations": OperationTarget.test]) }
}
