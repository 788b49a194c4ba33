import FuzzDriver

/// The inside of the daemon: what stands between its sockets and its ledger, and its configuration.
@main
struct FuzzService {
    static func main() {
        Fuzzer.run([
            "messages": Fuzzer.once(MessageTarget.test), "configuration": Fuzzer.once(ConfigurationTarget.test),
        ])
    }
}
