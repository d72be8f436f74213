prefix = "shop_"
