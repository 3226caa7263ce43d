"""A number told from a panel: candidates, and how they are tested."""
