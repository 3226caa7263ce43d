"""Cases told from controls: candidates, their ensemble, and how it is tested."""
