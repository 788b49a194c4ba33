import SessionKeys
import Testing

@testable import Service

/// Which stores may run in a state directory.
struct RecognitionTests {
    private let old = StoreMark(1)
    private let mine = StoreMark(2)
    private let next = StoreMark(3)

    private func recognise(
        _ mark: StoreMark?, at lastEvent: Int64, knowing known: HighWater?, noted progress: ProgressFile.Contents? = nil
    ) -> Recognition {
        let progress = progress ?? known?.mark.map { .value(Progress(mark: $0, lastEvent: 0)) } ?? .missing
        let known = known.map(HighWaterFile.Contents.value) ?? .missing
        return Recognition(of: mark, lastEvent: lastEvent, known: known, progress: progress)
    }

    @Test func `the store that ran last is recognised, wherever a crash fell between its marks`() {
        #expect(recognise(mine, at: 9, knowing: HighWater(mark: mine, lastEvent: 7)) == .recognised)
        let between = HighWater(mark: mine, nextMark: next, lastEvent: 7)
        #expect(recognise(mine, at: 7, knowing: between) == .recognised)
        #expect(recognise(next, at: 7, knowing: between) == .recognised)
        let first = HighWater(mark: nil, nextMark: next, lastEvent: 0)
        #expect(recognise(nil, at: 0, knowing: first) == .recognised)
        #expect(recognise(next, at: 0, knowing: first) == .recognised)
    }

    @Test func `a store that was never marked begins where nothing is known`() {
        #expect(recognise(nil, at: 0, knowing: nil) == .recognised)
        #expect(recognise(nil, at: 4711, knowing: nil) == .recognised)
    }

    @Test func `a copy is told from the store, even one with as many events`() {
        for event: Int64 in [1, 7, 99] {
            let known = HighWater(mark: mine, lastEvent: 7)
            #expect(recognise(old, at: event, knowing: known) == .another(knownEvent: 7))
            #expect(recognise(nil, at: event, knowing: known) == .another(knownEvent: 7))
        }
    }

    @Test func `a store that is gone, behind, or from elsewhere is refused`() {
        let known = HighWater(mark: mine, lastEvent: 7)
        #expect(recognise(nil, at: 0, knowing: known) == .gone(knownEvent: 7))
        #expect(recognise(mine, at: 6, knowing: known) == .behind(knownEvent: 7))
        #expect(recognise(mine, at: 6, knowing: nil) == .stranger)
        #expect(
            Recognition(of: mine, lastEvent: 9, known: .damaged, progress: .missing)
                == .unknown("high-water is damaged"))
    }

    @Test func `without a file of its progress only a store runs that has not begun, or that was accepted`() {
        let progress = ProgressFile.Contents.missing
        #expect(recognise(mine, at: 0, knowing: HighWater(mark: mine, lastEvent: 0), noted: progress) == .recognised)
        for (event, known) in [(7, 7), (7, 0)] as [(Int64, Int64)] {
            let found = recognise(mine, at: event, knowing: HighWater(mark: mine, lastEvent: known), noted: progress)
            #expect(found == .unknown("progress is missing"))
        }
        let accepted = HighWater(mark: mine, lastEvent: 7, acceptedInsteadOf: 9)
        #expect(recognise(mine, at: 7, knowing: accepted, noted: progress) == .recognised)
        #expect(recognise(mine, at: 6, knowing: accepted, noted: progress) == .behind(knownEvent: 7))
        let begun = HighWater(mark: mine, nextMark: next, lastEvent: 7, acceptedInsteadOf: 9)
        #expect(recognise(next, at: 7, knowing: begun, noted: progress) == .recognised)
    }

    @Test func `what was noted for the store's own mark counts, however old the high water is`() {
        let known = HighWaterFile.Contents.value(HighWater(mark: mine, lastEvent: 7))
        func recognise(at lastEvent: Int64, noted: ProgressFile.Contents) -> Recognition {
            Recognition(of: mine, lastEvent: lastEvent, known: known, progress: noted)
        }
        #expect(recognise(at: 9, noted: .value(Progress(mark: mine, lastEvent: 9))) == .recognised)
        #expect(recognise(at: 8, noted: .value(Progress(mark: mine, lastEvent: 9))) == .behind(knownEvent: 9))
        #expect(recognise(at: 6, noted: .value(Progress(mark: mine, lastEvent: 1))) == .behind(knownEvent: 7))
        #expect(recognise(at: 8, noted: .value(Progress(mark: old, lastEvent: 9))) == .recognised)
        #expect(recognise(at: 9, noted: .damaged) == .unknown("progress is damaged"))
    }

    @Test func `whoever is refused is told what it means and what to type`() {
        for refusal: Recognition in [
            .another(knownEvent: 7), .behind(knownEvent: 7), .gone(knownEvent: 7), .stranger,
            .unknown("high-water is damaged"),
        ] {
            let text = refusal.explanation(path: "/s/leash.db", directory: "/s", lastEvent: 3) ?? ""
            #expect(text.contains("/s/leash.db"))
            #expect(text.hasSuffix("\nleashd --accept-restored-store --state-directory /s"))
        }
        let text = Recognition.stranger.explanation(path: "/a b/leash.db", directory: "/a b", lastEvent: 3)
        #expect(text?.hasSuffix(" --state-directory '/a b'") == true)
        #expect(Recognition.recognised.explanation(path: "", directory: "", lastEvent: 0) == nil)
    }
}
