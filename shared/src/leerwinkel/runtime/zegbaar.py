"""What a user is told as it stands."""


class Zegbaar(RuntimeError):
    """Something went wrong around us; the message is for the user: Dutch, with what to do where that helps."""
