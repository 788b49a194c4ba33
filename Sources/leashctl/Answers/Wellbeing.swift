import ControlProtocol

/// Whether the daemon is well, by its status.
struct Wellbeing {
    /// What is wrong, a sentence each.
    let complaints: [String]

    /// Judges a status that must tell enough to be judged.
    init(judging status: JSONValue) throws(Failure) {
        _ = try status.needed("clock", "certain", as: \.bool)
        _ = try status.needed("store", "failing", as: \.bool)
        self.init(status: status)
    }

    /// Judges a status; what an older daemon does not tell is not held against it.
    init(status: JSONValue?) {
        var complaints: [String] = []
        if let clock = status?["clock"], clock["certain"]?.bool == false {
            complaints.append("the clock is not believed: nothing is authorized, and no session ends")
        }
        if status?["store"]?["failing"]?.bool == true {
            complaints.append("the store fails: requests are refused (journalctl -xeu leashd)")
        }
        self.complaints = complaints
    }

    var isWell: Bool { complaints.isEmpty }
}
