import FuzzDriver

/// What cuts a stream into frames, and what reads JSON.
@main
struct FuzzReaders {
    static func main() { Fuzzer.run(["frames": FrameTarget.test, "json": JSONTarget.test]) }
}
