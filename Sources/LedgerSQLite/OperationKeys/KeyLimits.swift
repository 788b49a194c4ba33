/// How many keys are kept together.
package struct KeyLimits {
    /// How many keys make a generation.
    package let generation: Int
    /// From how many on they are written as one row.
    package let run: Int

    /// Limits of what gathers before it is written or moves.
    ///
    /// - Parameters:
    ///   - generation: how many gather before they move to the table. Two generations are in memory, of 8 MiB each at
    ///     most; where the table is damaged, five. A table of twenty million keys has a hundred thousand pages, so that
    ///     four of them share each page that they move to.
    ///   - run: from how many on they are written as one row. A start has to read fewer again.
    package init(generation: Int = 384_000, run: Int = 1024) {
        self.generation = generation
        self.run = run
    }
}
