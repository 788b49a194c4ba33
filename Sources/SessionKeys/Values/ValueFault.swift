/// Why a value is refused: a code of rules 1.3, the place of the value in what was asked, and a sentence.
package struct ValueFault: Error, Equatable, Sendable {
    /// The codes of rules 1.3.
    package enum Code: String, CaseIterable, Sendable {
        case malformedValue = "malformed_value"
        case permissionsEmpty = "permissions_empty"
        case rootNotAlone = "root_not_alone"
        case duplicatePermission = "duplicate_permission"
        case duplicateTarget = "duplicate_target"
        case targetIsAccount = "target_is_account"
        case targetForbidden = "target_forbidden"
        case selectorForbidden = "selector_forbidden"
        case functionsEmpty = "functions_empty"
        case functionsDuplicate = "functions_duplicate"
        case alreadyExpired = "already_expired"
        case tooMany = "too_many"
    }

    /// What programs read.
    package let code: Code
    /// The offending value's place in the parameters, as `permissions[1].data.allowance`.
    package let path: String
    /// What is wrong with it, for people.
    package let message: String

    /// A fault of a value at a path.
    package init(_ code: Code, at path: String, _ message: String) {
        self.code = code
        self.path = path
        self.message = message
    }
}
