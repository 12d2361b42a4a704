"""A fault that mutation.py plants: what somebody in a hurry might write. It names the test that must fail."""
from collections import namedtuple

# name: what it breaks, in words; file; old: exact text, once in the file; new: the fault; program: folder of the test
# below tests; test: exact name.
Mutant = namedtuple("Mutant", "name file old new program test")
