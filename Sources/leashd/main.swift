print("leashd")
