"""The domain of Engawa: from a blood panel to a withdrawal-risk score, its figures and its report.

Nothing in here imports Streamlit, prints, or reads an environment variable; only the command line
(`core/__main__.py`) writes to the terminal.
"""
