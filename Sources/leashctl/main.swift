print("leashctl")
