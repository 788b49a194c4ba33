package import SessionKeys

extension Address {
    /// An address that stands for nothing in particular, another one for each number.
    package static func make(_ number: UInt32) -> Address {
        Address(high: 0x1ea5_0000_0000_0000_0000_0000_0000_0000, low: number)
    }

    /// The account that fixtures belong to, unless they say otherwise.
    package static let account = make(1)
    /// The key that fixtures are granted to.
    package static let key = make(2)
    /// The token that fixtures move.
    package static let token = make(3)
    /// Where fixtures send things.
    package static let recipient = make(4)
    /// Who pays for gas in the account's stead.
    package static let paymaster = make(5)
}
