import hashlib
import os

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cards import Aim, Kind, Plan, Protocol
from core.jobs import Request, Task
from core.jobs.request import decoded, encoded
from core.markers import Sex
from core.readers.corrections import NONE, Corrections, Meaning

TEXTS = st.text(max_size=12)
NAMES = st.lists(TEXTS, max_size=4).map(tuple)
SHARES = st.floats(0.01, 0.99)
PLANS = st.builds(
    Plan, kind=st.sampled_from(Kind), name=TEXTS, analytes=NAMES, group=TEXTS, levels=NAMES,
    target=TEXTS, covariates=NAMES, aim=st.sampled_from(Aim), wanted=SHARES,
    prevalence=st.none() | SHARES,
)  # fmt: skip
COUNTS = st.integers(1, 500)
PROTOCOLS = st.builds(
    Protocol, repeats=COUNTS, folds=COUNTS, inner=COUNTS, permutations=COUNTS, members=COUNTS
)
CORRECTED = NONE.with_meaning("ab12", Meaning(marker="ua", unit="mg/dL")).with_sex("m", Sex.MALE)
REQUESTS = st.builds(
    Request, plan=PLANS, file=st.binary(max_size=40), file_name=TEXTS, sheet=TEXTS,
    corrections=st.sampled_from((NONE, CORRECTED)),
    groups=st.none() | st.tuples(st.binary(max_size=9), TEXTS), is_made_up=st.booleans(),
    task=st.sampled_from(Task), model=st.none() | st.tuples(TEXTS, TEXTS),
    protocol=st.none() | PROTOCOLS,
)  # fmt: skip


@given(REQUESTS)
def test_a_request_arrives_as_it_was_handed_over(request_made: Request) -> None:
    assert decoded(encoded(request_made)) == request_made


@given(REQUESTS, st.data())
def test_a_request_that_is_cut_short_is_refused(request_made: Request, data: st.DataObject) -> None:
    handed = encoded(request_made)
    length = data.draw(st.integers(0, len(handed) - 1))
    with pytest.raises(msgspec.DecodeError):
        decoded(handed[:length])


def test_the_hash_is_that_of_the_table_and_of_the_one_joined_to_it() -> None:
    plan = Plan(kind=Kind.STRATA, name="x", analytes=())
    alone = Request(plan=plan, file=b"people", file_name="people.csv")
    joined = Request(plan=plan, file=b"people", file_name="", groups=(b"groups", "groups.csv"))
    assert alone.data_sha256 == hashlib.sha256(b"people").hexdigest()
    assert joined.data_sha256 == hashlib.sha256(b"peoplegroups").hexdigest()


def test_a_large_table_is_handed_over_whole() -> None:
    plan = Plan(kind=Kind.STRATA, name="x", analytes=())
    large = Request(plan=plan, file=os.urandom(3_000_000), file_name="", corrections=Corrections())
    assert decoded(encoded(large)) == large
