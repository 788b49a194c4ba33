import Testing

/// The test vectors, through the intake and a ledger on a real file.
struct VectorTests {
    @Test func `there are as many vectors as ever`() {
        #expect(Vector.all(in: "creation").count >= 172)
        #expect(Vector.all(in: "decisions").count >= 109)
        #expect(Vector.all(in: "useroperations").count >= 70)
    }

    @Test(arguments: Vector.all(in: "creation"))
    func `what may be granted`(_ vector: Vector) throws { try play(vector) }

    @Test(arguments: Vector.all(in: "decisions"))
    func `what is decided and counted`(_ vector: Vector) throws { try play(vector) }

    @Test(arguments: Vector.all(in: "useroperations"))
    func `what user operations come to`(_ vector: Vector) throws { try play(vector) }

    private func play(_ vector: Vector) throws {
        try withDesk(startSec: vector.startSec, rules: vector.rules) { desk in
            var run = VectorRun(vector, on: desk)
            try run.play()
        }
    }
}
