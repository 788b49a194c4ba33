/// A value of a statement whose parameters are not known in advance.
enum Value {
    case integer(Int64)
    case blob([UInt8])
    case text(String)
}
