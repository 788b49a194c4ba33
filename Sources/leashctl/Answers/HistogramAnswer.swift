import ControlProtocol

/// How often something took how long, as the daemon tells it.
struct HistogramAnswer {
    /// The upper bounds of the buckets, in microseconds.
    let bounds: [Int64]
    /// What fell into each bucket, and last what lies above all of them.
    let counts: [Int64]
    /// In microseconds.
    let sum: Int64

    /// Reads a histogram; nil where it contradicts itself.
    init?(_ value: JSONValue) {
        bounds = value.list("boundsUs").compactMap(\.integer)
        counts = value.list("counts").compactMap(\.integer)
        guard counts.count == bounds.count + 1, let sum = value.number("sumUs") else { return nil }
        self.sum = sum
    }

    /// Buckets that count everything up to their bounds, the sum and the count.
    var samples: [MetricFamily.Sample] {
        var total: Int64 = 0
        var samples: [MetricFamily.Sample] = []
        for (index, count) in counts.enumerated() {
            total &+= count
            let bound = index < bounds.count ? Self.seconds(bounds[index]) : "+Inf"
            samples.append(.init(suffix: "_bucket", labels: [("le", bound)], value: String(total)))
        }
        return samples + [
            .init(suffix: "_sum", value: Self.seconds(sum)), .init(suffix: "_count", value: String(total)),
        ]
    }

    private static func seconds(_ microseconds: Int64) -> String { "\(Double(microseconds) / 1_000_000)" }
}
