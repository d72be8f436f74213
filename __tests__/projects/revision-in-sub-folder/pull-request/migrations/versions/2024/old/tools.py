def slug(name): return name.lower()
