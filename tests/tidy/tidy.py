"""Rules on the code itself, each a test of its own.

tidy.py list              the rules' names, one a line
tidy.py check ROOT RULE   fails with the findings of one rule in the checkout
tidy.py prove RULE        fails unless the rule finds a planted violation and leaves a sound tree alone
"""

import sys

sys.dont_write_bytecode = True

import structure  # noqa: E402,F401  (importing registers the rules)
import words  # noqa: E402,F401
from tree import RULES, Tree  # noqa: E402


def check(root, name):
    findings = list(RULES[name][0](Tree.of_checkout(root)))
    for finding in findings:
        print(finding)
    return not findings


def prove(name):
    function, broken, fine = RULES[name]
    found = list(function(Tree(broken)))
    false_alarms = list(function(Tree(fine)))
    print(f"planted: {found}\nsound: {false_alarms}")
    return bool(found) and not false_alarms


def main():
    command, *words_given = sys.argv[1:]
    if command == "list":
        print("\n".join(RULES))
        passed = True
    elif command == "check":
        passed = check(*words_given)
    else:
        passed = prove(*words_given)
    sys.exit(0 if passed else 1)


main()
