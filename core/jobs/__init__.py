"""Long work in a process of its own: it outlives the page, the visit and the server.

A job is a folder in the server's own `var/jobs/`: `state.json`, which the worker writes as a whole,
and `lock`, which holds the worker's number and is locked for as long as it lives. So a worker that
was killed is told from one that is slow without a guess, and a number that another process was
given since is never ended. The request and the table of people go from memory to memory: nothing
of a patient is written, stands among a process's words, or in its environment.

One job works at a time; others wait in the order in which they were asked for. It needs what Linux
and macOS have: locks that end with their holder, and groups of processes.
"""

from core.jobs.job import Job, State
from core.jobs.jobs import MOST_WAITING, Jobs
from core.jobs.request import Request, Task

__all__ = ["MOST_WAITING", "Job", "Jobs", "Request", "State", "Task"]
