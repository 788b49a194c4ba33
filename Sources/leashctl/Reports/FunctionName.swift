import SessionKeys

/// The functions that everybody calls by their names.
enum FunctionName {
    private static let names: [String: String] = [
        "\(Selector.transfer)": "transfer", "\(Selector.approve)": "approve",
        "\(Selector.transferFrom)": "transferFrom", "\(Selector.execute)": "execute",
        "\(Selector.executeBatch)": "executeBatch",
    ]

    /// A selector, with the function's name where it is well known.
    static func text(_ selector: String) -> String {
        names[selector.lowercased()].map { "\(selector) (\($0))" } ?? selector
    }

    /// Several selectors in one line.
    static func text(_ selectors: [String]) -> String {
        selectors.map(text).joined(separator: ", ")
    }
}
