"""Groups among the cases: how many, what each is like, and to which a new person belongs."""
