"""Classes of ours that stand in the place of a driver's."""


def name_alike(owner, plain):
    """Gives `owner` the name of the class that it is put in the place of, which error messages and pickles show."""
    owner.__module__, owner.__qualname__, owner.__doc__ = plain.__module__, plain.__qualname__, plain.__doc__
