/// How much happened in one run, or in many.
struct Count: Sendable {
    var requests = 0
    var answers = 0
    var crashes = 0
    var clockSteps = 0
    var simulatedSec: Int64 = 0

    static func += (sum: inout Count, other: Count) {
        sum.requests += other.requests
        sum.answers += other.answers
        sum.crashes += other.crashes
        sum.clockSteps += other.clockSteps
        sum.simulatedSec += other.simulatedSec
    }
}
