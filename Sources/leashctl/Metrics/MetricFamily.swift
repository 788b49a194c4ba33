/// Samples that share a name, a kind and a sentence of help.
struct MetricFamily {
    /// What the samples are.
    enum Kind: String {
        case gauge
        /// It has no TYPE line: OpenMetrics names a counter's family without `_total` and Prometheus' own format with
        /// it, so that no TYPE line is right in both.
        case counter
        case histogram
    }

    /// A value with the labels that tell it from others.
    struct Sample {
        var suffix = ""
        var labels: [(name: String, value: String)] = []
        let value: String
    }

    let name: String
    let kind: Kind
    let help: String
    let samples: [Sample]

    /// The unit, which is the end of the name.
    var unit: String? { ["seconds", "bytes"].first { name.hasSuffix("_\($0)") } }
}
