import SessionKeys

/// Addresses in the spelling of EIP-55: which of their letters are capitals is a checksum.
enum ChecksumSpelling {
    /// The address in this spelling.
    static func of(_ address: Address) -> String {
        let digits = "\(address)".dropFirst(2)
        let hash = Keccak256.hash(of: Array(digits.utf8))
        let spelled = digits.enumerated().map { index, digit in
            let nibble = index.isMultiple(of: 2) ? hash[index / 2] >> 4 : hash[index / 2] & 0x0f
            return nibble >= 8 ? digit.uppercased() : String(digit)
        }
        return "0x" + spelled.joined()
    }

    /// The address that a text is, in any letter case; nil where it is none.
    ///
    /// - Throws: where capitals and small letters are mixed, and not as the checksum has it: then it is mistyped, or
    ///   spelled with the chain's number in the checksum (EIP-1191).
    static func address(_ text: String) throws(ArgumentFault) -> Address? {
        guard let address = Address(wire: text.utf8Span.span) else { return nil }
        let digits = text.dropFirst(2)
        let isMixed = digits.contains(where: \.isLowercase) && digits.contains(where: \.isUppercase)
        let right = of(address)
        guard !isMixed || digits == right.dropFirst(2) else { throw .wrongChecksum(text, right: right) }
        return address
    }
}
