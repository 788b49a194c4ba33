extension SessionDefinition {
    /// How many permissions a session may have.
    package static let permissionLimit = 64
    /// How many functions a permission may list.
    package static let functionLimit = 64
    /// The last second that an expiry may name, in the year 2286.
    package static let latestExpirySec: Int64 = 9_999_999_999

    /// Holds the definition against rules 1.3.
    ///
    /// - Parameter now: the believed time; an expiry at or before it is refused.
    /// - Throws: the first fault found, with its path as rules 1.3 gives it.
    package func validate(at now: Instant) throws(ValueFault) {
        if ForbiddenTargets.contains(account) {
            throw ValueFault(
                .malformedValue, at: "account",
                "\(account) cannot be an account, as it \(ForbiddenTargets.danger(of: account))")
        }
        try validateTimes(at: now)
        try validateCounts()
        try validateGranting()
        try validateRoot()
        var seen = SeenPermissions(account: account, mayTransferPlainly: grant.nativeMeter != nil)
        for (index, permission) in permissions.enumerated() { try seen.add(permission, at: index) }
    }

    private func validateTimes(at now: Instant) throws(ValueFault) {
        guard expirySec != 0 else { return }
        if expirySec <= now.seconds {
            throw ValueFault(
                .alreadyExpired, at: "expirySec",
                "\(expirySec), which is \(Instant(seconds: expirySec).utcText), is not after now, \(now.utcText)")
        }
        if notBeforeSec >= expirySec {
            throw ValueFault(
                .alreadyExpired, at: "notBeforeSec",
                "\(notBeforeSec), which is \(Instant(seconds: notBeforeSec).utcText), is not before the expiry, "
                    + "\(Instant(seconds: expirySec).utcText)")
        }
    }

    /// Holds the number of permissions against its limit: more than may be granted is not worth reading.
    package static func validate(permissionCount count: Int) throws(ValueFault) {
        guard count > permissionLimit else { return }
        throw ValueFault(.tooMany, at: "permissions", "\(count) permissions; at most \(permissionLimit)")
    }

    private func validateCounts() throws(ValueFault) {
        try Self.validate(permissionCount: permissions.count)
        for (index, permission) in permissions.enumerated() {
            guard let functions = permission.functions else { continue }
            let path = "permissions[\(index)].data.functions"
            if functions.isEmpty { throw ValueFault(.functionsEmpty, at: path, "no function; name at least one") }
            if functions.count > Self.functionLimit {
                throw ValueFault(.tooMany, at: path, "\(functions.count) functions; at most \(Self.functionLimit)")
            }
        }
    }

    private func validateGranting() throws(ValueFault) {
        guard grant.grantingCount == 0 else { return }
        throw ValueFault(
            .permissionsEmpty, at: "permissions", "nothing would be granted; a gas-limit alone grants nothing")
    }

    private func validateRoot() throws(ValueFault) {
        guard grant.isRoot, permissions.count > 1 else { return }
        // The one that comes too much: the second permission, or root itself where it is not the first.
        let late = permissions[0] == .root ? 1 : permissions.firstIndex(of: .root) ?? 1
        throw ValueFault(
            .rootNotAlone, at: "permissions[\(late)]", "root grants everything and stands alone; drop it or the others")
    }
}
