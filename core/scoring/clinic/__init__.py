"""The score of a panel by a model that a clinic trained."""
