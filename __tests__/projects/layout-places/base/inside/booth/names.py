prefix = "booth_"
