import Glibc

/// Runs the core and the ledger protocol through histories full of faults: `Simulation [--seeds FROM..TO] [--steps
/// COUNT]`.
///
/// A seed is one history; it holds every answer against a model that knows nothing of the code, and everything that
/// clients were told against what the ledger holds in the end.
@main
struct Simulation {
    static func main() {
        guard let plan = Plan(CommandLine.arguments.dropFirst()) else {
            print("usage: Simulation [--seeds FROM..TO] [--steps COUNT]")
            exit(64)
        }
        let began = now()
        var sum = Count()
        for seed in plan.seeds {
            do {
                sum += try World.run(seed: seed, steps: plan.steps)
            } catch {
                print("\(error)\nagain: \(CommandLine.arguments[0]) --seeds \(seed)..\(seed) --steps \(plan.steps)")
                exit(1)
            }
            let done = seed - plan.seeds.lowerBound + 1
            if done % 100_000 == 0 || seed == plan.seeds.upperBound { report(done, sum, after: now() - began) }
        }
    }

    private static func report(_ seeds: UInt64, _ sum: Count, after seconds: Double) {
        let rate = Int(Double(sum.simulatedSec) / max(seconds, 0.001))
        print(
            "\(seeds) seeds in \(Int(seconds)) s: \(sum.requests) requests, \(sum.answers) answers, \(sum.crashes) crashes, "
                + "\(sum.clockSteps) clock steps; \(rate) times real time")
        fflush(nil)
    }

    private static func now() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
