/// What is to be run.
struct Plan {
    private(set) var seeds: ClosedRange<UInt64> = 1...10_000
    private(set) var steps = 300

    init?(_ arguments: ArraySlice<String>) {
        var rest = arguments
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch option {
            case "--seeds":
                let ends = value.split(separator: ".", omittingEmptySubsequences: true).compactMap { UInt64($0) }
                guard ends.count == 2, ends[0] <= ends[1] else { return nil }
                seeds = ends[0]...ends[1]
            case "--steps":
                guard let count = Int(value), count > 0 else { return nil }
                steps = count
            default: return nil
            }
        }
    }
}
